"""The form of a value: what in it is the product's, and what is one device's or one person's.

One reading gives the pattern of a draft, an example that nobody can be found by, and the form
in which a name may be shown to somebody who has no right to see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from walljack.address import Eui48
from walljack.model.particular import WORD, Form, particulars
from walljack.render import MASK

_LETTERS = re.compile(r"[^\W\d_]{2,}")
# Versions change with every update: digits with dots between.
_VERSION = re.compile(r"(?<![\w.])v?\d+(?:\.\d+)+(?![\w])", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-f]+", re.IGNORECASE)
# In a name a number as long as this is one device's; rooms have four digits or fewer.
_NUMBER_LEAST = 5
# The tail of an address is at least two octets; "4K" and "C7" are models.
_CODE_LEAST = 4
# An address of the documentation range of RFC 5737.
_NOWHERE = "192.0.2.1"
# Somebody's words: long enough for a name, short enough for the pattern checker.
_PERSONAL = ".{1,40}"
_NOBODY = "Somebody"
_SIGNS = r"([\\.^$*+?{}\[\]|()])"  # what means something in a pattern


class Part(NamedTuple):
    """A piece of a value.

    ``kind``: ``text`` (the product's), ``version``, ``quad`` (an address, or a version of four
    numbers), ``code`` (one device's), ``personal``.
    """

    kind: str
    text: str


def split_value(
    value: str, known: frozenset[str], *, personal: bool, device: Eui48 | None = None
) -> list[Part]:
    """The value in pieces, in order; joined they are the value again.

    Takes: ``known``, lower-case words that are about products; ``personal``, any other word may
    be a person's; ``device``, whose own address is known wherever it stands.
    """
    parts: list[Part] = []
    at = 0
    formed = [
        (one.start, one.end, "quad" if one.form is Form.QUAD else "code")
        for one in particulars(value, known, device)
        if not (personal and one.form is Form.SERIAL)
    ]
    formed += [(m.start(), m.end(), "version") for m in _VERSION.finditer(value)]
    # An address within a number with dots is an address.
    for start, end, kind in sorted(formed, key=lambda one: (one[0], one[2] == "version")):
        if start < at:
            continue
        parts += _words(value[at:start], known, personal=personal)
        parts.append(Part(kind, value[start:end]))
        at = end
    parts += _words(value[at:], known, personal=personal)
    return _joined(parts)


def pattern_of(parts: Iterable[Part]) -> str:
    """An anchored pattern that the value meets, in the form that the book allows; "" when the
    value has no word of a product.

    What a person wrote at an end is left out, and the pattern is anchored at the other.
    """
    listed = list(parts)
    start = 1 if listed and listed[0].kind == "personal" else 0
    end = len(listed) - 1 if len(listed) > start and listed[-1].kind == "personal" else len(listed)
    kept = listed[start:end]
    words = (word for part in kept if part.kind == "text" for word in _LETTERS.findall(part.text))
    if all(word.lower() == "local" for word in words):  # the domain of every mDNS host
        return ""
    if start and end < len(listed):
        return ""  # a product's word between two of somebody's has nothing to hold on to
    body = "".join(_pattern(part) for part in kept)
    return ("" if start else "^") + body + ("" if end < len(listed) else "$")


def example_of(parts: Iterable[Part]) -> str:
    """The value as it may be written down: of the same form, and nobody's."""
    return "".join(_example(part) for part in parts)


def shape_of(parts: Iterable[Part]) -> str:
    """The form for people: products' words as they are, 9 for each digit of a number, X for each
    character of a serial number, and a mask for what may be somebody's, whatever its length."""
    return "".join(_shape(part) for part in parts)


def _words(text: str, known: frozenset[str], *, personal: bool) -> list[Part]:
    parts = []
    at = 0
    for found in WORD.finditer(text):
        parts.append(Part("text", text[at : found.start()]))
        parts += _word(found.group(), known, personal=personal)
        at = found.end()
    parts.append(Part("text", text[at:]))
    return [part for part in parts if part.text]


def _word(word: str, known: frozenset[str], *, personal: bool) -> list[Part]:
    low = word.lower()
    if low in known or not personal or (low.isdigit() and len(low) <= 2):
        return [Part("text", word)]
    if _is_code(low):
        return [Part("code", word)]
    # A product's word with a serial number grown on to it: BRN30055C, KLEVER7F3A22.
    for cut in range(len(low) - 1, 1, -1):
        if low[:cut] in known and (_is_code(low[cut:]) or low[cut:].isdigit()):
            return [Part("text", word[:cut]), Part("code", word[cut:])]
    for cut in range(1, len(low) - 3):
        if low[cut:] in known:
            return [Part("personal", word[:cut]), Part("text", word[cut:])]
    return [Part("personal", word)]


def _is_code(low: str) -> bool:
    """In a name: a serial number, or a piece of an address."""
    digits = sum(char.isdigit() for char in low)
    if digits == len(low):
        return digits >= _NUMBER_LEAST
    return digits > 0 and len(low) >= _CODE_LEAST and _HEX.fullmatch(low) is not None


def _joined(parts: list[Part]) -> list[Part]:
    """Neighbours of a kind are one; what stands between two of somebody's words is his too."""
    out: list[Part] = []
    for index, part in enumerate(parts):
        follows = parts[index + 1].kind if index + 1 < len(parts) else ""
        if out and out[-1].kind == part.kind != "version" and part.kind != "code":
            out[-1] = Part(part.kind, out[-1].text + part.text)
        elif (
            out
            and out[-1].kind == follows == "personal"
            and not any(char.isalnum() for char in part.text)
        ):
            out[-1] = Part("personal", out[-1].text + part.text)
        else:
            out.append(part)
    return out


def _pattern(part: Part) -> str:
    if part.kind == "text":
        return re.sub(_SIGNS, r"\\\1", part.text)
    if part.kind == "version":
        return ("v" if part.text[0] in "vV" else "") + "[0-9.]+"
    if part.kind == "personal":
        return _PERSONAL
    if part.kind == "quad":
        return f"[0-9{next(char for char in part.text if not char.isdigit())}]+"
    characters = _class("".join(char for char in part.text if char.isalnum()))
    return "".join(
        f"{characters}{{{len(piece)}}}" if piece[0].isalnum() else re.sub(_SIGNS, r"\\\1", piece)
        for piece in re.findall(r"[^\W_]+|[\W_]", part.text)
    )


def _class(code: str) -> str:
    upper, lower = code != code.lower(), code != code.upper()
    if not upper and not lower:
        return "[0-9]" if len(code) > _NUMBER_LEAST + 3 else "[0-9A-Fa-f]"
    letters = ("A-F" if upper else "") + ("a-f" if lower else "")
    if _HEX.fullmatch(code) is None:
        letters = ("A-Z" if upper else "") + ("a-z" if lower else "")
    return f"[0-9{letters}]"


def _example(part: Part) -> str:
    if part.kind in ("text", "version"):
        return part.text
    if part.kind == "personal":
        return _NOBODY
    if part.kind == "quad":
        return _NOWHERE.replace(".", next(char for char in part.text if not char.isdigit()))
    return _each(part.text, "0123456789", "ABCDEF", "abcdef")


def _shape(part: Part) -> str:
    if part.kind == "personal":
        return MASK
    if part.kind in ("code", "quad"):
        return re.sub(r"[^\W_]", "9" if part.text.isdigit() else "X", part.text)
    return part.text


def _each(text: str, digits: str, upper: str, lower: str) -> str:
    """Every character by one of its class, taken in turn."""
    out = []
    for number, char in enumerate(text):
        if char.isdigit():
            out.append(digits[number % len(digits)])
        elif char.isalpha():
            letters = upper if char.isupper() else lower
            out.append(letters[number % len(letters)])
        else:
            out.append(char)
    return "".join(out)
