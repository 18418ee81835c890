"""A DHCP message with everything personal replaced, as long as it was.

Source: RFC 2131, RFC 2132; RFC 3046 (82), RFC 4361 (61), RFC 4702 (81).
"""

from __future__ import annotations

from collections.abc import Iterator

from walljack.address import Eui48, Ipv4
from walljack.decode.dhcp_options import END, OVERLOAD, PAD, split_user_classes
from walljack.decode.disguise import Disguise
from walljack.model.error import DecodeError

_XID, _CIADDR, _CHADDR, _SNAME, _FILE, _COOKIE, _OPTIONS = 4, 12, 28, 44, 108, 236, 240
_RELAY_INFORMATION = 82

# Numbers, lists of numbers and empty flags: about the program, not the person.
_PLAIN = frozenset(
    {1, 2, 19, 20, 23, 24, 25, 26, 27, 29, 30, 31, 34, 36, 37, 39, 46, OVERLOAD, 51, 53, 55, 57}
    | {58, 59, 80, 93, 94, 108, 116, 145}
)
# Lists of IPv4 addresses.
_ADDRESSES = frozenset({*range(3, 12), 16, 28, 32, 41, 42, 44, 45, 48, 49, 50, 54, 65})
_ADDRESSES |= frozenset({*range(68, 77), 118, 150})
_NAMES = frozenset({12, 15, 40, 64})
_PRODUCTS = frozenset({60})
_DUID_LINK, _DUID_ENTERPRISE, _DUID_LINK_ONLY, _DUID_UUID = 1, 2, 3, 4


def disguise_dhcp(payload: bytes, disguise: Disguise) -> bytes:
    """The message with stand-ins: option 82 dropped, values that nobody here reads zeroed.

    Raises: DecodeError ``truncated``; ``option-twice`` for an option in several pieces.
    """
    if len(payload) < _OPTIONS:
        raise DecodeError(len(payload), "truncated")
    data = bytearray(payload)
    # Small clients draw their transaction ids from their own address.
    data[_XID : _XID + 4] = disguise.octets(payload[_XID : _XID + 4])
    for at in range(_CIADDR, _CHADDR, 4):
        data[at : at + 4] = disguise.ip(Ipv4(int.from_bytes(payload[at : at + 4], "big"))).octets
    hardware = Eui48.of(payload[_CHADDR : _CHADDR + 6])
    data[_CHADDR:_SNAME] = disguise.eui48(hardware).octets + bytes(10)
    seen: set[int] = set()
    overload = _area(data, (_OPTIONS, len(payload)), seen, disguise)
    for bit, start, end in ((1, _FILE, _COOKIE), (2, _SNAME, _FILE)):
        if overload & bit:
            _area(data, (start, end), seen, disguise)
        else:
            data[start:end] = bytes(end - start)
    return bytes(data)


def _area(data: bytearray, place: tuple[int, int], seen: set[int], disguise: Disguise) -> int:
    """Rewrite one area of options, from one offset to another; gives the value of option 52."""
    start, end = place
    made = bytearray()
    overload = 0
    for code, value in _entries(bytes(data), start, end):
        if code == PAD:
            made.append(PAD)
            continue
        if code in seen:
            raise DecodeError(start, "option-twice")
        seen.add(code)
        if code == _RELAY_INFORMATION:
            continue
        if code == OVERLOAD and len(value) == 1:
            overload = value[0]
        new = _value(code, value, disguise)
        made += bytes([code, len(new)]) + new
    made.append(END)
    data[start:end] = made.ljust(end - start, b"\0")[: end - start]
    return overload


def _entries(payload: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    while at < end and payload[at] != END:
        code = payload[at]
        if code == PAD:
            yield code, b""
            at += 1
            continue
        if at + 2 > end or at + 2 + payload[at + 1] > end:
            raise DecodeError(at, "option-truncated")
        yield code, payload[at + 2 : at + 2 + payload[at + 1]]
        at += 2 + payload[at + 1]


def _value(code: int, value: bytes, disguise: Disguise) -> bytes:  # noqa: PLR0911 - one per form
    if code in _PLAIN:
        return value
    if code in _ADDRESSES and len(value) % 4 == 0:
        quads = (value[at : at + 4] for at in range(0, len(value), 4))
        return b"".join(disguise.ip(Ipv4(int.from_bytes(q, "big"))).octets for q in quads)
    if code in _NAMES:
        return disguise.text(value)
    if code in _PRODUCTS:
        return disguise.product_text(value)
    if code == 61:
        return _client_id(value, disguise)
    if code == 77:
        return _classes(value, disguise)
    if code == 81 and len(value) >= 3:
        return value[:3] + _fqdn(value, disguise)
    if code == 97 and value:
        return value[:1] + disguise.octets(value[1:])
    if code == 124:
        return _vendor_classes(value, disguise)
    return bytes(len(value))


def _client_id(value: bytes, disguise: Disguise) -> bytes:
    """An address, a DUID, text or anything: each by its own form."""
    if len(value) == 7 and value[0] == 1:
        return value[:1] + disguise.eui48(Eui48.of(value[1:])).octets
    if len(value) > 7 and value[0] == 0xFF:
        return value[:1] + disguise.octets(value[1:5]) + _duid(value[5:], disguise)
    body = value[1:] if value[:1] < b"\x20" else value
    if body and body.isascii() and body.decode("ascii").isprintable():
        return value[: len(value) - len(body)] + disguise.text(body)
    return value[:1] + disguise.octets(value[1:])


def _duid(duid: bytes, disguise: Disguise) -> bytes:
    kind = int.from_bytes(duid[:2], "big")
    # Type and hardware type stay; the time, the enterprise's own number and a UUID do not.
    kept = {_DUID_LINK: 4, _DUID_ENTERPRISE: 6, _DUID_LINK_ONLY: 4, _DUID_UUID: 2}.get(kind, 2)
    if kind in (_DUID_LINK, _DUID_LINK_ONLY) and len(duid) >= kept + 6:
        stamp = duid[kept:-6]
        return duid[:kept] + disguise.octets(stamp) + disguise.eui48(Eui48.of(duid[-6:])).octets
    return duid[:kept] + disguise.octets(duid[kept:])


def _classes(value: bytes, disguise: Disguise) -> bytes:
    parts = split_user_classes(value)
    if parts == (value,):
        return disguise.text(value)
    return b"".join(bytes([len(part)]) + disguise.text(part) for part in parts)


def _vendor_classes(value: bytes, disguise: Disguise) -> bytes:
    made, at = b"", 0
    while at + 5 <= len(value):
        after = at + 5 + value[at + 4]
        if after > len(value):
            break
        made += value[at : at + 5] + disguise.product_text(value[at + 5 : after])
        at = after
    return made if at == len(value) else bytes(len(value))


def _fqdn(value: bytes, disguise: Disguise) -> bytes:
    name = value[3:]
    if not value[0] & 0x04:
        return disguise.text(name)
    made, at = b"", 0
    while at < len(name):
        after = at + 1 + name[at]
        if after > len(name):
            return bytes(len(name))
        made += name[at : at + 1] + disguise.text(name[at + 1 : after])
        at = after
    return made
