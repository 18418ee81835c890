"""What the road has to tell the store since it was last asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from walljack.address import Eui48, IpAddress
from walljack.model.case import Case, CustodyEntry
from walljack.model.cluster import Clusters
from walljack.model.finding import Finding
from walljack.model.identity import Identity
from walljack.model.observation import Basis
from walljack.model.packet import Packet
from walljack.model.profile import Profile


class Tenure(NamedTuple):
    """An IP address on a segment belonged to one EUI-48 from first to last (nanoseconds UTC)."""

    segment: str
    ip: IpAddress
    device: Eui48
    basis: Basis
    first_ns: int
    last_ns: int


class Shown(NamedTuple):
    """The identity shown for a device, and since when. ``was``: the type shown before."""

    device: Eui48
    identity: Identity
    since_ns: int
    was: str


class KeptFrame(NamedTuple):
    """The first frame of a statement that evidence rests on. ``digest``: SHA-256 of its data."""

    device: Eui48
    segment: str
    digest: str
    packet: Packet


class WeirdTally(NamedTuple):
    """How often a kind of weird came on a segment, with when and one sample (first seen)."""

    segment: str
    kind: str
    times: int
    first_ns: int
    last_ns: int
    sample: bytes


@dataclass(slots=True)
class Changes:
    """What changed since the last save: whole new values, cumulative counts.

    ``profiles``: those touched. ``clusters``: the whole view, made at ``clusters_ns``; None when
    it was not made anew. Everything else: new or changed rows. Saving the same changes twice
    changes nothing (counts are totals, merged by max; first by min; last by max).
    """

    profiles: list[Profile] = field(default_factory=list)
    tenures: list[Tenure] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    custody: list[CustodyEntry] = field(default_factory=list)
    frames: list[KeptFrame] = field(default_factory=list)
    weirds: list[WeirdTally] = field(default_factory=list)
    clusters: Clusters | None = None
    clusters_ns: int = 0
