"""``db check`` names what is wrong, and what to do about it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.unit.store import samples
from walljack.store import SCHEMA_VERSION, Store

DAMAGE = [
    (
        "UPDATE frame SET data = x'00'",
        "its octets do not match its SHA-256: it was altered",
    ),
    (
        "UPDATE identity SET detail = '{}'",
        "the identity cannot be read (KeyError: 'record')",
    ),
    (
        "UPDATE identity SET type = 'printer'",
        "its columns and its detail differ: it was altered",
    ),
    ("DELETE FROM case_finding", "it has no finding"),
    ("UPDATE finding SET device = 9", "its device has stated nothing here"),
    ("UPDATE identity SET device = 9", "its device has stated nothing here"),
    (
        "DELETE FROM cluster_link WHERE device = thing",
        "the address that its thing goes by belongs to none",
    ),
    ("UPDATE cluster_link SET carried = 'not json'", "what links it is no JSON"),
    ("UPDATE cluster_link SET carried = '[]'", "what links it is no list of identifiers"),
    (
        """UPDATE cluster_link SET carried = '[["duid", "0001", "x", "y", "5"]]'""",
        "what links it is no list of identifiers",
    ),
    (
        """UPDATE cluster_link SET carried = '[["name", "0001", "x", "y", 5]]'""",
        "'name' is no kind of identifier",
    ),
    (
        """UPDATE cluster_link SET carried = '[["duid", "0001", "x", "y", true]]'""",
        "what links it is no list of identifiers",
    ),
    ("UPDATE cluster_link SET since_ns = 5", "its columns differ: it was altered"),
    ("UPDATE cluster_refusal SET why = 'bored'", "'bored' is no reason why a link is refused"),
    ("UPDATE cluster_refusal SET kind = 'name'", "'name' is no kind of identifier"),
    (
        "UPDATE case_ SET id = 'c-9'",
        "a row refers to a missing row of case_",
    ),
    ("UPDATE weird SET last_ns = first_ns - 1", "1 rows end before they begin"),
    (
        "UPDATE weird SET first_ns = 5",
        "1 rows are dated before 2000 or after 2099",
    ),
    ("DELETE FROM meta", "it does not say which sensor the file belongs to"),
    ("PRAGMA user_version = 0", f"it is version 0, expected {SCHEMA_VERSION}"),
]


@pytest.mark.parametrize(("statement", "what"), DAMAGE)
def test_damage_is_named(tmp_path: Path, statement: str, what: str) -> None:
    """Each kind of damage is found, and every problem says what to do."""
    path = tmp_path / "x.db"
    with Store.open(path, "hs") as store:
        store.save(samples.everything())
        assert store.check() == []
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute(statement)
        connection.close()
        problems = store.check()
    assert what in [problem.what for problem in problems]
    assert all(problem.where and problem.remedy for problem in problems)


def test_a_torn_page_is_named(tmp_path: Path) -> None:
    """Octets overwritten in the middle of the file are found."""
    path = tmp_path / "x.db"
    with Store.open(path, "hs") as store:
        store.save(samples.everything())
    octets = bytearray(path.read_bytes())
    middle = len(octets) // 2 // 4096 * 4096
    octets[middle : middle + 4096] = b"\x55" * 4096
    path.write_bytes(octets)
    with Store.open(path) as store:
        problems = store.check()
    assert problems
    assert all(problem.remedy for problem in problems)
