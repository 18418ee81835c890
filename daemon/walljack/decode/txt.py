"""TXT records of DNS-based service discovery.

Source: RFC 6763 section 6: key and value are parted by the first "="; keys are printable
ASCII, their case does not matter, the first one of a name wins; a string without key says
nothing; empty strings are padding.
"""

from __future__ import annotations

from walljack.decode.text import text_of
from walljack.model.error import DecodeError

# Keys kept of one record, and octets of a key. RFC 6763 advises keys of at most nine and
# records below 1 300 octets; a record of two-octet strings would invent 20 000 signals.
KEYS_MAX = 96
KEY_MAX_BYTES = 64


def read_txt(data: bytes, at: int, end: int, broken: list[DecodeError]) -> list[tuple[str, str]]:
    """(key in lower case, value) in order; "" stands for an empty value and for no value.

    Breaches are added to ``broken``: ``txt-length``, ``txt-key``, ``too-many-txt-keys``.
    """
    found: dict[str, str] = {}
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
        else:
            found.setdefault(name.lower(), text_of(value))
        at = after
    return list(found.items())
