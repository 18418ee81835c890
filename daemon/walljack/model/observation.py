"""What one packet states, before anybody asks what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from walljack.address import Eui48, IpAddress, Ipv4


class Protocol(StrEnum):
    """The protocols that Walljack listens to."""

    ARP = "arp"
    DHCP = "dhcp"
    MDNS = "mdns"
    SSDP = "ssdp"


class Fact(NamedTuple):
    """One named field that a packet carried.

    ``signal``: a word of the vocabulary (``dhcp.params``, ``mdns.txt.model``). ``value``: its
    text; numbers lists are decimal joined by commas, octet strings lower-case hexadecimal.
    ``scope``: for a TXT key or an instance, the service type it belongs to
    (``_airplay._tcp``), else "". ``host``: for an mDNS fact, the lower-case host name that the
    SRV record of its instance, or the record itself, names; "" when the packet does not say.
    """

    signal: str
    value: str
    scope: str = ""
    host: str = ""


class Basis(StrEnum):
    """How an address binding was learnt, strongest first."""

    ACK = "ack"  # a DHCP server gave it (yiaddr of a DHCPACK)
    ARP = "arp"  # ARP sender fields
    RENEWED = "renewed"  # the client's own ciaddr
    SOURCE = "source"  # the source address of its IP packet
    REQUESTED = "requested"  # option 50 only: wanted, not known to be granted


class Binding(NamedTuple):
    """An EUI-48 used, was given or asked for this IP address.

    ``lease_s``: seconds of the lease that came with it, None when not stated.
    """

    ip: IpAddress
    basis: Basis
    lease_s: int | None = None


class HostRecord(NamedTuple):
    """The addresses that mDNS A and AAAA records of one packet give to one host name."""

    host: str  # lower case, without trailing dot, e.g. "living-room.local"
    addresses: tuple[IpAddress, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """The set of facts that one decoded packet made about one EUI-48.

    ``subject``: whom it is about (ARP sender hardware address, DHCP chaddr, mDNS or SSDP
    sender, the owner that a sleep proxy speaks for). ``speaker``: whose EUI-48 sent the frame
    (0 when the link has no address, and for a DHCP helper copy). ``present``: the subject
    itself is on the network now, so this is a sighting of it (a relayed DHCP request is; a
    sleep proxy's word, a server's reply to it and proxy ARP are not). ``giaddr``: the relay
    that carried it, None when none did. ``hosts``: mDNS address records of the packet.
    """

    subject: Eui48
    speaker: Eui48
    protocol: Protocol
    present: bool
    facts: tuple[Fact, ...] = ()
    bindings: tuple[Binding, ...] = ()
    hosts: tuple[HostRecord, ...] = ()
    giaddr: Ipv4 | None = None


class Weird(NamedTuple):
    """A packet broke its protocol. ``kind``: ``protocol-reason``, e.g. ``mdns-name-loop``.

    ``offset``: octets from the start of the packet.
    """

    kind: str
    offset: int


@dataclass(frozen=True, slots=True)
class Observation:
    """What one packet stated: statements, and the ways in which it broke its protocol.

    ``source``: the link-layer sender, 0 when the link has none. ``vlans``: 802.1Q VLAN ids
    from the outer to the inner tag; empty when untagged (priority tags, id 0, are left out).
    """

    at_ns: int
    capture_point: str
    source: Eui48
    vlans: tuple[int, ...]
    statements: tuple[Statement, ...] = ()
    weirds: tuple[Weird, ...] = ()
