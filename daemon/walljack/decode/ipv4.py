"""IPv4, as far as needed to find UDP.

The header checksum is not verified: a capture on the sending machine, or behind an offloading
card, holds packets whose checksum was not filled in yet.
Source: RFC 791 section 3.1.
"""

from __future__ import annotations

import struct

from walljack.address import Ipv4
from walljack.decode.udp import UDP, Carried
from walljack.model.error import DecodeError
from walljack.model.observation import Weird

_HEADER = struct.Struct("!BBHHHBBHII")
_MORE_FRAGMENTS = 0x2000
_FRAGMENT_OFFSET = 0x1FFF


def read_ipv4(data: bytes, start: int) -> Carried | None:
    """What an IPv4 packet carries; None when that is not UDP.

    The first fragment of a datagram is given with its breach ``fragment``: it still holds the
    ports and the start of the message.
    Raises: DecodeError ``truncated``, ``version``, ``header-length``, ``length``, ``fragment``
    (a later fragment of UDP: nobody can tell what it belongs to).
    """
    if len(data) < start + _HEADER.size:
        raise DecodeError(len(data), "truncated")
    first, _, total, _, fragment, ttl, protocol, _, source, destination = _HEADER.unpack_from(
        data, start
    )
    if first >> 4 != 4:
        raise DecodeError(start, "version")
    if protocol != UDP:
        return None
    header = (first & 0x0F) * 4
    if header < _HEADER.size:
        raise DecodeError(start, "header-length")
    if total < header:
        raise DecodeError(start + 2, "length")
    if fragment & _FRAGMENT_OFFSET:
        raise DecodeError(start + 6, "fragment")
    cut: Weird | None = None
    end = start + total
    if fragment & _MORE_FRAGMENTS:
        cut = Weird("ipv4-fragment", start + 6)
    elif end > len(data):
        cut = Weird("ipv4-truncated", len(data))
    return Carried(Ipv4(source), Ipv4(destination), ttl, start + header, min(end, len(data)), cut)
