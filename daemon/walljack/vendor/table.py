"""The table of assigned prefixes: who was assigned the prefix, not who made the device."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from walljack.address import Eui48
from walljack.model.error import Problem, ProblemsError
from walljack.vendor.prefixes import KnownPrefix, parse_prefixes

# First line of the text inside the file, and what stands before the number of rows.
HEADER = "walljack-vendors 1 "

# Hexadecimal digits of a prefix of 36, 28 and 24 bits: the longest is looked for first.
_DIGITS = (9, 7, 6)

# The text of all assignments is some 2 MB; a file that unpacks to more is not ours.
_MOST_BYTES = 16 << 20

_GZIP_WINDOW = 31  # zlib's number for a gzip wrapper with the largest window


class Assignment(NamedTuple):
    """A prefix that IEEE assigned. ``vendor``: to whom, None when the owner keeps it private.

    ``prefix``: 6, 7 or 9 lower-case hexadecimal digits; ``bits``: 24, 28 or 36.
    """

    vendor: str | None
    prefix: str
    bits: int


class VendorTable:
    """Looks up who was assigned an address's prefix, and the prefixes that mean something else."""

    def __init__(self, rows: list[str], prefixes: dict[str, KnownPrefix]) -> None:
        self._rows = rows  # "9c934e\tSomebody, Inc.", sorted
        self._prefixes = prefixes
        self._longest = max(map(len, prefixes), default=0)

    @classmethod
    def parse(cls, octets: bytes, prefixes: str = "") -> VendorTable:
        """The table in the shipped files.

        Takes: the octets of ``vendors.tsv.gz`` (as ``build`` makes it), the text of
        ``virtual.toml``.
        Raises: ProblemsError when one of them is not what it should be.
        """
        known = {prefix.prefix: prefix for prefix in parse_prefixes("virtual.toml", prefixes)}
        return cls(_parse_rows(octets), known)

    def __len__(self) -> int:
        return len(self._rows)

    def lookup(self, address: Eui48) -> Assignment | None:
        """The longest assigned prefix of the address.

        Gives: None for a locally administered or group address and for a prefix that nobody is
        known to have, also in a block that IEEE assigns in parts.
        """
        if address.locally_administered or address.group:
            return None
        digits = f"{int(address):012x}"
        rows = self._rows
        for width in _DIGITS:
            key = digits[:width] + "\t"
            place = bisect_left(rows, key)
            if place < len(rows) and rows[place].startswith(key):
                return Assignment(rows[place][width + 1 :] or None, digits[:width], 4 * width)
        return None

    def known_prefix(self, address: Eui48) -> KnownPrefix | None:
        """What is known of how the address was made (a virtual machine …), longest prefix first."""
        digits = f"{int(address):012x}"
        for width in range(self._longest, 0, -1):
            found = self._prefixes.get(digits[:width])
            if found is not None:
                return found
        return None

    def virtual(self, address: Eui48) -> str:
        """The name of what makes such addresses in software, "" when nothing is known to."""
        known = self.known_prefix(address)
        return known.name if known is not None and known.virtual else ""


def _parse_rows(octets: bytes) -> list[str]:
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    try:
        text = unpacker.decompress(octets, _MOST_BYTES).decode("utf-8")
    except (zlib.error, UnicodeDecodeError) as error:
        raise _refused(f"it cannot be unpacked ({error})") from error
    head, _, body = text.partition("\n")
    rows = body.split("\n")[:-1]
    if not unpacker.eof or head != f"{HEADER}{len(rows)}":
        raise _refused("it is cut short or not a vendor table")
    if any(before >= after for before, after in pairwise(rows)):
        raise _refused("its rows are not in order")
    return rows


def _refused(what: str) -> ProblemsError:
    return ProblemsError(
        [Problem("vendors.tsv.gz", what, "build it with walljack vendors build, or reinstall")]
    )
