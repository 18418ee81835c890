"""Where an entry does not hold."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from tests.unit.fingerprint.conftest import MakeBook
from walljack.fingerprint import Book, explain, match_book, parse_edition, render_edition
from walljack.model.signal import Signal, Standing
from walljack.model.vocabulary import Vocabulary

MODEL = Signal("mdns.txt.model", "AcmeTV6,2", "_airplay._tcp")
BOX = Signal("mdns.txt.model", "AcmeBook1,1", "_airplay._tcp")
ACME = Signal("oui", "Acme, Inc.")
OTHER = Signal("oui", "Other Ltd")
KEY = "mdns.txt.model@_airplay._tcp"


@pytest.fixture(scope="module")
def book(book_of: MakeBook) -> Book:
    """A maker's models, of which the players always have its prefix."""
    return book_of(
        (
            "acme-model",
            {KEY: "^Acme(?:TV|Book)[0-9]{1,2},[0-9]$"},
            {"type": "media", "vendor": "Acme"},
            {KEY: "AcmeTV6,2"},
            {
                "unless": {"oui": r"^(?!Acme, Inc\.)", KEY: "^AcmeTV"},
                "counterexample": [{"oui": "Other Ltd", KEY: "AcmeTV6,2"}],
            },
        ),
        ("acme-other", {KEY: "^AcmeBook"}, {"vendor": "Acme"}, {KEY: "AcmeBook1,1"}),
    )


def matched(book: Book, *signals: Signal) -> list[str]:
    """The ids of what matches, the same in every order of the signals."""
    found = {
        tuple(match.entry.id for match in match_book(order, book))
        for order in itertools.permutations(signals)
    }
    assert len(found) == 1
    return list(found.pop())


def test_an_entry_does_not_hold_where_unless_does(book: Book) -> None:
    """A player of another maker's prefix is not the player that it says it is."""
    assert matched(book, MODEL, OTHER) == []
    assert matched(book, MODEL, ACME) == ["acme-model"]


def test_what_is_not_known_bars_nothing(book: Book) -> None:
    """A device without a known prefix is believed."""
    assert matched(book, MODEL) == ["acme-model"]


def test_all_of_unless_must_hold(book: Book) -> None:
    """A notebook behind an adapter of another maker is believed."""
    assert matched(book, BOX, OTHER) == ["acme-model", "acme-other"]


def test_hearsay_bars_nothing(book: Book) -> None:
    """Nobody takes away by hearsay what a device says itself."""
    forged = replace(MODEL, standing=Standing.HEARSAY, speaker="02:00:00:00:00:01")
    assert matched(book, BOX, forged, OTHER) == ["acme-model", "acme-other"]


def test_explain_tells_what_is_barred(book: Book) -> None:
    """An entry that would match but for its unless is told, not passed over."""
    told = explain([MODEL, OTHER], book)
    assert [entry.id for entry in told.barred] == ["acme-model"]
    assert explain([MODEL, ACME], book).barred == ()


def test_it_ships(book: Book, vocabulary: Vocabulary) -> None:
    """The one file of the package holds it."""
    read = parse_edition(render_edition(book), vocabulary)
    assert read == book
    assert matched(read, MODEL, OTHER) == []
