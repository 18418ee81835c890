"""Redelivery and order of saving change nothing in the store."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from walljack.address import Eui48, Ipv4, Ipv6
from walljack.model.change import Changes, Tenure, WeirdTally
from walljack.model.observation import Basis, Fact
from walljack.model.profile import BindingKey, FactKey, HostKey, Profile
from walljack.model.span import Span
from walljack.store import Store
from walljack.store.interval import lay_together

# A gap longer than this ends an interval of presence (any value does for the property).
GAP_NS = 50

TEXTS = st.one_of(
    st.sampled_from(["", "0012", "a\x00b", "Zoë", "\U0001f4fa", "'; DROP TABLE fact; --"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
IPS = st.one_of(st.integers(0, (1 << 32) - 1).map(Ipv4), st.integers(0, (1 << 128) - 1).map(Ipv6))
DEVICES = st.sampled_from([Eui48(0x00005E005301), Eui48(0x02005E005302)])
SEGMENTS = st.sampled_from(["", "hs-10", "hs-20"])


@dataclass(frozen=True)
class Event:
    """One packet's worth of statement about one device."""

    at_ns: int
    device: Eui48
    segment: str
    fact: Fact
    ip: Ipv4 | Ipv6
    speaker: Eui48


EVENTS = st.lists(
    st.builds(
        Event,
        at_ns=st.integers(0, 1_000),
        device=DEVICES,
        segment=SEGMENTS,
        fact=st.builds(Fact, st.sampled_from(["dhcp.hostname", "mdns.host"]), TEXTS, TEXTS, TEXTS),
        ip=IPS,
        speaker=st.sampled_from([Eui48(0), Eui48(7)]),
    ),
    min_size=1,
    max_size=25,
)


class Road:
    """The least road that keeps totals the way the real one does."""

    def __init__(self) -> None:
        self.profiles: dict[Eui48, Profile] = {}
        self.weirds: dict[str, Span] = {}

    def walk(self, event: Event) -> None:
        profile = self.profiles.setdefault(event.device, Profile(event.device))
        binding = BindingKey(event.segment, event.ip, Basis.ARP)
        host = HostKey(event.segment, event.fact.host, event.ip)
        for table, key in (
            (profile.facts, FactKey(event.segment, event.speaker, event.fact)),
            (profile.bindings, binding),
            (profile.hosts, host),
            (self.weirds, event.segment),
        ):
            if key in table:
                table[key].add(event.at_ns)  # type: ignore[index]
            else:
                table[key] = Span(event.at_ns, event.at_ns)  # type: ignore[index]
        if not event.speaker:
            self.see(profile.sightings.setdefault(event.segment, []), event.at_ns)
        profile.dropped["facts"] = profile.dropped.get("facts", 0) + 1

    def see(self, spans: list[Span], at_ns: int) -> None:
        near = [s for s in spans if s.first_ns - GAP_NS <= at_ns <= s.last_ns + GAP_NS]
        whole = Span(
            min([at_ns, *(s.first_ns for s in near)]),
            max([at_ns, *(s.last_ns for s in near)]),
            1 + sum(s.count for s in near),
        )
        spans[:] = sorted([*(s for s in spans if s not in near), whole], key=lambda s: s.first_ns)

    def changes(self) -> Changes:
        """A copy of the totals so far."""
        copies = []
        for profile in self.profiles.values():
            copy = Profile(profile.device, dropped=dict(profile.dropped))
            for name in ("facts", "bindings", "hosts"):
                spans = getattr(profile, name)
                setattr(copy, name, {key: Span(s.first_ns, s.last_ns, s.count)
                                     for key, s in spans.items()})  # fmt: skip
            copy.sightings = {
                segment: [Span(s.first_ns, s.last_ns, s.count) for s in spans]
                for segment, spans in profile.sightings.items()
            }
            copies.append(copy)
        tallies = [
            WeirdTally(segment, "arp-short", s.count, s.first_ns, s.last_ns, b"%d" % s.first_ns)
            for segment, s in self.weirds.items()
        ]
        tenures = [
            Tenure(key.segment, key.ip, copy.device, key.basis, span.first_ns, span.last_ns)
            for copy in copies
            for key, span in copy.bindings.items()
        ]
        return Changes(profiles=copies, weirds=tallies, tenures=tenures)


def kept(saves: list[Changes]) -> dict[str, list[tuple[object, ...]]]:
    """Every row, but for its id (given once, at first sight), after these saves in this order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        with Store.open(path, "hs", random_octets=bytes) as store:
            for changes in saves:
                store.save(changes)
            assert [p for p in store.check() if "dated before 2000" not in p.what] == []
        connection = sqlite3.connect(path)
        rows = {}
        for table in ("device", "fact", "binding", "host_record", "sighting", "dropped",
                      "weird", "tenure"):  # fmt: skip
            columns = [
                name
                for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")
                if name != "id"
            ]
            found = connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
            rows[table] = sorted(found, key=repr)
        connection.close()
    return rows


@settings(max_examples=40, deadline=None)
@given(EVENTS, st.data())
def test_order_and_redelivery_change_nothing(events: list[Event], data: st.DataObject) -> None:
    """Totals saved as they grow, in any order and any number of times, leave the same rows."""
    road, saves = Road(), []
    for event in events:
        road.walk(event)
        if data.draw(st.booleans()):
            saves.append(road.changes())
    saves.append(road.changes())
    once = kept(saves[-1:])
    again = data.draw(st.lists(st.sampled_from(saves), max_size=3))
    shuffled = data.draw(st.permutations(saves + again))
    assert kept(saves) == once
    assert kept(shuffled) == once


@settings(max_examples=25, deadline=None)
@given(EVENTS)
def test_profiles_come_back_equal(events: list[Event]) -> None:
    """Whatever text and addresses a profile holds, it is read back equal."""
    road = Road()
    for event in events:
        road.walk(event)
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "x.db") as store:
        store.save(road.changes())
        stored = store.load_profiles()
    assert {device: row.profile for device, row in stored.items()} == road.profiles


@given(
    st.lists(
        st.tuples(st.integers(0, 100), st.integers(0, 30), st.integers(1, 9)).map(
            lambda t: Span(t[0], t[0] + t[1], t[2])
        ),
        max_size=8,
    )
)
def test_laid_together_intervals_never_overlap(spans: list[Span]) -> None:
    """The union is in order, without overlaps, covers what it was given, and is its own union."""
    union = lay_together([], spans)
    assert all(a.last_ns < b.first_ns for a, b in pairwise(union))
    assert all(
        any(u.first_ns <= s.first_ns and s.last_ns <= u.last_ns for u in union) for s in spans
    )
    assert lay_together(union, union) == union
    assert lay_together(union, spans) == union
