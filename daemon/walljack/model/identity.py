"""The best answer from all claims, and the claims it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from walljack.model.signal import Signal


class Band(StrEnum):
    """How sure, in words that people read. Ordered by ``rank``."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"

    @property
    def rank(self) -> int:
        """0 for unknown … 3 for confirmed."""
        return _RANKS[self]


_RANKS = {Band.UNKNOWN: 0, Band.POSSIBLE: 1, Band.LIKELY: 2, Band.CONFIRMED: 3}


class Record(NamedTuple):
    """How a kind of entry has done on labelled devices: ``right`` of ``n`` were right.

    ``here_n``, ``here_right``: the same on devices that people at this site went to see.
    """

    kind: str
    n: int
    right: int
    here_n: int = 0
    here_right: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """What one match of one fingerprint entry says of one device.

    ``type``: a word of the type tree ("" when it says none). ``line``: ``home``, ``office`` or
    "". ``signals``: the evidence it matched on. ``sentence``: the claim in plain words.
    ``group``: the group of sources that its evidence comes from (entries of one client program
    are one group). ``band``: the most that this claim alone may support.
    """

    entry: str
    type: str
    vendor: str
    model: str
    os: str
    line: str
    basis: str
    generic: bool
    group: str
    band: Band
    signals: tuple[Signal, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """Records of a device that one entry holds for another product's, so that nobody hears them.

    ``entry``: the entry that says so. ``reason``: why, in its words. ``services``: whose records.
    ``claims``: what other entries would have said because of them.
    """

    entry: str
    reason: str
    services: tuple[str, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """The best answer about one device.

    ``type``: a word of the type tree, a branch when no leaf can be told, ``unknown`` when
    nothing can. ``percent``: estimate behind the band, 0-100, shown only in JSON and on the
    device's own page. ``claims_for``, ``claims_against``: what supports and what contradicts
    the answer, strongest first. ``settles``: what would settle it, one sentence; "" when
    nothing more is needed. ``set_aside``: what it says of another product, no evidence at all.
    """

    type: str
    vendor: str
    model: str
    os: str
    line: str
    band: Band
    percent: int
    record: Record | None
    claims_for: tuple[Claim, ...]
    claims_against: tuple[Claim, ...]
    settles: str
    set_aside: tuple[SetAside, ...] = ()

    @property
    def product(self) -> str:
        """Vendor and model, the vendor only once: "Google Home Mini"; "" when neither is known."""
        if self.model.casefold().startswith(self.vendor.casefold()):
            return self.model or self.vendor
        return " ".join(part for part in (self.vendor, self.model) if part)
