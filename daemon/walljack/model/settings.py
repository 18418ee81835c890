"""The configuration as the rest of the program uses it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from walljack.address import Ipv4
from walljack.model.ownership import UNNAMED, Naming
from walljack.model.segment import Segment


@dataclass(frozen=True, slots=True)
class Site:
    """A school or office. ``name``: as people call it. ``naming``: how its devices are named."""

    id: str
    name: str
    naming: Naming = UNNAMED


@dataclass(frozen=True, slots=True)
class SegmentMatch:
    """When a packet belongs to a configured segment; every given condition must hold.

    ``interface``: capture point, "" = any. ``vlan``: outermost 802.1Q id; None = any, 0 =
    untagged only. ``relays``: giaddr values (then nothing else is asked).
    """

    segment: Segment
    interface: str = ""
    vlan: int | None = None
    relays: tuple[Ipv4, ...] = ()
    dhcp_servers: tuple[Ipv4, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration, checked.

    ``zone``: by whose clock reports tell the time. ``policy``: id of the shipped policy or path
    of a file. ``register``, ``grants``, ``exemptions``, ``watch``: paths of CSV files, "" = none.
    ``register_as_of_ns``: when those lists were last brought up to date, None when the
    configuration does not say. ``sensor``: name of this sensor. ``naming``: how the district
    names and marks what it manages, where a site does not say otherwise.
    """

    district: str = ""
    policy: str = "k12-default"
    sensor: str = "trial"
    zone: tzinfo = UTC
    sites: dict[str, Site] = field(default_factory=dict)
    segments: tuple[SegmentMatch, ...] = ()
    register: str = ""
    grants: str = ""
    exemptions: str = ""
    watch: str = ""
    register_as_of_ns: int | None = None
    fresh_for_ns: int = 30 * 86_400 * 1_000_000_000
    naming: Naming = UNNAMED
    fingerprints: str = ""

    def naming_at(self, site: str) -> Naming:
        """How what is managed at a site is named; the district's way where there is no site."""
        known = self.sites.get(site)
        return known.naming if known else self.naming
