"""Records that name another product than the device that sends them."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from tests.unit.fingerprint.conftest import MakeBook
from walljack.fingerprint import Book, explain, identify, match_book, read_book
from walljack.model.error import ProblemsError
from walljack.model.signal import Signal, Standing

QUEUE = Signal("mdns.txt.rp", "printers/Office", "_ipp._tcp")
PRODUCT = Signal("mdns.txt.ty", "Acme Jet 5", "_ipp._tcp")
SERVICE = Signal("mdns.service", "_ipp._tcp")
OWN_PRODUCT = Signal("mdns.txt.ty", "Acme Jet 5", "_uscan._tcp")


@pytest.fixture(scope="module")
def book(book_of: MakeBook) -> Book:
    """A shared queue, and the printer that it names."""
    return book_of(
        (
            "shared-queue",
            {"mdns.txt.rp": "^printers/"},
            {"type": "computer"},
            {"mdns.txt.rp": "printers/Office"},
            {"sets_aside": ["_ipp._tcp", "_printer._tcp"], "note": "It shares a printer."},
        ),
        (
            "acme-printer",
            {"mdns.txt.ty": "^Acme Jet [0-9]$"},
            {"type": "printer", "vendor": "Acme"},
            {"mdns.txt.ty": "Acme Jet 5"},
        ),
        ("ipp", {"mdns.service": ["_ipp._tcp"]}, {"type": "office"}, {"mdns.service": "_ipp._tcp"}),
    )


def matched(book: Book, *signals: Signal) -> list[str]:
    """The ids of what matches, the same in every order of the signals."""
    found = {
        tuple(match.entry.id for match in match_book(order, book))
        for order in itertools.permutations(signals)
    }
    assert len(found) == 1
    return list(found.pop())


def test_a_shared_queue_names_the_printer_not_the_computer(book: Book) -> None:
    """What a shared queue says of its printer is no evidence for what its host is."""
    assert matched(book, QUEUE, PRODUCT, SERVICE) == ["shared-queue"]
    assert identify([QUEUE, PRODUCT, SERVICE], book).type == "computer"


def test_without_the_sign_everything_counts(book: Book) -> None:
    """A printer's own record is evidence."""
    assert matched(book, PRODUCT, SERVICE) == ["acme-printer", "ipp"]


def test_other_services_still_speak_of_the_device(book: Book) -> None:
    """Only the services that the entry lists are set aside."""
    assert matched(book, QUEUE, PRODUCT, OWN_PRODUCT) == ["acme-printer", "shared-queue"]


def test_hearsay_sets_no_own_word_aside(book: Book) -> None:
    """Nobody silences a device by announcing a shared queue in its name."""
    forged = replace(QUEUE, standing=Standing.HEARSAY, speaker="02:00:00:00:00:01")
    assert matched(book, forged, PRODUCT) == ["acme-printer", "shared-queue"]
    assert identify([forged, PRODUCT], book).type == "printer"


def test_hearsay_sets_hearsay_aside(book: Book) -> None:
    """A reflected queue names its printer no more than the queue itself does."""
    heard = [
        replace(one, standing=Standing.HEARSAY, speaker="02:00:00:00:00:01")
        for one in (QUEUE, PRODUCT)
    ]
    assert matched(book, *heard) == ["shared-queue"]


def test_what_is_set_aside_is_told(book: Book) -> None:
    """The book says which records it did not hear, why, and what they would have said."""
    told = read_book([SERVICE, PRODUCT, OWN_PRODUCT, QUEUE], book)
    (aside,) = told.aside
    assert aside.match.entry.id == "shared-queue"
    assert aside.signals == (SERVICE, PRODUCT)
    assert [match.entry.id for match in aside.lost] == ["ipp"]
    assert told.left == [OWN_PRODUCT]
    assert read_book([PRODUCT, SERVICE], book).aside == ()


def test_what_an_entry_rests_on_is_no_loss(book: Book) -> None:
    """A queue that says nothing of a printer has nothing set aside."""
    assert read_book([QUEUE], book).aside == ()


def test_the_answer_holds_what_was_set_aside(book: Book) -> None:
    """Disagreeing evidence that nobody hears is kept, with the reason why."""
    (aside,) = identify([QUEUE, PRODUCT, SERVICE], book).set_aside
    assert (aside.entry, aside.reason) == ("shared-queue", "It shares a printer.")
    assert aside.services == ("_ipp._tcp",)
    assert [(claim.entry, claim.type) for claim in aside.claims] == [
        ("acme-printer", "printer"),
        ("ipp", "office"),
    ]


def test_explain_tells_what_was_set_aside(book: Book) -> None:
    """What nobody hears is told with what it would have said."""
    (aside,) = explain([QUEUE, PRODUCT], book).aside
    assert (aside.match.entry.id, aside.services) == ("shared-queue", ("_ipp._tcp",))
    assert [match.entry.id for match in aside.lost] == ["acme-printer"]


def test_a_service_is_written_as_services_are(book_of: MakeBook) -> None:
    """What is no service type is refused, with its place."""
    with pytest.raises(ProblemsError, match=r"entry queue, sets_aside"):
        book_of(
            (
                "queue",
                {"mdns.txt.rp": "^printers/"},
                {"type": "computer"},
                {"mdns.txt.rp": "printers/Office"},
                {"sets_aside": ["ipp"]},
            )
        )
