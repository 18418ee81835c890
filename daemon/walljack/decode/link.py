"""Link layer: who sent the frame, on which VLANs, and what it carries.

Source: IEEE 802.3 clause 3.2; IEEE 802.1Q-2018 clause 9; LINKTYPE_LINUX_SLL and
LINKTYPE_LINUX_SLL2 as described by the Tcpdump Group.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from walljack.address import Eui48
from walljack.model.error import DecodeError
from walljack.model.packet import Link, Packet

ETHERTYPE_IPV4 = 0x0800
ETHERTYPE_ARP = 0x0806
ETHERTYPE_IPV6 = 0x86DD

# 802.1Q customer tag, 802.1ad service tag, and the tag that switches used before 802.1ad.
_TAGS = frozenset({0x8100, 0x88A8, 0x9100})
# Tags in one frame. Two are usual (QinQ), three and four occur in carriers' tests; a frame of
# nothing but tags is made to keep a parser in its loop.
TAGS_MAX = 4
# Values below this in the type field are a length (IEEE 802.3 clause 3.2.6): LLC, spanning tree
# and the like, which carry nothing that is ours.
_ETHERTYPE_MIN = 0x0600
# ARPHRD_ETHER, ARPHRD_IEEE802, ARPHRD_IEEE80211: link types whose address is an EUI-48.
_EUI48_HARDWARE = frozenset({1, 6, 801})

_SLL = struct.Struct("!HHH8sH")
_SLL2 = struct.Struct("!HHIHBB8s")


class Frame(NamedTuple):
    """The link layer of one packet.

    ``source``: 0 when the link has no address. ``start``: offset of what it carries.
    ``ethertype``: 0 for an 802.3 length frame.
    """

    source: Eui48
    vlans: tuple[int, ...]
    ethertype: int
    start: int


def read_frame(packet: Packet) -> Frame:
    """The link layer of a packet on an Ethernet or Linux cooked link.

    Raises: DecodeError ``truncated`` or ``vlan-depth``.
    """
    data = packet.data
    if packet.link is Link.ETHERNET:
        if len(data) < 14:
            raise DecodeError(len(data), "truncated")
        source = Eui48(int.from_bytes(data[6:12], "big"))
        ethertype = data[12] << 8 | data[13]
        at = 14
    else:
        source, ethertype, at = _read_cooked(packet.link, data)
    vlans: tuple[int, ...] = (packet.vlan,) if packet.vlan else ()
    if ethertype in _TAGS:
        found, ethertype, at = _read_tags(data, ethertype, at)
        vlans += found
    return Frame(source, vlans, ethertype if ethertype >= _ETHERTYPE_MIN else 0, at)


def _read_cooked(link: Link, data: bytes) -> tuple[Eui48, int, int]:
    if link is Link.SLL:
        if len(data) < _SLL.size:
            raise DecodeError(len(data), "truncated")
        _, hardware, length, address, ethertype = _SLL.unpack_from(data)
        at = _SLL.size
    else:
        if len(data) < _SLL2.size:
            raise DecodeError(len(data), "truncated")
        ethertype, _, _, hardware, _, length, address = _SLL2.unpack_from(data)
        at = _SLL2.size
    has_address = length == 6 and hardware in _EUI48_HARDWARE
    return Eui48.of(address[:6]) if has_address else Eui48(0), ethertype, at


def _read_tags(data: bytes, ethertype: int, at: int) -> tuple[tuple[int, ...], int, int]:
    vlans = []
    tags = 0
    while ethertype in _TAGS:
        if tags == TAGS_MAX:
            raise DecodeError(at, "vlan-depth")
        if len(data) < at + 4:
            raise DecodeError(len(data), "truncated")
        vlan = (data[at] << 8 | data[at + 1]) & 0x0FFF
        if vlan:  # id 0 is a priority tag: the frame belongs to no tagged VLAN
            vlans.append(vlan)
        ethertype = data[at + 2] << 8 | data[at + 3]
        at += 4
        tags += 1
    return tuple(vlans), ethertype, at
