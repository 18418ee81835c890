"""Is anything left of what was replaced?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from walljack.decode.disguise import NAME_LEAST, Disguise
from walljack.model.particular import own_address

# In a whole file three letters in a row meet by chance; in the texts of its records they do not.
_FILE_LEAST = 4
_WORDS = re.compile(rb"[0-9a-z\x80-\xff]+")
_ASCII_WORDS = re.compile(rb"[0-9a-z]+")
_QUADS = re.compile(
    rb"(?<![0-9a-z])(?=([0-9]{1,3}(?:([._-])[0-9]{1,3})(?:\2[0-9]{1,3}){2})"
    rb"(?![0-9a-z]))"
)
# Room 192 is not left in the stand-in 192.0.2.1.
_ADDRESS = re.compile(rb"(?<![0-9a-z])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9a-z])")
# An address in the text of a file: hexadecimal digits, with or without signs between.
_DIGITS = re.compile(rb"[0-9a-f]{2,}(?:[:._ -][0-9a-f]{2,})*")
_SIGNS = re.compile(rb"[:._ -]")
_EUI48_DIGITS = 12


def leaks(octets: bytes, texts: Iterable[str], disguise: Disguise) -> list[str]:
    """What of the originals can still be found: kinds of thing, never the thing itself.

    Takes: ``octets``, the file as it would be written; ``texts``, every text that our decoder
    reads in it. A word is found in any case, where no letter or digit touches it; an address in
    octets, and in hexadecimal digits with any signs between.
    """
    found = []
    low = octets.lower()
    said = "\n".join(texts).lower().encode(errors="surrogateescape")
    if _octets_stand(octets, disguise.addresses()) or _written(low + b"\n" + said, disguise):
        found.append("an address")
    in_file, in_texts = _words(low), _words(said)
    for word in sorted(disguise.gone):
        raw = word.encode(errors="surrogateescape")
        if (len(raw) >= _FILE_LEAST and raw in in_file) or (
            len(word) >= NAME_LEAST and raw in in_texts
        ):
            found.append(f"a word of {len(word)} characters")
    return found


def _words(low: bytes) -> set[bytes]:
    """Every word and every dotted quad of a text, in one pass each."""
    rest = _ADDRESS.sub(b" ", low)
    words = {*_WORDS.findall(rest), *_ASCII_WORDS.findall(rest)}
    return words | {match[1] for match in _QUADS.finditer(low)}


def _octets_stand(octets: bytes, addresses: Iterable[bytes]) -> bool:
    """One of the addresses stands in the octets: one pass for each length there is."""
    wanted: dict[int, set[bytes]] = {}
    for address in addresses:
        # 00:00:00:00:00:01 and 00:ff:ff:ff:ff:ff stand wherever numbers and groups do: they would
        # be found in every file.
        if sum(octet not in (0, 0xFF) for octet in address) > 1:
            wanted.setdefault(len(address), set()).add(address)
    return any(
        octets[at : at + size] in those
        for size, those in wanted.items()
        for at in range(len(octets) - size + 1)
    )


def _written(low: bytes, disguise: Disguise) -> bool:
    """An address stands in the text as digits, or the end of the device's own does."""
    wanted = {address.hex().encode() for address in disguise.addresses() if len(address) == 6}
    for run in _DIGITS.findall(low):
        digits = _SIGNS.sub(b"", run)
        if any(
            digits[at : at + _EUI48_DIGITS] in wanted
            for at in range(len(digits) - _EUI48_DIGITS + 1)
        ):
            return True
    return own_address(disguise.device, short=False).search(low.decode("latin-1")) is not None
