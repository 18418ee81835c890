"""Capture files built octet by octet."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

from walljack.capture import Tally, read_capture
from walljack.model.packet import Packet

FRAME = bytes(range(60))
SECOND = 1_000_000_000


def pcap(
    records: Sequence[tuple[int, int, bytes]] = ((1, 2, FRAME),),
    *,
    magic: int = 0xA1B2C3D4,
    order: str = "<",
    network: int = 1,
    version: tuple[int, int] = (2, 4),
    extra: int = 0,
) -> bytes:
    """A classic capture of (seconds, fraction, data)."""
    out = struct.pack(f"{order}IHHiIII", magic, *version, 0, 0, 65535, network)
    for seconds, fraction, data in records:
        out += struct.pack(f"{order}IIII", seconds, fraction, len(data), len(data))
        out += bytes(extra) + data
    return out


def block(kind: int, body: bytes, order: str = "<") -> bytes:
    """One block of a pcapng file."""
    body += bytes(-len(body) % 4)
    length = struct.pack(f"{order}I", len(body) + 12)
    return struct.pack(f"{order}I", kind) + length + body + length


def section(order: str = "<") -> bytes:
    """A section header."""
    body = struct.pack(f"{order}IHHq", 0x1A2B3C4D, 1, 0, -1)
    return block(0x0A0D0D0A, body, order)


def option(code: int, value: bytes, order: str = "<") -> bytes:
    """An option of a block."""
    return struct.pack(f"{order}HH", code, len(value)) + value + bytes(-len(value) % 4)


def interface(network: int = 1, options: bytes = b"", order: str = "<", snap: int = 0) -> bytes:
    """An interface description."""
    end = option(0, b"", order) if options else b""
    return block(1, struct.pack(f"{order}HHI", network, 0, snap) + options + end, order)


def enhanced(ticks: int, data: bytes = FRAME, index: int = 0, order: str = "<") -> bytes:
    """An enhanced packet."""
    fields = (index, ticks >> 32, ticks & 0xFFFFFFFF, len(data), len(data))
    return block(6, struct.pack(f"{order}IIIII", *fields) + data, order)


def obsolete(ticks: int, data: bytes = FRAME, index: int = 0, order: str = "<") -> bytes:
    """A packet block of the first drafts."""
    fields = (index, 0, ticks >> 32, ticks & 0xFFFFFFFF, len(data), len(data))
    return block(2, struct.pack(f"{order}HHIIII", *fields) + data, order)


def simple(data: bytes = FRAME, wire: int | None = None, order: str = "<") -> bytes:
    """A simple packet."""
    length = len(data) if wire is None else wire
    return block(3, struct.pack(f"{order}I", length) + data, order)


def read(data: bytes, capture_point: str | None = "capture") -> tuple[list[Packet], Tally]:
    """All packets of a capture and the tally."""
    with read_capture(io.BytesIO(data), capture_point=capture_point) as capture:
        packets = list(capture)
    return packets, capture.tally
