"""Everything that policy looks at when it judges one device on one segment."""

from __future__ import annotations

from dataclasses import dataclass

from walljack.address import Eui48
from walljack.model.identity import Identity
from walljack.model.ownership import UNDECIDED, Ownership
from walljack.model.register import Asset, Exemption, Grant, WatchItem
from walljack.model.segment import Segment

# What a device may do beyond its identity.
# serves-dhcp: it answers DHCP itself and is none of the segment's configured servers.
# announces-proxy: it offers itself as a web proxy.
# changed-class: a registered address shows another class of device, and that has stayed.
BEHAVIOURS = ("serves-dhcp", "announces-proxy", "changed-class")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """One device on one segment, as judged.

    ``vendor``: whom the address prefix is assigned to, "" if unknown. ``virtual``: name of the
    known virtual or locally assigned prefix of the address ("" if none). ``present``: it has
    been seen itself, not only spoken of. ``wired``: the segment is wired, or the place (switch
    port) is known to be. ``place``: switch port or circuit as a relay or switch named it, "" if
    unknown. ``behaviour``: what it does beyond its identity, words of ``BEHAVIOURS``.
    ``asset``, ``grant``, ``watch``, ``exemptions``: those in force for this device, on this
    segment, at this time. ``register_fresh``: the site has a fresh register. ``consumer``: the
    type shown is consumer goods by its nature (the vocabulary says so; the band is asked
    separately). ``identity_own``: the identity rests on the device's own word. ``kind``: the
    type shown in plain words ("game console"), "" to use the word of the tree. ``ownership``:
    whose it looks to be.
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
    kind: str = ""
    ownership: Ownership = UNDECIDED
