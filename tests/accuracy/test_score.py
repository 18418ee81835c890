"""What is counted of several ways, on devices made for it."""

from __future__ import annotations

import pytest

from tests.accuracy.answer import Answer
from tests.accuracy.devices import Device
from tests.accuracy.score import (
    OURS,
    Class,
    Judged,
    Pair,
    Tally,
    classes,
    interval,
    judge,
    macro,
    ours,
    pair,
    tally,
    wrong_classes,
)
from tests.accuracy.test_ways import vocabulary
from walljack.model.vocabulary import UNKNOWN


def device(truth: str, ours_says: str, accept: tuple[str, ...] = ()) -> Device:
    """A labelled device that Walljack answers so."""
    return Device(truth, accept, "made", "", (), ours_says)


DEVICES = [
    device("phone", "phone"),
    device("phone", "mobile"),
    device("phone", "printer"),
    device("phone", UNKNOWN),
    device("printer", "printer"),
    device("printer", "scanner", accept=("scanner",)),
]


def judged() -> list[Judged]:
    """Ours beside a way that calls everything a phone, and beside one that names no type."""
    return judge(
        DEVICES,
        {
            "phones": lambda _device: Answer("phone", "always"),
            "named": lambda _device: Answer(UNKNOWN, "something"),
            OURS: ours,
        },
        vocabulary(),
    )


def test_counts() -> None:
    """Exact, branch and wrong are counted; accepted types count as exact; the rest is unknown."""
    assert tally(judged(), OURS) == Tally(n=6, exact=3, branch=1, wrong=1, named=0)
    assert tally(judged(), OURS).answered == 5
    assert tally(judged(), "phones") == Tally(n=6, exact=4, branch=0, wrong=2, named=0)
    assert tally(judged(), "named") == Tally(n=6, exact=0, branch=0, wrong=0, named=6)


def test_each_type_counts_the_same() -> None:
    """The average by type does not favour the type with many devices."""
    assert macro(judged(), OURS) == pytest.approx((1 / 4 + 2 / 2) / 2)
    assert macro(judged(), "phones") == pytest.approx((1 + 0) / 2)
    assert macro([], OURS) == 0


def test_pairs() -> None:
    """Each device is counted once: both exact, ours only, theirs only, neither."""
    assert pair(judged(), "phones") == Pair(both=1, ours_only=2, theirs_only=3, neither=0)


def test_classes() -> None:
    """Where the other way is exact and ours is not, alike devices stand together."""
    assert classes(judged(), "phones") == [
        Class("phone", "phone", "always", "mobile", 1),
        Class("phone", "phone", "always", "printer", 1),
        Class("phone", "phone", "always", UNKNOWN, 1),
    ]
    assert wrong_classes(judged()) == [Class("phone", "", "", "printer", 1)]


def test_intervals() -> None:
    """A share is printed with its Wilson interval, and nothing of nothing."""
    assert interval(0, 0) == "–"
    assert interval(8, 10) == "80.0 (49.0–94.3)"
