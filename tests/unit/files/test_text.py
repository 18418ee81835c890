"""Reading and writing the files that people name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from walljack.files import is_folder, read_bytes, read_text, text, write_text
from walljack.model.error import ProblemsError


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """The new text stands where the old one stood, and nothing else is left behind."""
    path = tmp_path / "report.txt"
    write_text(path, "old\n")
    write_text(path, "new — ’\r\n")
    assert path.read_bytes() == "new — ’\r\n".encode()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["report.html", ".", "missing/report.html"])
def test_what_cannot_be_written_is_told_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    """A directory of that name, or none to write into: one problem, and no half-written file."""
    (tmp_path / "report.html").mkdir()
    with pytest.raises(ProblemsError) as refused:
        write_text(tmp_path / name, "text")
    assert "cannot be written" in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert [path.name for path in tmp_path.parent.glob(f".{tmp_path.name}*")] == []


def test_the_root_directory_is_no_file() -> None:
    """Even a path without a name is refused in words."""
    with pytest.raises(ProblemsError, match="cannot be written"):
        write_text(Path("/"), "text")


def test_a_byte_order_mark_is_no_letter(tmp_path: Path) -> None:
    """Text that Windows programs wrote begins with its first letter."""
    path = tmp_path / "list.csv"
    path.write_bytes(b"\xef\xbb\xbfaddress\r\n")
    assert read_text(path) == "address\r\n"


def test_what_is_not_utf8_is_told_with_its_place(tmp_path: Path) -> None:
    """The problem names the first octet that is not UTF-8."""
    path = tmp_path / "list.csv"
    path.write_bytes(b"caf\xe9\n")
    with pytest.raises(ProblemsError, match="not UTF-8 at octet 3"):
        read_text(path)


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    """A pipe to which nobody writes keeps nobody waiting."""
    pipe = tmp_path / "a.toml"
    os.mkfifo(pipe)
    with pytest.raises(ProblemsError, match="is no regular file"):
        read_bytes(pipe)


def test_what_never_ends_is_not_read(tmp_path: Path) -> None:
    """A link to a device that gives octets without end is refused."""
    link = tmp_path / "a.toml"
    link.symlink_to("/dev/zero")
    with pytest.raises(ProblemsError, match="is no regular file"):
        read_bytes(link)


def test_the_largest_file_is_read_and_one_octet_more_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound holds to the octet."""
    monkeypatch.setattr(text, "MOST_BYTES", 8)
    path = tmp_path / "list.csv"
    path.write_bytes(b"12345678")
    assert read_bytes(path) == b"12345678"
    path.write_bytes(b"123456789")
    with pytest.raises(ProblemsError, match="larger than 64 MiB"):
        read_bytes(path)


@pytest.mark.parametrize("ask", [read_bytes, is_folder])
def test_what_no_system_takes_for_a_path_is_told(ask: Callable[[Path], object]) -> None:
    """A path with a NUL character is refused in words."""
    with pytest.raises(ProblemsError, match="no path may hold a NUL"):
        ask(Path("\0x"))


def test_a_link_is_followed_and_a_pipe_is_written_to(tmp_path: Path) -> None:
    """What is no regular file is never replaced by one."""
    target, link, pipe = tmp_path / "target.txt", tmp_path / "link.txt", tmp_path / "pipe"
    link.symlink_to(target)
    write_text(link, "through\n")
    assert link.is_symlink()
    assert target.read_text() == "through\n"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_text(pipe, "heard\n")
        assert os.read(reader, 16) == b"heard\n"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    """A report with names in clear is not for everybody on the machine."""
    path = tmp_path / "names.html"
    write_text(path, "Anna", private=True)
    assert path.stat().st_mode & 0o077 == 0


def test_a_folder_is_there_or_not(tmp_path: Path) -> None:
    """A folder is one, a file and nothing are none."""
    (tmp_path / "file").touch()
    assert [is_folder(tmp_path / name) for name in (".", "file", "gone", "file/below")] == [
        *(True, False, False, False)
    ]


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path) -> None:
    """What may hold something is never taken for empty."""
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(ProblemsError, match=r"loop: cannot be read: .*check its permissions"):
        is_folder(tmp_path / "loop")
