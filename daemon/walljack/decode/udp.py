"""UDP, and what lies around a datagram that a decoder of messages must know.

Source: RFC 768; RFC 8085 section 3.4 (checksums, which capture before offload leaves unset).
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from walljack.address import Eui48, IpAddress
from walljack.model.error import DecodeError
from walljack.model.observation import Weird

UDP = 17

_HEADER = struct.Struct("!HHHH")
# Hop counts that stacks start with (RFC 1700: 64; Windows 128; RFC 6762 section 11: 255). A
# unicast packet with any other came through a router, so its Ethernet source is not its sender.
_INITIAL_HOPS = frozenset({64, 128, 255})
_EVERYBODY = 0xFFFFFFFF  # 255.255.255.255, limited broadcast


class Carried(NamedTuple):
    """The payload of an IP packet: ``start`` to ``end``, offsets in the packet.

    ``cut``: why the payload is not whole, None when it is.
    """

    source: IpAddress
    destination: IpAddress
    hops: int
    start: int
    end: int
    cut: Weird | None


class Datagram(NamedTuple):
    """A UDP message and its envelope: payload from ``start`` to ``end``.

    ``speaker``: Ethernet source, 0 when the link has none. ``cut``: why it is not whole.
    """

    speaker: Eui48
    source: IpAddress
    destination: IpAddress
    hops: int
    source_port: int
    port: int
    start: int
    end: int
    cut: Weird | None

    @property
    def to_many(self) -> bool:
        """Sent to a multicast group or to everybody (255.255.255.255)."""
        if self.destination.version == 4:
            return self.destination >> 28 == 0xE or int(self.destination) == _EVERYBODY
        return self.destination >> 120 == 0xFF

    @property
    def unrouted(self) -> bool:
        """Its Ethernet source sent it: multicast of this link, or a fresh hop count."""
        return self.to_many or self.hops in _INITIAL_HOPS


def read_udp(data: bytes, carried: Carried, speaker: Eui48) -> Datagram:
    """The datagram in an IP payload; a short one is given with its breach in ``cut``.

    Raises: DecodeError ``truncated`` when there is no whole header.
    """
    start, end, cut = carried.start, carried.end, carried.cut
    if start + _HEADER.size > end:
        raise DecodeError(end, "truncated")
    source_port, port, length, _ = _HEADER.unpack_from(data, start)
    if length < _HEADER.size or start + length > end:
        cut = cut or Weird("udp-length", start + 4)
    else:
        end = start + length
    return Datagram(
        speaker,
        carried.source,
        carried.destination,
        carried.hops,
        source_port,
        port,
        start + _HEADER.size,
        end,
        cut,
    )
