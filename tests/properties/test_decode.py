"""Decoders under any octets: observations or weirds, never an exception, within bounds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.decode import frames as f
from tests.unit.decode.test_mdns import ANNOUNCEMENT, CAST, HOST, INSTANCE
from tests.unit.decode.test_ssdp import NOTIFY, REPLY, SEARCH
from walljack.decode import observe
from walljack.decode.told import FACTS_MAX
from walljack.model.observation import Observation
from walljack.model.packet import Link, Packet

_CLIENT = f.dhcp(
    1,
    f.option(12, b"pc7")
    + f.option(55, bytes([1, 3, 6]))
    + f.option(52, b"\3")
    + f.option(82, f.option(1, b"Gi1/0/14"))
    + f.option(81, b"\4\0\0" + f.name("pc7", "example"))
    + f.option(124, b"\0\0\0\x09\x05phone")
    + f.option(61, b"\1" + f.eui(f.DEVICE).octets),
    file=f.option(15, b"school") + b"\xff",
    sname=f.option(60, b"MSFT 5.0") + b"\xff",
)
_SERVER = f.dhcp(
    5, f.option(54, f.ip(f.SERVER_IP)) + f.option(51, b"\0\0\x0e\x10"), operation=2, yiaddr=f.IP
)
_QUERY = f.dns(0, [f.question(CAST), f.question(HOST, 1)], ANNOUNCEMENT, ANNOUNCEMENT)
_PROXY = f.dns(answers=ANNOUNCEMENT, additionals=[f.owner_option(f.OTHER)])
# A compressed announcement: owner and target names are pointers into the first record.
_COMPRESSED = f.dns(answers=[f.record(CAST, 12, INSTANCE[:8] + b"\xc0\x0c"), b""]) + f.record(
    b"\xc0\x2e", 33, f.srv(b"\x02tv\xc0\x18")
)
FRAMES = [
    f.arp(1),
    f.ethernet(f.arp(2)[14:], 0x0806, tags=[(0x88A8, 100), (0x8100, 20)]),
    f.from_client(_CLIENT),
    f.from_server(_SERVER),
    f.mdns(f.dns(answers=ANNOUNCEMENT)),
    f.mdns(_QUERY),
    f.mdns(_PROXY),
    f.mdns(_COMPRESSED),
    f.ethernet(f.ipv6(bytes([17, 0]) + bytes(6) + f.udp(_PROXY), following=0), 0x86DD),
    f.ssdp(SEARCH),
    f.ssdp(NOTIFY),
    f.ssdp(REPLY, f.OTHER_IP, 1900, 50000, 64),
]


def _sound(packet: Packet) -> Observation:
    """The observation, after checking what must hold of any."""
    seen = observe(packet)
    assert seen == observe(packet)
    assert len({weird.kind for weird in seen.weirds}) == len(seen.weirds)
    for weird in seen.weirds:
        assert re.fullmatch(r"(link|arp|ipv4|ipv6|udp|dhcp|mdns|ssdp)(-[a-z0-9]+)+", weird.kind)
        assert 0 <= weird.offset <= len(packet.data) + 1
    for statement in seen.statements:
        assert statement.subject.can_be_device
        assert len(statement.facts) <= FACTS_MAX
        assert list(statement.facts) == sorted(set(statement.facts))
        for fact in statement.facts:
            assert len(fact.value.encode()) <= 512
            assert len(fact.signal.encode()) <= 80
            assert not fact.signal.startswith("mdns.txt.") or fact.signal.isascii()
        for binding in statement.bindings:
            assert binding.ip.usable
    return seen


def _packet(data: bytes, link: Link = Link.ETHERNET) -> Packet:
    return Packet(link, data, 0, "eth0", len(data))


@given(st.binary(max_size=400), st.sampled_from(Link))
def test_any_octets_on_any_link(data: bytes, link: Link) -> None:
    """Any octets on any link give an observation."""
    _sound(_packet(data, link))


@given(st.sampled_from([67, 68, 1900, 5353]), st.binary(max_size=600), st.booleans())
def test_any_payload_of_our_ports(port: int, payload: bytes, newer: bool) -> None:
    """Any payload on a port that is ours gives an observation."""
    datagram = f.udp(payload, port, port)
    data = f.ethernet(f.ipv6(datagram), 0x86DD) if newer else f.ethernet(f.ipv4(datagram))
    _sound(_packet(data))


@given(st.binary(max_size=400))
def test_any_options(options: bytes) -> None:
    """Any octets for options give an observation of the client."""
    _sound(_packet(f.from_client(f.dhcp(None, options, end=b""))))


@given(st.lists(st.integers(0, 600), min_size=4, max_size=4), st.binary(max_size=600))
def test_any_records(counts: list[int], body: bytes) -> None:
    """Any records under any counts give an observation."""
    head = bytes(4) + b"".join(count.to_bytes(2, "big") for count in counts)
    _sound(_packet(f.mdns(head + body)))
    _sound(_packet(f.mdns(b"\0\0\x84\0" + head[4:] + body)))


@given(
    st.sampled_from(FRAMES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)), max_size=8),
    st.floats(0, 1),
)
@settings(max_examples=400)
def test_flipped_and_cut_frames(frame: bytes, flips: list[tuple[float, int]], kept: float) -> None:
    """A real frame with bits flipped, then cut, gives an observation."""
    data = bytearray(frame)
    for place, bit in flips:
        data[int(place * len(data))] ^= 1 << bit
    _sound(_packet(bytes(data)))
    _sound(_packet(bytes(data[: int(kept * len(data))])))


@given(
    st.sampled_from(FRAMES),
    st.sampled_from(FRAMES),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(Link),
)
@settings(max_examples=300)
def test_spliced_frames(head: bytes, tail: bytes, kept: float, taken: float, link: Link) -> None:
    """The head of one frame and the tail of another give an observation."""
    data = head[: int(kept * len(head))] + tail[int(taken * len(tail)) :]
    _sound(_packet(data, link))


@pytest.mark.parametrize("frame", FRAMES)
def test_frames_are_good(frame: bytes) -> None:
    """The frames that are mutated here are good ones: they state, and break nothing."""
    seen = _sound(_packet(frame))
    assert seen.statements
    assert seen.weirds == ()


# What comes last in a sleep proxy's message says whose it is, and in a probe that it is one:
# without its end, nobody can know.
_SAYS_IT_LAST = (f.mdns(_PROXY), f.mdns(_QUERY), FRAMES[8])


@pytest.mark.parametrize("frame", [frame for frame in FRAMES if frame not in _SAYS_IT_LAST])
def test_every_cut_keeps_to_what_was_said(frame: bytes) -> None:
    """Cutting a frame anywhere never gives a signal that the whole frame does not give."""
    whole = {
        (statement.subject, fact.signal, fact.scope)
        for statement in observe(_packet(frame)).statements
        for fact in statement.facts
    }
    for size in range(len(frame)):
        for statement in _sound(_packet(frame[:size])).statements:
            for fact in statement.facts:
                assert (statement.subject, fact.signal, fact.scope) in whole


def _heavy() -> list[bytes]:
    """Messages made to cost as much as the bounds allow."""
    room = 65_000
    deep = b"".join(b"\1" + bytes([97 + i % 26]) for i in range(126)) + b"\0"
    labels = f.record(deep, 16, b"\1a" * 200) * (room // 700)
    # Each pointer points to the one before it, the first to the name of the first record.
    targets = [12, *range(23, 23 + 2 * 7999, 2)]
    pointers = b"".join((0xC000 | target).to_bytes(2, "big") for target in targets)
    chain = f.record(b"\0", 99, pointers) + f.record(b"\xfe\x95", 99, b"") * 500
    keys = f.record(f.dotted("_x._tcp.local"), 16, b"\2a=" * 5000) * 4
    services = b"".join(
        f.record(
            f.dotted(f"i{n}._s{n}._tcp.local"), 16, b"".join(b"\4k%03d" % k for k in range(100))
        )
        for n in range(100)
    )
    counts = b"\0\0\x84\0\0\0\xff\xff\xff\xff\xff\xff"
    return [
        *(f.mdns(counts + body) for body in (labels, chain, keys, services)),
        f.from_client(f.dhcp(1, (b"\0\x0c\1a" * (room // 4))[:room])),
        f.from_client(f.dhcp(1, (b"\x0c\xff" + b"a" * 255) * (room // 257))),
        f.ssdp("NOTIFY * HTTP/1.1\n" + "a:b\n" * 13000),
        f.ssdp("NOTIFY * HTTP/1.1\n" + "x" * 64000),
        f.ethernet(b"\0\1\x81\0" * 16000, 0x8100),
        f.ethernet(f.ipv6(bytes(64000), following=0), 0x86DD),
    ]


# Of each: how many facts are kept, and the bounds at which reading stopped.
_HEAVY_GIVES: list[tuple[int, set[str]]] = [
    (0, {"mdns-name-truncated"}),  # one name of as many labels as octets allow, 65535 announced
    (0, {"mdns-name-jumps"}),
    (2, {"mdns-name-truncated"}),  # 5000 times one key is one key
    (FACTS_MAX, {"mdns-name-truncated", "mdns-too-many-txt-keys", "mdns-too-many-facts"}),
    (3, {"dhcp-too-many-options"}),
    (3, set()),  # one option in 253 pieces is one value, cut
    (1, {"ssdp-too-many-headers", "ssdp-no-target"}),
    (0, {"ssdp-header", "ssdp-no-target"}),
    (0, {"link-vlan-depth"}),
    (0, {"ipv6-too-many-headers"}),
]


@pytest.mark.parametrize(("frame", "gives"), list(zip(_heavy(), _HEAVY_GIVES, strict=True)))
def test_heaviest_messages(frame: bytes, gives: tuple[int, set[str]]) -> None:
    """A datagram of 64 KiB made to be slow is read up to a bound, which is named."""
    seen = _sound(_packet(frame))
    facts = sum(len(statement.facts) for statement in seen.statements)
    assert (facts, {weird.kind for weird in seen.weirds}) == gives
