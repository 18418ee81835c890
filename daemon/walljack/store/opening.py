"""Open the database file: make it, migrate it, or say why not."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

from walljack.store.error import StoreError, explained
from walljack.store.origin import Origin
from walljack.store.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION

# How long a writer waits for another to finish: longer than the largest save that is usual (a
# second of traffic), shorter than a person's patience.
_BUSY_S = 5

# 8 MiB of pages: the tables of 5,000 devices. SQLite's own 2 MiB read them again and again.
_CACHE_KIB = 8192

# After one great save (a capture of a whole day) the -wal file shrinks to this again: 64 MiB.
_WAL_KEPT_BYTES = 64 << 20


def open_database(path: Path, *, create: bool) -> Database:
    """Connect to the file and bring its tables up to date.

    Takes: ``create``: a missing file is made (readable by its owner alone, since it holds
    names); otherwise it is refused.
    Raises: StoreError when it cannot be opened, is no database of ours, or is newer than we.
    """
    place = str(path)
    _look(path, create=create)
    with explained(place):
        # No isolation level: every transaction here begins and ends where the code says.
        connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
        try:
            # Plugins that happen to be installed have no business in this process.
            db = Database(connection, execute_plugins=False)
            db.execute("PRAGMA foreign_keys = ON")
            db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            _accept(db, place)
            if _pragma(db, "user_version") < SCHEMA_VERSION:
                _migrate(db, place)
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute(f"PRAGMA journal_size_limit = {_WAL_KEPT_BYTES}")
        except BaseException:
            connection.close()
            raise
    return db


def own_origin(
    db: Database, path: str, sensor: str, now_ns: int, random_octets: Callable[[int], bytes]
) -> Origin:
    """The origin of the rows that are written here, made when the file is new.

    Takes: ``sensor``, its name, or "" for whatever the file says; ``random_octets``, a source
    of unpredictable octets (``os.urandom``).
    Raises: StoreError when the file belongs to a sensor of another name.
    """
    with explained(path):
        row = _read_origin(db)
        if row is None:
            db.conn.execute("BEGIN IMMEDIATE")
            with db.atomic():
                row = _read_origin(db)  # another process may just have made it
                if row is None:
                    row = Origin(1, sensor or "trial", random_octets(16).hex(), now_ns)
                    db.execute("INSERT INTO origin VALUES (?, ?, ?, ?)", row)
                    db.execute("INSERT INTO meta VALUES (1, ?)", [row.number])
            db.commit()
    if sensor and row.sensor != sensor:
        raise StoreError(
            f"{path}: it belongs to the sensor {row.sensor!r}, not to {sensor!r}: "
            f"set sensor = {row.sensor!r} in the configuration, or give another --db"
        )
    return row


def _look(path: Path, *, create: bool) -> None:
    """Say what is wrong with the place before SQLite says something vaguer."""
    if path.is_dir():
        raise StoreError(f"{path}: it is a directory: give the path of a file")
    if path.exists():
        return
    if not create:
        raise StoreError(
            f"{path}: there is no database here: "
            "walljack replay CAPTURE makes one, or give another --db"
        )
    if not path.parent.is_dir():
        raise StoreError(
            f"{path}: the directory {path.parent} does not exist: make it, or give another --db"
        )
    try:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise StoreError(
            f"{path}: it cannot be made: {error.strerror}: "
            "give a path in a directory that this user may write to"
        ) from error


def _accept(db: Database, place: str) -> None:
    """Refuse a file of another program, and one that a newer Walljack wrote."""
    ours = _pragma(db, "application_id") == APPLICATION_ID
    empty = _pragma(db, "schema_version") == 0
    if not ours and not empty:
        raise StoreError(
            f"{place}: it is a database of another program: "
            "give another --db, or move this file away"
        )
    version = _pragma(db, "user_version")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{place}: a newer Walljack wrote it (schema {version}, this one reads up to "
            f"{SCHEMA_VERSION}): install that version or a later one; nothing was changed"
        )


def _migrate(db: Database, place: str) -> None:
    db.enable_wal()
    # One process migrates; a second one waits here and then finds nothing left to do.
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        MIGRATIONS.apply(db)
    except sqlite3.OperationalError as error:
        db.rollback()
        if error.sqlite_errorname != "SQLITE_ERROR":
            raise  # the disk, or another process: told as of any save
        step = MIGRATIONS.pending(db)[0].name
        raise StoreError(
            f"{place}: its tables cannot be brought from schema {_pragma(db, 'user_version')} to "
            f"{SCHEMA_VERSION}: step {step}: {error}: something else has changed the file: restore "
            "it from a backup, or move it away and replay its captures; nothing was changed"
        ) from error
    except BaseException:
        db.rollback()
        raise
    db.commit()
    _accept(db, place)


def _read_origin(db: Database) -> Origin | None:
    row = db.execute(
        "SELECT id, sensor, epoch, created_ns FROM origin JOIN meta ON meta.own_origin = origin.id"
    ).fetchone()
    return None if row is None else Origin(*row)


def _pragma(db: Database, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])
