"""Fingerprint files → the book, or every problem of every file at once."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from walljack.fingerprint.book import Book, build_book
from walljack.fingerprint.check import check_book, check_entry
from walljack.fingerprint.entry import Entry
from walljack.fingerprint.parse_entry import parse_entry
from walljack.fingerprint.parse_table import is_table, parse_tables
from walljack.fingerprint.table import Table
from walljack.model.error import Problem, ProblemsError
from walljack.model.vocabulary import Vocabulary

# Where the files of a book lie below its folder.
BOOK_FILES = ("vendor/*.toml", "stack/*.toml", "tables/*.csv")


def parse_book(files: Mapping[str, str], vocabulary: Vocabulary, *, checked: bool = False) -> Book:
    """The book written in these files.

    Takes: ``files``: path below the folder of fingerprints (``vendor/google.toml``,
    ``tables/cast-models.csv``) → text. ``checked``: the files were checked when the package was
    built, so that examples and patterns need not be tried again.
    Raises: ProblemsError with every problem of every file, in order of file and entry.
    """
    problems: list[Problem] = []
    tables = parse_tables(files, vocabulary, problems)
    entries: list[Entry] = []
    for path in sorted(files):
        if is_table(path):
            continue
        if not path.startswith(("vendor/", "stack/")) or not path.endswith(".toml"):
            remedy = "name it vendor/NAME.toml or stack/NAME.toml"
            problems.append(Problem(path, "lies in the wrong place", remedy))
        document = read_document(path, files[path], ("entry",), problems)
        entries += parse_entries(path, document, tables, vocabulary, problems)
    problems += twice(entries)
    digest = digest_of(files, vocabulary.digest)
    if checked:
        if problems:
            raise ProblemsError(in_order(problems))
        return build_book(entries, vocabulary, digest)
    sound, found = sound_entries(entries, vocabulary)
    book = build_book(sound, vocabulary, digest)
    problems += found
    problems += check_book(book)
    if problems:
        raise ProblemsError(in_order(problems))
    return book


def digest_of(files: Mapping[str, str], *also: str) -> str:
    """SHA-256 of these texts by their names, whatever their order, and of what else counts."""
    canonical = json.dumps([*also, sorted(files.items())], ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Problems file by file, each file's in the order in which they were found."""
    return sorted(problems, key=lambda problem: problem.where.split(",")[0])


def read_document(
    path: str, text: str, keys: Sequence[str], problems: list[Problem]
) -> dict[str, list[Any]]:
    """The lists of tables in one file, by their key; an empty list for what it has not.

    Takes: ``keys``, those that such a file may have.
    """
    lists: dict[str, list[Any]] = {key: [] for key in keys}
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(path, f"is no TOML: {error}", "an entry starts with [[entry]]"))
        return lists
    except RecursionError:
        problems.append(Problem(path, "is nested too deep", "an entry starts with [[entry]]"))
        return lists
    known = " and ".join(f"[[{key}]]" for key in keys)
    for key, tables in document.items():
        if key not in keys:
            remedy = f"a file holds {known} tables only"
            problems.append(Problem(path, f"“{key}” is no key here", remedy))
        elif not isinstance(tables, list):
            what = f"“{key}” is no list"
            problems.append(Problem(path, what, f"write [[{key}]], not [{key}]"))
        else:
            lists[key] = tables
    return lists


def parse_entries(
    path: str,
    document: Mapping[str, list[Any]],
    tables: Mapping[str, Table],
    vocabulary: Vocabulary,
    problems: list[Problem],
) -> list[Entry]:
    """The entries of one file whose form is sound."""
    parsed = (
        parse_entry(path, number, table, tables=tables, vocabulary=vocabulary, problems=problems)
        for number, table in enumerate(document["entry"], start=1)
    )
    return [entry for entry in parsed if entry is not None]


def sound_entries(
    entries: Sequence[Entry], vocabulary: Vocabulary
) -> tuple[list[Entry], list[Problem]]:
    """The entries that pass every check by themselves, and the problems of the others."""
    sound, problems = [], []
    for entry in entries:
        found = check_entry(entry, vocabulary)
        problems += found
        if not found:
            sound.append(entry)
    return sound, problems


def twice(entries: list[Entry]) -> list[Problem]:
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
