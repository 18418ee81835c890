"""The kinds of entry: what sort of evidence a claim rests on.

Few kinds, so that enough labelled devices stand behind each to be honest about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from walljack.model.identity import Band
from walljack.model.vocabulary import Vocabulary


class Kind(StrEnum):
    """What sort of evidence an entry needs; the strongest of its signals counts."""

    STATEMENT = "product statement"  # a TXT key, SSDP header or server that names the product
    CLASS = "dhcp class"  # option 60, 77 or 124
    SERVICE = "service"  # a service type, SSDP target or DHCP answer
    NAME = "name form"  # a host or instance name of a known form
    HABIT_AND_PREFIX = "habit with prefix"  # request list and vendor prefix together
    HABIT = "habit"  # request list, option order
    PREFIX = "prefix"  # the address alone

    @property
    def weight(self) -> float:
        """How much one claim counts against claims of other kinds."""
        return _WEIGHTS[self]

    @property
    def record(self) -> str:
        """The kind whose record it has: a list is a list, with or without the prefix beside it.

        Only few publishers name devices with their lists; counted apart, neither would be known.
        """
        return Kind.HABIT.value if self is Kind.HABIT_AND_PREFIX else self.value

    @property
    def ceiling(self) -> Band:
        """The most that evidence of this kind may ever support, whatever its record."""
        return _CEILINGS.get(self, Band.CONFIRMED)

    @property
    def ceiling_alone(self) -> Band:
        """The same while no independent source agrees: never confirmed."""
        return Band.LIKELY if self.ceiling is Band.CONFIRMED else self.ceiling


# Only ratios matter (identity.py needs 1.5 to prefer one type to another). An explicit product
# statement beats a name and a habit together (8 > 1.5 × (3 + 2)); a vendor class, which is
# shared by products of one maker, beats either alone; a habit never beats anything but another.
_WEIGHTS = {
    Kind.STATEMENT: 8.0,
    Kind.CLASS: 6.0,
    Kind.SERVICE: 4.0,
    Kind.NAME: 3.0,
    Kind.HABIT_AND_PREFIX: 2.0,
    Kind.HABIT: 1.0,
    Kind.PREFIX: 1.0,
}

# A list or a prefix alone never decides a type (DESIGN: Judgement), and the two together are
# shared by all that one maker builds. A name is what a person may type. And whatever says it
# alone is one program's word, and programs imitate: PCs play AirPlay receivers, Hue bridges and
# shared printers, down to the last octet. So nothing is confirmed by one source.
_CEILINGS = {
    Kind.NAME: Band.LIKELY,
    Kind.HABIT_AND_PREFIX: Band.LIKELY,
    Kind.HABIT: Band.POSSIBLE,
    Kind.PREFIX: Band.POSSIBLE,
}

_CLASSES = frozenset({"dhcp.vendor_class", "dhcp.user_class", "dhcp.vivc"})
_STATEMENTS = frozenset({"ssdp.server", "ssdp.user_agent", "ssdp.usn", "ssdp.location"})
_STATEMENT_FAMILIES = ("mdns.txt.", "ssdp.header.")
_SERVICES = frozenset(
    {
        "ssdp.st",
        "ssdp.nt",
        "mdns.service",
        "mdns.subtype",
        "mdns.query",
        "mdns.proxy",
        "dhcp.serves",
    }
)
PREFIXES = frozenset({"oui", "oui.prefix"})
LISTS = frozenset({"dhcp.params", "dhcp.options"})


def kind_of(signals: Iterable[str], vocabulary: Vocabulary) -> Kind:
    """The kind of an entry that matches on these signals."""
    kinds = {_kind(signal, vocabulary) for signal in signals}
    if {Kind.HABIT, Kind.PREFIX} <= kinds and signals_combine(signals):
        kinds.add(Kind.HABIT_AND_PREFIX)
    return max(kinds, key=lambda kind: (kind.weight, kind is Kind.HABIT))


def signals_combine(signals: Iterable[str]) -> bool:
    """A request list stands beside a vendor prefix."""
    names = set(signals)
    return bool(names & PREFIXES) and bool(names & LISTS)


def weak(signals: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Nothing but prefixes and habits."""
    return kind_of(signals, vocabulary) in (Kind.HABIT_AND_PREFIX, Kind.HABIT, Kind.PREFIX)


def _kind(signal: str, vocabulary: Vocabulary) -> Kind:
    if signal in _CLASSES:
        return Kind.CLASS
    if signal in _SERVICES:
        return Kind.SERVICE
    word = vocabulary.word(signal)
    if word is not None and word.group == "address":
        return Kind.PREFIX
    if word is not None and word.group in ("name", "relay", "boot"):
        return Kind.NAME
    if signal in _STATEMENTS or signal.startswith(_STATEMENT_FAMILIES):
        # What a person typed into a TXT record is a name, wherever it stands.
        return Kind.NAME if word is None or word.typed else Kind.STATEMENT
    return Kind.HABIT
