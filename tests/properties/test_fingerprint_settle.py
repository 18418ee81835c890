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
def test_contradictions_are_shown_at_most_once_in_ten_minutes(
    steps: list[tuple[Identity, int]],
) -> None:
    """Two changes to a contradicting type are never less than ten minutes apart."""
    now, shown, changes = 0, None, []
    for candidate, pause in steps:
        now += pause
        before = shown
        shown = settle(before, candidate, now, VOCABULARY)
        if before is not None and contradicts(before.identity.type, shown.identity.type):
            changes.append(now)
    for earlier, later in pairwise(changes):
        assert later - earlier >= HOLD_NS


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
