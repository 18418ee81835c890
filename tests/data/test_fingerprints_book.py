"""The shipped book as a whole: how fast it loads, that order is nothing, that all is reachable."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from time import process_time

import pytest

from tests.data.test_fingerprints import FINGERPRINTS, shipped, shipped_files
from walljack.fingerprint import (
    Book,
    Entry,
    parse_book,
    parse_edition,
    parse_records,
    parse_vocabulary,
    render_edition,
)
from walljack.fingerprint.book import build_book
from walljack.fingerprint.match import Lines, match_entry
from walljack.fingerprint.says import fill
from walljack.fingerprint.table import Row

# What the book may take of a start, by the processor's clock.
_MOST_S = 0.3
# The best of a few runs: what else the machine does only makes it longer.
_RUNS = 5


@cache
def edition() -> bytes:
    """The file that a package built now would ship."""
    return render_edition(parse_book(shipped_files(), shipped().vocabulary, checked=True))


def load() -> Book:
    """All that an installed program does before the book is there, from texts."""
    vocabulary = parse_vocabulary((FINGERPRINTS / "vocabulary.toml").read_text("utf-8"))
    records = parse_records((FINGERPRINTS / "records.toml").read_text("utf-8"))
    return parse_edition(edition(), vocabulary).with_records(records)


def test_loading_takes_less_than_300_ms(record_property: Callable[[str, object], None]) -> None:
    """Vocabulary, records and the book's file are read and verified in 0.3 s of processor time."""
    assert edition()
    taken = []
    for _run in range(_RUNS):
        began = process_time()
        book = load()
        taken.append(process_time() - began)
    told = ", ".join(f"{1000 * each:.0f}" for each in sorted(taken))
    print(f"{len(book)} entries, {len(edition()):,} octets: loaded in {told} ms")  # noqa: T201
    record_property("load_ms", told)
    assert min(taken) < _MOST_S


def test_the_file_holds_the_whole_book() -> None:
    """What is loaded from the file is the book that the entries make."""
    assert load() == shipped()


def test_order_of_entries_and_rows_is_nothing() -> None:
    """Entries and rows in any order make the same book, entry by entry and index by index."""
    book = shipped()
    for seed in range(3):
        chance = random.Random(seed)
        entries = [_shuffled(entry, chance) for entry in book.entries]
        chance.shuffle(entries)
        other = build_book(entries, book.vocabulary, book.digest)
        assert replace(other, records=book.records) == book


def _shuffled(entry: Entry, chance: random.Random) -> Entry:
    """The entry with the rows of its table in another order."""
    if entry.lookup is None:
        return entry
    rows = list(entry.lookup.table.rows.items())
    chance.shuffle(rows)
    table = replace(entry.lookup.table, rows=dict(rows))
    return replace(entry, lookup=entry.lookup._replace(table=table))


TABLES = sorted(path.stem for path in FINGERPRINTS.glob("tables/*.csv"))


def askers(name: str) -> list[Entry]:
    """The entries that look something up in a table."""
    return [
        entry for entry in shipped().entries if entry.lookup and entry.lookup.table.name == name
    ]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_reachable(name: str) -> None:
    """For every row of every table some entry's example, with the row's key, is answered by it."""
    asking = askers(name)
    assert asking, f"no entry looks anything up in {name}"
    rows = rows_of(name)
    assert [key for key in rows if not any(_reaches(entry, key, rows) for entry in asking)] == []


def rows_of(name: str) -> dict[str, Row]:
    """The rows of a shipped table, by key."""
    return next(entry.lookup.table.rows for entry in askers(name) if entry.lookup)


def _reaches(entry: Entry, key: str, rows: dict[str, Row]) -> bool:
    """The entry's first example with another key in the place of its own finds that key's row."""
    assert entry.lookup is not None
    holder = next(each for each in entry.conditions if each.lookup)
    example = entry.examples[0]
    told = next(signal for signal in example if holder.met(signal) is not None)
    own = fill(entry.lookup.key, holder.met(told) or {})
    asked = [
        replace(signal, value=signal.value.replace(own, key)) if signal is told else signal
        for signal in example
    ]
    match = match_entry(entry, Lines(asked), shipped().vocabulary)
    return match is not None and match.row == rows[key]
