"""Which of a device's own words still count, when they contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from walljack.model.signal import Signal, Standing

# A DHCP client that is still there renews, and a responder repeats itself, within half of the
# shortest lease that is usual (one hour); a restart into another system and back is shorter.
AGED_NS = 30 * 60 * 1_000_000_000
# What a device says one value of at a time, so that a new value takes the old one's place. Of
# services, queries and search targets it has many beside each other.
_ONE_AT_A_TIME = (
    "dhcp.vendor_class",
    "dhcp.user_class",
    "dhcp.params",
    "dhcp.options",
    "dhcp.max_size",
    "dhcp.hostname",
    "dhcp.fqdn",
    "mdns.txt.",
    "ssdp.server",
    "ssdp.user_agent",
)
# A single frame could be anybody's; what is said again was meant.
_REPEATED = 2


def current(signals: Sequence[Signal]) -> list[Signal]:
    """The evidence without a device's own words that others have taken the place of.

    A value gives way to one of the same signal that was first said after it, was said again,
    and was last said long after it. Only the spans count: the same signals in any order give
    the same evidence.
    """
    values: dict[tuple[str, str], list[Signal]] = defaultdict(list)
    for signal in signals:
        if signal.standing is Standing.OWN and signal.name.startswith(_ONE_AT_A_TIME):
            values[signal.name, signal.scope].append(signal)
    return [
        signal
        for signal in signals
        if signal.standing is not Standing.OWN
        or not any(
            _takes_the_place(new, signal) for new in values.get((signal.name, signal.scope), ())
        )
    ]


def _takes_the_place(new: Signal, old: Signal) -> bool:
    return (
        new.first_ns > old.last_ns
        and new.count >= _REPEATED
        and new.last_ns - old.last_ns > AGED_NS
    )
