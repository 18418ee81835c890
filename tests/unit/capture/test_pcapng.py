"""Captures of the next generation."""

from __future__ import annotations

import struct

import pytest

from tests.unit.capture import files as c
from walljack.model.error import ProblemsError
from walljack.model.packet import Link


@pytest.mark.parametrize("order", ["<", ">"])
def test_every_packet_block(order: str) -> None:
    """Enhanced, simple and obsolete packets are read in both byte orders."""
    ticks = 7_000_001  # microseconds by default
    data = c.section(order) + c.interface(order=order)
    data += c.enhanced(ticks, order=order) + c.simple(b"abc", order=order)
    data += c.obsolete(ticks + 5, b"old", order=order)
    packets, tally = c.read(data)
    assert [(p.data, p.at_ns) for p in packets] == [
        (c.FRAME, 7_000_001_000),
        (b"abc", 7_000_001_000),
        (b"old", 7_000_006_000),
    ]
    assert tally.frames == 3
    assert tally.weirds == {}


@pytest.mark.parametrize(
    ("resolution", "ticks", "at_ns"),
    [
        (3, 1500, 1_500_000_000),
        (6, 1_500_000, 1_500_000_000),
        (9, 1_500_000_001, 1_500_000_001),
        (12, 1_500_000_000_999, 1_500_000_000),
        (0x80 | 10, 1536, 1_500_000_000),
        (0, 2, 2_000_000_000),
    ],
)
def test_time_resolution(resolution: int, ticks: int, at_ns: int) -> None:
    """Time units of powers of ten and of two become nanoseconds."""
    options = c.option(9, bytes([resolution]))
    packets, _ = c.read(c.section() + c.interface(options=options) + c.enhanced(ticks))
    assert packets[0].at_ns == at_ns


def test_time_offset() -> None:
    """An interface's offset in seconds is added."""
    options = c.option(14, struct.pack("<q", 100))
    packets, _ = c.read(c.section() + c.interface(options=options) + c.enhanced(1_000_000))
    assert packets[0].at_ns == 101 * c.SECOND


@pytest.mark.parametrize("offset", [-100, 1 << 62])
def test_times_that_cannot_be(offset: int) -> None:
    """A packet from before 1970 or after 2262 is left out and counted."""
    options = c.option(14, struct.pack("<q", offset))
    packets, tally = c.read(c.section() + c.interface(options=options) + c.enhanced(1))
    assert packets == []
    assert tally.weirds == {"capture-time": 1}


def test_interface_names() -> None:
    """Without a name from the caller, packets are heard on the interface that the file names."""
    data = c.section() + c.interface(options=c.option(2, b"eth0")) + c.interface()
    data += c.enhanced(1) + c.enhanced(2, index=1)
    assert [p.capture_point for p in c.read(data, None)[0]] == ["eth0", "capture"]
    assert [p.capture_point for p in c.read(data)[0]] == ["capture", "capture"]


def test_several_sections() -> None:
    """A new section numbers its interfaces anew and may have another byte order."""
    first = c.section("<") + c.interface(1) + c.enhanced(1)
    second = c.section(">") + c.interface(113, order=">") + c.enhanced(2, order=">")
    packets, tally = c.read(first + second)
    assert [p.link for p in packets] == [Link.ETHERNET, Link.SLL]
    assert tally.weirds == {}


def test_unknown_blocks_are_passed_over() -> None:
    """Names, statistics, secrets and private blocks are passed over, however large."""
    other = c.block(4, bytes(40)) + c.block(5, bytes(8)) + c.block(0x0BAD, bytes(900_000))
    packets, tally = c.read(c.section() + other + c.interface() + other + c.enhanced(1))
    assert len(packets) == 1
    assert tally.weirds == {}


def test_snap_length_of_a_simple_packet() -> None:
    """A simple packet holds what the snap length left of it."""
    data = c.section() + c.interface(snap=8) + c.simple(b"abcdefgh", wire=1500)
    (packet,) = c.read(data)[0]
    assert (packet.data, packet.wire_bytes) == (b"abcdefgh", 1500)


def test_unread_interface_among_others() -> None:
    """Packets of an interface that we do not read are counted; the others are given."""
    data = c.section() + c.interface(127) + c.interface(1)
    data += c.enhanced(1) + c.enhanced(2, index=1) + c.enhanced(3)
    packets, tally = c.read(data)
    assert len(packets) == 1
    assert tally.frames == 3
    assert tally.weirds == {"capture-link-type": 2}


def test_no_interface_that_is_read() -> None:
    """A file whose only interfaces we do not read is refused by name."""
    with pytest.raises(ProblemsError, match=r"link type 127 \(802\.11 frames with radiotap"):
        c.read(c.section() + c.interface(127) + c.enhanced(1))


def test_undescribed_interface() -> None:
    """A packet of an interface that nobody described is counted."""
    packets, tally = c.read(c.section() + c.interface() + c.enhanced(1, index=5) + c.enhanced(2))
    assert len(packets) == 1
    assert tally.weirds == {"capture-interface": 1}


def test_too_many_interfaces() -> None:
    """A file of nothing but interfaces fills no memory: those beyond the bound are counted."""
    packets, tally = c.read(c.section() + c.interface() * 5000 + c.enhanced(1))
    assert len(packets) == 1
    assert tally.weirds == {"capture-interface": 5000 - 4096}


@pytest.mark.parametrize("cut", [1, 4, 30])
def test_truncated_last_block(cut: int) -> None:
    """A last block that is not whole is a counted weird; packets before it are given."""
    packets, tally = c.read((c.section() + c.interface() + c.enhanced(1) + c.enhanced(2))[:-cut])
    assert len(packets) == 1
    assert tally.weirds == {"capture-truncated": 1}


@pytest.mark.parametrize(
    "damage",
    [
        struct.pack("<II", 6, 8),
        struct.pack("<II", 6, 33) + bytes(40),
        struct.pack("<II", 6, 0x7FFFFFF0),
        struct.pack("<II", 0x0BAD, 0xFFFFFFF0),
        struct.pack("<III", 0x0A0D0D0A, 28, 0xDEADBEEF) + bytes(20),
        c.block(6, bytes(4)),
        c.block(1, b""),
    ],
)
def test_damage_ends_the_capture(damage: bytes) -> None:
    """Lengths that cannot be end the capture with a weird; packets before are given."""
    packets, tally = c.read(c.section() + c.interface() + c.enhanced(1) + damage + c.enhanced(2))
    assert len(packets) == 1
    assert tally.weirds == {"capture-damaged": 1}


def test_packet_longer_than_its_block() -> None:
    """A packet that claims more than its block holds is counted and left out."""
    wrong = c.block(6, struct.pack("<IIIII", 0, 0, 1, 400, 400) + bytes(20))
    packets, tally = c.read(c.section() + c.interface() + wrong + c.enhanced(2))
    assert len(packets) == 1
    assert tally.weirds == {"capture-damaged": 1}
