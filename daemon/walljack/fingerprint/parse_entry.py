"""One entry as TOML has it → the entry, or every problem of its form."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from walljack.fingerprint.entry import Condition, Entry, parse_key
from walljack.fingerprint.kind import PREFIXES, kind_of, weak
from walljack.fingerprint.refusal import nearest, problems_of
from walljack.fingerprint.says import SAID, Says, groups_in
from walljack.fingerprint.table import Lookup, Table
from walljack.model.error import Problem
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary

# More than twenty examples of one entry are a table, not examples.
MOST_EXAMPLES = 20

Filled = Annotated[str, Field(min_length=1)]
Service = Annotated[str, Field(pattern=r"^_[a-z0-9-]{1,15}\._(tcp|udp)$")]
MatchText = Annotated[
    dict[str, str | Annotated[list[str], Field(min_length=1)]], Field(min_length=1)
]
SignalsText = Annotated[dict[str, str | list[str]], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _SaysText(_Strict):
    type: Filled | None = None
    vendor: Filled | None = None
    model: Filled | None = None
    os: Filled | None = None
    line: Literal["home", "office"] | None = None


class _LookupText(_Strict):
    table: Filled
    key: Filled


class _EntryText(_Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    match: MatchText
    unless: MatchText | None = None
    says: _SaysText
    lookup: _LookupText | None = None
    basis: Literal["captured", "documented", "reported"]
    source: Filled
    licence: Filled
    added: datetime.date
    generic: bool = False
    sets_aside: Annotated[list[Service], Field(min_length=1)] | None = None
    note: str = ""
    example: Annotated[list[SignalsText], Field(min_length=1, max_length=MOST_EXAMPLES)]
    counterexample: list[SignalsText] = []


_ENTRY_WORDS = {
    "": tuple(_EntryText.model_fields),
    "says": tuple(_SaysText.model_fields),
    "lookup": tuple(_LookupText.model_fields),
}


def parse_entry(
    path: str,
    number: int,
    table: Any,
    *,
    tables: Mapping[str, Table],
    vocabulary: Vocabulary,
    problems: list[Problem],
) -> Entry | None:
    """One table of a file; None when its form is refused, and then problems say why.

    Takes: ``number``, its place in the file; ``tables``, what it may look up, by name.
    """
    named = table.get("id") if isinstance(table, dict) else None
    where = f"{path}, entry {named}" if isinstance(named, str) else f"{path}, entry number {number}"
    try:
        text = _EntryText.model_validate(table)
    except ValidationError as error:
        problems += problems_of(error, where, _ENTRY_WORDS)
        return None
    said = text.says
    says = Says(**{name: getattr(said, name) or "" for name in SAID})
    lookup = _lookup(text, says, tables, where, problems)
    if text.lookup is not None and lookup is None:
        return None
    conditions = tuple(
        _condition(key, wanted, lookup if key == holder else None)
        for holder in [_holder(text)]
        for key, wanted in text.match.items()
    )
    names = [condition.key.signal for condition in conditions]
    return Entry(
        id=text.id,
        file=path,
        conditions=conditions,
        says=says,
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
        lookup=lookup,
        sets_aside=frozenset(text.sets_aside or ()),
        unless=tuple(_condition(*one, None) for one in (text.unless or {}).items()),
    )


def _condition(key: str, wanted: str | list[str], lookup: Lookup | None) -> Condition:
    if isinstance(wanted, str):
        return Condition(parse_key(key), wanted, lookup=lookup)
    return Condition(parse_key(key), "", frozenset(wanted))


def _holder(text: _EntryText) -> str:
    """The key of match whose pattern has the groups that are looked up, "" when none has all."""
    names = groups_in(text.lookup.key) if text.lookup else []
    for key, wanted in text.match.items():
        if names and isinstance(wanted, str) and all(f"(?P<{name}>" in wanted for name in names):
            return key
    return ""


def _lookup(
    text: _EntryText,
    says: Says,
    tables: Mapping[str, Table],
    where: str,
    problems: list[Problem],
) -> Lookup | None:
    """The lookup of an entry that has one; None also when it is refused."""
    if text.lookup is None:
        return None
    table = tables.get(text.lookup.table)
    if table is None:
        remedy = nearest(text.lookup.table, tables) or (
            f"known: {', '.join(sorted(tables))}" if tables else "add it as tables/NAME.csv"
        )
        what = f"“{text.lookup.table}” is no table"
        problems.append(Problem(f"{where}, lookup.table", what, remedy))
        return None
    found = len(problems)
    for name in table.columns:
        if getattr(says, name):
            problems.append(
                Problem(
                    f"{where}, says.{name}",
                    f"table {table.name} says it too",
                    "take it out of the entry, or out of the table",
                )
            )
    holder = _holder(text)
    if not holder:
        asks = groups_in(text.lookup.key)
        what = "no pattern of match has all its groups" if asks else "names no group of a pattern"
        remedy = "write {NAME} here, and (?P<NAME>…) in one pattern of match"
        problems.append(Problem(f"{where}, lookup.key", what, remedy))
    for name in groups_in(text.lookup.key):
        patterns = [one for one in text.match.values() if isinstance(one, str)]
        if holder and sum(f"(?P<{name}>" in pattern for pattern in patterns) > 1:
            what = f"group “{name}” stands in two patterns"
            problems.append(Problem(f"{where}, lookup.key", what, "name them apart"))
    return Lookup(table, text.lookup.key) if len(problems) == found else None


def _signals(table: Mapping[str, str | list[str]]) -> tuple[Signal, ...]:
    """An example's signals: a value, or several values of one signal."""
    return tuple(
        Signal(parse_key(key).signal, value, parse_key(key).scope)
        for key, values in table.items()
        for value in ([values] if isinstance(values, str) else values)
    )
