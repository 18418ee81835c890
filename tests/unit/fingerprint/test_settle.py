"""Hysteresis: what is shown does not flap."""

from __future__ import annotations

from dataclasses import replace

from walljack.fingerprint import Settled, settle
from walljack.fingerprint.settle import HOLD_NS
from walljack.model.identity import Band, Claim, Identity
from walljack.model.signal import Signal, Standing
from walljack.model.vocabulary import Vocabulary

T0 = 1_750_000_000_000_000_000


def answer(kind: str, band: Band) -> Identity:
    """An identity of which only type and band matter."""
    return Identity(kind, "", "", "", "", band, 0, None, (), (), "")


def test_the_first_answer_is_shown(vocabulary: Vocabulary) -> None:
    """Nothing was shown: the candidate is, from now."""
    first = answer("phone", Band.POSSIBLE)
    assert settle(None, first, T0, vocabulary) == Settled(first, T0)


def test_the_same_type_keeps_its_time(vocabulary: Vocabulary) -> None:
    """A better band of the same type is shown at once, and the time stays."""
    shown = settle(None, answer("phone", Band.POSSIBLE), T0, vocabulary)
    later = settle(shown, answer("phone", Band.LIKELY), T0 + 5, vocabulary)
    assert (later.identity.band, later.since_ns) == (Band.LIKELY, T0)


def test_deeper_is_shown_at_once(vocabulary: Vocabulary) -> None:
    """From unknown to branch to leaf there is no waiting."""
    shown = settle(None, answer("unknown", Band.UNKNOWN), T0, vocabulary)
    shown = settle(shown, answer("media", Band.POSSIBLE), T0 + 1, vocabulary)
    shown = settle(shown, answer("smart_tv", Band.POSSIBLE), T0 + 2, vocabulary)
    assert (shown.identity.type, shown.since_ns) == ("smart_tv", T0 + 2)


def claimed(kind: str, standing: Standing) -> Identity:
    """A possible answer that rests on one claim of this standing."""
    said = Signal("mdns.service", "_x._tcp", standing=standing)
    claim = Claim("x", kind, "", "", "", "", "captured", False, "mdns", Band.POSSIBLE, (said,), "")
    return replace(answer(kind, Band.POSSIBLE), claims_for=(claim,))


def test_own_word_replaces_hearsay_at_once(vocabulary: Vocabulary) -> None:
    """A forger that speaks first is shown only until the device itself says what it is."""
    forged = settle(None, claimed("smart_speaker", Standing.HEARSAY), T0, vocabulary)
    own = settle(forged, claimed("laptop", Standing.OWN), T0 + 1, vocabulary)
    assert own.identity.type == "laptop"
    again = settle(own, claimed("smart_speaker", Standing.HEARSAY), T0 + 2, vocabulary)
    assert again.identity.type == "laptop"


def test_a_hint_gives_way_at_once(vocabulary: Vocabulary) -> None:
    """What was only possible is replaced without waiting by another type that is likely."""
    shown = settle(None, answer("mobile", Band.POSSIBLE), T0, vocabulary)
    shown = settle(shown, answer("smart_speaker", Band.LIKELY), T0 + 1, vocabulary)
    assert (shown.identity.type, shown.since_ns) == ("smart_speaker", T0 + 1)
    shown = settle(shown, answer("mobile", Band.POSSIBLE), T0 + 2, vocabulary)
    assert shown.identity.type == "smart_speaker"


def test_a_fall_in_sureness_must_hold(vocabulary: Vocabulary) -> None:
    """The same type, less sure, is shown after ten minutes; it is still shown since the first."""
    likely, possible = answer("phone", Band.LIKELY), answer("phone", Band.POSSIBLE)
    shown = settle(settle(None, likely, T0, vocabulary), possible, T0 + 1, vocabulary)
    assert (shown.identity.band, shown.pending) == (Band.LIKELY, "phone")
    assert settle(shown, possible, T0 + 1 + HOLD_NS, vocabulary) == Settled(possible, T0)


def test_another_type_must_hold(vocabulary: Vocabulary) -> None:
    """A contradicting type is shown after ten minutes without a break, not before."""
    shown = settle(None, answer("laptop", Band.LIKELY), T0, vocabulary)
    phone = answer("phone", Band.LIKELY)
    shown = settle(shown, phone, T0 + 1, vocabulary)
    assert (shown.identity.type, shown.pending, shown.pending_since_ns) == (
        "laptop",
        "phone",
        T0 + 1,
    )
    shown = settle(shown, phone, T0 + HOLD_NS, vocabulary)
    assert shown.identity.type == "laptop"
    shown = settle(shown, phone, T0 + 1 + HOLD_NS, vocabulary)
    assert shown == Settled(phone, T0 + 1 + HOLD_NS)


def test_a_break_starts_the_time_again(vocabulary: Vocabulary) -> None:
    """The shown answer coming back in between clears what waits."""
    laptop, phone = answer("laptop", Band.LIKELY), answer("phone", Band.LIKELY)
    shown = settle(settle(None, laptop, T0, vocabulary), phone, T0 + 1, vocabulary)
    shown = settle(shown, laptop, T0 + 2, vocabulary)
    assert shown.pending == ""
    shown = settle(shown, phone, T0 + HOLD_NS + 5, vocabulary)
    assert shown.identity.type == "laptop"


def test_a_weaker_contradiction_never_replaces(vocabulary: Vocabulary) -> None:
    """However long it holds, a possible type does not replace a likely one of another branch."""
    shown = settle(None, answer("laptop", Band.LIKELY), T0, vocabulary)
    for minute in range(0, 100, 5):
        shown = settle(shown, answer("phone", Band.POSSIBLE), T0 + minute * 60 * 10**9, vocabulary)
    assert shown.identity.type == "laptop"


def test_evidence_turned_against_itself_is_shown_after_the_time(vocabulary: Vocabulary) -> None:
    """An answer whose evidence now disagrees falls to unknown, but not at once."""
    nothing = answer("unknown", Band.UNKNOWN)
    shown = settle(None, answer("laptop", Band.LIKELY), T0, vocabulary)
    shown = settle(shown, nothing, T0 + 1, vocabulary)
    assert shown.identity.type == "laptop"
    assert settle(shown, nothing, T0 + 1 + HOLD_NS, vocabulary).identity.type == "unknown"


def test_a_surer_branch_replaces_a_leaf_at_once(vocabulary: Vocabulary) -> None:
    """Contradicting nothing and surer, the branch above is shown without waiting."""
    shown = settle(None, answer("phone", Band.POSSIBLE), T0, vocabulary)
    assert settle(shown, answer("mobile", Band.LIKELY), T0 + 1, vocabulary).identity.type == (
        "mobile"
    )
