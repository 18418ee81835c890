"""Classic captures."""

from __future__ import annotations

import pytest

from tests.unit.capture import files as c
from walljack.capture.pcap import RECORD_MAX_BYTES
from walljack.model.packet import Link, Packet


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("magic", "ns", "extra"),
    [(0xA1B2C3D4, 2000, 0), (0xA1B23C4D, 2, 0), (0xA1B2CD34, 2000, 8)],
)
def test_every_kind_of_classic_file(order: str, magic: int, ns: int, extra: int) -> None:
    """Both byte orders, micro- and nanoseconds and the modified records give the same packets."""
    records = [(1, 2, c.FRAME), (3, 0, b"")]
    packets, tally = c.read(c.pcap(records, magic=magic, order=order, extra=extra))
    assert packets == [
        Packet(Link.ETHERNET, c.FRAME, c.SECOND + ns, "capture", 60),
        Packet(Link.ETHERNET, b"", 3 * c.SECOND, "capture", 0),
    ]
    assert (tally.frames, tally.first_ns, tally.last_ns) == (2, c.SECOND + ns, 3 * c.SECOND)
    assert tally.weirds == {}


@pytest.mark.parametrize(
    ("network", "link"), [(1, Link.ETHERNET), (113, Link.SLL), (276, Link.SLL2)]
)
def test_link_types(network: int, link: Link) -> None:
    """Ethernet and both cooked links are read."""
    assert c.read(c.pcap(network=network))[0][0].link is link


def test_frame_check_bits_are_no_part_of_the_link_type() -> None:
    """The upper bits of the link field tell the length of the frame check sequence."""
    assert c.read(c.pcap(network=0x3400_0001))[0][0].link is Link.ETHERNET


def test_length_on_the_wire() -> None:
    """A packet that the snap length cut keeps its length on the wire, never less than held."""
    data = bytearray(c.pcap())
    data[36:40] = (1500).to_bytes(4, "little")
    assert c.read(bytes(data))[0][0].wire_bytes == 1500
    data[36:40] = (3).to_bytes(4, "little")
    assert c.read(bytes(data))[0][0].wire_bytes == 60


@pytest.mark.parametrize("size", [25, 39, 41, 99])
def test_truncated_last_record(size: int) -> None:
    """A last record that is not whole is a counted weird; those before it are given."""
    whole = c.pcap([(1, 0, c.FRAME)])
    packets, tally = c.read(whole + c.pcap([(2, 0, c.FRAME)])[24:size])
    assert len(packets) == 1
    assert tally.weirds == {"capture-truncated": 1}
    assert tally.truncated


def test_absurd_length() -> None:
    """A record longer than any capture program writes is damage; those before it are given."""
    head = c.pcap([(1, 0, c.FRAME)])
    tail = bytes(8) + (RECORD_MAX_BYTES + 1).to_bytes(4, "little") + bytes(4)
    packets, tally = c.read(head + tail + bytes(400))
    assert len(packets) == 1
    assert tally.weirds == {"capture-damaged": 1}


def test_no_packets() -> None:
    """A capture without packets is a good one."""
    packets, tally = c.read(c.pcap([]))
    assert packets == []
    assert (tally.frames, tally.first_ns, tally.weirds) == (0, None, {})


def test_times_in_any_order() -> None:
    """First and last are the least and greatest time, whatever the order in the file."""
    packets, tally = c.read(c.pcap([(5, 0, b"a"), (1, 0, b"b"), (3, 0, b"c")]))
    assert [p.data for p in packets] == [b"a", b"b", b"c"]
    assert (tally.first_ns, tally.last_ns) == (c.SECOND, 5 * c.SECOND)


def test_capture_point_is_the_callers() -> None:
    """Packets are said to be heard where the caller says; a classic file knows no name."""
    assert c.read(c.pcap(), "mirror-3")[0][0].capture_point == "mirror-3"
    assert c.read(c.pcap(), None)[0][0].capture_point == "capture"
