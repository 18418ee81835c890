"""What the fingerprint book does not explain in a database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Unexplained(NamedTuple):
    """A value that no entry has a condition for.

    ``key``: signal, with ``@`` and its service where it has one. ``value``: as it may be shown: of
    a name the form alone. ``devices``: how many say it; ``unknown``: how many of them are unknown.
    ``vendor``: to whom most of their address prefixes are assigned, "" when to nobody.
    ``example``: address of one of them.
    """

    key: str
    value: str
    devices: int
    unknown: int
    vendor: str
    example: str


class SignalShare(NamedTuple):
    """How many devices say a signal, and of how many some entry has a condition for it."""

    signal: str
    devices: int
    explained: int


class NewWord(NamedTuple):
    """A TXT key or SSDP header that is on no list of product keys, or an unknown service.

    ``kind``: ``service``, ``TXT key`` or ``SSDP header``. ``values``: how many different values
    it had: a product key has few.
    """

    kind: str
    word: str
    devices: int
    values: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """``bands``: band → number of devices. ``silent``: devices that were heard by ARP alone."""

    devices: int
    bands: dict[str, int]
    silent: int
    unexplained: tuple[Unexplained, ...]
    signals: tuple[SignalShare, ...]
    words: tuple[NewWord, ...]
