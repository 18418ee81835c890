"""One capture, opened: its packets, and what was met on the way."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from walljack.capture import pcap, pcapng
from walljack.capture.octets import Octets, Progress
from walljack.capture.tally import Tally
from walljack.model.error import Problem, ProblemsError
from walljack.model.packet import Packet

DEFAULT_POINT = "capture"

# What other files begin with, so that the message can name the way out.
_STRANGERS = (
    (b"PK\x03\x04", "a zip archive", "unpack it first"),
    (b"\xfd7zXZ\0", "a file packed with xz", "unpack it first with: xz -d"),
    (b"\x28\xb5\x2f\xfd", "a file packed with zstd", "unpack it first with: zstd -d"),
    (b"BZh", "a file packed with bzip2", "unpack it first with: bunzip2"),
    (b"\x04\x22\x4d\x18", "a file packed with lz4", "unpack it first with: lz4 -d"),
    (b"snoop\0\0\0", "a snoop capture", "convert it with: editcap -F pcapng IN OUT"),
    (b"TRSNIFF data", "a Sniffer capture", "convert it with: editcap -F pcapng IN OUT"),
    (b"GMBU", "a Network Monitor capture", "convert it with: editcap -F pcapng IN OUT"),
    (b"\x54\x52\x00\x64", "an iptrace capture", "convert it with: editcap -F pcapng IN OUT"),
)


class Capture:
    """Packets in file order; iterate once, within ``with`` or until the end.

    ``tally``: counts, complete (with digest) when the last packet was given.
    """

    def __init__(
        self, octets: Octets, packets: Iterator[Packet], tally: Tally, where: str, own: ExitStack
    ) -> None:
        self.tally = tally
        self._octets = octets
        self._packets = packets
        self._where = where
        self._own = own

    def __iter__(self) -> Iterator[Packet]:
        tally, octets = self.tally, self._octets
        try:
            yield from self._packets
            octets.drain()
        except OSError as error:
            raise _unreadable(self._where, error) from error
        if octets.breach and not tally.truncated:
            tally.note(octets.breach)
        tally.digest = octets.digest

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._own.close()


def read_capture(
    source: Path | BinaryIO,
    *,
    capture_point: str | None = DEFAULT_POINT,
    progress: Progress | None = None,
    where: str = "standard input",
) -> Capture:
    """Open a capture: pcap or pcapng, packed with gzip or not.

    Takes: ``source``, a path, or a binary stream that the caller opened and closes;
    ``capture_point``, what packets are said to be heard on, None = the interface name that a
    pcapng file gives; ``progress``, called with (octets read, total or None); ``where``, the
    name of a stream in messages.
    Raises: ProblemsError when it cannot be opened, is empty, is no capture, or has only link
    types that we do not read (a pcapng file tells that while it is read).
    """
    tally = Tally()
    with ExitStack() as own:
        if isinstance(source, Path):
            where = str(source)
        try:
            file, total = _open(source, own) if isinstance(source, Path) else (source, None)
            octets = Octets(file, total, progress)
            packets = _start(octets, where, capture_point, tally)
        except OSError as error:
            raise _unreadable(where, error) from error
        return Capture(octets, packets, tally, where, own.pop_all())


def _open(path: Path, own: ExitStack) -> tuple[BinaryIO, int | None]:
    file = own.enter_context(path.open("rb"))
    status = path.stat()
    return file, status.st_size if stat.S_ISREG(status.st_mode) else None


def _unreadable(where: str, error: OSError) -> ProblemsError:
    reason = (error.strerror or "unknown reason").lower()
    return ProblemsError(
        [Problem(where, f"cannot be read: {reason}", "check the path and who may read it")]
    )


def _start(octets: Octets, where: str, capture_point: str | None, tally: Tally) -> Iterator[Packet]:
    magic = octets.peek(12)
    if magic[:4] == pcapng.MAGIC:
        return pcapng.read_pcapng(octets, where, capture_point, tally)
    if magic[:4] in pcap.MAGICS:
        point = DEFAULT_POINT if capture_point is None else capture_point
        return pcap.read_pcap(octets, where, point, tally)
    if octets.breach:
        problem = Problem(where, "is a damaged gzip file", "copy or pack it again")
    elif not magic:
        problem = Problem(where, "is empty", "capture again, or check that the copy was completed")
    else:
        name, remedy = _stranger(magic)
        problem = Problem(where, name, remedy)
    raise ProblemsError([problem])


def _stranger(magic: bytes) -> tuple[str, str]:
    for begin, name, remedy in _STRANGERS:
        if magic.startswith(begin):
            return f"is no pcap or pcapng capture but {name}", remedy
    return (
        f"is no pcap or pcapng capture: it begins with {magic[:4].hex(' ')}",
        "write one with: tcpdump -w FILE",
    )
