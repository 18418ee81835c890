"""A scripted wire: frames that real products send, at chosen moments, into a capture file.

Scapy builds the frames, so that our own decoders never judge their own handiwork. Everything is
given (times, identifiers, addresses): the same script always writes the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scapy.layers.dhcp import BOOTP
from scapy.layers.dns import (
    DNS,
    DNSQR,
    DNSRR,
    DNSRRNSEC,
    DNSRROPT,
    DNSRRSRV,
    EDNS0OWN,
    dns_compress,
)
from scapy.layers.inet import IP, UDP
from scapy.layers.inet6 import IPv6
from scapy.layers.l2 import ARP, Dot1Q, Ether
from scapy.packet import Packet, Raw

from tests.pcaps.habit import MESSAGES, Habit, Relay, ipv4, options
from tests.pcaps.station import Station

BROADCAST = "ff:ff:ff:ff:ff:ff"
ZERO = "00:00:00:00:00:00"
ANY = "0.0.0.0"
_COOKIE = bytes.fromhex("63825363")  # RFC 2131 section 3
_SHORTEST = 60  # Ethernet pads to 64 octets with the FCS, which a capture leaves out


@dataclass(frozen=True)
class Service:
    """One announced DNS-SD service of a host. ``txt``: keys in order; None = key without value."""

    type: str
    instance: str
    port: int
    txt: Mapping[str, str | None] = field(default_factory=dict)
    subtypes: tuple[str, ...] = ()


class Wire:
    """Frames in order of time, written as a classic capture of a mirror port."""

    def __init__(self, start_s: int) -> None:
        self._start_us = start_s * 1_000_000
        self._frames: list[tuple[int, bytes]] = []

    def frame(self, at_s: float, vlan: int | None, packet: Packet) -> None:
        """Put a whole Ethernet frame on the wire, ``at_s`` seconds after the start."""
        data = bytes(packet)
        data += bytes(max(0, _SHORTEST - len(data)))
        if vlan is not None:
            tag = bytes(Dot1Q(vlan=vlan, type=int.from_bytes(data[12:14], "big")))
            data = data[:12] + b"\x81\x00" + tag[:2] + data[12:]
        self._frames.append((self._start_us + round(at_s * 1_000_000), data))

    def twice(self, gap_us: int = 14) -> None:
        """Repeat the newest frame, as a mirror port does that copies both directions."""
        at_us, data = self._frames[-1]
        self._frames.append((at_us + gap_us, data))

    def arp(
        self, at_s: float, who: Station, *, sender: str, target: str, reply_to: str = ""
    ) -> None:
        """An ARP request, or the reply to ``reply_to`` (an EUI-48)."""
        packet = Ether(src=who.mac, dst=reply_to or BROADCAST) / ARP(
            op=2 if reply_to else 1,
            hwsrc=who.mac,
            psrc=sender,
            hwdst=reply_to or ZERO,
            pdst=target,
        )
        self.frame(at_s, who.vlan, packet)

    def probe(self, at_s: float, who: Station) -> None:
        """Three ARP probes for its address (RFC 5227 section 2.1.1)."""
        for n in range(3):
            self.arp(at_s + n * 1.2, who, sender=ANY, target=who.ip)

    def announce(self, at_s: float, who: Station) -> None:
        """Two ARP announcements, two seconds apart (RFC 5227 section 2.3)."""
        self.arp(at_s, who, sender=who.ip, target=who.ip)
        self.arp(at_s + 2, who, sender=who.ip, target=who.ip)

    def ask(self, at_s: float, who: Station, target: str) -> None:
        """An ordinary ARP request."""
        self.arp(at_s, who, sender=who.ip, target=target)

    def udp(
        self,
        at_s: float,
        who: Station,
        to_mac: str,
        to_ip: str,
        ports: tuple[int, int],
        data: bytes,
    ) -> None:
        """One UDP datagram over IPv4."""
        source = who.ip
        packet = (
            Ether(src=who.mac, dst=to_mac)
            / IP(src=source, dst=to_ip, id=0, ttl=255 if to_ip == "224.0.0.251" else 64)
            / UDP(sport=ports[0], dport=ports[1])
            / Raw(data)
        )
        self.frame(at_s, who.vlan, packet)

    def dhcp_client(
        self, at_s: float, who: Station, habit: Habit, message: str, **values: Any
    ) -> bytes:
        """A client's broadcast DHCP message; gives its payload for a relay to carry.

        ``server``, ``wanted``: options 54 and 50. ``ciaddr``, ``xid``: header fields.
        """
        body = _bootp(
            1,
            who,
            values.get("xid", 1),
            habit.options(who, message, values.get("server", ""), values.get("wanted", "")),
            ciaddr=values.get("ciaddr", ANY),
        )
        source = Station(who.mac, values.get("ciaddr", ANY), who.vlan)
        if values.get("heard", True):
            self.udp(at_s, source, BROADCAST, "255.255.255.255", (68, 67), body)
        return body

    def relayed(self, at_s: float, relay: Relay, server: Station, body: bytes) -> None:
        """A client's message as its relay hands it to the server."""
        header = body[:3] + b"\x01" + body[4:24] + ipv4(relay.giaddr) + body[28:]
        data = header.removesuffix(b"\xff") + relay.option + b"\xff"
        self.udp(at_s, relay.station, server.mac, server.ip, (67, 67), data)

    def dhcp_server(
        self, at_s: float, server: Station, client: Station, message: str, **values: Any
    ) -> None:
        """A server's answer: ``xid``, ``lease_s``, ``router``; ``relay`` if it goes by one, and
        then ``heard``: the relay's broadcast towards the client reaches the mirror port.
        """
        relay: Relay | None = values.get("relay")
        heard = values.get("heard", True)
        pairs = [(53, bytes([MESSAGES[message]])), (54, ipv4(server.ip))]
        if message != "nak":
            pairs += [
                (51, int(values.get("lease_s", 28_800)).to_bytes(4, "big")),
                (1, ipv4("255.255.0.0")),
                (3, ipv4(values.get("router", server.ip))),
                (6, ipv4(server.ip)),
            ]
        body = _bootp(
            2,
            client,
            values.get("xid", 1),
            options(pairs).removesuffix(b"\xff") + (relay.option if relay else b"") + b"\xff",
            yiaddr=ANY if message == "nak" else client.ip,
            giaddr=relay.giaddr if relay else ANY,
        )
        if relay:
            self.udp(at_s, server, relay.station.mac, relay.giaddr, (67, 67), body)
            if heard:  # the relay takes its option 82 out again (RFC 3046 section 2.1)
                onward = body.removesuffix(relay.option + b"\xff") + b"\xff"
                side = Station(relay.station.mac, relay.giaddr, client.vlan)
                self.udp(at_s + 0.001, side, BROADCAST, "255.255.255.255", (67, 68), onward)
        else:
            reply = Station(server.mac, server.ip, client.vlan)
            self.udp(at_s, reply, BROADCAST, "255.255.255.255", (67, 68), body)

    def lease(
        self,
        at_s: float,
        client: Station,
        habit: Habit,
        server: Station,
        relay: Relay | None = None,
        **values: Any,
    ) -> None:
        """Discover, offer, request, acknowledge: directly, or by a relay.

        ``heard``: the client's own broadcasts reach the mirror port; False where only the
        relay's copies do. ``xid``: transaction, else made from the address. ``lease_s``.
        """
        xid = values.pop("xid", int.from_bytes(client.octets[2:], "big"))
        heard = values.pop("heard", True)
        steps = [
            (0.0, "discover", {}),
            (1.0, "request", {"server": server.ip, "wanted": client.ip}),
        ]
        for after, message, extra in steps:
            now = at_s + after
            body = self.dhcp_client(now, client, habit, message, xid=xid, heard=heard, **extra)
            answer = "offer" if message == "discover" else "ack"
            if relay:
                self.relayed(now + 0.001, relay, server, body)
            given = {"xid": xid, "relay": relay, "heard": heard, **values}
            self.dhcp_server(now + 0.002, server, client, answer, **given)

    def mdns(
        self,
        at_s: float,
        who: Station,
        *,
        questions: Iterable[Any] = (),
        answers: Iterable[Any] = (),
        more: Iterable[Any] = (),
        ip6: bool = False,
    ) -> None:
        """One multicast DNS message with compressed names; a query when it has questions."""
        asked, said, extra = list(questions), list(answers), list(more)
        message = DNS(id=0, qr=0 if asked else 1, aa=0 if asked else 1, rd=0)
        message.qd, message.an, message.ns, message.ar = asked, said, [], extra
        lower: Packet
        if ip6:
            lower = IPv6(src=who.link_local, dst="ff02::fb", hlim=255)
            to_mac = "33:33:00:00:00:fb"
        else:
            lower = IP(src=who.ip, dst="224.0.0.251", id=0, ttl=255)
            to_mac = "01:00:5e:00:00:fb"
        packet = Ether(src=who.mac, dst=to_mac) / lower / UDP(sport=5353, dport=5353) / message
        self.frame(at_s, who.vlan, dns_compress(packet))  # type: ignore[no-untyped-call]

    def services(
        self, at_s: float, who: Station, host: str, offers: Iterable[Service], *, ip: str = ""
    ) -> None:
        """A responder announces its services and its host; ``ip``: the A record's, else its own."""
        for n, offer in enumerate(offers):
            answers, more = service_records(offer, host, ip or who.ip)
            self.mdns(at_s + n * 0.02, who, answers=answers, more=more)

    def search(
        self, at_s: float, who: Station, target: str, mx: int, agent: str = "", port: int = 50_000
    ) -> None:
        """An SSDP M-SEARCH (UPnP Device Architecture 1.1, section 1.3.2)."""
        lines = ["M-SEARCH * HTTP/1.1", "HOST: 239.255.255.250:1900", 'MAN: "ssdp:discover"']
        lines += [f"MX: {mx}", f"ST: {target}"] + ([f"USER-AGENT: {agent}"] if agent else [])
        self._ssdp(at_s, who, lines, port)

    def notify(self, at_s: float, who: Station, headers: Mapping[str, str]) -> None:
        """An SSDP NOTIFY, alive."""
        lines = ["NOTIFY * HTTP/1.1", "HOST: 239.255.255.250:1900", "NTS: ssdp:alive"]
        self._ssdp(at_s, who, lines + [f"{name}: {value}" for name, value in headers.items()], 1900)

    def _ssdp(self, at_s: float, who: Station, lines: list[str], port: int) -> None:
        data = "\r\n".join([*lines, "", ""]).encode()
        self.udp(at_s, who, "01:00:5e:7f:ff:fa", "239.255.255.250", (port, 1900), data)

    def save(self, path: Path) -> None:
        """Write the capture: classic, little-endian, microseconds, Ethernet; stable in time."""
        records = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65_535, 1)]
        for at_us, data in sorted(self._frames, key=lambda pair: pair[0]):
            seconds, micro = divmod(at_us, 1_000_000)
            records += [struct.pack("<IIII", seconds, micro, len(data), len(data)), data]
        path.write_bytes(b"".join(records))


def service_records(offer: Service, host: str, ip: str) -> tuple[list[Any], list[Any]]:
    """Answers (PTR) and additional records (SRV, TXT, A, NSEC) of one announced service."""
    kind, name = f"{offer.type}.local.", f"{offer.instance}.{offer.type}.local."
    text = [key if value is None else f"{key}={value}" for key, value in offer.txt.items()]
    answers = [_rr(kind, "PTR", 4500, name, flush=False)]
    answers += [_rr(f"{sub}._sub.{kind}", "PTR", 4500, name, flush=False) for sub in offer.subtypes]
    more = [
        DNSRRSRV(rrname=name, rclass=0x8001, ttl=120, port=offer.port, target=f"{host}."),
        _rr(name, "TXT", 4500, [part.encode() for part in text] or [b""]),
        *address_records(host, ip),
    ]
    return answers, more


def address_records(host: str, ip: str) -> list[Any]:
    """The A record of a host, and the NSEC that says it has no other."""
    return [
        _rr(f"{host}.", "A", 120, ip),
        DNSRRNSEC(rrname=f"{host}.", rclass=0x8001, ttl=120, nextname=f"{host}.", typebitmaps="A"),
    ]


def question(service: str, kind: str = "PTR") -> Any:
    """A question, as in ``_googlecast._tcp``."""
    return DNSQR(qname=f"{service}.local.", qtype=kind)


def owner(mac: str) -> Any:
    """The EDNS0 Owner option with which a sleep proxy names whom it speaks for."""
    return DNSRROPT(rclass=1440, z=0x1194, rdata=[EDNS0OWN(primary_mac=mac)])


def _rr(name: str, kind: str, ttl: int, data: Any, *, flush: bool = True) -> Any:
    return DNSRR(rrname=name, type=kind, rclass=0x8001 if flush else 1, ttl=ttl, rdata=data)


def _bootp(
    op: int,
    client: Station,
    xid: int,
    tail: bytes,
    *,
    ciaddr: str = ANY,
    yiaddr: str = ANY,
    giaddr: str = ANY,
) -> bytes:
    message = BOOTP(op=op, xid=xid & 0xFFFFFFFF, chaddr=client.octets, options=_COOKIE + tail)
    message.ciaddr, message.yiaddr, message.giaddr = ciaddr, yiaddr, giaddr
    return bytes(message)
