"""All that one EUI-48 has stated, bounded: the truth that is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from walljack.address import Eui48, IpAddress
from walljack.model.observation import Basis, Fact
from walljack.model.span import Span


class FactKey(NamedTuple):
    """A fact in its place: on which segment, by whose word (0 = its own)."""

    segment: str
    speaker: int
    fact: Fact


class BindingKey(NamedTuple):
    """An address that the device used on a segment, and how that is known."""

    segment: str
    ip: IpAddress
    basis: Basis


class HostKey(NamedTuple):
    """An address that this device's mDNS records gave to a host name on a segment."""

    segment: str
    host: str
    ip: IpAddress


@dataclass(slots=True)
class Counts:
    """How much of a profile each bound is already used by, so that nobody counts it anew.

    ``facts``: (speaker, signal) → facts, with "" for all signals of a speaker. ``leases``:
    bindings that servers gave. ``of_facts``, ``of_bindings``: how many there were in all.
    """

    facts: Counter[tuple[int, str]] = field(default_factory=Counter)
    leases: int = 0
    of_facts: int = 0
    of_bindings: int = 0


@dataclass(slots=True)
class Profile:
    """What is known of one EUI-48. Owned by the road and changed in place by ``absorb``.

    ``sightings``: segment → intervals of presence in order of time. ``dropped``: kind of
    bound → how many facts it turned away. ``counts``: derived from the rest by ``absorb``.
    """

    device: Eui48
    facts: dict[FactKey, Span] = field(default_factory=dict)
    bindings: dict[BindingKey, Span] = field(default_factory=dict)
    hosts: dict[HostKey, Span] = field(default_factory=dict)
    sightings: dict[str, list[Span]] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts, compare=False, repr=False)

    @property
    def first_ns(self) -> int | None:
        """When it was first present anywhere; None when it is known by hearsay alone."""
        return min((spans[0].first_ns for spans in self.sightings.values() if spans), default=None)

    @property
    def last_ns(self) -> int | None:
        """When it was last present anywhere; None when it is known by hearsay alone."""
        return max((spans[-1].last_ns for spans in self.sightings.values() if spans), default=None)
