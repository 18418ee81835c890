"""What our own decoders make of a packet, in the words of ``scapy_view``."""

from __future__ import annotations

from typing import Any

from walljack.decode import dhcp, mdns, observe
from walljack.decode.dhcp_options import Options, read_options
from walljack.decode.dns import TYPE_OPT, TYPE_TXT, Record, read_message
from walljack.decode.ipv4 import read_ipv4
from walljack.decode.ipv6 import read_ipv6
from walljack.decode.link import ETHERTYPE_IPV4, ETHERTYPE_IPV6, read_frame
from walljack.decode.udp import Datagram, read_udp
from walljack.model.error import DecodeError
from walljack.model.observation import Protocol
from walljack.model.packet import Packet

_COOKIE = bytes.fromhex("63825363")


def arp_view(packet: Packet) -> tuple[str, str, str] | None:
    """(kind, sender, address) that an ARP packet states; the address only of who owns it."""
    for statement in observe(packet).statements:
        if statement.protocol is Protocol.ARP:
            address = str(statement.bindings[0].ip) if statement.bindings else ""
            return statement.facts[0].value, str(statement.subject), address
    return None


def dhcp_options(packet: Packet) -> Options | None:
    """The options of a DHCP message."""
    datagram = _datagram(packet)
    if datagram is None or datagram.port not in dhcp.PORTS or datagram.source.version == 6:
        return None
    start = datagram.start
    if datagram.end < start + 240 or packet.data[start + 236 : start + 240] != _COOKIE:
        return None
    return read_options(packet.data, start + 240, datagram.end, start + 108, start + 44)


def dns_view(packet: Packet) -> list[tuple[Any, ...]] | None:
    """Questions and records of an mDNS message: section, name, type and what it points to."""
    datagram = _datagram(packet)
    if datagram is None or mdns.PORT not in (datagram.port, datagram.source_port):
        return None
    try:
        message = read_message(packet.data, datagram.start, datagram.end)
    except DecodeError:
        return None
    found: list[tuple[Any, ...]] = [
        ("question", b".".join(question.name), question.type) for question in message.questions
    ]
    for section, records in (
        ("an", message.answers),
        ("ns", message.authorities),
        ("ar", message.additionals),
    ):
        found += [(section, *_record(packet.data, record)) for record in records]
    return found


def _record(data: bytes, record: Record) -> tuple[Any, ...]:
    value: Any = ""
    if record.target is not None:
        value = b".".join(record.target)
    elif record.address is not None:
        value = str(record.address)
    elif record.type == TYPE_TXT:
        value = _strings(data, record.start, record.end)
    ttl = None if record.type == TYPE_OPT else record.ttl
    return b".".join(record.owner), record.type, ttl, value


def _strings(data: bytes, at: int, end: int) -> tuple[bytes, ...]:
    found = []
    while at < end:
        after = at + 1 + data[at]
        found.append(data[at + 1 : after])
        at = after
    return tuple(string for string in found if string)


def _datagram(packet: Packet) -> Datagram | None:
    try:
        frame = read_frame(packet)
        if frame.ethertype == ETHERTYPE_IPV4:
            carried = read_ipv4(packet.data, frame.start)
        elif frame.ethertype == ETHERTYPE_IPV6:
            carried = read_ipv6(packet.data, frame.start)
        else:
            return None
        return None if carried is None else read_udp(packet.data, carried, frame.source)
    except DecodeError:
        return None
