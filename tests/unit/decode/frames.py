"""Frames built octet by octet, so that a decoder is never judged by a library's view."""

from __future__ import annotations

import ipaddress
import struct
from collections.abc import Sequence

from walljack.address import Eui48, parse_eui48
from walljack.decode import observe
from walljack.model.observation import Observation, Statement
from walljack.model.packet import Link, Packet

DEVICE = "00:11:22:33:44:55"
OTHER = "00:aa:bb:cc:dd:ee"
ROUTER = "00:50:56:00:00:01"
BROADCAST = "ff:ff:ff:ff:ff:ff"
IP, OTHER_IP, SERVER_IP = "10.20.0.7", "10.20.0.9", "10.20.0.1"
MDNS_4, MDNS_6 = "224.0.0.251", "ff02::fb"
SSDP_4, SSDP_6 = "239.255.255.250", "ff02::c"


def eui(text: str) -> Eui48:
    """An address from its text."""
    return parse_eui48(text)


def ip(text: str) -> bytes:
    """The octets of an IP address."""
    return ipaddress.ip_address(text).packed


def see(data: bytes, link: Link = Link.ETHERNET, vlan: int | None = None) -> Observation:
    """What the packet with these octets states."""
    return observe(Packet(link, data, 1_000, "eth0", len(data), vlan))


def said(data: bytes, link: Link = Link.ETHERNET) -> list[Statement]:
    """The statements of a packet that breaks nothing."""
    observation = see(data, link)
    assert observation.weirds == ()
    return list(observation.statements)


def weirds(data: bytes, link: Link = Link.ETHERNET) -> list[str]:
    """The kinds of the packet's weirds."""
    return [weird.kind for weird in see(data, link).weirds]


def facts(statement: Statement) -> dict[str, list[str]]:
    """Signal → values of a statement."""
    found: dict[str, list[str]] = {}
    for fact in statement.facts:
        found.setdefault(fact.signal, []).append(fact.value)
    return found


def bindings(statement: Statement) -> list[tuple[str, str, int | None]]:
    """(address, basis, lease) of a statement."""
    return [(str(b.ip), b.basis.value, b.lease_s) for b in statement.bindings]


def ethernet(
    payload: bytes,
    ethertype: int = 0x0800,
    source: str = DEVICE,
    destination: str = BROADCAST,
    tags: Sequence[tuple[int, int]] = (),
) -> bytes:
    """An Ethernet frame; ``tags``: (ethertype, VLAN id) from the outside."""
    head = eui(destination).octets + eui(source).octets
    for kind, vlan in tags:
        head += struct.pack("!HH", kind, vlan)
    return head + struct.pack("!H", ethertype) + payload


def arp(
    operation: int,
    sender: str = DEVICE,
    sender_ip: str = IP,
    target_ip: str = OTHER_IP,
    source: str | None = None,
) -> bytes:
    """An ARP frame; ``source``: Ethernet source, the sender itself by default."""
    body = struct.pack("!HHBBH", 1, 0x0800, 6, 4, operation)
    body += eui(sender).octets + ip(sender_ip) + bytes(6) + ip(target_ip)
    return ethernet(body, 0x0806, source or sender)


def ipv4(
    payload: bytes,
    source: str = IP,
    destination: str = MDNS_4,
    hops: int = 255,
    protocol: int = 17,
    fragment: int = 0,
    options: bytes = b"",
) -> bytes:
    """An IPv4 packet."""
    words = 5 + len(options) // 4
    total = words * 4 + len(payload)
    head = struct.pack("!BBHHHBBH", 0x40 | words, 0, total, 7, fragment, hops, protocol, 0)
    return head + ip(source) + ip(destination) + options + payload


def ipv6(
    payload: bytes,
    source: str = "fe80::7",
    destination: str = MDNS_6,
    hops: int = 255,
    following: int = 17,
) -> bytes:
    """An IPv6 packet; ``payload`` with its extension headers."""
    head = struct.pack("!IHBB", 6 << 28, len(payload), following, hops)
    return head + ip(source) + ip(destination) + payload


def udp(payload: bytes, source_port: int = 5353, port: int = 5353) -> bytes:
    """A UDP datagram."""
    return struct.pack("!HHHH", source_port, port, 8 + len(payload), 0) + payload


def option(code: int, value: bytes) -> bytes:
    """One DHCP option."""
    return bytes([code, len(value)]) + value


def dhcp(
    kind: int | None,
    options: bytes = b"",
    *,
    operation: int = 1,
    chaddr: str = DEVICE,
    ciaddr: str = "0.0.0.0",
    yiaddr: str = "0.0.0.0",
    giaddr: str = "0.0.0.0",
    file: bytes = b"",
    sname: bytes = b"",
    end: bytes = b"\xff",
    hardware: tuple[int, int] = (1, 6),
) -> bytes:
    """A DHCP message."""
    head = struct.pack("!BBBBIHH", operation, *hardware, 0, 0x1234, 0, 0)
    head += ip(ciaddr) + ip(yiaddr) + bytes(4) + ip(giaddr)
    head += eui(chaddr).octets + bytes(10) + sname.ljust(64, b"\0") + file.ljust(128, b"\0")
    first = b"" if kind is None else option(53, bytes([kind]))
    return head + b"\x63\x82\x53\x63" + first + options + end


def from_client(message: bytes, source: str = DEVICE, ip_source: str = "0.0.0.0") -> bytes:
    """A frame that carries a DHCP message to a server."""
    return ethernet(ipv4(udp(message, 68, 67), ip_source, "255.255.255.255", 64), source=source)


def from_server(
    message: bytes,
    source: str = ROUTER,
    ip_source: str = SERVER_IP,
    destination: str = "255.255.255.255",
    hops: int = 64,
) -> bytes:
    """A frame that carries a DHCP message to a client."""
    return ethernet(ipv4(udp(message, 67, 68), ip_source, destination, hops), source=source)


def name(*labels: str | bytes) -> bytes:
    """A DNS name in wire form."""
    wire = b""
    for label in labels:
        octets = label.encode() if isinstance(label, str) else label
        wire += bytes([len(octets)]) + octets
    return wire + b"\0"


def dotted(text: str) -> bytes:
    """A DNS name in wire form, from text whose dots part labels."""
    return name(*text.split("."))


def record(owner: bytes, kind: int, data: bytes, ttl: int = 120, class_: int = 0x8001) -> bytes:
    """A resource record."""
    return owner + struct.pack("!HHIH", kind, class_, ttl, len(data)) + data


def question(owner: bytes, kind: int = 12, class_: int = 1) -> bytes:
    """A question."""
    return owner + struct.pack("!HH", kind, class_)


def srv(target: bytes, port: int = 8009) -> bytes:
    """The data of an SRV record."""
    return struct.pack("!HHH", 0, 0, port) + target


def txt(*strings: bytes) -> bytes:
    """The data of a TXT record."""
    return b"".join(bytes([len(s)]) + s for s in strings)


def dns(
    flags: int = 0x8400,
    questions: Sequence[bytes] = (),
    answers: Sequence[bytes] = (),
    authorities: Sequence[bytes] = (),
    additionals: Sequence[bytes] = (),
) -> bytes:
    """A DNS message."""
    sections = (questions, answers, authorities, additionals)
    head = struct.pack("!HHHHHH", 0, flags, *map(len, sections))
    return head + b"".join(part for section in sections for part in section)


def mdns(message: bytes, source: str = DEVICE, ip_source: str = IP) -> bytes:
    """A frame that carries an mDNS message to everybody."""
    return ethernet(ipv4(udp(message), ip_source), source=source)


def owner_option(primary: str, wake: str = "") -> bytes:
    """An OPT record with the Owner option."""
    value = bytes(2) + eui(primary).octets + (eui(wake).octets if wake else b"")
    return record(b"\0", 41, struct.pack("!HH", 4, len(value)) + value, 4500, 1440)


def ssdp(
    text: str,
    destination: str = SSDP_4,
    source_port: int = 50000,
    port: int = 1900,
    hops: int = 2,
) -> bytes:
    """A frame that carries an SSDP message; lines of ``text`` end with CR LF."""
    payload = text.replace("\n", "\r\n").encode()
    return ethernet(ipv4(udp(payload, source_port, port), IP, destination, hops))
