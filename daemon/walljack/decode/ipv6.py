"""IPv6, as far as needed to find UDP.

Source: RFC 8200 section 4 (extension headers); RFC 4302 section 2.1 (length of the
authentication header); RFC 6946 (a fragment header on a whole packet); RFC 7045 section 4.
"""

from __future__ import annotations

import struct

from walljack.address import Ipv6
from walljack.decode.udp import UDP, Carried
from walljack.model.error import DecodeError
from walljack.model.observation import Weird

_HEADER = struct.Struct("!IHBB16s16s")
_FRAGMENT = 44
_AUTHENTICATION = 51
_NO_NEXT_HEADER = 59
# Hop-by-hop, routing, fragment, authentication, destination options, mobility, host identity,
# shim6: each begins with the next header and, but for two, a length in units of eight octets.
_EXTENSIONS = frozenset({0, 43, _FRAGMENT, _AUTHENTICATION, 60, 135, 139, 140})
# Extension headers walked. RFC 8200 section 4.1 knows seven places; a 64 KiB packet of
# eight-octet headers would cost 8 000 steps.
_EXTENSIONS_MAX = 8


def read_ipv6(data: bytes, start: int) -> Carried | None:
    """What an IPv6 packet carries; None when that is not UDP.

    The first fragment of a datagram is given with its breach ``fragment``.
    Raises: DecodeError ``truncated``, ``version``, ``too-many-headers``, ``fragment`` (a later
    fragment of UDP).
    """
    if len(data) < start + _HEADER.size:
        raise DecodeError(len(data), "truncated")
    first, length, following, hops, source, destination = _HEADER.unpack_from(data, start)
    if first >> 28 != 6:
        raise DecodeError(start, "version")
    at = start + _HEADER.size
    end = min(at + length, len(data))
    cut = Weird("ipv6-truncated", len(data)) if at + length > len(data) else None
    following, at, fragment = _walk(data, following, at, end)
    if following != UDP:
        return None
    if at > end:
        raise DecodeError(end, "truncated")
    return Carried(
        Ipv6(int.from_bytes(source, "big")),
        Ipv6(int.from_bytes(destination, "big")),
        hops,
        at,
        end,
        fragment or cut,
    )


def _walk(data: bytes, following: int, at: int, end: int) -> tuple[int, int, Weird | None]:
    """Past the extension headers: what follows, where, and a weird for a first fragment."""
    fragment = None
    walked = 0
    while following in _EXTENSIONS:
        if walked == _EXTENSIONS_MAX:
            raise DecodeError(at, "too-many-headers")
        walked += 1
        if at + 8 > end:
            raise DecodeError(end, "truncated")
        header, following = following, data[at]
        if header == _FRAGMENT:
            place = data[at + 2] << 8 | data[at + 3]
            if place >> 3:
                if following == UDP or following in _EXTENSIONS:
                    raise DecodeError(at, "fragment")
                return _NO_NEXT_HEADER, at, None
            if place & 1:
                fragment = Weird("ipv6-fragment", at)
            at += 8
        elif header == _AUTHENTICATION:
            at += (data[at + 1] + 2) * 4
        else:
            at += (data[at + 1] + 1) * 8
    return following, at, fragment
