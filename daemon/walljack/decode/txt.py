"""TXT records of DNS-based service discovery.

Source: RFC 6763 section 6: key and value are parted by the first "="; keys are printable
ASCII, their case does not matter, the first one of a name wins; a string without key says
nothing; empty strings are padding. By its letter "Anna Maier, room 12" is a key too: what has no
form of a key is text that somebody typed, and is told as such, not as a name of ours.
"""

from __future__ import annotations

from walljack.decode.text import text_of
from walljack.model.error import DecodeError
from walljack.model.txt_key import is_key

# Keys kept of one record, and octets of a key. RFC 6763 advises keys of at most nine and
# records below 1 300 octets; a record of two-octet strings would invent 20 000 signals.
KEYS_MAX = 96
KEY_MAX_BYTES = 64


def read_txt(data: bytes, at: int, end: int, broken: list[DecodeError]) -> list[tuple[str, str]]:
    """(key in lower case, value) in order; "" stands for an empty value and for no value.

    A string that is a text stands under the key "" as a whole.

    Breaches are added to ``broken``: ``txt-length``, ``txt-key``, ``too-many-txt-keys``.
    """
    found: dict[str, tuple[str, str]] = {}
    bad_key = False
    while at < end:
        after = at + 1 + data[at]
        if after > end:
            broken.append(DecodeError(at, "txt-length"))
            break
        if after == at + 1:
            at = after
            continue
        key, _, value = data[at + 1 : after].partition(b"=")
        if not key:
            at = after
            continue
        name = key.decode("ascii", errors="replace")
        if len(key) > KEY_MAX_BYTES or not (key.isascii() and name.isprintable()):
            if not bad_key:  # one breach tells enough of a record full of them
                broken.append(DecodeError(at + 1, "txt-key"))
            bad_key = True
        elif len(found) == KEYS_MAX:
            broken.append(DecodeError(at, "too-many-txt-keys"))
            break
        elif is_key(name):
            found.setdefault(name.lower(), (name.lower(), text_of(value)))
        else:
            text = text_of(data[at + 1 : after])
            found.setdefault(f"={text}", ("", text))  # no key holds the sign
        at = after
    return list(found.values())
