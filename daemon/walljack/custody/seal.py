"""Person and free-text fields enter the log as salted hashes, so that they can be destroyed."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

# 128 bits: a name cannot be found by trying all names while the salt is unknown.
SHORTEST_SALT_BYTES = 16


def seal(value: str, salt: bytes) -> str:
    """What stands in the log for a value that must be destroyable.

    Takes: ``salt``, at least 16 random octets, a new one for every value; salt and value live
    in the person table, and once both are gone nothing leads from the log to the value.
    Gives: ``hmac-sha256:`` and 64 hexadecimal digits.
    Raises: ValueError when the salt is too short.
    Source: RFC 2104; the value in Unicode form C, so that equal text seals equally.
    """
    if len(salt) < SHORTEST_SALT_BYTES:
        raise ValueError(f"a salt has at least {SHORTEST_SALT_BYTES} octets, not {len(salt)}")
    octets = unicodedata.normalize("NFC", value).encode()
    return "hmac-sha256:" + hmac.new(salt, octets, hashlib.sha256).hexdigest()


def opens(sealed: str, value: str, salt: bytes) -> bool:
    """The value and salt are those that were sealed."""
    return hmac.compare_digest(sealed.encode(), seal(value, salt).encode())
