"""Things, and the log of who joined and left: read back, or refused when damaged."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.store import samples
from tests.unit.store.samples import CONSOLE, LAPTOP, at
from walljack.model.change import Changes
from walljack.model.cluster import Clusters
from walljack.model.log import LogEntry
from walljack.store import Store, StoreError


def test_things_come_back_and_every_move_is_logged(store: Store) -> None:
    """Links and refusals are read back; who joins and who leaves is logged, once."""
    made = samples.one_thing()
    store.save(samples.everything())
    store.save(samples.everything())
    assert store.links() == list(made.links)
    assert store.refusals(LAPTOP) == list(made.refusals)
    assert store.refusals(CONSOLE) == []
    thing = str(CONSOLE)
    joined = [
        LogEntry(at(4), "walljack", "cluster", str(device), {"was": was, "now": now, "by": by})
        for device, was, now, by in (
            (LAPTOP, None, thing, "host-name"),
            (CONSOLE, None, thing, "host-name"),
        )
    ]
    assert store.change_log() == joined
    moved = replace(made, links=tuple(link._replace(thing=LAPTOP) for link in made.links))
    store.save(Changes(clusters=moved, clusters_ns=at(70)))
    store.save(Changes(clusters=Clusters(), clusters_ns=at(80)))
    assert (store.links(), store.refusals(LAPTOP)) == ([], [])
    told = [(entry.at_ns, entry.detail["was"], entry.detail["now"]) for entry in store.change_log()]
    assert told[2:] == [
        *[(at(70), thing, str(LAPTOP))] * 2,
        *[(at(80), str(LAPTOP), None)] * 2,
    ]


def test_what_says_nothing_of_things_leaves_them(store: Store) -> None:
    """Changes for which nobody asked which addresses are one thing keep the links as they are."""
    store.save(samples.everything())
    store.save(Changes())
    assert store.links() == list(samples.one_thing().links)


def test_the_change_log_keeps_its_order(store: Store, path: Path) -> None:
    """Looks and changes come back in order, and cannot be altered."""
    entries = [
        LogEntry(at(1), "records", "unmask", "report", {"reason": "request 24-7"}),
        LogEntry(at(1), "admin", "register-import", "hs", {"rows": 2}),
    ]
    for entry in entries:
        store.save_log_entry(entry)
    assert store.change_log() == entries
    connection = sqlite3.connect(path)
    for statement in ("UPDATE change_log SET actor = 'x'", "DELETE FROM change_log"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE cluster_link SET carried = 'not json'",
            f"the link of {LAPTOP}: what links it is no JSON",
        ),
        (
            "UPDATE cluster_refusal SET why = 'bored'",
            f"what links {LAPTOP} to nothing: 'bored' is no reason why a link is refused",
        ),
    ],
)
def test_a_damaged_row_is_refused_and_made_anew(
    store: Store, path: Path, statement: str, told: str
) -> None:
    """What cannot be read is told with what to do, and the next view takes its place."""
    store.save(samples.everything())
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement)
    connection.close()
    with pytest.raises(StoreError) as raised:
        (store.links(), store.refusals(LAPTOP))
    assert str(raised.value) == (
        f"{path}: {told}: replay any capture with --again, which makes it anew"
    )
    store.save(samples.everything())
    assert store.links() == list(samples.one_thing().links)
    assert store.refusals(LAPTOP) == list(samples.one_thing().refusals)
    assert store.check() == []
