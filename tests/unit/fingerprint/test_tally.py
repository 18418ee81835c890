"""Counting labelled devices."""

from __future__ import annotations

from walljack.fingerprint import Tally, count
from walljack.model.identity import Record

LIST = frozenset({("dhcp.params", "1,3,6")})


def told(origin: str, product: str, right: bool = True) -> Tally:
    """A device that a list told."""
    return Tally("habit", right, LIST, origin, product)


def test_one_product_of_one_publisher_counts_once() -> None:
    """Ten phones of one model in one data set are one witness; another publisher's is another."""
    phones = [told("a/b", "apple iphone 5") for _number in range(10)]
    counted = count([*phones, told("a/b", "apple iphone 6"), told("c/d", "apple iphone 5")])
    assert counted["habit"] == (Record("habit", 3, 3), 12, 2)


def test_without_a_product_the_same_words_count_once() -> None:
    """Devices whose label names no model are told apart by what they say."""
    other = Tally("habit", True, frozenset({("dhcp.params", "1,3")}), "a/b")
    assert count([told("a/b", ""), told("a/b", ""), other])["habit"].record.n == 2


def test_a_witness_is_right_only_when_all_of_it_is() -> None:
    """One of three devices of a product that was told wrong makes the witness wrong."""
    rows = [told("a/b", "x"), told("a/b", "x", right=False), told("a/b", "x")]
    assert count(rows)["habit"].record == Record("habit", 1, 0)


def test_the_order_changes_nothing() -> None:
    """Kinds stand in order of their names, whichever device comes first."""
    rows = [Tally("service", True), told("a/b", "x"), Tally("habit", False, origin="q")]
    assert list(count(rows)) == ["habit", "service"]
    assert count(rows) == count(rows[::-1])
