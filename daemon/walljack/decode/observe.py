"""One packet in, what it states and how it broke its protocol out.

This is the only place where a ``DecodeError`` becomes a weird.
"""

from __future__ import annotations

from collections.abc import Callable

from walljack.address import Eui48
from walljack.decode import dhcp, mdns, ssdp
from walljack.decode.arp import observe_arp
from walljack.decode.dhcp import observe_dhcp
from walljack.decode.ipv4 import read_ipv4
from walljack.decode.ipv6 import read_ipv6
from walljack.decode.link import (
    ETHERTYPE_ARP,
    ETHERTYPE_IPV4,
    ETHERTYPE_IPV6,
    Frame,
    read_frame,
)
from walljack.decode.mdns import observe_mdns
from walljack.decode.ssdp import observe_ssdp
from walljack.decode.told import Told
from walljack.decode.udp import Carried, read_udp
from walljack.model.error import DecodeError
from walljack.model.observation import Observation, Statement, Weird
from walljack.model.packet import Link, Packet

_NOBODY = Eui48(0)

Outcome = tuple[tuple[Statement, ...], tuple[Weird, ...]]
_NOTHING: Outcome = ((), ())


def observe(packet: Packet) -> Observation:
    """What one packet states and its weirds; a packet that is not ours gives neither.

    Takes: a packet of any link, any octets. Gives: weird kinds ``protocol-reason``, each once.
    What was read before a breach is kept. After a cut (snap length, fragment) no further breach
    is counted, since the cut explains it. Never raises.
    """
    at_ns, point, data = packet.at_ns, packet.capture_point, packet.data
    if packet.link is Link.DHCP_PAYLOAD:
        vlans = (packet.vlan,) if packet.vlan else ()
        outcome = _collect("dhcp", lambda: observe_dhcp(data, 0, len(data), _NOBODY, None))
        return Observation(at_ns, point, _NOBODY, vlans, *outcome)
    try:
        frame = read_frame(packet)
    except DecodeError as breach:
        return Observation(at_ns, point, _NOBODY, (), (), (_weird("link", breach),))
    if frame.ethertype == ETHERTYPE_ARP:
        outcome = _collect("arp", lambda: observe_arp(data, frame.start, frame.source))
    elif frame.ethertype == ETHERTYPE_IPV4:
        outcome = _observe_ip("ipv4", read_ipv4, data, frame)
    elif frame.ethertype == ETHERTYPE_IPV6:
        outcome = _observe_ip("ipv6", read_ipv6, data, frame)
    else:
        outcome = _NOTHING
    return Observation(at_ns, point, frame.source, frame.vlans, *outcome)


def _observe_ip(
    layer: str, read_ip: Callable[[bytes, int], Carried | None], data: bytes, frame: Frame
) -> Outcome:
    try:
        carried = read_ip(data, frame.start)
        if carried is None:
            return _NOTHING
        layer = "udp"
        datagram = read_udp(data, carried, frame.source)
    except DecodeError as breach:
        return (), (_weird(layer, breach),)
    if datagram.port in dhcp.PORTS and datagram.source.version == 4:
        start, end, speaker = datagram.start, datagram.end, datagram.speaker
        outcome = _collect("dhcp", lambda: observe_dhcp(data, start, end, speaker, datagram))
    elif mdns.PORT in (datagram.port, datagram.source_port):
        outcome = _collect("mdns", lambda: observe_mdns(data, datagram))
    elif ssdp.PORT in (datagram.port, datagram.source_port):
        outcome = _collect("ssdp", lambda: observe_ssdp(data, datagram))
    else:
        return _NOTHING
    return outcome if datagram.cut is None else (outcome[0], (datagram.cut,))


def _collect(protocol: str, decode: Callable[[], Told]) -> Outcome:
    try:
        told = decode()
    except DecodeError as fatal:
        return (), (_weird(protocol, fatal),)
    if not told.broken:
        return told.statements, ()
    # One weird of a kind tells enough: a hostile message could hold hundreds.
    first: dict[str, DecodeError] = {}
    for breach in told.broken:
        first.setdefault(breach.reason, breach)
    return told.statements, tuple(_weird(protocol, breach) for breach in first.values())


def _weird(protocol: str, breach: DecodeError) -> Weird:
    return Weird(f"{protocol}-{breach.reason}", breach.offset)
