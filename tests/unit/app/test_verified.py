"""What people at a site saw with their own eyes, from the custody log to the band."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcaps.district import MORNING, FixedPlace, Kept, sample_school
from walljack.app import replay
from walljack.app.verified import FOUND, site_book, site_digests
from walljack.custody import append
from walljack.model.case import Act, CaseState
from walljack.model.change import Changes
from walljack.model.identity import Band
from walljack.render.words import how_sure

CAST = "48:d6:d5:20:06:07"
SWITCH = "98:b6:e9:30:04:01"


def again(place: FixedPlace) -> FixedPlace:
    """The same files, as the next run of the program sees them."""
    return FixedPlace(place.db, place.config)


def verify(place: FixedPlace, device: str, found: str) -> None:
    """Somebody went to see the device of an open case, and wrote down what it is."""
    with place.open_store() as store:
        (case,) = (case for case in store.cases(open_only=True) if str(case.device) == device)
        newest = store.newest_ns()
        assert newest is not None
        act = Act(case.id, newest, CaseState.VERIFIED.value, "a technician", {FOUND: found})
        store.save(Changes(custody=[append(store.custody_head(), act)]))


@pytest.fixture
def place(tmp_path: Path) -> FixedPlace:
    """The sample district after the sample morning."""
    place = sample_school(tmp_path)
    replay(place, [str(MORNING)])
    return place


def test_without_a_verified_case_the_book_is_the_shipped_one(place: FixedPlace) -> None:
    """Nothing verified, nothing changed: the same book and digests, nothing to judge anew."""
    with place.open_store() as store:
        assert site_book(place, store) is place.book
        assert site_digests(place, store) == place.digests


def test_a_verified_case_is_shown_beside_the_labelled_devices(place: FixedPlace) -> None:
    """After somebody verified a case, the next run judges anew, logs it, and says so."""
    before = Kept(place).identity(CAST)
    verify(place, CAST, "smart_speaker")
    done = replay(again(place), [str(MORNING)])
    assert (done.read, done.rejudged) == ((), True)
    kept = Kept(place)
    assert kept.change_log[-1].act == "judged-by"
    assert kept.change_log[-1].subject == "fingerprints"
    identity = kept.identity(CAST)
    assert identity.band is before.band
    assert identity.record is not None
    assert (identity.record.here_n, identity.record.here_right) == (1, 1)
    assert how_sure(identity).endswith(" labelled devices, 1 of 1 verified here")
    assert not replay(again(place), [str(MORNING)]).rejudged, "it is judged anew only once"


def test_what_was_wrong_here_falls_at_once(place: FixedPlace) -> None:
    """A kind of evidence that misled at this site falls by a band, for every device."""
    assert Kept(place).taken_for(SWITCH) == ("game_console", Band.LIKELY)
    verify(place, SWITCH, "camera")
    replay(again(place), [str(MORNING)])
    kept = Kept(place)
    assert kept.taken_for(SWITCH) == ("game_console", Band.POSSIBLE)
    record = kept.identity(SWITCH).record
    assert record is not None
    assert (record.here_n, record.here_right) == (1, 0)


def test_the_last_word_about_a_device_counts(place: FixedPlace) -> None:
    """Who verified a case wrongly verifies it again."""
    verify(place, SWITCH, "camera")
    verify(place, SWITCH, "game_console")
    replay(again(place), [str(MORNING)])
    assert Kept(place).taken_for(SWITCH) == ("game_console", Band.LIKELY)


def test_a_word_that_is_no_type_is_told(place: FixedPlace) -> None:
    """A verified type that the vocabulary lacks counts for nothing and is named."""
    verify(place, SWITCH, "toaster")
    fresh = again(place)
    with fresh.open_store() as store:
        assert site_book(fresh, store) is fresh.book
    (notice,) = fresh.notices
    assert "verified_type 'toaster' is no type of device" in str(notice)


def test_only_what_it_had_said_by_then_counts(place: FixedPlace) -> None:
    """What a device says after it was verified is no part of that record."""
    with place.open_store() as store:
        (case,) = (case for case in store.cases() if str(case.device) == SWITCH)
        act = Act(case.id, 1, CaseState.VERIFIED.value, "a technician", {FOUND: "camera"})
        store.save(Changes(custody=[append(store.custody_head(), act)]))
        book = site_book(place, store)
    assert "habit" not in book.records.here
