"""The options of a DHCPv4 message, put together from all the places where they may lie.

Source: RFC 2131 section 4.1 and RFC 2132 section 9.3 (overload), RFC 3396 (an option in
several pieces; order of the areas), RFC 2132 section 3 (pad and end).
"""

from __future__ import annotations

from typing import NamedTuple

from walljack.model.error import DecodeError

PAD, END = 0, 255
OVERLOAD = 52

# Entries read from the areas of one message, pads included. An Ethernet packet has room for
# some 1 200 octets of options; a 64 KiB datagram of pads would cost 65 000 steps.
ENTRIES_MAX = 2048


class Options(NamedTuple):
    """``values``: code → octets, pieces joined. ``places``: code → offset of its first piece.

    ``order``: every code once, as first met, without pad and end. ``broken``: breaches met.
    """

    values: dict[int, bytes]
    places: dict[int, int]
    order: tuple[int, ...]
    broken: list[DecodeError]


def read_options(data: bytes, start: int, end: int, file: int, sname: int) -> Options:
    """All options of a message whose option area runs from ``start`` to ``end``.

    Takes: ``file``, ``sname``: offsets of the 128 and 64 octets that option 52 may turn into
    further areas (read in that order, RFC 3396 section 5).
    """
    options = Options({}, {}, (), [])
    left = _read_area(data, start, end, options, ENTRIES_MAX)
    overload = options.values.get(OVERLOAD, b"")
    if overload:
        if len(overload) != 1 or overload[0] not in (1, 2, 3):
            options.broken.append(DecodeError(options.places[OVERLOAD], "overload"))
        else:
            if overload[0] & 1:
                left = _read_area(data, file, file + 128, options, left)
            if overload[0] & 2:
                _read_area(data, sname, sname + 64, options, left)
    return options._replace(order=tuple(options.values))


def _read_area(data: bytes, at: int, end: int, options: Options, left: int) -> int:
    """Read one area into ``options``; gives how many more entries may be read."""
    values, places, broken = options.values, options.places, options.broken
    while at < end:
        code = data[at]
        if code == END:
            return left
        if not left:
            broken.append(DecodeError(at, "too-many-options"))
            return 0
        left -= 1
        if code == PAD:
            at += 1
            continue
        if at + 2 > end or at + 2 + data[at + 1] > end:
            broken.append(DecodeError(at, "option-truncated"))
            return left
        after = at + 2 + data[at + 1]
        piece = data[at + 2 : after]
        if code in values:
            values[code] += piece
        else:
            values[code] = piece
            places[code] = at
        at = after
    broken.append(DecodeError(end, "no-end"))
    return left


def numbers(value: bytes) -> str:
    """Octets as decimal numbers joined by commas."""
    return ",".join(map(str, value))


def split_vendor_classes(value: bytes) -> tuple[tuple[int, bytes], ...] | None:
    """(enterprise number, class) pairs of option 124; None when its lengths do not fit.

    Source: RFC 3925 section 3.
    """
    found = []
    at = 0
    while at < len(value):
        if at + 5 > len(value) or at + 5 + value[at + 4] > len(value):
            return None
        after = at + 5 + value[at + 4]
        found.append((int.from_bytes(value[at : at + 4], "big"), value[at + 5 : after]))
        at = after
    return tuple(found)


def split_user_classes(value: bytes) -> tuple[bytes, ...]:
    """The classes in option 77; the whole value when it is not in the form of the RFC.

    Source: RFC 3004 section 4. Boot loaders and Windows send plain text without lengths.
    """
    found = []
    at = 0
    while at < len(value):
        after = at + 1 + value[at]
        if value[at] == 0 or after > len(value):
            return (value,)
        found.append(value[at + 1 : after])
        at = after
    return tuple(found)


def split_relay_information(value: bytes) -> dict[int, bytes] | None:
    """Suboption → octets of option 82; None when its lengths do not fit.

    Source: RFC 3046 section 2.0.
    """
    found: dict[int, bytes] = {}
    at = 0
    while at < len(value):
        if at + 2 > len(value) or at + 2 + value[at + 1] > len(value):
            return None
        after = at + 2 + value[at + 1]
        found.setdefault(value[at], value[at + 2 : after])
        at = after
    return found


def read_fqdn(value: bytes) -> bytes | None:
    """The name in option 81 without trailing dot; None when its form is wrong.

    Source: RFC 4702 section 2: three octets before the name; flag E (0x04) says that it is in
    DNS wire form, without compression and maybe without its final root label; else ASCII.
    """
    if len(value) < 3:
        return None
    name = value[3:]
    if not value[0] & 0x04:
        return name.rstrip(b"\0").rstrip(b".")
    labels = []
    at = 0
    while at < len(name) and name[at]:
        after = at + 1 + name[at]
        if name[at] > 63 or after > len(name):
            return None
        labels.append(name[at + 1 : after])
        at = after
    return b".".join(labels)
