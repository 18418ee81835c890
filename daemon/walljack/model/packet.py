"""One packet as it was captured."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Link(StrEnum):
    """What the first octet of a packet's data is."""

    ETHERNET = "ethernet"  # an Ethernet frame, no preamble, no FCS needed
    SLL = "sll"  # LINKTYPE_LINUX_SLL
    SLL2 = "sll2"  # LINKTYPE_LINUX_SLL2
    DHCP_PAYLOAD = "dhcp-payload"  # a UDP payload to port 67, from a helper socket


class Packet(NamedTuple):
    """One captured packet.

    ``at_ns``: nanoseconds UTC since 1970, the packet's own time. ``capture_point``: the name
    of the interface or capture that it was heard on. ``wire_bytes``: its length on the wire,
    more than ``len(data)`` when the capture cut it short (snap length). ``vlan``: an 802.1Q
    VLAN id that the kernel took off the frame (live capture), None where the frame still
    carries its own tags.
    """

    link: Link
    data: bytes
    at_ns: int
    capture_point: str
    wire_bytes: int
    vlan: int | None = None
