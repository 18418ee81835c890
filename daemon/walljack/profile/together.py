"""Were two addresses there at the same time, as one thing never is?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from walljack.model.cluster import Presence, Stay
from walljack.model.segment import Medium

# A device that leaves an address for another on one segment does not come back to it within a
# school day; copies of one image, heard now and then, seem to take turns.
RETURN_NS = 24 * 60 * 60 * 1_000_000_000
_PAIR = {Medium.WIRED, Medium.WIRELESS}

_Held = tuple[Stay, int]


def apart(presences: Sequence[Presence]) -> bool:
    """No two were present at the same time, except one pair by wire and by radio.

    A pair counts only where the configuration says which segment is which. On one segment no
    two may take turns either.
    """
    held = sorted(
        ((stay, index) for index, presence in enumerate(presences) for stay in presence.stays),
        key=lambda item: (item[0].first_ns, item[0].last_ns, item[1]),
    )
    return _never_met(held) and not _took_turns(held)


def apart_for_life(presences: Sequence[Presence]) -> bool:
    """Each was heard for the last time before the next was heard first, or they are such a pair.

    What only a name links must be so: people give one name to several things.
    """
    if len(presences) == 2 and is_pair(presences):
        return True
    lives = sorted(
        (min(stay.first_ns for stay in one.stays), max(stay.last_ns for stay in one.stays))
        for one in presences
    )
    return all(before[1] < after[0] for before, after in pairwise(lives))


def is_pair(presences: Sequence[Presence]) -> bool:
    """One was only ever heard by wire, the other only by radio, as the configuration has it."""
    media = [{stay.medium for stay in presence.stays} for presence in presences]
    return media in ([{Medium.WIRED}, {Medium.WIRELESS}], [{Medium.WIRELESS}, {Medium.WIRED}])


def _never_met(held: Sequence[_Held]) -> bool:
    present: list[_Held] = []
    pair: set[int] = set()
    for stay, index in held:
        present = [item for item in present if item[0].last_ns >= stay.first_ns]
        for other, whose in present:
            if whose == index:
                continue
            pair |= {index, whose}
            if len(pair) > 2 or {stay.medium, other.medium} != _PAIR:
                return False
        present.append((stay, index))
    return True


def _took_turns(held: Sequence[_Held]) -> bool:
    """On one segment, somebody came back within a day and another had been there meanwhile."""
    newest: dict[str, int] = {}  # segment → who was heard there last
    ended: dict[tuple[str, int], int] = {}
    for stay, index in held:
        place = stay.segment, index
        back = place in ended and stay.first_ns - ended[place] < RETURN_NS
        if back and newest[stay.segment] != index:
            return True
        newest[stay.segment] = index
        ended[place] = max(ended.get(place, 0), stay.last_ns)
    return False
