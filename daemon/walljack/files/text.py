"""Reading a file that a person named, with an error that says what to do."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from walljack.model.error import Problem, ProblemsError

# The largest text that a person hands us is a register of a large district, some 10 MB.
MOST_BYTES = 64 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """The whole file.

    Raises: ProblemsError when it is absent, unreadable, no regular file or absurdly large.
    """
    try:
        with open(path, "rb", opener=_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                what = "is no regular file (a pipe or a device)"
                raise ProblemsError([Problem(str(path), what, "write what it gives to a file")])
            # Told by what is read: a file may grow, and some tell no size.
            octets = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        problem = Problem(
            str(path), "no such file", "check the path, relative to where it is named"
        )
    except IsADirectoryError:
        problem = Problem(str(path), "is a directory", "name a file in it")
    except OSError as error:
        problem = Problem(str(path), f"cannot be read: {error.strerror}", "check its permissions")
    except ValueError:
        raise _no_path(path) from None
    else:
        if len(octets) <= MOST_BYTES:
            return octets
        problem = Problem(str(path), "larger than 64 MiB", "is this the right file?")
    raise ProblemsError([problem])


def _at_once(path: str, flags: int) -> int:
    """Open without waiting: a pipe that nobody writes to would never answer."""
    return os.open(path, flags | os.O_NONBLOCK)


def _no_path(path: Path) -> ProblemsError:
    """A path that no system call takes."""
    what = "no path may hold a NUL character"
    return ProblemsError([Problem(repr(str(path)), what, "write it without")])


def write_text(path: Path, text: str, *, private: bool = False) -> None:
    """Write a whole file, UTF-8; everything else as ``write_bytes``."""
    write_bytes(path, text.encode(), private=private)


def write_bytes(path: Path, octets: bytes, *, private: bool = False) -> None:
    """Write a whole file; an earlier one of that name is replaced only when all is written.

    What is there and is no regular file (a device, a pipe) is written to, never replaced; a
    link is followed. Takes: ``private``, only its owner may read it.
    Raises: ProblemsError when it cannot be written.
    """
    path = path.resolve()
    written = _beside(path)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(octets)
            return
        try:
            written.touch(0o600 if private else 0o666)
            written.write_bytes(octets)
            written.replace(path)
        finally:
            written.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from None


def check_writable(path: Path) -> None:
    """Refuse what ``write_text`` could not write, before the work for it is done.

    Raises: ProblemsError as ``write_text``.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        path = path.resolve()
        if path.is_file() or not path.exists():
            _beside(path).touch()
            _beside(path).unlink()
    except OSError as error:
        raise _unwritable(path, error) from None


def _beside(path: Path) -> Path:
    return path.parent / f".{path.name}.{os.getpid()}"


def _unwritable(path: Path, error: OSError) -> ProblemsError:
    remedy = "give a path in a directory that is there and writable"
    return ProblemsError([Problem(str(path), f"cannot be written: {error.strerror}", remedy)])


def read_text(path: Path) -> str:
    """The whole file as text; UTF-8, with or without a byte-order mark.

    Raises: ProblemsError as ``read_bytes``, and when it is not UTF-8.
    """
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProblemsError(
            [Problem(str(path), f"not UTF-8 at octet {error.start}", "save it as UTF-8")]
        ) from None


def is_folder(path: Path) -> bool:
    """There is a folder of that name.

    Raises: ProblemsError when that cannot be told, or nobody here may look into it: what it
    holds would silently count as nothing.
    """
    try:
        with os.scandir(path):
            return True
    except (FileNotFoundError, NotADirectoryError):
        return False
    except ValueError:
        raise _no_path(path) from None
    except OSError as error:
        problem = Problem(str(path), f"cannot be read: {error.strerror}", "check its permissions")
        raise ProblemsError([problem]) from None


def read_texts(folder: Path, pattern: str) -> dict[str, str]:
    """Every file of a folder that matches, by its path relative to the folder, sorted."""
    return {
        path.relative_to(folder).as_posix(): read_text(path)
        for path in sorted(folder.glob(pattern))
    }
