"""Everything that policy looks at when it judges one device on one segment."""

from __future__ import annotations

from dataclasses import dataclass

from walljack.address import Eui48
from walljack.model.identity import Identity
from walljack.model.register import Asset, Exemption, Grant, WatchItem
from walljack.model.segment import Segment


@dataclass(frozen=True, slots=True)
class Circumstances:
    """One device on one segment, as judged.

    ``virtual``: name of the known virtual or locally assigned prefix of the address ("" if
    none). ``present``: it has been seen itself, not only spoken of. ``wired``: the segment is
    wired, or the place (switch port) is known to be. ``place``: switch port or circuit as a
    relay or switch named it, "" if unknown. ``behaviour``: what it does beyond its identity:
    ``serves-dhcp``, ``announces-proxy``. ``register_fresh``: the site has a fresh register.
    ``identity_own``: the identity rests on the device's own word.
    """

    device: Eui48
    identity: Identity
    segment: Segment
    vendor: str
    virtual: str
    present: bool
    wired: bool
    place: str
    behaviour: frozenset[str]
    asset: Asset | None
    grant: Grant | None
    watch: WatchItem | None
    exemptions: tuple[Exemption, ...]
    register_fresh: bool
    consumer: bool
    identity_own: bool
