"""A packet of a protocol that we read, with everything personal in it replaced.

Source: RFC 791 and RFC 1071 (checksums), RFC 768, RFC 8200 section 8.1.
"""

from __future__ import annotations

import struct

from walljack.address import Eui48, Ipv4, Ipv6
from walljack.decode.dhcp import PORTS as DHCP_PORTS
from walljack.decode.disguise import Disguise
from walljack.decode.disguise_dhcp import disguise_dhcp
from walljack.decode.disguise_dns import disguise_dns
from walljack.decode.disguise_ssdp import disguise_ssdp
from walljack.decode.link import ETHERTYPE_ARP, ETHERTYPE_IPV4, ETHERTYPE_IPV6, read_frame
from walljack.decode.mdns import PORT as MDNS_PORT
from walljack.decode.ssdp import PORT as SSDP_PORT
from walljack.decode.udp import UDP
from walljack.model.error import DecodeError
from walljack.model.packet import Link, Packet

_ARP_BYTES = 28
_UDP_BYTES = 8
# Octets of the link's own header, and where it holds the sender's address.
_HEAD = {Link.ETHERNET: 14, Link.SLL: 16, Link.SLL2: 20}
_SENDER = {Link.ETHERNET: 6, Link.SLL: 6, Link.SLL2: 12}


def disguise_packet(packet: Packet, disguise: Disguise) -> Packet:
    """The packet with stand-ins, checksums right, and nothing behind its payload but zeros.

    Takes: a whole packet that decodes without a weird.
    Raises: DecodeError ``not-ours`` and others when it is not of a form that can be rewritten.
    """
    if packet.link not in _HEAD:
        raise DecodeError(0, "not-ours")
    frame = read_frame(packet)
    head = bytearray(packet.data[: frame.start])
    sender = _SENDER[packet.link]
    places = (0, sender) if packet.link is Link.ETHERNET else (sender,)
    for at in places:
        head[at : at + 6] = disguise.eui48(Eui48.of(packet.data[at : at + 6])).octets
    for at in range(_HEAD[packet.link], frame.start, 4):
        tag = int.from_bytes(head[at : at + 2], "big")
        head[at : at + 2] = (tag & 0xF000 | disguise.vlan(tag & 0x0FFF)).to_bytes(2, "big")
    rest = packet.data[frame.start :]
    if frame.ethertype == ETHERTYPE_ARP:
        body = _arp(rest, disguise)
    elif frame.ethertype == ETHERTYPE_IPV4:
        body = _ipv4(rest, disguise)
    elif frame.ethertype == ETHERTYPE_IPV6:
        body = _ipv6(rest, disguise)
    else:
        raise DecodeError(frame.start, "not-ours")
    data = bytes(head) + body
    # Padding keeps the frame's length where there was some; what it held was no part of it.
    data = data.ljust(len(packet.data), b"\0")
    return packet._replace(data=data, wire_bytes=len(data))


def _arp(packet: bytes, disguise: Disguise) -> bytes:
    made = bytearray(packet[:_ARP_BYTES])
    for at in (8, 18):
        made[at : at + 6] = disguise.eui48(Eui48.of(packet[at : at + 6])).octets
        old = Ipv4(int.from_bytes(packet[at + 6 : at + 10], "big"))
        made[at + 6 : at + 10] = disguise.ip(old).octets
    return bytes(made)


def _ipv4(packet: bytes, disguise: Disguise) -> bytes:
    if packet[0] != 0x45:  # options would hold a route
        raise DecodeError(0, "ip-options")
    total = int.from_bytes(packet[2:4], "big")
    source, destination = (
        disguise.ip(Ipv4(int.from_bytes(packet[at : at + 4], "big"))).octets for at in (12, 16)
    )
    unset = packet[26:28] == bytes(2)  # RFC 768: the sender made no checksum
    datagram = _udp(packet[20:total], disguise, source + destination, unset=unset)
    made = bytearray(packet[:12] + source + destination)
    made[2:4] = (20 + len(datagram)).to_bytes(2, "big")
    made[10:12] = bytes(2)
    made[10:12] = _checksum(bytes(made)).to_bytes(2, "big")
    return bytes(made) + datagram


def _ipv6(packet: bytes, disguise: Disguise) -> bytes:
    if packet[6] != UDP:
        raise DecodeError(6, "ip-options")
    end = 40 + int.from_bytes(packet[4:6], "big")
    source, destination = (
        disguise.ip(Ipv6(int.from_bytes(packet[at : at + 16], "big"))).octets for at in (8, 24)
    )
    datagram = _udp(packet[40:end], disguise, source + destination, unset=False)
    made = bytearray(packet[:8] + source + destination)
    made[1:4] = bytes([made[1] & 0xF0, 0, 0])  # the flow label is drawn per conversation
    made[4:6] = len(datagram).to_bytes(2, "big")
    return bytes(made) + datagram


def _udp(datagram: bytes, disguise: Disguise, addresses: bytes, *, unset: bool) -> bytes:
    source, port, length, _ = struct.unpack_from("!HHHH", datagram)
    payload = datagram[_UDP_BYTES:length]
    if port in DHCP_PORTS:
        payload = disguise_dhcp(payload, disguise)
    elif MDNS_PORT in (source, port):
        message = bytearray(payload)
        disguise_dns(message, 0, len(message), disguise)
        payload = bytes(message)
    elif SSDP_PORT in (source, port):
        payload = disguise_ssdp(payload, disguise)
    else:
        raise DecodeError(0, "not-ours")
    length = _UDP_BYTES + len(payload)
    made = struct.pack("!HHHH", source, port, length, 0)
    if unset:
        return made + payload
    # The sum is the same for IPv6, whose pseudo header only orders and pads these differently.
    pseudo = addresses + struct.pack("!HH", UDP, length)
    total = _checksum(pseudo + made + payload)
    return made[:6] + (total or 0xFFFF).to_bytes(2, "big") + payload


def _checksum(octets: bytes) -> int:
    """RFC 1071."""
    octets += b"\0" * (len(octets) % 2)
    total: int = sum(struct.unpack(f"!{len(octets) // 2}H", octets))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF
