"""The words of a product: what a device says of itself, and what an entry spells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from walljack.address import Eui48
from walljack.fingerprint import Condition, Match
from walljack.fingerprint.pattern import compiled, cut
from walljack.model.particular import WORD, particulars
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary

# Where a device speaks of its product, and what among that is only one device's.
_SAID = ("dhcp.vendor_class", "dhcp.vivc", "mdns.", "ssdp.", "oui")
_NOT_SAID = frozenset({"oui.prefix", "ssdp.usn", "ssdp.location"})
# What is tried in a character's place: hexadecimal letters and others; every digit.
_LETTERS, _DIGITS = "acegqxz", "0123456789"
# Whose something is: all that stands before the sign of a possessive.
_OWNER = re.compile(r"(.+?)['’`´]s?(?!\w)", re.IGNORECASE)


def words_of(text: str) -> set[str]:
    """Its words of two characters or more, lower case."""
    return {word.lower() for word in WORD.findall(text) if len(word) > 1}


def said_words(own: Iterable[Signal], vocabulary: Vocabulary, device: Eui48 | None) -> set[str]:
    """What a device says of its product, without what is one device's.

    Takes: its own word alone. A value that may be a person's tells no product.
    """
    words: set[str] = set()
    for signal in own:
        if not signal.name.startswith(_SAID) or signal.name in _NOT_SAID:
            continue
        if vocabulary.is_name_signal(signal.name):
            continue
        at = 0
        for one in particulars(signal.value, device=device):
            words |= words_of(signal.value[at : one.start])
            at = one.end
        words |= words_of(signal.value[at:])
    return words


def owners_words(own: Iterable[Signal], vocabulary: Vocabulary) -> set[str]:
    """Words that stand before a possessive in a name ("Anna Maier's Box"): nobody's product."""
    return {
        word
        for signal in own
        if vocabulary.is_name_signal(signal.name)
        for match in _OWNER.finditer(signal.value)
        for word in words_of(match[1])
    }


def spelt_words(match: Match) -> set[str]:
    """The words, or their beginnings, that the entry's patterns allow only as they are.

    ``HS100(EU)`` under ``^HS[123][0-9]{2}``: "hs1". A serial number is of a class of characters,
    and so spelt nowhere.
    """
    return {
        word
        for condition, signal in zip(match.entry.conditions, match.signals, strict=True)
        if condition.pattern
        for word in _spelt(condition, cut(signal.value))
    }


def _spelt(condition: Condition, value: str) -> Iterable[str]:
    pattern = compiled(condition.pattern)
    for found in WORD.finditer(value):
        end = start = found.start()
        # One character before it may be free: a year's or a class's letter (KEQ0817541).
        for at in range(start, found.end()):
            if _is_fixed(pattern, value, at):
                end = at + 1
            elif at > start:
                break
        if end - start > 1:
            yield value[start:end].lower()


def _is_fixed(pattern: re.Pattern[str], value: str, at: int) -> bool:
    """A letter that nothing may replace, a digit that not every other may: a serial number's
    letters are some class, hexadecimal or more, and its digits any."""
    was = value[at]
    taken = 0
    others = (_DIGITS if was.isdigit() else _LETTERS).replace(was.lower(), "")
    for other in others:
        new = other.upper() if was.isupper() else other
        taken += pattern.search(value[:at] + new + value[at + 1 :]) is not None
    return taken < len(others) if was.isdigit() else taken == 0
