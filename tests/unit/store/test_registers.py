"""The register and its people: replaced whole, and forgotten alone."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from tests.unit.store.samples import CONSOLE, LAPTOP, at
from walljack.address import Eui48
from walljack.model.register import Asset, Exemption, Grant, Register, WatchItem
from walljack.store import Store


def lists() -> Register:
    """A register that names a person in each of its lists."""
    return Register(
        assets={CONSOLE: Asset(CONSOLE, "T-1", "S1", "district", "lab", "hs", "camera", None)},
        grants={LAPTOP: Grant(LAPTOP, "S2", "student", "z.old", "hs", at(99))},
        exemptions=(
            Exemption("e-2", CONSOLE, "", "", "A. Approver", "on-file", "R1", at(0), at(9)),
            Exemption("e-1", None, "hs-10", "console", "", "event", "", at(0), at(9)),
        ),
        watch={Eui48(7): WatchItem(Eui48(7), "S3", "24-1", "the sergeant")},
        as_of_ns={"": at(0), "hs": at(1)},
        fresh_for_ns=5,
    )


def test_a_register_is_replaced_whole(store: Store, path: Path) -> None:
    """The register comes back equal, and the one before leaves no name behind."""
    register = lists()
    assert store.register(5) == Register(fresh_for_ns=5)
    store.save_register(register)
    assert store.register(5) == register
    store.save_register(Register(as_of_ns={"hs": at(2)}, fresh_for_ns=5))
    assert store.register(5) == Register(as_of_ns={"hs": at(2)}, fresh_for_ns=5)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM person").fetchone() == (0,)
    connection.close()


def test_people_can_be_destroyed_alone(store: Store, path: Path) -> None:
    """Without its persons the register still loads, names nobody, and the file is whole."""
    store.save_register(lists())
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("DELETE FROM person")
    connection.close()
    left = store.register(5)
    assert left.assets[CONSOLE] == replace(lists().assets[CONSOLE], account="")
    assert left.grants[LAPTOP] == replace(lists().grants[LAPTOP], account="")
    assert [exemption.approver for exemption in left.exemptions] == ["", ""]
    assert left.watch[Eui48(7)].tell == ""
    assert store.check() == []


def test_a_person_is_found_by_digest(store: Store) -> None:
    """The same name kept twice has two salts, so that its digests tell nothing."""
    first = store.save_person("owner", "Zoë Example")
    second = store.save_person("owner", "Zoë Example")
    assert first.digest != second.digest
    assert store.person(first.digest) == first
    assert store.person("0" * 64) is None
