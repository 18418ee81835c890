"""What is saved comes back, once, and whole."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.store import samples
from tests.unit.store.samples import CONSOLE, LAPTOP, at
from walljack.address import Eui48, Ipv4, Ipv6
from walljack.model.case import CaseState
from walljack.model.change import Changes, Shown, Tenure
from walljack.model.identity import Band
from walljack.model.observation import Basis, Fact
from walljack.model.profile import FactKey, Profile
from walljack.model.span import Span
from walljack.model.view import CaptureRow
from walljack.store import FRAMES_KEPT, FRAMES_KEPT_OF_CASE, Step, Store, StoreError
from walljack.store.chunk import CHUNK

DUMP_TABLES = (
    "device", "fact", "binding", "host_record", "sighting", "dropped", "tenure", "identity",
    "identity_log", "finding", "case_", "case_finding", "custody", "frame", "weird",
    "cluster_link", "cluster_refusal", "change_log",
)  # fmt: skip


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that ``save`` writes."""
    connection = sqlite3.connect(path)
    rows = {
        table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
        for table in DUMP_TABLES
    }
    connection.close()
    return rows


def test_everything_comes_back(store: Store) -> None:
    """Every noun that is saved is read back equal, awkward texts among them."""
    changes = samples.everything()
    store.save(changes)
    stored = store.load_profiles()
    assert list(stored) == [LAPTOP, CONSOLE]
    assert stored[CONSOLE].profile == samples.profile()
    assert (stored[CONSOLE].identity, stored[CONSOLE].since_ns) == (samples.identity(), at(3))
    assert stored[LAPTOP].profile == Profile(LAPTOP)
    assert stored[LAPTOP].identity is None
    assert store.device(CONSOLE) == stored[CONSOLE]
    assert store.device(Eui48(1)) is None
    assert store.load_tenures() == store.tenures(CONSOLE) == changes.tenures
    assert sorted(store.findings(open_only=True), key=lambda f: f.id) == changes.findings
    assert store.load_cases() == store.cases(open_only=True) == changes.cases
    assert store.custody() == store.custody("c-1") == [store.custody_head()] == changes.custody
    assert store.custody("another") == []
    assert store.frames(CONSOLE) == changes.frames
    assert store.weirds() == changes.weirds
    assert store.segments() == ["hs-10"]
    assert store.newest_ns() == at(960)
    assert store.identity_log(CONSOLE) == [
        Step(at(3), "game_console", "Example", "One", "", "likely", 81, "unknown")
    ]
    assert store.check() == []


def test_many_devices_are_asked_for_at_once(store: Store) -> None:
    """As many devices as are wanted come at once, in order of address; unknown ones are left."""
    known = [Eui48(number) for number in range(2 * CHUNK + 1)]
    store.save(
        Changes(
            profiles=[Profile(device) for device in known],
            shown=[Shown(device, samples.identity(), at(3), "") for device in known],
        )
    )
    wanted = [*reversed(known[1:]), Eui48(1 << 40)]
    found = store.devices(wanted)
    assert [stored.profile.device for stored in found] == known[1:]
    assert all(stored.identity == samples.identity() for stored in found)
    assert store.devices([]) == []


def test_saving_twice_is_saving_once(store: Store, path: Path) -> None:
    """Redelivered changes leave every row as it was."""
    store.save(samples.everything())
    before = dump(path)
    store.save(samples.everything())
    assert dump(path) == before


def test_it_goes_on_where_it_ended(path: Path) -> None:
    """A file that is opened again has the same sensor, epoch and contents."""
    with Store.open(path, "hs", at(0)) as first:
        first.save(samples.everything())
        origin = first.origin
        profiles = first.load_profiles()
    with Store.open(path) as second:
        assert second.origin == origin
        assert second.load_profiles() == profiles


def test_types_stand_as_designed(store: Store, path: Path) -> None:
    """IPv4 is INTEGER, IPv6 BLOB, an all-digit host name TEXT, and STRICT refuses the rest."""
    store.save(samples.everything())
    connection = sqlite3.connect(path)
    ips = connection.execute("SELECT typeof(ip), count(*) FROM binding GROUP BY 1").fetchall()
    assert sorted(ips) == [("blob", 2), ("integer", 1)]
    name = connection.execute("SELECT typeof(value) FROM fact WHERE value = '0012'").fetchall()
    assert name == [("text",)]
    for bad in (
        "UPDATE fact SET count = 'many'",
        "UPDATE fact SET device = 281474976710656",
        "UPDATE binding SET ip = '10.0.0.1'",
        "UPDATE binding SET ip = x'00'",
        "UPDATE weird SET count = -1",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(bad)
    connection.close()


def test_a_lone_surrogate_is_escaped(store: Store) -> None:
    """Text that UTF-8 cannot hold is kept with a backslash escape, not refused."""
    profile = Profile(
        CONSOLE, {FactKey("s", 0, Fact("dhcp.hostname", "a\udc80b")): Span(at(0), at(0))}
    )
    store.save(Changes(profiles=[profile]))
    store.save_capture(CaptureRow("m\udcfcll.pcap", "b" * 64, 1, at(0), at(0), False))
    (key,) = store.load_profiles()[CONSOLE].profile.facts
    assert key.fact.value == "a\\udc80b"
    assert store.captures()[0].path == "m\\udcfcll.pcap"


def test_every_row_has_an_id_of_its_own(store: Store, path: Path) -> None:
    """No two rows of any table share an id, and ids sort by time."""
    store.save(samples.everything())
    connection = sqlite3.connect(path)
    ids = [
        row[0]
        for table in ("device", "fact", "binding", "host_record", "sighting", "tenure", "frame")
        for row in connection.execute(f"SELECT id FROM {table}")
    ]
    assert len(ids) == len(set(ids))
    early, late = connection.execute("SELECT id FROM sighting ORDER BY first_ns").fetchall()
    assert early < late
    connection.close()


def test_an_id_once_given_stays(store: Store, path: Path) -> None:
    """Older packets that come later move the beginning of a row, and never its id."""
    tables = ("device", "fact", "binding", "host_record", "sighting", "tenure", "finding", "frame")
    ip = Ipv4(0x0A140007)

    def given() -> dict[str, list[tuple[str]]]:
        connection = sqlite3.connect(path)
        found = {
            table: connection.execute(
                f"SELECT id FROM {table} WHERE device = ? ORDER BY id",
                [int(CONSOLE)],
            ).fetchall()
            for table in tables
        }
        connection.close()
        return found

    store.save(samples.everything())
    before = given()
    older = samples.profile()
    for spans in (older.facts, older.bindings, older.hosts):
        for span in spans.values():
            span.first_ns = at(-100)
    older.sightings["hs-10"][0].first_ns = at(-100)
    earlier = replace(samples.finding(), first_ns=at(-100))
    frame = samples.kept_frame()
    frame = frame._replace(packet=frame.packet._replace(at_ns=at(-100)))
    tenure = Tenure("hs-10", ip, CONSOLE, Basis.ACK, at(-100), at(60))
    store.save(Changes([older], [tenure], findings=[earlier], frames=[frame]))
    assert store.load_profiles()[CONSOLE].profile == older
    assert store.load_tenures() == [tenure]
    assert given() == before
    bridged = Profile(CONSOLE, sightings={"hs-10": [Span(at(-100), at(960), 20)]})
    store.save(Changes([bridged], [tenure._replace(last_ns=at(960))]))
    assert given() == before | {"sighting": before["sighting"][:1]}


def test_tenures_of_one_owner_that_overlap_are_one(store: Store) -> None:
    """A→B→A stays three tenures; a longer word for one of them lengthens it."""
    ip = Ipv4(0x0A140009)
    said = [
        Tenure("s", ip, CONSOLE, Basis.SOURCE, at(0), at(10)),
        Tenure("s", ip, LAPTOP, Basis.ARP, at(11), at(20)),
        Tenure("s", ip, CONSOLE, Basis.ARP, at(21), at(30)),
    ]
    store.save(Changes(tenures=said))
    store.save(Changes(tenures=[Tenure("s", ip, LAPTOP, Basis.ACK, at(9), at(18))]))
    assert store.tenures() == [
        said[2],
        Tenure("s", ip, LAPTOP, Basis.ACK, at(9), at(20)),
        said[0],
    ]
    assert store.load_tenures() == [said[2]]
    store.save(Changes(tenures=[Tenure("s", Ipv6(int(ip)), LAPTOP, Basis.ARP, at(0), at(1))]))
    assert len(store.load_tenures()) == 2


def test_the_newer_word_about_a_finding_wins(store: Store) -> None:
    """A late, older word about a finding changes nothing but its beginning."""
    store.save(Changes(findings=[samples.finding(last=60, ended=60)]))
    store.save(Changes(findings=[replace(samples.finding(last=30), first_ns=at(-5))]))
    (finding,) = store.findings()
    assert (finding.first_ns, finding.last_ns, finding.ended_ns) == (at(-5), at(60), at(60))
    store.save(Changes(findings=[samples.finding(last=90)]))
    assert store.findings(open_only=True)[0].last_ns == at(90)
    assert store.findings(since_ns=at(91)) == []
    assert store.findings(device=LAPTOP) == []


def test_a_finding_that_holds_again_is_open_again(store: Store) -> None:
    """What ended and holds again by the same packets is open; told again, nothing changes."""
    said = [samples.finding(), samples.finding(ended=60), samples.finding()]
    for finding in [*said, said[-1], *said]:
        store.save(Changes(findings=[finding]))
        assert store.findings() == [finding]
    store.save(Changes(findings=[samples.finding(last=30, ended=30)]))
    assert store.findings(open_only=True) == [said[-1]]


def test_a_case_knows_which_of_its_findings_ended(store: Store) -> None:
    """The newer word about the findings of a case wins, whichever way it turned."""
    store.save(samples.everything())
    ended = replace(samples.case(changed=70), ended=frozenset({"f-1"}))
    store.save(Changes(cases=[ended]))
    store.save(Changes(cases=[samples.case(changed=60)]))
    assert store.load_cases() == [ended]
    store.save(Changes(cases=[replace(ended, ended=frozenset())]))
    assert store.cases(open_only=True) == [replace(ended, ended=frozenset())]


def test_an_ended_case_is_not_open(store: Store) -> None:
    """A case that was closed is still listed, and no longer among the open ones."""
    store.save(samples.everything())
    store.save(Changes(cases=[samples.case(CaseState.CLOSED, 99)]))
    store.save(Changes(cases=[samples.case(CaseState.OPENED, 60)]))
    assert store.cases(open_only=True) == []
    assert [case.state for case in store.cases()] == [CaseState.CLOSED]


def test_each_change_of_what_is_shown_is_logged_once(store: Store) -> None:
    """A new band is a step in the log; the same identity again is none."""
    store.save(Changes(profiles=[samples.profile()]))
    first = Shown(CONSOLE, samples.identity(band=Band.POSSIBLE), at(1), "")
    second = Shown(CONSOLE, samples.identity(), at(2), "game_console")
    for shown in (first, first, second, second):
        store.save(Changes(shown=[shown]))
    assert [step.band for step in store.identity_log(CONSOLE)] == ["possible", "likely"]


def test_custody_only_grows(store: Store, path: Path) -> None:
    """An entry cannot be replaced, changed or removed; the save that tries keeps nothing."""
    store.save(samples.everything())
    other = Changes(profiles=[Profile(Eui48(5))], custody=[samples.custody_entry(digest="b" * 64)])
    with pytest.raises(StoreError) as raised:
        store.save(other)
    assert str(raised.value) == (
        f"{path}: custody entry 1 is already another one: "
        "run walljack custody verify; nothing of this save was kept"
    )
    assert store.device(Eui48(5)) is None
    connection = sqlite3.connect(path)
    for statement in ("UPDATE custody SET actor = 'x'", "DELETE FROM custody"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


def test_frames_are_bounded(store: Store) -> None:
    """Without a case the newest frames stay; with one none goes and the rest is not taken."""
    many = [samples.kept_frame(second) for second in range(FRAMES_KEPT + 3)]
    store.save(Changes(frames=many))
    assert store.frames(CONSOLE) == many[3:]
    store.save(samples.everything())
    more = [samples.kept_frame(1000 + second) for second in range(FRAMES_KEPT_OF_CASE)]
    store.save(Changes(frames=more))
    kept = store.frames(CONSOLE)
    assert len(kept) == FRAMES_KEPT_OF_CASE
    assert kept[: FRAMES_KEPT + 1] == [samples.kept_frame(), *many[3:]]


def test_evidence_outlives_the_device_row(store: Store, path: Path) -> None:
    """A device row cannot go while facts hang on it, and takes no finding or case along."""
    store.save(samples.everything())
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM device")
    view = ("cluster_link", "cluster_refusal")
    for table in ("fact", "binding", "host_record", "sighting", "dropped", *view, "device"):
        connection.execute(f"DELETE FROM {table}")
    connection.close()
    assert len(store.findings()) == 2
    assert len(store.cases()) == len(store.custody()) == len(store.frames(CONSOLE)) == 1


def test_a_capture_is_known_by_its_digest(store: Store) -> None:
    """A capture that was read under another name is the same capture."""
    capture = CaptureRow("a.pcap", "c" * 64, 10, at(0), at(9), True)
    assert not store.has_capture("c" * 64)
    store.save_capture(capture)
    store.save_capture(replace(capture, path="b.pcap"))
    assert store.has_capture("c" * 64)
    assert store.captures() == [replace(capture, path="b.pcap")]


def test_together_is_all_or_nothing(store: Store) -> None:
    """A replay that breaks off leaves nothing of what it saved inside ``together``."""

    def broken_off() -> None:
        with store.together():
            store.save(samples.everything())
            store.save_capture(CaptureRow("a.pcap", "c" * 64, 10, at(0), at(9), False))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert store.devices() == []
    assert not store.has_capture("c" * 64)
    with store.together():
        store.save(samples.everything())
    assert len(store.devices()) == 2
