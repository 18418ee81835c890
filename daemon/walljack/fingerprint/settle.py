"""What is shown, given what was shown and what is said now. Hysteresis lives here alone."""

from __future__ import annotations

from dataclasses import dataclass

from walljack.model.identity import Identity
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

    The same type is shown as it now stands, and so is, at once, a deeper type on the same path
    that is no less sure, or a shallower one that is surer. Anything else must have been said
    without a break for ten minutes of packet time, and a type that contradicts the shown one
    must also be no less sure. Evidence that has turned against itself (*unknown*) replaces an
    answer after that time too.
    """
    if shown is None:
        return Settled(candidate, now_ns)
    current = shown.identity
    if candidate.type == current.type:
        return Settled(candidate, shown.since_ns)
    if _at_once(current, candidate, vocabulary):
        return Settled(candidate, now_ns)
    since = shown.pending_since_ns if shown.pending == candidate.type else now_ns
    if now_ns - since >= HOLD_NS and _may_replace(current, candidate, vocabulary):
        return Settled(candidate, now_ns)
    return Settled(current, shown.since_ns, candidate.type, since)


def _at_once(current: Identity, candidate: Identity, words: Vocabulary) -> bool:
    """The candidate says the same and more, or something where nothing was said."""
    if current.type == UNKNOWN:
        return True
    if words.is_ancestor(current.type, candidate.type):
        return candidate.band.rank >= current.band.rank
    if words.is_ancestor(candidate.type, current.type):
        return candidate.band.rank > current.band.rank
    return False


def _may_replace(current: Identity, candidate: Identity, words: Vocabulary) -> bool:
    """It contradicts nothing that is shown, or is as sure as what is shown."""
    return (
        candidate.type == UNKNOWN
        or words.compatible(current.type, candidate.type)
        or candidate.band.rank >= current.band.rank
    )
