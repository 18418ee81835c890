"""IPv4, IPv6 and UDP by hand-built packets."""

from __future__ import annotations

import struct

import pytest

from tests.unit.decode import frames as f

_MESSAGE = f.dns(answers=[f.record(f.dotted("tv.local"), 1, f.ip(f.IP))])
_DATAGRAM = f.udp(_MESSAGE)


def _in_ipv6(payload: bytes, following: int) -> bytes:
    return f.ethernet(f.ipv6(payload, following=following), 0x86DD)


def test_options_are_passed_over() -> None:
    """IPv4 options stand before the datagram and are passed over."""
    data = f.ethernet(f.ipv4(_DATAGRAM, options=b"\x94\x04\0\0"))
    assert "mdns.host" in f.facts(f.said(data)[0])


@pytest.mark.parametrize("protocol", [1, 2, 6, 89])
def test_other_protocols_are_silent(protocol: int) -> None:
    """ICMP, IGMP, TCP and OSPF give neither statement nor weird, however broken."""
    assert f.said(f.ethernet(f.ipv4(b"\1", protocol=protocol))) == []
    assert f.said(_in_ipv6(b"\1", protocol if protocol != 1 else 58)) == []


def test_other_ports_are_silent() -> None:
    """UDP of others is not ours, cut or not."""
    data = f.ethernet(f.ipv4(f.udp(b"x" * 40, 53, 40000)))
    assert f.said(data) == []
    assert f.said(data[:-10]) == []


@pytest.mark.parametrize(
    ("at", "octets", "kind"),
    [
        (0, b"\x65", "ipv4-version"),
        (0, b"\x44", "ipv4-header-length"),
        (2, b"\0\x10", "ipv4-length"),
        (6, b"\0\x10", "ipv4-fragment"),
        (24, b"\0\7", "udp-length"),
        (24, b"\xff\xff", "udp-length"),
    ],
)
def test_broken_ipv4_is_named(at: int, octets: bytes, kind: str) -> None:
    """Each broken length, version or later fragment is a weird of its own."""
    data = bytearray(f.mdns(_MESSAGE))
    data[14 + at : 14 + at + len(octets)] = octets
    assert f.weirds(bytes(data)) == [kind]


def test_cut_message_keeps_what_was_good() -> None:
    """A datagram that was cut gives the facts before the cut and one weird."""
    second = f.record(f.dotted("other.local"), 1, f.ip(f.OTHER_IP))
    data = f.mdns(f.dns(answers=[f.record(f.dotted("tv.local"), 1, f.ip(f.IP)), second]))[:-6]
    observation = f.see(data)
    assert [w.kind for w in observation.weirds] == ["ipv4-truncated"]
    assert f.facts(observation.statements[0]) == {"mdns.host": ["tv.local"]}


def test_first_fragment_keeps_what_was_good() -> None:
    """A first fragment of ours is decoded as far as it goes, and is a weird."""
    observation = f.see(f.ethernet(f.ipv4(_DATAGRAM, fragment=0x2000)))
    assert [w.kind for w in observation.weirds] == ["ipv4-fragment"]
    assert len(observation.statements) == 1


def test_fragments_of_tcp_are_silent() -> None:
    """Fragments of anything but UDP are not ours."""
    assert f.said(f.ethernet(f.ipv4(bytes(40), protocol=6, fragment=0x2010))) == []


def test_extension_headers_are_walked() -> None:
    """Hop-by-hop, destination, authentication and atomic fragment headers are passed over."""
    chain = bytes([60, 0]) + bytes(6)  # hop-by-hop, then destination options
    chain += bytes([51, 0]) + bytes(6)  # destination options, then authentication
    chain += bytes([44, 1]) + bytes(10)  # authentication of 12 octets, then fragment
    chain += bytes([17, 0, 0, 0]) + bytes(4)  # whole packet in one fragment (RFC 6946)
    assert "mdns.host" in f.facts(f.said(_in_ipv6(chain + _DATAGRAM, 0))[0])


def test_too_many_extension_headers() -> None:
    """A packet of nothing but extension headers is a weird, found after eight."""
    assert f.weirds(_in_ipv6(bytes([0, 0, 0, 0, 0, 0, 0, 0]) * 150, 0)) == ["ipv6-too-many-headers"]


@pytest.mark.parametrize(
    ("place", "kinds", "statements"), [(1, ["ipv6-fragment"], 1), (8, ["ipv6-fragment"], 0)]
)
def test_ipv6_fragments(place: int, kinds: list[str], statements: int) -> None:
    """A first fragment is decoded as far as it goes, a later one not; both are weirds."""
    observation = f.see(_in_ipv6(struct.pack("!BBHI", 17, 0, place, 9) + _DATAGRAM, 44))
    assert [w.kind for w in observation.weirds] == kinds
    assert len(observation.statements) == statements


def test_later_ipv6_fragment_of_tcp_is_silent() -> None:
    """A later fragment of TCP is not ours."""
    assert f.said(_in_ipv6(struct.pack("!BBHI", 6, 0, 8, 9) + bytes(40), 44)) == []


@pytest.mark.parametrize("size", [14, 30, 53])
def test_short_ipv6(size: int) -> None:
    """An IPv6 header that stops early is truncated."""
    assert f.weirds(_in_ipv6(_DATAGRAM, 17)[:size]) == ["ipv6-truncated"]


def test_wrong_ipv6_version() -> None:
    """The version in the header must be the one that the link says."""
    data = bytearray(_in_ipv6(_DATAGRAM, 17))
    data[14] = 0x45
    assert f.weirds(bytes(data)) == ["ipv6-version"]


def test_short_udp_header() -> None:
    """A UDP header that stops early is truncated: nobody knows whose it is."""
    assert f.weirds(f.ethernet(f.ipv4(b"\x14\xe9\x14"))) == ["udp-truncated"]


def test_padding_is_left_out() -> None:
    """Ethernet padding behind the datagram is not part of the message."""
    assert f.said(f.mdns(f.dns(0)) + bytes(18))[0].facts == ()
