"""Which of a device's own words still count."""

from __future__ import annotations

import itertools

from walljack.model.signal import Signal, Standing
from walljack.pipeline.current import AGED_NS, current

OLD = Signal("dhcp.vendor_class", "MSFT 5.0", first_ns=0, last_ns=10, count=9)
NEW = Signal("dhcp.vendor_class", "PS5", first_ns=11, last_ns=11 + AGED_NS, count=2)
SERVICES = (
    Signal("mdns.service", "_ipp._tcp", first_ns=0, last_ns=10),
    Signal("mdns.service", "_http._tcp", first_ns=11, last_ns=11 + AGED_NS, count=2),
)


def test_a_repeated_word_takes_the_old_ones_place() -> None:
    """In any order of the signals the old value is left out; services stand beside each other."""
    for order in itertools.permutations([OLD, NEW, *SERVICES]):
        assert set(current(order)) == {NEW, *SERVICES}


def test_a_word_said_once_or_for_a_while_takes_no_place() -> None:
    """A single frame, a short visit, and a value that was there all along change nothing."""
    once = Signal("dhcp.vendor_class", "PS5", first_ns=11, last_ns=11 + AGED_NS, count=1)
    short = Signal("dhcp.vendor_class", "PS5", first_ns=11, last_ns=10 + AGED_NS, count=99)
    beside = Signal("dhcp.vendor_class", "PS5", first_ns=5, last_ns=11 + AGED_NS, count=99)
    for other in (once, short, beside):
        assert current([OLD, other]) == [OLD, other]


def test_anothers_word_takes_no_place() -> None:
    """Hearsay neither ages what a device says itself nor is aged by it."""
    said = Signal(
        "dhcp.vendor_class", "PS5", "", Standing.HEARSAY, "x", 11, last_ns=11 + AGED_NS, count=9
    )
    assert current([OLD, said]) == [OLD, said]


def test_a_key_of_another_service_takes_no_place() -> None:
    """The same TXT key under two services is two signals."""
    one = Signal("mdns.txt.model", "A", "_a._tcp", first_ns=0, last_ns=10)
    two = Signal("mdns.txt.model", "B", "_b._tcp", first_ns=11, last_ns=11 + AGED_NS, count=2)
    assert current([one, two]) == [one, two]
