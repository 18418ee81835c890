"""Records behind bands."""

from __future__ import annotations

import pytest

from walljack.fingerprint import Book, Records, Tally, band_of, parse_records, tally, wilson
from walljack.model.error import ProblemsError
from walljack.model.identity import Band, Record


def test_wilson_against_published_values() -> None:
    """The interval is the textbook's: 35 of 35 reaches 0.90, none of none says nothing."""
    assert wilson(35, 35)[0] == pytest.approx(0.9011, abs=1e-4)
    assert wilson(34, 34)[0] < 0.90
    assert wilson(0, 0) == (0.0, 1.0)
    # Newcombe, Statistics in Medicine 17 (1998), table I: 81/263 and 15/148, method 3.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    # The same table: 0/20 and 1/29.
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=1e-4)


def test_bounds_give_bands() -> None:
    """Each band begins at its lower bound."""
    assert band_of(Record("x", 35, 35)) is Band.CONFIRMED
    assert band_of(Record("x", 20, 20)) is Band.LIKELY
    assert band_of(Record("x", 5, 5)) is Band.POSSIBLE
    assert band_of(Record("x", 20, 5)) is Band.UNKNOWN


def test_what_is_tallied_can_be_read() -> None:
    """Computed records read back as they were counted, with date and sources."""
    rows = [Tally("service", True)] * 11 + [Tally("service", False), Tally("habit", True)]
    records = parse_records(tally(rows, "2026-11-22", ['captures "set"', "wild"], "walljack"))
    assert records.by_kind["service"] == Record("service", 12, 11)
    assert records.date == "2026-11-22"
    assert records.sources == ('captures "set"', "wild")
    assert records.get("service") is not None
    assert records.get("habit") is None, "one device is no record"
    assert records.get("unheard of") is None


def test_every_problem_is_told() -> None:
    """Records that cannot be are refused, all at once."""
    text = """
date = 2026-11-22
sources = []
[[record]]
kind = "a"
n = 1
right = 2
[[record]]
kind = "a"
n = 1
right = 1
"""
    with pytest.raises(ProblemsError) as refused:
        parse_records(text)
    assert [str(problem) for problem in refused.value.problems] == [
        "records.toml, kind a: 2 right of 1",
        "records.toml, kind a: stands twice (keep one)",
    ]
    with pytest.raises(ProblemsError, match="is no TOML"):
        parse_records("date =")
    with pytest.raises(ProblemsError, match="sources: is missing"):
        parse_records("date = 2026-11-22")


def test_another_record_is_another_book(book: Book) -> None:
    """A book with other records has another digest, so that identities are asked again."""
    records = Records({"habit": Record("habit", 12, 11)})
    assert book.with_records(records).digest != book.digest
    assert book.with_records(records).digest == book.with_records(records).digest
