"""Capture files of the next generation: sections, interfaces, packets.

Source: draft-ietf-opsawg-pcapng sections 3.1 (blocks), 3.5 (options), 4.1 to 4.4 (section
header, interface, enhanced and simple packet) and the obsolete packet block (appendix A).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from walljack.capture import link_type
from walljack.capture.octets import Octets
from walljack.capture.pcap import RECORD_MAX_BYTES
from walljack.capture.tally import Tally
from walljack.model.error import Problem, ProblemsError
from walljack.model.packet import Link, Packet

MAGIC = b"\x0a\x0d\x0d\x0a"

_SECTION, _INTERFACE, _PACKET, _SIMPLE, _ENHANCED = 0x0A0D0D0A, 1, 2, 3, 6
_READ_BLOCKS = frozenset({_INTERFACE, _PACKET, _SIMPLE, _ENHANCED})
_ORDERS = {b"\x1a\x2b\x3c\x4d": ">", b"\x4d\x3c\x2b\x1a": "<"}

# A block that we read holds one packet and its options (each at most 64 KiB): larger is damage.
_BLOCK_MAX_BYTES = RECORD_MAX_BYTES + 0x20000
# A block that we pass over is not kept, only its length is believed: names, secrets and notes of
# a large site take megabytes. Beyond this it is damage and not worth the reading.
_SKIPPED_MAX_BYTES = 64 * 1024 * 1024
# Interfaces described in one section. A router has hundreds; a file of nothing but 20-octet
# descriptions would fill memory.
_INTERFACES_MAX = 4096
_NAME_MAX_BYTES = 64  # Linux allows 15, Windows writes a GUID of 50

_IF_NAME, _IF_TSRESOL, _IF_TSOFFSET = 2, 9, 14
_MICROSECONDS = 6


class _Interface(NamedTuple):
    """``link``: None when not read. Time in ns = ticks * multiply // divide + offset."""

    link: Link | None
    number: int
    snap: int
    name: str
    multiply: int
    divide: int
    offset_ns: int


def read_pcapng(
    octets: Octets, where: str, capture_point: str | None, tally: Tally
) -> Iterator[Packet]:
    """The packets of all sections, in file order.

    Takes: ``octets`` at the magic number; ``capture_point``: None = the name of the interface
    that the file gives, ``capture`` where it gives none.
    Raises: ProblemsError, at the end, when the file has interfaces and none could be read.
    """
    unread: dict[int, None] = {}
    section = _Section(capture_point, tally, unread)
    try:
        for block, body in _blocks(octets, section, tally):
            if block == _INTERFACE:
                section.describe(body)
            else:
                packet = section.packet(block, body)
                if packet is not None:
                    yield packet
    except struct.error:
        # A block too short for its own fields: lengths cannot be trusted any more.
        tally.note("capture-damaged")
    if unread and not section.readable:
        number = next(iter(unread))
        raise ProblemsError(
            [Problem(where, f"{link_type.describe(number)} is not read", link_type.remedy(number))]
        )


def _blocks(octets: Octets, section: _Section, tally: Tally) -> Iterator[tuple[int, bytes]]:
    """(type, body) of the blocks that we read, up to the end or the first damage."""
    while head := octets.read(8):
        if len(head) < 8:
            tally.note("capture-truncated")
            return
        if head[:4] == MAGIC:
            order = _ORDERS.get(octets.peek(4))
            if order is None:
                tally.note("capture-truncated" if len(octets.peek(4)) < 4 else "capture-damaged")
                return
            section.begin(order)
        block, length = struct.unpack(f"{section.order}II", head)
        wanted = block in _READ_BLOCKS
        if (
            length < 12
            or length % 4
            or length > (_BLOCK_MAX_BYTES if wanted else _SKIPPED_MAX_BYTES)
        ):
            tally.note("capture-damaged")
            return
        if not wanted:
            if not octets.skip(length - 8):
                tally.note("capture-truncated")
                return
            continue
        body = octets.read(length - 8)
        if len(body) < length - 8:
            tally.note("capture-truncated")
            return
        yield block, body[:-4]


class _Section:
    """The interfaces of the current section, and what they make of a packet block."""

    def __init__(self, capture_point: str | None, tally: Tally, unread: dict[int, None]) -> None:
        self.order = "<"
        self.readable = False
        self._capture_point = capture_point
        self._tally = tally
        self._unread = unread
        self._interfaces: list[_Interface] = []
        self._last_ns = 0

    def begin(self, order: str) -> None:
        """Start a section: interfaces are numbered anew."""
        self.order = order
        self._interfaces = []

    def describe(self, body: bytes) -> None:
        """Take in an interface description."""
        number, snap = struct.unpack_from(f"{self.order}HxxI", body)
        link = link_type.READ.get(number)
        if link is None:
            self._unread[number] = None
        else:
            self.readable = True
        if len(self._interfaces) == _INTERFACES_MAX:
            self._tally.note("capture-interface")
            return
        options = self._options(body)
        resolution = options.get(_IF_TSRESOL, b"")[:1] or bytes([_MICROSECONDS])
        exponent = resolution[0] & 0x7F
        unit = 2**exponent if resolution[0] & 0x80 else 10**exponent
        offset = options.get(_IF_TSOFFSET, b"")
        seconds = struct.unpack(f"{self.order}q", offset)[0] if len(offset) == 8 else 0
        name = options.get(_IF_NAME, b"")[:_NAME_MAX_BYTES].decode(errors="replace").strip("\0 ")
        self._interfaces.append(
            _Interface(link, number, snap, name, 1_000_000_000, unit, seconds * 1_000_000_000)
        )

    def packet(self, block: int, body: bytes) -> Packet | None:
        """The packet in a block; None, and a weird, when it cannot be read."""
        self._tally.frames += 1
        order = self.order
        if block == _SIMPLE:
            (wire,) = struct.unpack_from(f"{order}I", body)
            index, ticks, start = 0, None, 4
            captured = min(wire, len(body) - 4)
            if self._interfaces and self._interfaces[0].snap:
                captured = min(captured, self._interfaces[0].snap)
        else:
            index, high, low, captured, wire = struct.unpack_from(
                f"{order}IIIII" if block == _ENHANCED else f"{order}HxxIIII", body
            )
            ticks, start = high << 32 | low, 20
        if index >= len(self._interfaces):
            self._tally.note("capture-interface")
            return None
        interface = self._interfaces[index]
        if interface.link is None:
            self._tally.note("capture-link-type")
            return None
        if start + captured > len(body) or captured > RECORD_MAX_BYTES:
            self._tally.note("capture-damaged")
            return None
        # A simple packet has no time of its own: it came with or after the one before it.
        at_ns = self._last_ns
        if ticks is not None:
            at_ns = ticks * interface.multiply // interface.divide + interface.offset_ns
        if not self._tally.take(at_ns):
            return None
        self._last_ns = at_ns
        point = self._capture_point
        if point is None:
            point = interface.name or "capture"
        data = body[start : start + captured]
        return Packet(interface.link, data, at_ns, point, max(wire, captured))

    def _options(self, body: bytes) -> dict[int, bytes]:
        """Option code → first value of an interface description."""
        found: dict[int, bytes] = {}
        at = 8
        while at + 4 <= len(body):
            code, length = struct.unpack_from(f"{self.order}HH", body, at)
            if code == 0:
                break
            found.setdefault(code, body[at + 4 : at + 4 + length])
            at += 4 + (length + 3) // 4 * 4
        return found
