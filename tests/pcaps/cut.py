"""Captures cut up and put together again, record by record."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

# Classic pcap, little-endian, microseconds: what our scripts write.
_FILE_HEADER_OCTETS = 24
_RECORD = struct.Struct("<IIII")


class Record(NamedTuple):
    """One record. ``octets``: with its own header."""

    at_us: int
    octets: bytes


def records(path: Path) -> list[Record]:
    """The records of one of our own captures, in its order."""
    octets, found, place = path.read_bytes(), [], _FILE_HEADER_OCTETS
    while place < len(octets):
        second, micro, length, _ = _RECORD.unpack_from(octets, place)
        end = place + _RECORD.size + length
        found.append(Record(second * 1_000_000 + micro, octets[place:end]))
        place = end
    return found


def save(path: Path, kept: Iterable[Record], like: Path) -> str:
    """A capture of these records with the file header of another; gives its path."""
    header = like.read_bytes()[:_FILE_HEADER_OCTETS]
    path.write_bytes(header + b"".join(record.octets for record in kept))
    return str(path)
