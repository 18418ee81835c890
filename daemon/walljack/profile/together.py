"""Were two addresses there at the same time, as one thing never is?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from walljack.model.cluster import Presence
from walljack.model.segment import Medium
from walljack.profile.absorb import SIGHTING_GAP_NS

# A device that leaves an address for another on one segment does not come back to it within a
# school day; copies of one image, heard now and then, seem to take turns.
RETURN_NS = 24 * 60 * 60 * 1_000_000_000


class _Stay(NamedTuple):
    """A stay, in the order of time. ``whose``: place of its address among those asked about."""

    first_ns: int
    last_ns: int
    whose: int
    segment: str
    medium: Medium


def apart(presences: Sequence[Presence]) -> bool:
    """No two were present at the same time, except one pair by wire and by radio.

    A pair counts only where the configuration says which segment is which. On one segment no
    two may take turns either.
    """
    stays = sorted(
        _Stay(stay.first_ns, stay.last_ns, whose, stay.segment, stay.medium)
        for whose, presence in enumerate(presences)
        for stay in presence.stays
    )
    return _never_met(stays) and not _took_turns(stays)


def apart_for_life(presences: Sequence[Presence]) -> bool:
    """Each was heard for the last time before the next was heard first."""
    return all(before[1] < after[0] for before, after in pairwise(_lives(presences)))


def take_over(presences: Sequence[Presence]) -> bool:
    """Each appeared where the one before had just been heard last, and was never elsewhere.

    So it is when a device changes its address where it stands. Who comes an hour later, or the
    next morning, may be a namesake.
    """
    return len({stay.segment for one in presences for stay in one.stays}) == 1 and all(
        0 < after[0] - before[1] <= SIGHTING_GAP_NS for before, after in pairwise(_lives(presences))
    )


def is_pair(presences: Sequence[Presence]) -> bool:
    """One was only ever heard by wire, the other only by radio, as the configuration has it."""
    media = [{stay.medium for stay in presence.stays} for presence in presences]
    return media in ([{Medium.WIRED}, {Medium.WIRELESS}], [{Medium.WIRELESS}, {Medium.WIRED}])


def _lives(presences: Sequence[Presence]) -> list[tuple[int, int]]:
    """When each was heard first and last anywhere, in order of time."""
    return sorted(
        (min(stay.first_ns for stay in one.stays), max(stay.last_ns for stay in one.stays))
        for one in presences
    )


def _never_met(stays: Sequence[_Stay]) -> bool:
    present: list[_Stay] = []
    pair: set[int] = set()
    until_ns = -1  # when the last of those present leaves
    for stay in stays:
        if stay.first_ns > until_ns:
            present.clear()
        else:
            present = [other for other in present if other.last_ns >= stay.first_ns]
        for other in present:
            if other.whose == stay.whose:
                continue
            pair |= {stay.whose, other.whose}
            if len(pair) > 2 or not _wire_and_radio(stay, other):
                return False
        present.append(stay)
        until_ns = max(until_ns, stay.last_ns)
    return True


def _wire_and_radio(one: _Stay, other: _Stay) -> bool:
    return {one.medium, other.medium} == {Medium.WIRED, Medium.WIRELESS}


def _took_turns(stays: Sequence[_Stay]) -> bool:
    """On one segment, somebody came back within a day and another had been there meanwhile."""
    newest: dict[str, int] = {}  # segment → who was heard there last
    ended: dict[tuple[str, int], int] = {}
    for stay in stays:
        place = stay.segment, stay.whose
        until_ns = ended.get(place)
        if until_ns is None:
            until_ns = stay.last_ns
        elif newest[stay.segment] != stay.whose and stay.first_ns - until_ns < RETURN_NS:
            return True
        newest[stay.segment] = stay.whose
        ended[place] = max(until_ns, stay.last_ns)
    return False
