"""The capture reader under any octets: packets and counted weirds, or a refusal by name."""

from __future__ import annotations

import gzip
import hashlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.capture import files as c
from walljack.model.error import ProblemsError

_MAGICS = [
    *(struct.pack("<I", n) for n in (0xA1B2C3D4, 0xA1B23C4D, 0xA1B2CD34)),
    *(struct.pack(">I", n) for n in (0xA1B2C3D4, 0xA1B23C4D, 0xA1B2CD34)),
    *(b"\x0a\x0d\x0d\x0a", b"\x1f\x8b\x08", b""),
]
_OPTIONS = c.option(2, b"eth0") + c.option(9, b"\x09") + c.option(14, struct.pack("<q", 5))
_FILES = [
    c.pcap([(1, 0, c.FRAME), (2, 0, c.FRAME)]),
    c.pcap([(1, 0, c.FRAME)], magic=0xA1B2CD34, order=">", extra=8),
    c.section() + c.interface(options=_OPTIONS) + c.enhanced(1 << 40) + c.simple() + c.obsolete(2),
    c.section(">") + c.interface(113, order=">") + c.enhanced(7, order=">") + c.section(),
]


def _sound(data: bytes) -> None:
    try:
        packets, tally = c.read(data, None)
    except ProblemsError:
        return
    assert tally.digest == hashlib.sha256(data).hexdigest()
    assert len(packets) <= tally.frames
    for packet in packets:
        assert 0 <= packet.at_ns < 1 << 63
        assert len(packet.data) <= packet.wire_bytes


@given(st.sampled_from(_MAGICS), st.binary(max_size=300))
def test_any_octets_behind_any_magic(magic: bytes, rest: bytes) -> None:
    """Any octets, after any magic number, are read or refused."""
    _sound(magic + rest)


@given(
    st.sampled_from(_FILES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)), max_size=6),
    st.floats(0, 1),
    st.booleans(),
)
def test_flipped_and_cut_files(
    file: bytes, flips: list[tuple[float, int]], kept: float, packed: bool
) -> None:
    """A good file with bits flipped, then cut, packed before or not, is read or refused."""
    data = bytearray(gzip.compress(file, mtime=0) if packed else file)
    for place, bit in flips:
        data[int(place * len(data))] ^= 1 << bit
    _sound(bytes(data))
    _sound(bytes(data[: int(kept * len(data))]))


@pytest.mark.parametrize("file", _FILES)
def test_every_cut_gives_what_was_whole(file: bytes) -> None:
    """A file cut anywhere gives the first packets of the whole, or is refused."""
    whole = c.read(file)[0]
    for size in range(len(file)):
        try:
            packets, tally = c.read(file[:size])
        except ProblemsError:
            continue
        assert packets == whole[: len(packets)]
        assert tally.truncated or tally.weirds == {}
