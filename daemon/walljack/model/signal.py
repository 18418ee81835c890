"""A fact as evidence about one device."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """By whose word a signal is known."""

    OWN = "own"  # the device's own EUI-48 sent it about itself
    HEARSAY = "hearsay"  # another device's word (reflector, sleep proxy, group, forger)


@dataclass(frozen=True, slots=True)
class Signal:
    """One named value usable as evidence.

    ``name``, ``value``, ``scope``: as in ``Fact``. ``speaker``: whose word it is, as text;
    "" for its own. Times are nanoseconds UTC, 0 when unknown (an import, a test).
    """

    name: str
    value: str
    scope: str = ""
    standing: Standing = Standing.OWN
    speaker: str = ""
    first_ns: int = 0
    last_ns: int = 0
    count: int = 1
