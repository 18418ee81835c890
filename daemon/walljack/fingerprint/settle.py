"""What is shown, given what was shown and what is said now. Hysteresis lives here alone."""

from __future__ import annotations

from dataclasses import dataclass

from walljack.fingerprint.own_word import rests_on_own_word
from walljack.model.identity import Band, Identity
from walljack.model.vocabulary import UNKNOWN, Vocabulary

# A device that reboots into another system, or a burst of another's records through a
# reflector, is over within this time; a replaced device is not.
HOLD_NS = 10 * 60 * 1_000_000_000


@dataclass(frozen=True, slots=True)
class Settled:
    """What is shown for a device, since when, and what waits to take its place.

    ``pending``: the type that waits, "" when none; ``pending_since_ns``: since when the
    evidence has said so without a break.
    """

    identity: Identity
    since_ns: int
    pending: str = ""
    pending_since_ns: int = 0


def settle(
    shown: Settled | None, candidate: Identity, now_ns: int, vocabulary: Vocabulary
) -> Settled:
    """What to show now.

    What says more is shown at once: the same type no less sure, a deeper type on the same path
    no less sure, a shallower one that is surer, and a likely answer where only a possible one
    was shown, for that was a hint; and the device's own word where others' was shown. Anything
    else must have been said without a break for ten minutes of packet time: a fall in sureness,
    evidence that has turned against itself (*unknown*), and a type that contradicts the shown
    one, which must also be likely or no less sure: a confirmed computer whose address has become a
    likely console is told as one.
    """
    if shown is None:
        return Settled(candidate, now_ns)
    current = shown.identity
    same = candidate.type == current.type
    if same and candidate.band.rank >= current.band.rank:
        return Settled(candidate, shown.since_ns)
    if _at_once(current, candidate, vocabulary):
        return Settled(candidate, now_ns)
    since = shown.pending_since_ns if shown.pending == candidate.type else now_ns
    if now_ns - since >= HOLD_NS and _may_replace(current, candidate, vocabulary):
        return Settled(candidate, shown.since_ns if same else now_ns)
    return Settled(current, shown.since_ns, candidate.type, since)


def _at_once(current: Identity, candidate: Identity, words: Vocabulary) -> bool:
    """The candidate says the same and more, or something where nothing was said."""
    if UNKNOWN in (current.type, candidate.type):
        return current.type == UNKNOWN
    if rests_on_own_word(candidate, words) and not rests_on_own_word(current, words):
        # What others said of it gives way to its own word, and never comes back.
        return True
    if words.is_ancestor(current.type, candidate.type):
        return candidate.band.rank >= current.band.rank
    if words.is_ancestor(candidate.type, current.type):
        return candidate.band.rank > current.band.rank
    # Bands only rise here, so two answers cannot chase each other.
    return current.band is Band.POSSIBLE and candidate.band.rank >= Band.LIKELY.rank


def _may_replace(current: Identity, candidate: Identity, words: Vocabulary) -> bool:
    """It contradicts nothing that is shown, or is likely, or as sure as what is shown."""
    return (
        candidate.type == UNKNOWN
        or words.compatible(current.type, candidate.type)
        or candidate.band.rank >= min(current.band.rank, Band.LIKELY.rank)
    )
