"""What in a value is one device's: its addresses, identifiers and serial numbers.

One reading for everything that leaves the house: a donated capture, the draft of an entry, the
list of what the book does not explain. Where a form may be either a model's or a serial number's,
it is taken for a serial number.
"""

from __future__ import annotations

import functools
import re
from enum import StrEnum
from typing import NamedTuple

from walljack.address import Eui48, Ipv6, parse_ip


class Form(StrEnum):
    """How a particular is written."""

    OWN = "own"  # the device's own address, or the end of it
    ADDRESS = "address"  # another link-layer address
    QUAD = "quad"  # four numbers of 0 to 255: an IPv4 address, or a version that looks like one
    IPV6 = "ipv6"
    IDENTIFIER = "identifier"  # a UUID, or whatever a maker writes after "uuid:"
    SERIAL = "serial"


class Particular(NamedTuple):
    """A piece of a value that points at one device, from ``start`` to ``end``."""

    start: int
    end: int
    form: Form


# A word: letters and digits of any language. All else stands between words.
WORD = re.compile(r"[^\W_]+")
_I = re.IGNORECASE | re.ASCII
# 00:11:22:33:44:55, also longer ones (an EUI-64); 0011.2233.4455; 001122-334455.
_ADDRESS = re.compile(
    r"(?<![0-9a-z])(?:[0-9a-f]{2}([:._ -])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4,}"
    r"|[0-9a-f]{4}([:._-])[0-9a-f]{4}\2[0-9a-f]{4}(?:\2[0-9a-f]{4})*"
    r"|[0-9a-f]{6}[:._-][0-9a-f]{6})(?![0-9a-z])",
    _I,
)
# 10.20.4.12, and as names write it: ip-10-20-4-12, 10_20_4_12. Five numbers are a version.
_QUAD = re.compile(
    r"(?<![0-9])(?<![0-9]\.)\d{1,3}([._-])\d{1,3}\1\d{1,3}\1\d{1,3}(?!\1?[0-9])", re.ASCII
)
_IPV6 = re.compile(r"(?<![0-9a-z:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![0-9a-z:])", _I)
# A UUID, and what else is groups of hexadecimal digits.
_UUID = re.compile(r"(?<![0-9a-z])[0-9a-f]{4,}(?:-[0-9a-f]{4,}){2,}(?![0-9a-z])", _I)
# After "uuid:" stands whatever the maker likes; after "::" the type of device or service.
_AFTER_UUID = re.compile(r"(?<=uuid:)(?:(?!::)[^\s,;\"'()])+", _I)
# 206-555-0100, 1234-5678-90: a serial, inventory or telephone number, or a date.
_DASHED = re.compile(r"(?<![\w.-])\d+(?:-\d+)+(?![\w.-])", re.ASCII)
_HEX = re.compile(r"[0-9a-f]+")
_FLAGS = re.compile(r"0x[0-9a-f]{1,16}")  # a number of 64 bits tells features
_RUNS = re.compile(r"[0-9]+|[^0-9]+")
# Numbers: models and builds have five digits or fewer.
_NUMBER_LEAST = 6
# Letters and digits: of eight characters or more, with five digits or more ("CNB1J12345");
# shorter ones, and those with fewer digits, when they change places again and again ("5CK7X13").
# Model names change places once or twice ("AppleTV11", "SM-G991B").
_MIXED_LEAST, _MIXED_DIGITS = 8, 5
_SHORT_LEAST, _SHORT_RUNS = 7, 5
# So long that whatever it holds is no model.
_LONG_LEAST, _LONG_RUNS = 16, 3
# Hexadecimal: half an address; "C5535" is a model, "4c2e81" is not. A third form is Apple's
# pairing number in a subtype (_94b40827), eight digits without much change.
_HEX_LEAST, _HEX_RUNS, _HEX_LONG, _HEX_LETTERS = 6, 3, 8, 12


@functools.lru_cache(maxsize=4_096)  # a capture says the same names and services again and again
def particulars(
    value: str, kept: frozenset[str] = frozenset(), device: Eui48 | None = None
) -> tuple[Particular, ...]:
    """The pieces of a value that are one device's, in order; none lies in another.

    Takes: ``kept``, lower-case words that are a product's whatever their form; ``device``, whose
    address is found however it is written, also within a word and where the word is kept.
    """
    found: list[Particular] = []
    own: list[tuple[int, int]] = []
    if device is not None:
        own = [match.span() for match in own_address(device).finditer(value)]
        found += [Particular(*span, Form.OWN) for span in own]
    found += [Particular(*match.span(), Form.ADDRESS) for match in _ADDRESS.finditer(value)]
    found += [Particular(*m.span(), Form.IDENTIFIER) for m in _AFTER_UUID.finditer(value)]
    found += [
        Particular(*match.span(), Form.IDENTIFIER)
        for match in _UUID.finditer(value)
        if any(char.isdigit() for char in match.group())
    ]
    found += [Particular(*m.span(), Form.QUAD) for m in _QUAD.finditer(value) if _numbers(m)]
    found += [Particular(*m.span(), Form.IPV6) for m in _IPV6.finditer(value) if _is_ipv6(m)]
    found += [
        Particular(*match.span(), Form.SERIAL)
        for match in _DASHED.finditer(value)
        if sum(map(str.isdigit, match.group())) > _NUMBER_LEAST
    ]
    for match in WORD.finditer(value):
        inner = any(match.start() <= start < match.end() for start, _ in own)
        if not inner and is_serial(match.group(), kept):
            found.append(Particular(*match.span(), Form.SERIAL))
    return _apart(found)


def is_serial(word: str, kept: frozenset[str] = frozenset()) -> bool:
    """A word of letters and digits has the form of a serial number or of a piece of an address.

    A kept word is none, nor is a number of flags (0x445F8A00).
    """
    low = word.lower()
    if low in kept or _FLAGS.fullmatch(low):
        return False
    digits = sum(char.isdigit() for char in low)
    if digits == len(low):
        return digits >= _NUMBER_LEAST
    size, runs = len(low), len(_RUNS.findall(low))
    if _HEX.fullmatch(low):
        return (
            size >= _HEX_LETTERS
            or (size >= _HEX_LONG and digits > 0)
            or (size >= _HEX_LEAST and runs >= _HEX_RUNS)
        )
    return (
        (size >= _MIXED_LEAST and digits >= _MIXED_DIGITS)
        or (size >= _SHORT_LEAST and runs >= _SHORT_RUNS)
        or (size >= _LONG_LEAST and runs >= _LONG_RUNS)
    )


@functools.lru_cache(maxsize=8)
def own_address(device: Eui48, *, short: bool = True) -> re.Pattern[str]:
    """The address or its last three octets, however it is written: with :, -, ., _ or nothing
    between the octets, or after each three digits.

    Takes: ``short``, the last two octets too, as a word of their own: they meet by chance once in
    65 536 words, which is rare in a value and common in a file.
    """
    digits = device.octets.hex()
    pairs = [digits[at : at + 2] for at in range(0, 12, 2)]
    between = "[:._ -]?"
    whole = between.join(pairs)
    tail = f"{between.join(pairs[3:])}|{digits[6:9]}[:._-]{digits[9:]}"
    if short and not digits[8:].isalpha():  # "face" is a word
        tail += f"|(?<![0-9a-z]){digits[8:]}(?![0-9a-z])"
    return re.compile(f"{whole}|{tail}", _I)


def _numbers(match: re.Match[str]) -> bool:
    return all(int(part) <= 0xFF for part in match.group().split(match[1]))


def _is_ipv6(match: re.Match[str]) -> bool:
    try:
        return isinstance(parse_ip(match.group()), Ipv6)
    except ValueError:
        return False


def _apart(found: list[Particular]) -> tuple[Particular, ...]:
    """Of those that overlap the one that begins first, of these the longest."""
    out: list[Particular] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end, one.form is not Form.OWN)):
        if not out or one.start >= out[-1].end:
            out.append(one)
    return tuple(out)
