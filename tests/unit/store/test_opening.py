"""A file is opened, made, migrated, or refused with a sentence that helps."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.store import samples
from tests.unit.store.samples import at
from walljack.store import SCHEMA_VERSION, Store, StoreError


def refusal(path: Path, sensor: str = "", *, create: bool = True) -> str:
    """What opening says."""
    with pytest.raises(StoreError) as raised:
        Store.open(path, sensor, create=create)
    return str(raised.value).replace(str(path.parent), "DIR")


def test_a_new_file_is_private_and_in_wal_mode(tmp_path: Path) -> None:
    """The file that is made may be read by its owner alone, and readers do not block writers."""
    path = tmp_path / "new.db"
    with Store.open(path, "hs", at(0), random_octets=bytes) as store:
        assert store.origin == (1, "hs", "00" * 16, at(0))
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    connection.close()


def test_every_table_is_strict(tmp_path: Path) -> None:
    """No table of ours accepts a value of another type."""
    path = tmp_path / "new.db"
    Store.open(path, "hs").close()
    connection = sqlite3.connect(path)
    loose = connection.execute("SELECT name FROM pragma_table_list WHERE NOT strict").fetchall()
    connection.close()
    assert {name for (name,) in loose} <= {
        "_sqlite_migrations",  # made by sqlite-utils
        "sqlite_schema",
        "sqlite_temp_schema",
    }


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    """A file of no octets (``mktemp``, a broken copy) is taken as new."""
    path = tmp_path / "empty.db"
    path.touch()
    with Store.open(path) as store:
        assert store.origin.sensor == "trial"
        assert store.check() == []


def test_a_file_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    """What an earlier version kept stays, and what it did not know of has its tables."""
    path = tmp_path / "old.db"
    with Store.open(path, "hs") as store:
        store.save(replace(samples.everything(), clusters=None))
    connection = sqlite3.connect(path)
    connection.executescript(
        "DROP TABLE cluster_link; DROP TABLE cluster_refusal; PRAGMA user_version = 1;"
        "DELETE FROM _sqlite_migrations WHERE name = '0002_clusters'"
    )
    connection.close()
    with Store.open(path) as store:
        assert store.check() == []
        assert len(store.devices()) == 2
        assert store.links() == []
        store.save(samples.everything())
        assert store.links() == list(samples.one_thing().links)


def test_a_file_that_cannot_be_brought_up_to_date_is_left_alone(tmp_path: Path) -> None:
    """When a step of the schema fails, it is named with what to do, and the file is as before."""
    path = tmp_path / "old.db"
    Store.open(path, "hs").close()
    connection = sqlite3.connect(path)
    connection.executescript(
        "DROP TABLE cluster_refusal; PRAGMA user_version = 1;"
        "DELETE FROM _sqlite_migrations WHERE name = '0002_clusters'"
    )
    assert refusal(path) == (
        f"DIR/old.db: its tables cannot be brought from schema 1 to {SCHEMA_VERSION}: step "
        "0002_clusters: table cluster_link already exists: something else has changed the file: "
        "restore it from a backup, or move it away and replay its captures; nothing was changed"
    )
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert not connection.execute(
        "SELECT name FROM sqlite_schema WHERE name = 'cluster_refusal'"
    ).fetchall()
    connection.close()


def test_two_epochs_differ(tmp_path: Path) -> None:
    """A sensor that is imaged anew does not pass for its old self."""
    with Store.open(tmp_path / "a.db", "hs") as a, Store.open(tmp_path / "b.db", "hs") as b:
        assert a.origin.epoch != b.origin.epoch


def test_a_missing_file_is_not_made_for_a_reader(tmp_path: Path) -> None:
    """A verb that only looks does not leave an empty database behind a mistyped path."""
    assert refusal(tmp_path / "no.db", create=False) == (
        "DIR/no.db: there is no database here: walljack replay CAPTURE makes one, "
        "or give another --db"
    )
    assert not (tmp_path / "no.db").exists()


def test_a_missing_directory_is_named(tmp_path: Path) -> None:
    """The directory that does not exist is named."""
    assert refusal(tmp_path / "no.db" / "x.db") == (
        "DIR/x.db: the directory DIR does not exist: make it, or give another --db"
    )


def test_a_directory_is_no_database(tmp_path: Path) -> None:
    """A path of a directory is refused as such."""
    assert refusal(tmp_path) == f"DIR/{tmp_path.name}: it is a directory: give the path of a file"


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """A capture given as --db is refused and not touched."""
    path = tmp_path / "x.pcap"
    path.write_bytes(b"\xd4\xc3\xb2\xa1" * 600)
    assert refusal(path) == (
        "DIR/x.pcap: it is not a Walljack database: give another --db, or move this file away "
        "(file is not a database)"
    )
    assert path.read_bytes() == b"\xd4\xc3\xb2\xa1" * 600


def test_a_database_of_another_program(tmp_path: Path) -> None:
    """Somebody else's SQLite file is refused and not touched."""
    path = tmp_path / "x.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    before = path.read_bytes()
    assert refusal(path) == (
        "DIR/x.db: it is a database of another program: give another --db, or move this file away"
    )
    assert path.read_bytes() == before


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    """A file that a newer Walljack wrote is refused with both versions."""
    path = tmp_path / "x.db"
    Store.open(path, "hs").close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    assert refusal(path) == (
        f"DIR/x.db: a newer Walljack wrote it (schema {SCHEMA_VERSION + 1}, this one reads up to "
        f"{SCHEMA_VERSION}): install that version or a later one; nothing was changed"
    )


def test_another_sensor_is_refused(tmp_path: Path) -> None:
    """Rows of two sensors cannot be mixed up by a change of configuration."""
    path = tmp_path / "x.db"
    Store.open(path, "hs").close()
    assert refusal(path, "ms") == (
        "DIR/x.db: it belongs to the sensor 'hs', not to 'ms': "
        "set sensor = 'hs' in the configuration, or give another --db"
    )


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """A save that SQLite refuses says so and keeps nothing; reading goes on."""
    path = tmp_path / "x.db"
    with Store.open(path, "hs") as store:
        store._db.execute("PRAGMA query_only = ON")  # as a read-only file system would answer
        with pytest.raises(StoreError) as raised:
            store.save(samples.everything())
        assert str(raised.value) == (
            f"{path}: it cannot be written: give this user write permission on the file and its "
            "directory (two files with -wal and -shm at the end live beside it) "
            "(attempt to write a readonly database)"
        )
        assert store.devices() == []


def test_a_writer_waits_then_says_who_is_in_the_way(tmp_path: Path) -> None:
    """While another process writes, reading works, and a save ends with a plain sentence."""
    path = tmp_path / "x.db"
    with Store.open(path, "hs") as store:
        store.save(samples.everything())
        store._db.execute("PRAGMA busy_timeout = 20")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert len(store.devices()) == 2
        with pytest.raises(StoreError, match="another program has been writing to it"):
            store.save(samples.everything())
        other.execute("ROLLBACK")
        other.close()
        store.save(samples.everything())


def test_a_time_beyond_sqlite_is_refused(tmp_path: Path) -> None:
    """A number that 64 bits cannot hold is an error with a sentence, and keeps nothing."""
    with Store.open(tmp_path / "x.db", "hs") as store:
        changes = samples.everything()
        changes.profiles[0].sightings["hs-10"][1].last_ns = 1 << 63
        with pytest.raises(StoreError, match="a number is too large to be kept"):
            store.save(changes)
        assert store.devices() == []


_READER = """
import sys
from pathlib import Path
from walljack.store import Store
with Store.open(Path(sys.argv[1]), create=False) as store:
    print(len(store.devices()), len(store.findings()))
"""


def test_two_processes_read_while_one_writes(tmp_path: Path) -> None:
    """Readers in other processes see the last whole save while a transaction is open."""
    path = tmp_path / "x.db"
    with Store.open(path, "hs") as store:
        store.save(samples.everything())
        with store.together():
            store.save(samples.everything())
            readers = [
                subprocess.Popen(
                    [sys.executable, "-c", _READER, str(path)],
                    stdout=subprocess.PIPE,
                    text=True,
                    env={"PYTHONPATH": str(Path(__file__).parents[3] / "daemon")},
                )
                for _ in range(2)
            ]
            said = [reader.communicate(timeout=30)[0] for reader in readers]
    assert said == ["2 2\n", "2 2\n"]
