"""One entry that looks hundreds of models up in a table."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.unit.fingerprint.conftest import entry_text
from walljack.fingerprint import Book, explain, identify, match_book, parse_book
from walljack.model.error import ProblemsError
from walljack.model.identity import Band
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary

KEY = "mdns.txt.model@_airplay._tcp"
ROWS = [
    'B520AP,smart_speaker,HomePod mini,audioOS,"a list, of boards",MIT',
    '"Mac14,2",laptop,"MacBook Air (M2, 2022)",macOS,a list,MIT',
    "J327AP,,Studio Display,,a list,MIT",
]
HEADER = "key (any case),type,model,os,source,licence"


def table(*rows: str, header: str = HEADER) -> str:
    """A table as a spreadsheet saves it."""
    return "\n".join([header, *rows]) + "\n"


def book_with(
    vocabulary: Vocabulary, text: str, example: str = "B520AP", *more: str, **keys: Any
) -> Book:
    """A book of one entry that looks its value up in ``models``."""
    entry = entry_text(
        "by-table",
        {KEY: "^(?P<identifier>[A-Za-z0-9,]{1,20})$"},
        {"vendor": "Apple"},
        {KEY: example},
        lookup={"table": "models", "key": "{identifier}"},
        **keys,
    )
    files = {"vendor/test.toml": "\n".join([entry, *more]), "tables/models.csv": text}
    return parse_book(files, vocabulary)


@pytest.fixture(scope="module")
def looked(vocabulary: Vocabulary) -> Book:
    """The three rows above."""
    return book_with(vocabulary, table(*ROWS))


def says(value: str) -> Signal:
    """What an AirPlay receiver says of its model."""
    return Signal("mdns.txt.model", value, "_airplay._tcp")


def test_row_completes_what_the_entry_says(looked: Book) -> None:
    """Type, model and system come from the row, the vendor from the entry."""
    (match,) = match_book([says("B520AP")], looked)
    said = match.says
    assert (said.type, said.vendor, said.model, said.os) == (
        *("smart_speaker", "Apple", "HomePod mini"),
        "audioOS",
    )
    assert identify([says("B520AP")], looked).model == "HomePod mini"


def test_key_that_the_table_lacks_is_no_match(looked: Book) -> None:
    """A value that meets the pattern but stands in no row says nothing."""
    assert match_book([says("B999AP")], looked) == []


def test_empty_cell_says_nothing(looked: Book) -> None:
    """A row without a type leaves the type open."""
    (match,) = match_book([says("J327AP")], looked)
    assert (match.says.type, match.says.os, match.says.model) == ("", "", "Studio Display")


def test_case_matters_only_where_the_table_says_so(vocabulary: Vocabulary) -> None:
    """``key (any case)`` finds a key however it is written, ``key`` only as it stands."""
    for header, found in ((HEADER, 1), (HEADER.replace(" (any case)", ""), 0)):
        book = book_with(vocabulary, table(*ROWS, header=header))
        assert len(match_book([says("b520ap")], book)) == found


def test_every_value_is_looked_up(looked: Book) -> None:
    """An unknown model beside a known one does not hide it."""
    both = [says(value) for value in ("A000AP", "B520AP", "Z999AP")]
    (match,) = match_book(both, looked)
    assert [signal.value for signal in match.signals] == ["B520AP"]


def test_the_weaker_basis_counts(vocabulary: Vocabulary) -> None:
    """A row is no better known than its entry, and an entry no better than its row."""
    header = HEADER.replace("os,", "os,basis,")
    for entry, row, counts in (
        ("captured", "reported", "reported"),
        ("documented", "captured", "documented"),
        ("documented", "", "documented"),
    ):
        rows = [f"B520AP,smart_speaker,HomePod mini,audioOS,{row},a list,MIT"]
        rows += ["B1AP,smart_speaker,HomePod,audioOS,captured,a list,MIT"]
        book = book_with(vocabulary, table(*rows, header=header), basis=entry)
        (match,) = match_book([says("B520AP")], book)
        assert match.basis == counts
    (claim,) = identify([says("B520AP")], book).claims_for
    assert claim.band is Band.LIKELY


def test_sources_of_entry_and_row_are_told(looked: Book) -> None:
    """Who asks why is told where the entry is from and where the row is from."""
    (match,) = explain([says("B520AP")], looked).matched
    assert match.source == "a test; a list, of boards"


def test_order_of_rows_changes_nothing(looked: Book, vocabulary: Vocabulary) -> None:
    """Rows in another order give the same answers."""
    rows = ROWS.copy()
    random.Random(3).shuffle(rows)
    other = book_with(vocabulary, table(*rows))
    for value in ("B520AP", "Mac14,2", "J327AP", "B999AP"):
        assert identify([says(value)], other) == identify([says(value)], looked)


def test_digest_covers_the_table(looked: Book, vocabulary: Vocabulary) -> None:
    """A changed row makes another book, so that devices are identified anew."""
    other = book_with(vocabulary, table(*ROWS[:2]))
    assert other.digest != looked.digest


def test_another_entry_is_held_against_the_row(vocabulary: Vocabulary) -> None:
    """The type of an example's row is what other entries must not contradict."""
    rival = entry_text("rival", {KEY: ["B520AP"]}, {"type": "phone"}, {KEY: "B520AP"})
    with pytest.raises(ProblemsError, match="claims it as smart_speaker, not phone"):
        book_with(vocabulary, table(*ROWS), "B520AP", rival)
