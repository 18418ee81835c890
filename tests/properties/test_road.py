"""The road under any sequence of real frames: it never fails, and order is no evidence."""

from __future__ import annotations

import tempfile
from functools import cache
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pcaps.district import CASES, CLIENTS, FixedPlace, counted_octets, rows_of, school
from walljack.capture import read_capture
from walljack.custody import verify
from walljack.fingerprint import identify
from walljack.model.identity import Band
from walljack.model.packet import Packet
from walljack.model.profile import Profile
from walljack.model.signal import Signal, Standing
from walljack.pipeline import Road, Rules, Segments
from walljack.profile import signals
from walljack.store import Store

START_NS = 1_791_297_600_000_000_000
SECOND_NS = 1_000_000_000


@cache
def pool() -> tuple[Packet, ...]:
    """Every distinct frame of the special captures and of the real clients."""
    frames: dict[bytes, Packet] = {}
    for path in (*sorted(CASES.glob("*.pcap")), *sorted(CLIENTS.glob("*.pcap"))):
        with read_capture(path, capture_point="capture") as capture:
            for packet in capture:
                frames.setdefault(packet.data, packet)
    return tuple(frames.values())


@cache
def place() -> FixedPlace:
    """A school under Mukilteo's policy with a small register."""
    folder = Path(tempfile.mkdtemp(prefix="walljack-road-"))
    listed = {"8c:ec:4b:10:00:05": "server", "8c:04:ba:20:01:01": "desktop"}
    made = school(folder, policy="mukilteo-2314p", listed=listed)
    assert made.policy.rules
    assert made.register.assets
    return made


def new_road() -> Road:
    """A road that knows nothing yet."""
    rules = Rules(
        book=place().book,
        vendors=place().vendors,
        policy=place().policy,
        register=place().register,
        sensor="test",
        epoch="0" * 32,
    )
    return Road(rules, Segments(place().settings.segments))


def own_word(profile: Profile) -> list[Signal]:
    """What the device says itself; what others say goes by who holds an address, so by time."""
    return [signal for signal in signals(profile) if signal.standing is Standing.OWN]


frames = st.deferred(lambda: st.sampled_from(pool()))
# From an hour before to a day after, so that seconds, sightings and days are crossed both ways.
moments = st.integers(min_value=-3_600, max_value=86_400).map(lambda s: START_NS + s * SECOND_NS)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(frames, moments), max_size=40))
def test_any_sequence_of_frames_is_judged(taken: list[tuple[Packet, int]]) -> None:
    """No order, time or repetition of frames fails; what is found stands on what was there."""
    road = new_road()
    for packet, at_ns in taken:
        road.feed(packet._replace(at_ns=at_ns))
    road.end_source()
    changes = road.take_changes()
    assert verify(changes.custody) == []
    present = {
        (profile.device, segment) for profile in changes.profiles for segment in profile.sightings
    }
    for finding in changes.findings:
        assert (finding.device, finding.segment) in present
        assert finding.ended_ns is None or finding.first_ns <= finding.last_ns <= finding.ended_ns
    for case in changes.cases:
        assert set(case.findings) <= {finding.id for finding in changes.findings}
    assert len({(case.device, case.segment) for case in changes.cases}) == len(changes.cases)
    for profile in changes.profiles:
        for spans in profile.sightings.values():
            assert all(one.last_ns < other.first_ns for one, other in pairwise(spans))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(frames, moments), min_size=1, max_size=25))
def test_saving_twice_changes_nothing(taken: list[tuple[Packet, int]]) -> None:
    """The same changes saved again leave every row as it was, and the file is whole."""
    road = new_road()
    for packet, at_ns in taken:
        road.feed(packet._replace(at_ns=at_ns))
    road.end_source()
    changes = road.take_changes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        with Store.open(path, "test", random_octets=counted_octets()) as store:
            store.save(changes)
            once = rows_of(path)
            store.save(changes)
            assert store.check() == []
            assert verify(store.custody()) == []
        assert rows_of(path) == once


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_order_within_a_second_is_no_evidence(data: st.DataObject) -> None:
    """One second's frames in two orders: the same own word, and the same identity of it."""
    taken = data.draw(st.lists(frames, min_size=2, max_size=20))
    other = data.draw(st.permutations(taken))
    one, two = new_road(), new_road()
    for road, order in ((one, taken), (two, other)):
        for packet in order:
            road.feed(packet._replace(at_ns=START_NS))
        road.end_source()
    assert one.inventory.profiles.keys() == two.inventory.profiles.keys()
    for device, profile in one.inventory.profiles.items():
        again = two.inventory.profiles[device]
        assert {
            s: [(x.count, x.first_ns) for x in spans] for s, spans in profile.sightings.items()
        } == {s: [(x.count, x.first_ns) for x in spans] for s, spans in again.sightings.items()}
        assert set(map(repr, own_word(profile))) == set(map(repr, own_word(again)))
        assert identify(own_word(profile), place().book) == identify(own_word(again), place().book)


@settings(max_examples=40, deadline=None)
@given(st.lists(frames, min_size=1, max_size=15), st.integers(min_value=2, max_value=4))
def test_repetition_is_no_evidence(taken: list[Packet], times: int) -> None:
    """Frames that come several times say no more than once: the same bands and the same rules."""
    one, many = new_road(), new_road()
    for packet in taken:
        one.feed(packet._replace(at_ns=START_NS))
        for _ in range(times):
            many.feed(packet._replace(at_ns=START_NS))
    for road in (one, many):
        road.end_source()
    first, second = one.take_changes(), many.take_changes()
    shown = [
        {change.device: (change.identity.type, change.identity.band) for change in changes.shown}
        for changes in (first, second)
    ]
    assert shown[0] == shown[1]
    assert [finding.key for finding in first.findings] == [f.key for f in second.findings]
    assert [case.number for case in first.cases] == [case.number for case in second.cases]


@settings(max_examples=40, deadline=None)
@given(st.lists(frames, min_size=1, max_size=25))
def test_hearsay_alone_is_at_most_possible(taken: list[Packet]) -> None:
    """A device that was only spoken of is at most possibly anything, and has no finding."""
    road = new_road()
    for n, packet in enumerate(taken):
        road.feed(packet._replace(at_ns=START_NS + n * SECOND_NS))
    road.end_source()
    changes = road.take_changes()
    absent = {profile.device for profile in changes.profiles if not profile.sightings}
    for change in changes.shown:
        if change.device in absent:
            assert change.identity.band.rank <= Band.POSSIBLE.rank
    assert not [finding for finding in changes.findings if finding.device in absent]
