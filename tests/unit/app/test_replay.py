"""Replaying captures: once, again, in pieces, in any order, from anywhere, and broken ones."""

from __future__ import annotations

import gzip
import io
import itertools
from pathlib import Path

import pytest

from tests.pcaps import cut
from tests.pcaps.district import (
    CASES,
    MORNING,
    FixedPlace,
    Kept,
    rows_of,
    sample_school,
    school,
)
from walljack.app import Workplace, replay
from walljack.custody import verify
from walljack.fingerprint import identify
from walljack.model.error import ProblemsError
from walljack.model.signal import Standing
from walljack.store import StoreError

LISTED = {"8c:ec:4b:10:00:05": "server"}
SMALL = (
    "address-moves",
    "address-handed-on",
    "behind-relay",
    "forged-homepod",
    "sleep-proxy",
    "stray-dhcp-server",
    "cast-group",
    "virtual-router",
    "arp-probe",
)
# What a capture is called and how it was cut is kept with it; each change of band between two
# saves is a step of the history of what was shown, and pieces are saved one by one.
OF_THE_PIECES = ("capture", "identity_log")


def reopened(place: FixedPlace) -> FixedPlace:
    """The same files, as the next run of the program sees them."""
    return FixedPlace(place.db, place.config)


def identities(place: FixedPlace) -> dict[str, tuple[str, ...]]:
    """Everything that is said of what each device is, and by which entries."""
    kept = Kept(place)
    return {
        address: (
            *(str(getattr(identity, part)) for part in ("type", "vendor", "model", "os", "line")),
            identity.band.value,
            *(claim.entry for claim in identity.claims_for),
            *(claim.entry for claim in identity.claims_against),
        )
        for address in kept.devices
        for identity in [kept.identity(address)]
    }


# -- again --------------------------------------------------------------------------------------


def test_the_same_capture_again_changes_nothing(tmp_path: Path) -> None:
    """A second replay, in the same run or in another, leaves every row as it was."""
    place = sample_school(tmp_path)
    replay(place, [str(MORNING), str(MORNING)])
    rows = rows_of(place.db)
    assert replay(place, [str(MORNING)]).known == (str(MORNING),)
    done = replay(reopened(place), [str(MORNING)])
    assert (done.read, done.known, done.rejudged) == ((), (str(MORNING),), False)
    assert rows_of(place.db) == rows


def test_a_copy_under_another_name_is_the_same_capture(tmp_path: Path) -> None:
    """A capture is known by what is in it, not by what it is called."""
    place = school(tmp_path, listed=LISTED)
    case = CASES / "arp-probe.pcap"
    copy = tmp_path / "renamed.cap"
    copy.write_bytes(case.read_bytes())
    replay(place, [str(case)])
    assert replay(place, [str(copy)]).known == (str(copy),)


def test_again_adds_to_the_counts_and_to_nothing_else(tmp_path: Path) -> None:
    """``again`` doubles what was counted; devices, identities, findings and cases stay."""
    place = sample_school(tmp_path)
    replay(place, [str(MORNING)])
    before, kept = rows_of(place.db), Kept(place)
    replay(reopened(place), [str(MORNING)], again=True)
    after, twice = rows_of(place.db), Kept(place)
    counted = ("fact", "binding", "host_record", "sighting")
    for table in before.keys() - counted - {"identity", "identity_log"}:
        assert after[table] == before[table], table
    for table in counted:
        assert len(after[table]) == len(before[table]), table
    assert identities(place) == identities(reopened(place))
    for address, stored in kept.devices.items():
        for key, span in stored.profile.facts.items():
            held = twice.devices[address].profile.facts[key]
            assert (held.first_ns, held.last_ns) == (span.first_ns, span.last_ns)
            assert held.count == 2 * span.count


# -- in pieces ----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", SMALL)
def test_two_halves_in_two_runs_are_one_capture(case: str, tmp_path: Path) -> None:
    """Wherever a capture is cut, its halves in two runs leave the rows of the whole."""
    path = CASES / f"{case}.pcap"
    whole = school(tmp_path, policy="mukilteo-2314p", listed=LISTED)
    replay(whole, [str(path)])
    expected = rows_of(whole.db, OF_THE_PIECES)
    taken = cut.records(path)
    for at in sorted({1, len(taken) // 3, len(taken) // 2, len(taken) - 1}):
        first = cut.save(tmp_path / f"{at}-first.pcap", taken[:at], path)
        second = cut.save(tmp_path / f"{at}-second.pcap", taken[at:], path)
        place = school(tmp_path, policy="mukilteo-2314p", listed=LISTED, name=f"cut{at}")
        replay(place, [first])
        replay(reopened(place), [second])
        assert rows_of(place.db, OF_THE_PIECES) == expected, f"cut at record {at}"


def test_the_morning_in_two_runs_is_one_morning(tmp_path: Path) -> None:
    """The halves of the school morning in two runs leave the rows of the whole."""
    whole = sample_school(tmp_path)
    replay(whole, [str(MORNING)])
    taken = cut.records(MORNING)
    middle = len(taken) // 2
    first = cut.save(tmp_path / "first.pcap", taken[:middle], MORNING)
    second = cut.save(tmp_path / "second.pcap", taken[middle:], MORNING)
    place = sample_school(tmp_path, name="halves")
    replay(place, [first])
    replay(reopened(place), [second])
    assert rows_of(place.db, OF_THE_PIECES) == rows_of(whole.db, OF_THE_PIECES)


def test_a_case_goes_on_over_runs(tmp_path: Path) -> None:
    """A device that is still there in the next capture adds to its case, and opens no other."""
    place = sample_school(tmp_path)
    taken = cut.records(MORNING)
    for n in range(0, len(taken), 300):
        part = taken[n : n + 300]
        replay(reopened(place), [cut.save(tmp_path / f"{n}.pcap", part, MORNING)])
    kept = Kept(place)
    assert sorted(case.number for case in kept.cases) == list(range(1, len(kept.cases) + 1))
    assert len({(case.device, case.segment) for case in kept.cases}) == len(kept.cases)
    assert verify(kept.custody) == []


# -- in any order -------------------------------------------------------------------------------


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_captures_in_any_order_give_the_same_identities(
    order: tuple[int, ...], tmp_path: Path
) -> None:
    """What devices say themselves, when, how often, and what that means: the same in any order.

    What others say of them is linked to whoever is known to hold the address at that time, and
    what is shown falls in sureness only after a while: these two do depend on the order.
    """
    path = CASES / "forged-homepod.pcap"
    whole = school(tmp_path, policy="k12-default", listed=LISTED)
    replay(whole, [str(path)])
    taken = cut.records(path)
    third = len(taken) // 3
    bounds = [0, third, 2 * third, len(taken)]
    parts = [
        cut.save(tmp_path / f"{n}.pcap", taken[bounds[n] : bounds[n + 1]], path) for n in range(3)
    ]
    place = school(tmp_path, policy="k12-default", listed=LISTED, name="parts")
    replay(place, [parts[n] for n in order])
    one, other = Kept(whole), Kept(place)
    assert own_word(one) == own_word(other)
    for address in one.devices:
        assert one.taken_for(address)[0] == other.taken_for(address)[0]
        own = one.signals(address, Standing.OWN), other.signals(address, Standing.OWN)
        assert identify(own[0], place.book) == identify(own[1], place.book)
    assert {(f.rule, f.device, f.segment) for f in one.findings} == {
        (f.rule, f.device, f.segment) for f in other.findings
    }


def own_word(kept: Kept) -> dict[str, object]:
    """Of each device: what it said itself and when it was there, with least and greatest time."""
    return {
        address: (
            {
                key: (span.first_ns, span.last_ns, span.count)
                for key, span in stored.profile.facts.items()
                if key.speaker == 0
            },
            {
                key: (span.first_ns, span.last_ns, span.count)
                for key, span in stored.profile.bindings.items()
            },
            {
                segment: [(span.first_ns, span.last_ns, span.count) for span in spans]
                for segment, spans in stored.profile.sightings.items()
            },
        )
        for address, stored in kept.devices.items()
    }


# -- refused ------------------------------------------------------------------------------------


def test_a_refused_capture_leaves_the_earlier_ones(tmp_path: Path) -> None:
    """What was read before a capture that is refused is kept; of that one nothing is."""
    alone = school(tmp_path, listed=LISTED)
    good = CASES / "imaging-lab.pcap"
    replay(alone, [str(good)])
    place = school(tmp_path, listed=LISTED, name="refused")
    bad = tmp_path / "bad.pcap"
    octets = (CASES / "stray-dhcp-server.pcap").read_bytes()
    bad.write_bytes(gzip.compress(octets)[:-8] + bytes(8))  # all frames, then a wrong checksum
    with pytest.raises(ProblemsError) as refused:
        replay(place, [str(good), str(bad), str(CASES / "cast-group.pcap")])
    assert [problem.where for problem in refused.value.problems] == [str(bad)]
    assert rows_of(place.db) == rows_of(alone.db)


def test_missing_captures_are_told_at_once_and_nothing_is_read(tmp_path: Path) -> None:
    """All captures that cannot be opened are named before anything is made or read."""
    place = school(tmp_path)
    with pytest.raises(ProblemsError) as refused:
        replay(place, ["gone.pcap", str(CASES / "cast-group.pcap"), str(tmp_path)])
    assert [problem.where for problem in refused.value.problems] == ["gone.pcap", str(tmp_path)]
    assert not place.db.exists()


def test_refused_lists_leave_everything_as_it_was(tmp_path: Path) -> None:
    """With a bad register nothing is judged: no row changes, and no database is made."""
    place = school(tmp_path, listed={"not an address": "server"})
    with pytest.raises(ProblemsError):
        replay(place, [str(CASES / "cast-group.pcap")])
    assert not place.db.exists()


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    """A file that is no database of ours is refused, and not touched."""
    place = school(tmp_path)
    place.db.write_bytes(b"SQLite format 3\0" + bytes(200))
    before = place.db.read_bytes()
    with pytest.raises(StoreError):
        replay(place, [str(CASES / "cast-group.pcap")])
    assert place.db.read_bytes() == before


# -- books that change --------------------------------------------------------------------------


def test_another_policy_judges_anew_and_is_logged(tmp_path: Path) -> None:
    """Under a new policy every device is judged anew, at once, and the log says what changed."""
    place = sample_school(tmp_path)
    replay(place, [str(MORNING)])
    changed = sample_school(tmp_path, policy="monroe-2022p")
    assert replay(changed, [str(MORNING)]).rejudged
    fresh = sample_school(tmp_path, policy="monroe-2022p", name="fresh")
    replay(fresh, [str(MORNING)])
    kept, anew = Kept(changed), Kept(fresh)
    for address in anew.devices:
        assert kept.rules(address) == anew.rules(address), address
    old = [finding for finding in kept.findings if finding.policy == "mukilteo-2314p"]
    assert old
    assert all(finding.ended_ns is not None for finding in old)
    assert [entry.subject for entry in kept.change_log if entry.act == "judged-by"][-1] == "policy"
    assert verify(kept.custody) == []
    rows = rows_of(changed.db)
    assert not replay(reopened(changed), [str(MORNING)]).rejudged
    assert rows_of(changed.db) == rows


def test_what_is_entered_in_the_register_ceases_to_be_found(tmp_path: Path) -> None:
    """Once a console is entered in the register nothing holds; a person closes the case."""
    console = "78:c8:81:20:06:05"
    capture = str(CASES / "mirrored-twice.pcap")
    place = school(tmp_path, listed=LISTED, policy="mukilteo-2314p")
    replay(place, [capture])
    assert Kept(place).rules(console) == ["game-console-wired"]
    entered = school(tmp_path, listed=LISTED | {console: "game_console"}, policy="mukilteo-2314p")
    assert replay(entered, [capture]).rejudged
    kept = Kept(entered)
    assert kept.rules(console) == []
    assert [case.state.value for case in kept.cases] == ["opened"]
    assert [entry.act for entry in kept.custody] == ["opened", "finding-ended"]
    assert [e.subject for e in kept.change_log if e.act == "judged-by"][-1] == "register"


# -- from anywhere ------------------------------------------------------------------------------


def test_standard_input_is_a_capture(tmp_path: Path) -> None:
    """``-`` reads the stream, and a capture that came by it is known again as a file."""
    path = CASES / "behind-relay.pcap"
    place = school(tmp_path, listed=LISTED)
    done = replay(place, ["-"], standard_input=io.BytesIO(path.read_bytes()))
    assert [row.path for row in done.read] == ["standard input"]
    assert replay(place, [str(path)]).known == (str(path),)
    by_file = school(tmp_path, listed=LISTED, name="file")
    replay(by_file, [str(path)])
    assert rows_of(place.db, ["capture"]) == rows_of(by_file.db, ["capture"])


def test_a_refused_standard_input_is_called_so(tmp_path: Path) -> None:
    """The error names standard input, never the temporary file that held it."""
    with pytest.raises(ProblemsError) as refused:
        replay(school(tmp_path), ["-"], standard_input=io.BytesIO(b"no capture"))
    assert str(refused.value).startswith("standard input: ")


def test_gzip_gives_the_same_rows(tmp_path: Path) -> None:
    """A compressed capture leaves what the plain one does, whatever it is called."""
    path = CASES / "forged-homepod.pcap"
    packed = tmp_path / "packed"
    packed.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    plain, small = school(tmp_path, listed=LISTED), school(tmp_path, listed=LISTED, name="small")
    replay(plain, [str(path)])
    replay(small, [str(packed)])
    assert rows_of(plain.db, ["capture"]) == rows_of(small.db, ["capture"])


# -- not quite whole ----------------------------------------------------------------------------


def test_time_that_goes_back_is_counted(tmp_path: Path) -> None:
    """Records out of order are absorbed by least and greatest, and counted."""
    path = CASES / "forged-homepod.pcap"
    taken = cut.records(path)
    whole, mixed = school(tmp_path, listed=LISTED), school(tmp_path, listed=LISTED, name="mixed")
    replay(whole, [str(path)])
    replay(mixed, [cut.save(tmp_path / "mixed.pcap", [*taken[5:], *taken[:5]], path)])
    assert Kept(whole).weirds == {}
    assert Kept(mixed).weirds == {("room", "time-went-back"): 5}
    assert identities(whole) == identities(mixed)


def test_a_truncated_capture_is_a_counted_weird(tmp_path: Path) -> None:
    """The whole records of a capture that ends in the middle of one are kept, and it is told."""
    path = CASES / "cast-group.pcap"
    short = tmp_path / "short.pcap"
    short.write_bytes(path.read_bytes()[:-7])
    place = school(tmp_path, listed=LISTED)
    replay(place, [str(short)])
    kept = Kept(place)
    assert [capture.truncated for capture in kept.captures] == [True]
    assert sum(kept.weirds.values()) == 1
    assert kept.taken_for("48:d6:d5:20:06:07")[0] == "smart_speaker"


def test_a_capture_without_a_packet_is_kept(tmp_path: Path) -> None:
    """An empty capture is read, recorded, and leaves no device."""
    path = CASES / "cast-group.pcap"
    place = school(tmp_path, listed=LISTED)
    replay(place, [cut.save(tmp_path / "empty.pcap", [], path)])
    kept = Kept(place)
    assert [capture.frames for capture in kept.captures] == [0]
    assert kept.devices == {}


def test_a_refused_first_replay_leaves_no_database(tmp_path: Path) -> None:
    """Where nothing was kept, nothing is left behind."""
    junk = tmp_path / "junk.pcap"
    junk.write_bytes(b"no capture at all")
    db = tmp_path / "walljack.db"
    with pytest.raises(ProblemsError):
        replay(Workplace(db, None), [str(junk)])
    assert [path.name for path in tmp_path.iterdir()] == ["junk.pcap"]
