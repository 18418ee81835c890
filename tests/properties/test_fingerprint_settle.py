"""What is shown never flaps."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from walljack.fingerprint import Settled, parse_vocabulary, settle
from walljack.fingerprint.settle import HOLD_NS
from walljack.model.identity import Band, Identity

FINGERPRINTS = Path(__file__).parents[2] / "fingerprints"
VOCABULARY = parse_vocabulary((FINGERPRINTS / "vocabulary.toml").read_text("utf-8"))


@st.composite
def identities(draw: st.DrawFn) -> Identity:
    """Any type at a band that it can have."""
    kind = draw(st.sampled_from(sorted(VOCABULARY.types)))
    bands = [Band.UNKNOWN] if kind == "unknown" else [Band.POSSIBLE, Band.LIKELY, Band.CONFIRMED]
    return Identity(kind, "", "", "", "", draw(st.sampled_from(bands)), 0, None, (), (), "")


STEPS = st.lists(st.tuples(identities(), st.integers(0, HOLD_NS)), min_size=1, max_size=30)


def contradicts(one: str, other: str) -> bool:
    """Neither is the other or lies above it; falling to unknown contradicts an answer."""
    if one == "unknown":
        return False
    return not VOCABULARY.compatible(one, other)


@given(STEPS)
def test_contradictions_do_not_chase_each_other(steps: list[tuple[Identity, int]]) -> None:
    """Of changes to a contradicting type less than ten minutes apart, the later one replaces a
    hint by a likely answer, and a third one does not follow before the ten minutes are over."""
    now, shown = 0, None
    changes: list[tuple[int, Band, Band]] = []
    for candidate, pause in steps:
        now += pause
        before = shown
        shown = settle(before, candidate, now, VOCABULARY)
        if before is not None and contradicts(before.identity.type, shown.identity.type):
            changes.append((now, before.identity.band, shown.identity.band))
    for (earlier, *_), (later, old, new) in pairwise(changes):
        if later - earlier < HOLD_NS:
            assert old is Band.POSSIBLE
            assert new.rank >= Band.LIKELY.rank
    for first, third in zip(changes, changes[2:], strict=False):
        assert third[0] - first[0] >= HOLD_NS


@given(STEPS)
def test_sureness_only_rises_within_ten_minutes(steps: list[tuple[Identity, int]]) -> None:
    """What is shown never becomes less sure before that has been said for ten minutes."""
    shown = None
    for candidate, _pause in steps:
        before = shown
        shown = settle(before, candidate, 0, VOCABULARY)
        if before is not None:
            assert shown.identity.band.rank >= before.identity.band.rank


@given(STEPS, identities())
def test_what_holds_is_shown_and_stays(steps: list[tuple[Identity, int]], last: Identity) -> None:
    """Whatever came before, asking again with the same candidate settles on one answer."""
    now, shown = 0, None
    for candidate, pause in steps:
        now += pause
        shown = settle(shown, candidate, now, VOCABULARY)
    for _ in range(4):
        now += HOLD_NS
        shown = settle(shown, last, now, VOCABULARY)
    assert shown is not None
    for _ in range(4):
        now += HOLD_NS
        again = settle(shown, last, now, VOCABULARY)
        assert again.identity == shown.identity
        shown = again


@given(identities(), st.integers(0, 2**62))
def test_asking_twice_changes_nothing(candidate: Identity, now: int) -> None:
    """The same candidate at the same time is shown as it is."""
    once = settle(None, candidate, now, VOCABULARY)
    assert settle(once, candidate, now, VOCABULARY) == once == Settled(candidate, now)
