"""Names with the personal part masked.

What stays is what a shop would print on the box: words on the list of generic words, short
numbers (a room) and serial codes. Everything else becomes ``***``, whatever its length.
"""

from __future__ import annotations

import re

MASK = "***"

# What stands between two words of a name. Anything else, emoji too, belongs to a word.
_SEPARATORS = re.compile(r"([\s\-_.,:;/|()\[\]+&#@\"“”]+)")
_BRACKETS = frozenset("()[]“”")
_POSSESSIVE = re.compile(r"['’`´]s?$", re.IGNORECASE)

# Signals that are names made of words, whose generic ones help to find the device.
_OF_WORDS = frozenset({"dhcp.hostname", "dhcp.fqdn", "dhcp.domain", "mdns.host", "mdns.instance"})

# A client identifier that nobody wrote: the hardware type 1 (Ethernet) and the device's address,
# or type 255, an interface number and a DUID of type 1 to 4. Any other may be a person's words.
# Source: RFC 2132 section 9.14; RFC 4361 section 6.1; RFC 8415 section 11.1.
_MADE_IDENTIFIER = re.compile(r"01[0-9a-f]{12}|ff[0-9a-f]{8}000[1-4][0-9a-f]+")

# A room has at most four digits and a letter; pupil and phone numbers have more digits.
_ROOM = re.compile(r"[0-9]{1,4}[a-z]?")

# The tail of an address or serial number: a third, half or the whole of an EUI-48, the parts of
# a UUID (8, 4, 12) or all of it, an Android id (16).
_CODE_LENGTHS = frozenset({4, 6, 8, 10, 12, 16, 32})


def parse_generic_words(text: str) -> frozenset[str]:
    """The words that may be shown, from one word a line; ``#`` starts a comment."""
    lines = (line.partition("#")[0].strip().lower() for line in text.splitlines())
    return frozenset(line for line in lines if line)


def mask_name(name: str, generic: frozenset[str]) -> str:
    """A host or instance name with every word masked that is not generic.

    Takes: the name as sent; of a domain name each label is a word or more. Gives: the same name
    for the same words; neighbouring masked words are one mask, so that neither their number nor
    their length shows, unless a bracket stands between: it would lose its fellow.
    """
    out: list[str] = []
    for index, part in enumerate(_SEPARATORS.split(name)):
        separator = bool(index % 2)
        shown = part if separator or not part or _generic(part, generic) else MASK
        if shown == MASK and len(out) > 1 and out[-2] == MASK and _BRACKETS.isdisjoint(out[-1]):
            out.pop()
        elif shown:
            out.append(shown)
    return "".join(out)


def mask_signal(signal: str, value: str, generic: frozenset[str]) -> str:
    """The value of a signal of class ``name``, masked as that signal needs.

    Takes: the signal's name in the vocabulary. A host or instance name and a domain keep their
    generic words; a client identifier is shown when it is made of an address, as most are. A
    TXT value is free text: wholly masked.
    """
    if signal in _OF_WORDS:
        return mask_name(value, generic)
    if signal == "dhcp.client_id" and _MADE_IDENTIFIER.fullmatch(value):
        return value
    return MASK if value else ""


def mask_sentence(sentence: str, names: dict[str, str]) -> str:
    """A sentence of ours with each name that it quotes masked.

    Takes: ``names``, raw name → how it is shown. Longer names are replaced first, so that no
    name is left as a part of another; whole words only, in any letter case.
    """
    wanted = [name for name, shown in names.items() if name and name != shown]
    if not wanted:
        return sentence
    shown_by_fold = {name.casefold(): shown for name, shown in names.items()}
    wanted.sort(key=len, reverse=True)
    listed = "|".join(re.escape(name) for name in wanted)
    pattern = re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
    return pattern.sub(lambda m: shown_by_fold.get(m.group().casefold(), MASK), sentence)


def _generic(token: str, generic: frozenset[str]) -> bool:
    """A word says nothing of a person."""
    word = _POSSESSIVE.sub("", token).lower()
    if not word.isascii():
        return False
    if word in generic or _number(word):
        return True
    return any(word[:end] in generic and _number(word[end:]) for end in range(2, len(word)))


def _number(word: str) -> bool:
    """A room (``112``, ``12b``) or a serial code."""
    return _ROOM.fullmatch(word) is not None or _code(word)


def _code(word: str) -> bool:
    """A piece of an address or serial number: hexadecimal, and no name with a year.

    ``ada123`` and ``ed2012`` are hexadecimal too: so letters and digits must change places at
    least twice, and three letters in a row are none of a code.
    """
    if len(word) not in _CODE_LENGTHS or re.fullmatch(r"[0-9a-f]+", word) is None:
        return False
    runs = re.findall(r"[0-9]+|[a-f]+", word)
    return len(runs) >= 3 and not any(run.isalpha() and len(run) > 2 for run in runs)
