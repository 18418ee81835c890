"""The book as it ships: checked when it was made, in one file that knows its own SHA-256.

Two lines of JSON: what the file is, with the SHA-256 of the second line; and the book. Nothing is
checked again when it is loaded, and no pattern is compiled before a device asks for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from walljack.fingerprint.book import Book, build_book
from walljack.fingerprint.entry import Condition, Entry, Key
from walljack.fingerprint.kind import Kind
from walljack.fingerprint.says import SAID, Says
from walljack.fingerprint.table import Lookup, Row, Table
from walljack.model.error import Problem, ProblemsError
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary

EDITION = "book.jsonl"

# Changed whenever the second line is written in another way.
_FORMAT = "walljack fingerprint book, form 2"
_REMEDY = "install Walljack again; entries of your own go into a site folder, not here"


def render_edition(book: Book) -> bytes:
    """The book, without its records, as it ships: the same book gives the same bytes."""
    tables = {entry.lookup.table.name: entry.lookup.table for entry in book.entries if entry.lookup}
    content = {
        "digest": book.digest,
        "vocabulary": book.vocabulary.digest,
        "tables": {name: _table_json(tables[name]) for name in sorted(tables)},
        "entries": [_entry_json(entry) for entry in book.entries],
    }
    second = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    first = {"format": _FORMAT, "sha256": hashlib.sha256(second).hexdigest()}
    return json.dumps(first).encode() + b"\n" + second + b"\n"


def parse_edition(octets: bytes, vocabulary: Vocabulary, name: str = EDITION) -> Book:
    """The book in a file that ``render_edition`` made.

    Takes: ``name``, how messages call the file.
    Raises: ProblemsError when it is damaged, changed, or made for another version.
    """
    first, _, second = octets.removesuffix(b"\n").partition(b"\n")
    try:
        told = json.loads(first)
    except ValueError:
        told = None
    if not isinstance(told, dict) or "format" not in told:
        raise _refused(name, "is no fingerprint book")
    if told["format"] != _FORMAT:
        raise _refused(name, f"is a “{told['format']}”, not a “{_FORMAT}”")
    if told.get("sha256") != hashlib.sha256(second).hexdigest():
        raise _refused(name, "was changed or damaged: its SHA-256 is not the one that it states")
    try:
        content = json.loads(second)
        if content["vocabulary"] != vocabulary.digest:
            raise _refused(name, "was made with another vocabulary.toml than the one beside it")
        tables = {key: _table(key, told) for key, told in content["tables"].items()}
        entries = [_entry(told, tables) for told in content["entries"]]
        return build_book(entries, vocabulary, content["digest"])
    except (LookupError, TypeError, ValueError, AttributeError):
        # Its SHA-256 is right, so that somebody wrote it so.
        raise _refused(name, "holds no book in the form that it states") from None


def _refused(name: str, what: str) -> ProblemsError:
    return ProblemsError([Problem(name, what, _REMEDY)])


def _says_json(says: Says) -> list[str]:
    return [getattr(says, name) for name in SAID]


def _table_json(table: Table) -> dict[str, Any]:
    return {
        "columns": table.columns,
        "folded": table.folded,
        "rows": {key: [_says_json(row.says), *row[1:]] for key, row in table.rows.items()},
    }


def _table(name: str, told: dict[str, Any]) -> Table:
    rows = {key: Row(Says(*says), *rest) for key, (says, *rest) in told["rows"].items()}
    return Table(name, tuple(told["columns"]), told["folded"], rows)


def _entry_json(entry: Entry) -> list[Any]:
    """The fields of Entry in their order."""
    return [
        entry.id,
        entry.file,
        _conditions_json(entry.conditions),
        _says_json(entry.says),
        entry.basis,
        entry.source,
        entry.licence,
        entry.added,
        entry.generic,
        entry.note,
        _examples_json(entry.examples),
        _examples_json(entry.counterexamples),
        entry.kind.value,
        sorted(entry.groups),
        entry.weak,
        entry.blind_to_modules,
        [entry.lookup.table.name, entry.lookup.key] if entry.lookup else None,
        sorted(entry.sets_aside),
        _conditions_json(entry.unless),
    ]


def _conditions_json(conditions: Iterable[Condition]) -> list[list[Any]]:
    return [
        [*condition.key, condition.pattern, sorted(condition.values), bool(condition.lookup)]
        for condition in conditions
    ]


def _entry(told: list[Any], tables: dict[str, Table]) -> Entry:
    asks = told[16]
    lookup = Lookup(tables[asks[0]], asks[1]) if asks else None
    return Entry(
        id=told[0],
        file=told[1],
        conditions=_conditions(told[2], lookup),
        says=Says(*told[3]),
        basis=told[4],
        source=told[5],
        licence=told[6],
        added=told[7],
        generic=told[8],
        note=told[9],
        examples=_examples(told[10]),
        counterexamples=_examples(told[11]),
        kind=Kind(told[12]),
        groups=frozenset(told[13]),
        weak=told[14],
        blind_to_modules=told[15],
        lookup=lookup,
        sets_aside=frozenset(told[17]),
        unless=_conditions(told[18], None),
    )


def _conditions(told: list[list[Any]], lookup: Lookup | None) -> tuple[Condition, ...]:
    return tuple(
        Condition(Key(signal, scope), pattern, frozenset(values), lookup if looks else None)
        for signal, scope, pattern, values, looks in told
    )


def _examples_json(examples: Iterable[Iterable[Signal]]) -> list[list[list[str]]]:
    return [[[one.name, one.value, one.scope] for one in example] for example in examples]


def _examples(told: list[list[list[str]]]) -> tuple[tuple[Signal, ...], ...]:
    return tuple(
        tuple(Signal(name, value, scope) for name, value, scope in example) for example in told
    )
