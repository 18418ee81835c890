"""Captures from paths and streams, packed and not."""

from __future__ import annotations

import gzip
import hashlib
import io
import tracemalloc
import zlib
from pathlib import Path

import pytest

from tests.unit.capture import files as c
from walljack.capture import read_capture
from walljack.capture.octets import PIECE_BYTES
from walljack.model.error import ProblemsError

_MANY = c.pcap([(n, 0, bytes([n % 256]) * 1400) for n in range(600)])


class Dribble(io.RawIOBase):
    """A pipe that gives one octet at a time."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        """One octet, whatever was asked."""
        return self._data.read(1)


class Failing(io.BytesIO):
    """A disk that fails after the first piece."""

    def read1(self, size: int | None = -1) -> bytes:
        """The first piece, then an error."""
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().read1(100)


def test_path_and_stream_give_the_same(tmp_path: Path) -> None:
    """A file gives the same packets by path, by stream, packed and unpacked."""
    plain, packed = tmp_path / "a.pcap", tmp_path / "a.pcap.gz"
    plain.write_bytes(_MANY)
    packed.write_bytes(gzip.compress(_MANY))
    expected = c.read(_MANY)[0]
    assert len(expected) == 600
    for path in (plain, packed):
        with read_capture(path) as capture:
            assert list(capture) == expected
        assert capture.tally.digest == hashlib.sha256(path.read_bytes()).hexdigest()
        assert c.read(path.read_bytes())[0] == expected


def test_pipe_that_gives_little_at_a_time() -> None:
    """A pipe may give its octets one by one, packed or not."""
    data = c.pcap([(1, 0, c.FRAME), (2, 0, c.FRAME)])
    for stored in (data, gzip.compress(data)):
        with read_capture(Dribble(stored)) as capture:  # type: ignore[arg-type]
            assert len(list(capture)) == 2


def test_digest_is_of_the_whole_file() -> None:
    """The digest covers the file as stored, also what follows damage or a packed member."""
    for data in (_MANY, _MANY[:-3], gzip.compress(_MANY) + bytes(20), c.pcap([]) + b"\xff" * 99):
        assert c.read(data)[1].digest == hashlib.sha256(data).hexdigest()


def test_several_members() -> None:
    """A gzip file of several members, as logs that were joined, is read whole."""
    half = len(_MANY) // 2
    data = gzip.compress(_MANY[:half]) + gzip.compress(_MANY[half:])
    packets, tally = c.read(data)
    assert len(packets) == 600
    assert tally.weirds == {}


def test_gzip_that_stops_early() -> None:
    """A packed capture that stops early gives what was whole, and is truncated."""
    packets, tally = c.read(gzip.compress(_MANY)[:-200])
    assert 0 < len(packets) <= 600
    assert tally.weirds == {"capture-truncated": 1}
    # Only the checksum is missing: every packet is there.
    packets, tally = c.read(gzip.compress(_MANY)[:-8])
    assert len(packets) == 600
    assert tally.weirds == {"capture-truncated": 1}


def test_gzip_that_is_damaged() -> None:
    """A packed capture with a wrong checksum gives what was unpacked before, and says so."""
    data = bytearray(gzip.compress(_MANY))
    data[-6] ^= 0xFF
    packets, tally = c.read(bytes(data))
    assert 500 < len(packets) <= 600
    assert set(tally.weirds) <= {"capture-damaged", "capture-truncated"}
    assert tally.truncated


def test_bomb_stays_small() -> None:
    """A packed file that unpacks to a thousand times its size is never whole in memory."""
    packer = zlib.compressobj(9, wbits=31)
    head = c.pcap([]) + bytes(8) + (0xFFFFFFF0).to_bytes(4, "little") + bytes(4)
    bomb = packer.compress(head + bytes(64 * 1024 * 1024)) + packer.flush()
    section = c.section() + b"\xad\x0b\0\0" + (60 * 1024 * 1024).to_bytes(4, "little")
    packer = zlib.compressobj(9, wbits=31)
    skipped = packer.compress(section + bytes(60 * 1024 * 1024 - 8)) + packer.flush()
    for data in (bomb, skipped):
        tracemalloc.start()
        c.read(data)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 16 * PIECE_BYTES


def test_progress() -> None:
    """Progress counts the octets of the file as stored, up to all of them."""
    seen: list[tuple[int, int | None]] = []
    with read_capture(
        io.BytesIO(_MANY), progress=lambda done, total: seen.append((done, total))
    ) as capture:
        assert len(list(capture)) == 600
    assert seen[-1] == (len(_MANY), None)
    assert sorted(seen) == seen


def test_progress_knows_the_size_of_a_file(tmp_path: Path) -> None:
    """Of a file the total is known from the start."""
    path = tmp_path / "a.pcap"
    path.write_bytes(_MANY)
    totals: set[int | None] = set()
    with read_capture(path, progress=lambda _, total: totals.add(total)) as capture:
        list(capture)
    assert totals == {len(_MANY)}


def test_file_is_closed(tmp_path: Path) -> None:
    """A file that was opened by path is closed when the reader leaves, also after an error."""
    path = tmp_path / "a.pcap"
    path.write_bytes(_MANY)
    with read_capture(path) as capture:
        next(iter(capture))
    stream = io.BytesIO(_MANY)
    with read_capture(stream) as capture:
        next(iter(capture))
    assert not stream.closed


def test_disk_that_fails() -> None:
    """An error of the disk while reading is told with the capture's name."""
    with (
        read_capture(Failing(_MANY), where="morning.pcap") as capture,
        pytest.raises(ProblemsError, match=r"morning\.pcap: cannot be read: input/output error"),
    ):
        list(capture)


@pytest.mark.parametrize("name", ["absent.pcap", "."])
def test_path_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    """A path that is absent or a folder is told with its name and the reason."""
    with pytest.raises(ProblemsError, match=r"cannot be read: (no such file|is a directory)"):
        read_capture(tmp_path / name)
