"""Names with compression, and the limits that stop attacks."""

from __future__ import annotations

import pytest

from walljack.decode.dns_name import JUMPS_MAX, NameReader
from walljack.model.error import DecodeError

_HEADER = bytes(12)


def _pointer(offset: int) -> bytes:
    return bytes([0xC0 | offset >> 8, offset & 0xFF])


def _breach(wire: bytes, offset: int = 12) -> tuple[str, int]:
    data = _HEADER + wire
    with pytest.raises(DecodeError) as caught:
        NameReader(data, 0, len(data)).read(offset)
    return caught.value.reason, caught.value.offset


def test_plain_and_compressed_names() -> None:
    """A name is read with its pointers, and the offset after it is that of its own octets."""
    data = _HEADER + b"\x02tv\x05local\0" + b"\x05_ipps" + _pointer(15) + _pointer(22)
    names = NameReader(data, 0, len(data))
    assert names.read(12) == ((b"tv", b"local"), 22)
    assert names.read(22) == ((b"_ipps", b"local"), 30)
    assert names.read(30) == ((b"_ipps", b"local"), 32)


def test_pointer_is_read_without_memory_too() -> None:
    """The same name comes out when nothing before it was read."""
    data = _HEADER + b"\x02tv\x05local\0" + b"\x05_ipps" + _pointer(15) + _pointer(22)
    assert NameReader(data, 0, len(data)).read(30) == ((b"_ipps", b"local"), 32)


def test_root_name() -> None:
    """The root has no labels."""
    assert NameReader(_HEADER + b"\0", 0, 13).read(12) == ((), 13)


@pytest.mark.parametrize(
    ("wire", "reason", "at"),
    [
        (_pointer(12), "name-loop", 12),
        (b"\1a" + _pointer(12), "name-loop", 14),
        (b"\1a" + _pointer(14), "name-loop", 14),
        (_pointer(14) + b"\1a\0", "name-forward", 12),
        (_pointer(0), "name-pointer", 12),
        (b"\x40abc", "name-label", 12),
        (b"\x80abc", "name-label", 12),
        (b"\x05abc", "name-truncated", 16),
        (b"\3abc", "name-truncated", 16),
        (b"\3abc\xc0", "name-truncated", 17),
        (b"", "name-truncated", 12),
        ((b"\x3f" + b"a" * 63) * 4 + b"\0", "name-length", 204),
    ],
)
def test_breaches(wire: bytes, reason: str, at: int) -> None:
    """Each way of breaking a name has a name and a place."""
    assert _breach(wire) == (reason, at)


def test_longest_name() -> None:
    """A name of 255 octets is good; one more is not, compressed or not."""
    long = (b"\x3f" + b"a" * 63) * 3 + b"\x3d" + b"b" * 61 + b"\0"
    assert len(long) == 255
    data = _HEADER + long + b"\1c" + _pointer(12) + b"\1c" + _pointer(12)
    names = NameReader(data, 0, len(data))
    with pytest.raises(DecodeError, match="name-length"):
        names.read(12 + 255 + 4)
    assert len(names.read(12)[0]) == 4
    with pytest.raises(DecodeError, match="name-length"):
        names.read(12 + 255)


def test_chain_of_pointers() -> None:
    """Pointers to pointers are followed a fixed number of times."""
    links = b"".join(_pointer(12 + 2 * i) for i in range(200))
    data = _HEADER + b"\0\0" + links
    names = NameReader(data, 0, len(data))
    assert names.read(14 + 2 * (JUMPS_MAX - 1)) == ((), 14 + 2 * JUMPS_MAX)
    with pytest.raises(DecodeError, match="name-jumps"):
        names.read(14 + 2 * JUMPS_MAX)
