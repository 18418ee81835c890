"""Whose a device looks to be: an explained estimate beside its type."""

from __future__ import annotations

from dataclasses import dataclass, field
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


# How a sign that speaks against whose it looks to be is marked among the reasons of a finding.
AGAINST = "Against it: "

# The words of the bands are those of a record; here nothing stands behind them but weights.
LEGEND = "(an estimate; nothing was counted)"

# The group of what the district's lists say, or once said.
REGISTER = "register"
# The group of what is missing: an entry, a name. That one list or pattern lacks a thing is one
# lack, however many lists and patterns there are.
ABSENCE = "absence"

# Domains that routers and programs make up; alone, or in another's device, they are nobody's.
# Windows domains of schools lie below some of them ("district.local").
# Source: RFC 6761, RFC 6762 appendix G, RFC 8375, RFC 9476, ICANN resolution 2024.07.29.06.
NOBODYS_DOMAINS = frozenset(
    {"local", "localdomain", "localhost", "lan", "home", "corp", "internal", "intranet", "private"}
    | {"arpa", "home.arpa", "alt", "example", "invalid", "test", "workgroup", "fritz.box"}
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for an owner.

    ``id``: of the mark, or of the rule of the estimate, that made it. ``group``: the source it
    comes from; of one group only the strongest counts. ``says``: what it means, in plain
    words. ``signals``: the device's own words that it rests on; none when it rests on the
    address, the type or a list. ``sentence``: the whole, without any name that the device
    gives itself. ``counts``: it enters the estimate; what does not is shown all the same.
    """

    id: str
    leans: Leaning
    strength: Strength
    group: str
    says: str
    signals: tuple[Signal, ...]
    sentence: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Ownership:
    """Whose a device looks to be, on one segment.

    ``band``: how sure; ``unknown`` when undecided, ``confirmed`` only where a list of the
    district says so: names can be typed. ``personal``, ``managed``: the signs for either, the
    strongest first. ``settles``: what would settle it, one sentence, "" when nothing more is
    needed. ``asked``: false for what the district exempts: then nothing is said of it.
    """

    leaning: Leaning = Leaning.UNDECIDED
    band: Band = Band.UNKNOWN
    personal: tuple[Sign, ...] = ()
    managed: tuple[Sign, ...] = ()
    settles: str = ""
    asked: bool = True

    @property
    def disputed(self) -> bool:
        """The device itself shows signs of both; what a list lacks is no sign of its own."""
        return all(
            any(sign.group not in (REGISTER, ABSENCE) for sign in signs)
            for signs in (self.personal, self.managed)
        )

    @property
    def listed(self) -> tuple[Sign, ...]:
        """What the district's lists say of it, or once said."""
        return tuple(sign for sign in self.personal + self.managed if sign.group == REGISTER)

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
    ``elsewhere``: the same of the district's other sites that differ, by the site's name: things
    are lent and moved. ``words``: of the names of the district and its sites, folded: what is
    called after a school is called after nobody.
    """

    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    user_classes: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, Naming], ...] = ()
    # Not in repr: a set's order is another in every process, and digests are made of it.
    words: frozenset[str] = field(default=frozenset(), repr=False)

    def everywhere(self) -> tuple[tuple[str, Naming], ...]:
        """This one under "", then those of other sites."""
        return (("", self), *self.elsewhere)


# Nobody has said how things are named here.
UNNAMED = Naming()
