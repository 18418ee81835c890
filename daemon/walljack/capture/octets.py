"""The octets of a capture: from a file or a pipe, unpacked if gzip, counted and digested.

Source: RFC 1952 (gzip, several members in one file).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from typing import BinaryIO

# Octets asked of the file at once, and unpacked at most from one piece: large enough that calls
# do not count, small enough that a decompression bomb never stands in memory.
PIECE_BYTES = 256 * 1024

GZIP_MAGIC = b"\x1f\x8b\x08"
_GZIP_WINDOW = 31  # zlib: gzip header, largest window

Progress = Callable[[int, int | None], None]


class Octets:
    """Gives a capture's octets in order.

    Takes: ``file``, open and binary; ``total``, its size in octets, None when unknown;
    ``progress``, called with (octets read, total) after each piece. ``breach``: the weird to
    count when packed data stop early (``capture-truncated``) or cannot be unpacked
    (``capture-damaged``), else "".
    """

    def __init__(self, file: BinaryIO, total: int | None, progress: Progress | None) -> None:
        self.breach = ""
        # A pipe gives what there is instead of waiting for a whole piece.
        self._read: Callable[[int], bytes] = getattr(file, "read1", file.read)
        self._total = total
        self._progress = progress
        self._digest = hashlib.sha256()
        self._count = 0
        self._buffer = b""
        self._at = 0
        self._pending = self._piece()
        # Magic may come in several pieces from a pipe.
        while len(self._pending) < len(GZIP_MAGIC) and (more := self._piece()):
            self._pending += more
        self._unpacker = None
        if self._pending.startswith(GZIP_MAGIC):
            self._unpacker = zlib.decompressobj(_GZIP_WINDOW)
        self._ended = False

    @property
    def digest(self) -> str:
        """SHA-256 of what was read of the file so far, as stored (packed), hexadecimal."""
        return self._digest.hexdigest()

    def read(self, size: int) -> bytes:
        """The next ``size`` octets; fewer only at the end."""
        if len(self._buffer) - self._at < size:
            self._fill(size)
        taken = self._buffer[self._at : self._at + size]
        self._at += len(taken)
        return taken

    def peek(self, size: int) -> bytes:
        """The next ``size`` octets without taking them; fewer only at the end."""
        if len(self._buffer) - self._at < size:
            self._fill(size)
        return self._buffer[self._at : self._at + size]

    def skip(self, size: int) -> bool:
        """Pass over ``size`` octets without keeping them; False when the end comes first."""
        while size > 0:
            taken = len(self.read(min(size, PIECE_BYTES)))
            if not taken:
                return False
            size -= taken
        return True

    def drain(self) -> None:
        """Read the file to its end, so that its digest is that of the whole file."""
        while self._piece():
            continue

    def _fill(self, size: int) -> None:
        parts = [self._buffer[self._at :]]
        have = len(parts[0])
        while have < size and (part := self._next()):
            parts.append(part)
            have += len(part)
        self._buffer, self._at = b"".join(parts), 0

    def _next(self) -> bytes:
        """More unpacked octets, at most ``PIECE_BYTES`` when packed; empty at the end."""
        if self._unpacker is None:
            piece, self._pending = self._pending or self._piece(), b""
            return piece
        while not self._ended:
            packed = self._pending or self._piece()
            self._pending = b""
            if not packed:
                # The file stops inside a member: what was unpacked is good.
                self._ended = True
                self.breach = "capture-truncated"
                break
            try:
                part = self._unpacker.decompress(packed, PIECE_BYTES)
            except zlib.error:
                self._ended = True
                self.breach = "capture-damaged"
                break
            self._pending = self._unpacker.unconsumed_tail
            if self._unpacker.eof:
                self._next_member(self._unpacker.unused_data)
            if part:
                return part
        return b""

    def _next_member(self, rest: bytes) -> None:
        """Go on with another gzip member, if one follows; padding after the last is dropped."""
        rest = rest or self._piece()
        if rest.startswith(GZIP_MAGIC[: len(rest)]) and rest:
            self._unpacker = zlib.decompressobj(_GZIP_WINDOW)
            self._pending = rest
        else:
            self._ended = True

    def _piece(self) -> bytes:
        piece = self._read(PIECE_BYTES) or b""
        self._digest.update(piece)
        self._count += len(piece)
        if self._progress is not None:
            self._progress(self._count, self._total)
        return piece
