"""The road's clock, and what it counts where."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pcaps import cut, products
from tests.pcaps.district import Kept, rows_of, school
from tests.pcaps.habit import Relay
from tests.pcaps.station import Station
from tests.pcaps.wire import Wire
from walljack.address import Ipv4
from walljack.app import replay
from walljack.pipeline import segments, tenures
from walljack.profile import cluster

START_S = 1_791_297_600  # 2026-10-06 14:40 UTC
DAY_S = 86_400
IN_2099_S = 4_070_908_800 - START_S
SERVER = Station("8c:ec:4b:10:00:05", "10.20.0.5")
CONSOLE = Station("78:c8:81:20:06:05", "10.20.5.22")
STRANGER = Station("00:11:32:20:09:09", "10.30.5.9", 30)
LISTED = {SERVER.mac: "server"}
HABIT = products.playstation(5, "PS5-4C2E81")


def records(folder: Path, wire: Wire) -> list[cut.Record]:
    """The records of what was scripted."""
    path = folder / "part.pcap"
    wire.save(path)
    return cut.records(path)


def saved(folder: Path, name: str, *parts: list[cut.Record]) -> str:
    """A capture of records in exactly this order."""
    taken = [record for part in parts for record in part]
    return cut.save(folder / name, taken, folder / "part.pcap")


def lease(folder: Path, at_s: float) -> list[cut.Record]:
    """The console takes an address."""
    wire = Wire(START_S)
    wire.lease(at_s, CONSOLE, HABIT, SERVER)
    return records(folder, wire)


def word(folder: Path, at_s: float) -> list[cut.Record]:
    """One packet of another device, behind a tag."""
    wire = Wire(START_S)
    wire.ask(at_s, STRANGER, "10.30.0.1")
    return records(folder, wire)


def test_time_that_went_back_is_counted_where_it_was_heard(tmp_path: Path) -> None:
    """A packet of an earlier second is counted on the segment of its VLAN."""
    place = school(tmp_path, listed=LISTED)
    replay(place, [saved(tmp_path, "back.pcap", lease(tmp_path, 10), word(tmp_path, 0))])
    assert Kept(place).weirds == {("library", "time-went-back"): 1}


@pytest.mark.parametrize("at", [1, 3, -1, 99])
def test_one_wild_clock_silences_no_rule(at: int, tmp_path: Path) -> None:
    """A packet of 2099, wherever it comes, is counted and left out: all else is as without it."""
    policy = "mukilteo-2314p"
    whole = school(tmp_path, policy=policy, listed=LISTED, name="whole")
    taken = [*lease(tmp_path, 0), *lease(tmp_path, 60)]
    replay(whole, [saved(tmp_path, "whole.pcap", taken)])
    place = school(tmp_path, policy=policy, listed=LISTED, name="wild")
    wild = word(tmp_path, IN_2099_S)
    replay(place, [saved(tmp_path, "wild.pcap", taken[:at], wild, taken[at:])])
    kept = Kept(place)
    assert kept.weirds == {("library", "time-went-ahead"): 1}
    assert kept.rules(CONSOLE.mac) == ["game-console-wired"]
    beside = ("capture", "weird")
    assert rows_of(place.db, beside) == rows_of(whole.db, beside)


def test_a_silent_week_is_no_wild_clock(tmp_path: Path) -> None:
    """When the packets after a gap go on at the new time, nothing is lost and nothing counted."""
    place = school(tmp_path, policy="mukilteo-2314p", listed=LISTED)
    again = lease(tmp_path, 7 * DAY_S)
    replay(place, [saved(tmp_path, "week.pcap", lease(tmp_path, 0), again)])
    kept = Kept(place)
    assert kept.weirds == {}
    (span,) = {
        span.count
        for key, span in kept.devices[CONSOLE.mac].profile.facts.items()
        if key.fact.value == "PS5"
    }
    assert span == 4


def test_two_wild_clocks_apart_confirm_nothing(tmp_path: Path) -> None:
    """Packets that are far ahead of each other too are each left out."""
    place = school(tmp_path, listed=LISTED)
    wild = [word(tmp_path, IN_2099_S), word(tmp_path, IN_2099_S + 30 * DAY_S)]
    replay(place, [saved(tmp_path, "two.pcap", lease(tmp_path, 0), *wild, lease(tmp_path, 60))])
    kept = Kept(place)
    assert kept.weirds == {("library", "time-went-ahead"): 2}
    assert STRANGER.mac not in kept.devices


def test_bounds_that_were_met_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A forgotten tenure and a relay too many each leave a weird on a segment."""
    monkeypatch.setattr(tenures, "MOST_HELD", 1)
    monkeypatch.setattr(segments, "MOST_UNKNOWN_RELAYS", 0)
    place = school(tmp_path, listed=LISTED)
    wire = Wire(START_S)
    wire.announce(0, SERVER)
    wire.announce(3, CONSOLE)
    body = wire.dhcp_client(9, CONSOLE, HABIT, "discover", heard=False)
    wire.relayed(9, Relay(STRANGER, str(Ipv4(0x0B000001))), SERVER, body)
    replay(place, [saved(tmp_path, "bounds.pcap", records(tmp_path, wire))])
    weirds = Kept(place).weirds
    assert weirds["room", "tenure-forgotten"] == 1
    assert weirds["library", "too-many-relays"] == 1


def test_more_alike_than_is_asked_about_is_counted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where more is carried alike than is asked about, nothing is linked; one weird tells it."""
    monkeypatch.setattr(sys.modules[cluster.__module__], "MOST_SHARED", 1)
    duid = b"\xff\0\0\0\1" + bytes.fromhex("000100012f3a11d18c04ba200101")
    habit = replace(HABIT, more={61: duid})
    wire = Wire(START_S)
    for hour in range(3):
        phone = Station(f"02:1a:20:00:00:0{hour}", f"10.20.5.{hour + 30}")
        wire.lease(hour * 3_600, phone, habit, SERVER)
    place = school(tmp_path, listed=LISTED)
    taken = records(tmp_path, wire)
    parts = enumerate((taken[:-1], taken[-1:]))
    replay(place, [saved(tmp_path, f"alike-{n}.pcap", part) for n, part in parts])
    assert Kept(place).weirds["", "too-many-shared-identifiers"] == 1
    with place.open_store() as store:
        assert store.links() == []
