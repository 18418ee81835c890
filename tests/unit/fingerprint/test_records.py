"""Records behind bands."""

from __future__ import annotations

import pytest

from walljack.fingerprint import (
    Book,
    Records,
    Tally,
    band_of,
    parse_records,
    refine,
    wilson,
    write_records,
)
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


def test_what_is_counted_can_be_read() -> None:
    """Computed records read back as they were counted, with date and sources."""
    rows = [Tally("service", True, origin="a", product=f"p{number}") for number in range(11)]
    rows += [Tally("service", False, origin="b"), Tally("habit", True, origin="a")]
    text = write_records(rows, "2026-11-22", ['captures "set"', "wild"], "walljack")
    records = parse_records(text)
    assert records.by_kind["service"] == Record("service", 12, 11)
    assert "devices = 12\norigins = 2\n" in text
    assert records.date == "2026-11-22"
    assert records.sources == ('captures "set"', "wild")
    assert records.get("service") is not None
    assert records.get("habit") is None, "one device is no record"
    assert records.get("unheard of") is None


def test_every_problem_is_told() -> None:
    """Records that cannot be are refused, all at once."""
    text = """
date = 2026-11-22
how = "by hand"
sources = []
[[record]]
kind = "a"
n = 1
right = 2
devices = 0
origins = 1
[[record]]
kind = "a"
n = 1
right = 1
devices = 2
origins = 2
"""
    with pytest.raises(ProblemsError) as refused:
        parse_records(text)
    assert [str(problem) for problem in refused.value.problems] == [
        "records.toml, kind a: 2 right of 1 devices that count",
        "records.toml, kind a: 1 that count of 0 devices",
        "records.toml, kind a: 2 publishers of 1 devices that count",
        "records.toml, kind a: stands twice (keep one)",
    ]
    with pytest.raises(ProblemsError, match="is no TOML"):
        parse_records("date =")
    with pytest.raises(ProblemsError, match="sources: is missing"):
        parse_records('date = 2026-11-22\nhow = "so"')


@pytest.mark.parametrize(
    ("labelled", "here", "band"),
    [
        ((40, 40), (0, 0), Band.CONFIRMED),
        ((40, 40), (2, 2), Band.CONFIRMED),
        ((200, 200), (5, 4), Band.LIKELY),  # wrong here: it falls at once
        ((200, 200), (40, 39), Band.LIKELY),  # 39 of 40 alone is no 0.90 yet
        ((200, 200), (60, 59), Band.CONFIRMED),  # this site alone has earned it again
        ((40, 40), (40, 10), Band.POSSIBLE),
        ((40, 40), (80, 10), Band.UNKNOWN),
        ((30, 30), (9, 9), Band.LIKELY),  # 39 of 39, but too few of them here
        ((30, 30), (10, 10), Band.CONFIRMED),
        ((5, 5), (4, 4), Band.POSSIBLE),
        ((5, 5), (10, 10), Band.LIKELY),
        ((20, 14), (1, 0), Band.POSSIBLE),  # one mistake makes no possible answer unknown
        ((0, 0), (12, 12), Band.LIKELY),
    ],
)
def test_what_was_verified_here_refines_a_band(
    labelled: tuple[int, int], here: tuple[int, int], band: Band
) -> None:
    """A mistake at this site lowers a kind at once; only enough right answers raise it."""
    records = Records({"x": Record("x", *labelled)})
    seen = [Tally("x", number < here[1], product=f"p{number}") for number in range(here[0])]
    earned, record = refine(records, seen).earned("x")
    assert earned is band
    if here[0]:
        assert record == Record("x", *labelled, *here)
    assert refine(records, seen).by_kind == records.by_kind, "the labelled devices stay apart"


def test_another_record_is_another_book(book: Book) -> None:
    """A book with other records has another digest, so that identities are asked again."""
    records = Records({"habit": Record("habit", 12, 11)})
    assert book.with_records(records).digest != book.digest
    assert book.with_records(records).digest == book.with_records(records).digest
    verified = refine(records, [Tally("habit", True)])
    assert book.with_records(verified).digest != book.with_records(records).digest
