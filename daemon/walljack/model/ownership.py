"""Whose a device looks to be: an explained estimate beside its type."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from walljack.model.identity import Band
from walljack.model.signal import Signal


class Leaning(StrEnum):
    """Which way the signs point."""

    PERSONAL = "personal"
    MANAGED = "managed"  # somebody's IT department looks after it, most likely the district's
    UNDECIDED = "undecided"


class Strength(IntEnum):
    """How much one sign counts. People read the word; the fold adds the numbers."""

    SLIGHT = 1  # common on both sides, more common on this one
    FAIR = 2  # usual on this side, met on the other
    STRONG = 3  # rare on the other side, or only by intent
    SETTLED = 9  # a list of the district says so: outweighs all that a device may say

    @property
    def word(self) -> str:
        """The strength as people and files write it."""
        return self.name.lower()


# The group of what the district's lists say.
REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for an owner.

    ``id``: of the mark, or of the rule of the estimate, that made it. ``group``: the source it
    comes from; of one group only the strongest counts. ``says``: what it means, in plain
    words. ``signals``: the device's own words that it rests on; none when it rests on the
    address, the type or a list. ``sentence``: the whole, without any name that the device
    gives itself.
    """

    id: str
    leans: Leaning
    strength: Strength
    group: str
    says: str
    signals: tuple[Signal, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Ownership:
    """Whose a device looks to be, on one segment.

    ``band``: how sure; ``unknown`` when undecided, ``confirmed`` only where a list of the
    district says so: names can be typed. ``personal``, ``managed``: the signs for either, the
    strongest first. ``settles``: what would settle it, one sentence, "" when nothing more is
    needed.
    """

    leaning: Leaning = Leaning.UNDECIDED
    band: Band = Band.UNKNOWN
    personal: tuple[Sign, ...] = ()
    managed: tuple[Sign, ...] = ()
    settles: str = ""

    @property
    def disputed(self) -> bool:
        """The device itself shows signs of both; that no list has it is no sign of its own."""
        return all(
            any(sign.group != REGISTER for sign in signs) for signs in (self.personal, self.managed)
        )

    def leans(self, leaning: Leaning, least: Band) -> bool:
        """It leans this way, and at least this surely."""
        return self.leaning is leaning and self.band.rank >= least.rank


# Nothing is known that would tell.
UNDECIDED = Ownership()


@dataclass(frozen=True, slots=True)
class Naming:
    """How the district names and marks what it manages at a site.

    ``names``: anchored patterns for host names, letter case ignored. ``domains``: lower case.
    ``user_classes``: values of DHCP option 77 that only its own devices are set to.
    """

    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    user_classes: tuple[str, ...] = ()


# Nobody has said how things are named here.
UNNAMED = Naming()
