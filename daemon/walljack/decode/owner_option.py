"""The EDNS0 Owner option: whose records a message holds, when a sleep proxy speaks for it.

Source: draft-cheshire-edns0-owner-option-01 section 3; RFC 6891 section 6.1.2 (options).
"""

from __future__ import annotations

from walljack.address import Eui48
from walljack.model.error import DecodeError

_OWNER = 4
# Version, sequence and owner's EUI-48; then maybe a wake-up EUI-48, then maybe a password of
# four or six octets.
_LENGTHS = frozenset({8, 14, 18, 20})


def read_owner(data: bytes, at: int, end: int) -> Eui48 | None:
    """The EUI-48 that owns the records, from the options of an OPT record; None if not said.

    A machine with several interfaces names its primary address and the one to wake: the latter
    is the one that it has on this link.
    Raises: DecodeError ``edns-option`` or ``owner-option``.
    """
    while at < end:
        if at + 4 > end:
            raise DecodeError(at, "edns-option")
        code = data[at] << 8 | data[at + 1]
        after = at + 4 + (data[at + 2] << 8 | data[at + 3])
        if after > end:
            raise DecodeError(at, "edns-option")
        if code == _OWNER:
            if after - at - 4 not in _LENGTHS:
                raise DecodeError(at, "owner-option")
            if data[at + 4] == 0:  # other versions are not defined: what follows is unknown
                interface = at + 12 if after - at - 4 >= 14 else at + 6
                return Eui48.of(data[interface : interface + 6])
        at = after
    return None
