"""What can go wrong with the database file, told so that a person can act on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from walljack.model.error import WalljackError


class StoreError(WalljackError):
    """The database cannot be opened, read or written: where, what, and what to do."""


_REMEDIES = (
    # The first prefix of SQLite's error name that fits is taken, so longer ones stand first.
    (
        "SQLITE_READONLY",
        "it cannot be written",
        "give this user write permission on the file and its directory "
        "(two files with -wal and -shm at the end live beside it)",
    ),
    (
        "SQLITE_CANTOPEN",
        "it cannot be opened for writing",
        "check that the path is a file in a directory that this user may write to",
    ),
    (
        "SQLITE_FULL",
        "the disk is full",
        "free some space on it; what was saved before is intact",
    ),
    (
        "SQLITE_BUSY",
        "another program has been writing to it for too long",
        "wait for the other walljack to end, or give another --db",
    ),
    (
        "SQLITE_LOCKED",
        "another program has been writing to it for too long",
        "wait for the other walljack to end, or give another --db",
    ),
    (
        "SQLITE_NOTADB",
        "it is not a Walljack database",
        "give another --db, or move this file away",
    ),
    (
        "SQLITE_CORRUPT",
        "it is damaged",
        "restore it from a backup; keep the damaged file, because it may be evidence",
    ),
    (
        "SQLITE_IOERR",
        "the disk reported an error",
        "check the disk, then run walljack db check",
    ),
    (
        "SQLITE_CONSTRAINT",
        "what was to be saved contradicts what is there",
        "run walljack db check; if it finds nothing, report this as a defect",
    ),
)


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn SQLite's errors about the database at ``path`` into ``StoreError``."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        for prefix, what, remedy in _REMEDIES:
            if name.startswith(prefix):
                raise StoreError(f"{path}: {what}: {remedy} ({error})") from error
        raise StoreError(f"{path}: SQLite says {str(error)!r}: run walljack db check") from error
    except OverflowError as error:
        raise StoreError(
            f"{path}: a number is too large to be kept: "
            "times must lie before the year 2262; nothing of this save was kept"
        ) from error
