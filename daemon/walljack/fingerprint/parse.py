"""Fingerprint files → the book, or every problem of every file at once."""

from __future__ import annotations

import datetime
import hashlib
import json
import tomllib
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from walljack.fingerprint.book import Book, build_book
from walljack.fingerprint.check import check_book, check_entry
from walljack.fingerprint.entry import Condition, Entry, Says, parse_key
from walljack.fingerprint.kind import PREFIXES, kind_of, weak
from walljack.fingerprint.refusal import problems_of
from walljack.model.error import Problem, ProblemsError
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary

# More than twenty examples of one entry are a table, not examples.
MOST_EXAMPLES = 20

Filled = Annotated[str, Field(min_length=1)]
SignalsText = Annotated[dict[str, str | list[str]], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _SaysText(_Strict):
    type: Filled | None = None
    vendor: Filled | None = None
    model: Filled | None = None
    os: Filled | None = None
    line: Literal["home", "office"] | None = None


class _EntryText(_Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    match: Annotated[
        dict[str, str | Annotated[list[str], Field(min_length=1)]], Field(min_length=1)
    ]
    says: _SaysText
    basis: Literal["captured", "documented", "reported"]
    source: Filled
    licence: Filled
    added: datetime.date
    generic: bool = False
    note: str = ""
    example: Annotated[list[SignalsText], Field(min_length=1, max_length=MOST_EXAMPLES)]
    counterexample: list[SignalsText] = []


_ENTRY_WORDS = {"": tuple(_EntryText.model_fields), "says": tuple(_SaysText.model_fields)}


def parse_book(files: Mapping[str, str], vocabulary: Vocabulary, *, checked: bool = False) -> Book:
    """The book written in these files.

    Takes: ``files``: path below the folder of fingerprints (``vendor/google.toml``) → text.
    ``checked``: the files were checked when the package was built, so that examples and
    patterns need not be tried again.
    Raises: ProblemsError with every problem of every file, in order of file and entry.
    """
    problems: list[Problem] = []
    entries: list[Entry] = []
    for path in sorted(files):
        for number, table in enumerate(_tables(path, files[path], problems), start=1):
            entry = _parse_entry(path, number, table, vocabulary, problems)
            if entry is not None:
                entries.append(entry)
    problems += _twice(entries)
    digest = _digest(files, vocabulary)
    if checked:
        if problems:
            raise ProblemsError(problems)
        return build_book(entries, vocabulary, digest)
    sound = []
    for entry in entries:
        found = check_entry(entry, vocabulary)
        problems += found
        if not found:
            sound.append(entry)
    book = build_book(sound, vocabulary, digest)
    problems += check_book(book)
    if problems:
        raise ProblemsError(sorted(problems, key=lambda problem: problem.where.split(",")[0]))
    return book


def _digest(files: Mapping[str, str], vocabulary: Vocabulary) -> str:
    canonical = json.dumps([vocabulary.digest, sorted(files.items())], ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _tables(path: str, text: str, problems: list[Problem]) -> list[Any]:
    """The entries of one file as TOML has them."""
    if not path.startswith(("vendor/", "stack/")) or not path.endswith(".toml"):
        problems.append(
            Problem(path, "lies in the wrong place", "name it vendor/NAME.toml or stack/NAME.toml")
        )
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(path, f"is no TOML: {error}", "an entry starts with [[entry]]"))
        return []
    for key in document:
        if key != "entry":
            problems.append(
                Problem(path, f"“{key}” is no key here", "a file holds [[entry]] tables only")
            )
    tables = document.get("entry", [])
    if not isinstance(tables, list):
        problems.append(Problem(path, "“entry” is no list", "write [[entry]], not [entry]"))
        return []
    return tables


def _parse_entry(
    path: str, number: int, table: Any, vocabulary: Vocabulary, problems: list[Problem]
) -> Entry | None:
    named = table.get("id") if isinstance(table, dict) else None
    where = f"{path}, entry {named}" if isinstance(named, str) else f"{path}, entry number {number}"
    try:
        text = _EntryText.model_validate(table)
    except ValidationError as error:
        problems += problems_of(error, where, _ENTRY_WORDS)
        return None
    conditions = tuple(
        Condition(parse_key(key), wanted)
        if isinstance(wanted, str)
        else Condition(parse_key(key), "", frozenset(wanted))
        for key, wanted in text.match.items()
    )
    names = [condition.key.signal for condition in conditions]
    says = text.says
    return Entry(
        id=text.id,
        file=path,
        conditions=conditions,
        says=Says(
            says.type or "", says.vendor or "", says.model or "", says.os or "", says.line or ""
        ),
        basis=text.basis,
        source=text.source,
        licence=text.licence,
        added=text.added.isoformat(),
        generic=text.generic,
        note=text.note,
        examples=tuple(map(_signals, text.example)),
        counterexamples=tuple(map(_signals, text.counterexample)),
        kind=kind_of(names, vocabulary),
        groups=frozenset(vocabulary.group(name) for name in names),
        weak=weak(names, vocabulary),
        blind_to_modules=weak(names, vocabulary) and not PREFIXES.isdisjoint(names),
    )


def _signals(table: Mapping[str, str | list[str]]) -> tuple[Signal, ...]:
    """An example's signals: a value, or several values of one signal."""
    return tuple(
        Signal(parse_key(key).signal, value, parse_key(key).scope)
        for key, values in table.items()
        for value in ([values] if isinstance(values, str) else values)
    )


def _twice(entries: list[Entry]) -> list[Problem]:
    """One problem for each id that stands more than once."""
    first: dict[str, Entry] = {}
    problems = []
    for entry in entries:
        if entry.id in first:
            problems.append(
                Problem(
                    f"{entry.file}, entry {entry.id}",
                    f"this id stands in {first[entry.id].file} already",
                    "ids are unique over all files",
                )
            )
        first.setdefault(entry.id, entry)
    return problems
