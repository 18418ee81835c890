"""What scapy makes of a packet, in the words of our own decoders, for comparing."""

from __future__ import annotations

from typing import Any

from scapy.layers.dhcp import BOOTP, DHCP, DHCPRevOptions
from scapy.layers.dns import DNS
from scapy.layers.inet import UDP
from scapy.layers.l2 import ARP, CookedLinux, CookedLinuxV2, Ether
from scapy.packet import Packet as ScapyPacket

from walljack.model.packet import Link, Packet

_LINKS = {Link.ETHERNET: Ether, Link.SLL: CookedLinux, Link.SLL2: CookedLinuxV2}
_ZERO = "0.0.0.0"


def dissect(packet: Packet) -> ScapyPacket:
    """Scapy's dissection of a packet."""
    return _LINKS[packet.link](packet.data)


def arp_view(dissected: ScapyPacket) -> tuple[str, str, str] | None:
    """(kind, sender, address) of an ARP packet for IPv4 over Ethernet; None for any other."""
    if ARP not in dissected:
        return None
    arp = dissected[ARP]
    if arp.hwtype not in (1, 6) or arp.ptype != 0x0800 or (arp.hwlen, arp.plen) != (6, 4):
        return None
    same = arp.psrc == arp.pdst
    if arp.op == 1:
        kind = "probe" if arp.psrc == _ZERO else "announcement" if same else "request"
    elif arp.op == 2:
        kind = "gratuitous" if same else "reply"
    else:
        return None
    return kind, arp.hwsrc, arp.psrc


def dhcp_view(dissected: ScapyPacket) -> dict[str, Any] | None:
    """Header fields and options (code → octets, pieces joined) of a DHCP message."""
    if BOOTP not in dissected or DHCP not in dissected:
        return None
    bootp = dissected[BOOTP]
    order: list[int] = []
    values: dict[int, bytes] = {}
    for item in dissected[DHCP].options:
        if not isinstance(item, tuple):
            continue  # pad and end
        code, octets = _option(item)
        if code not in values:
            order.append(code)
        values[code] = values.get(code, b"") + octets
    return {
        "op": bootp.op,
        "ciaddr": bootp.ciaddr,
        "yiaddr": bootp.yiaddr,
        "giaddr": bootp.giaddr,
        "chaddr": bytes(bootp.chaddr)[:6].hex(":"),
        "order": tuple(order),
        "values": values,
    }


def _option(item: tuple[Any, ...]) -> tuple[int, bytes]:
    """Code and octets of one option, written again by scapy from what it understood."""
    name = item[0]
    code = name if isinstance(name, int) else DHCPRevOptions[name][0]
    written = bytes(DHCP(options=[item]))
    return code, written[2 : 2 + written[1]]


def dns_view(dissected: ScapyPacket) -> list[tuple[Any, ...]] | None:
    """Questions and records of an mDNS message: section, name, type and what it points to."""
    if DNS not in dissected or UDP not in dissected:
        return None
    if 5353 not in (dissected[UDP].sport, dissected[UDP].dport):
        return None
    message = dissected[DNS]
    found: list[tuple[Any, ...]] = []
    for question in message.qd or ():
        found.append(("question", _name(question.qname), question.qtype))
    for section in ("an", "ns", "ar"):
        for record in getattr(message, section) or ():
            found.append((section, *_record(record)))
    return found


def _record(record: ScapyPacket) -> tuple[Any, ...]:
    kind = record.type
    value: Any = ""
    if kind == 12:
        value = _name(record.rdata)
    elif kind == 33:
        value = _name(record.target)
    elif kind in (1, 28):
        value = record.rdata
    elif kind == 16:
        value = tuple(bytes(string) for string in record.rdata if bytes(string))
    ttl = None if kind == 41 else record.ttl
    return _name(record.rrname), kind, ttl, value


def _name(name: bytes) -> bytes:
    """A name without its final dot."""
    return bytes(name).removesuffix(b".")
