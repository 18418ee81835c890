"""Which entries a set of signals meets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from walljack.fingerprint.book import Book
from walljack.fingerprint.entry import Condition, Entry
from walljack.fingerprint.says import Says
from walljack.fingerprint.table import Row
from walljack.model.signal import Signal, Standing
from walljack.model.vocabulary import Vocabulary

# How an entry is known, the strongest first.
BASES = ("captured", "documented", "reported")


class Match(NamedTuple):
    """One entry met. ``signals``: one for each condition, in their order.

    ``standing``: own when the device itself said all of it. ``row``: the row of its table.
    """

    entry: Entry
    says: Says
    signals: tuple[Signal, ...]
    standing: Standing
    row: Row | None = None

    @property
    def basis(self) -> str:
        """How it is known: by the weaker of the entry and the row."""
        told = [self.entry.basis, self.row.basis if self.row else ""]
        return max(filter(None, told), key=BASES.index)

    @property
    def source(self) -> str:
        """Where a reader can check it: the entry's source, and the row's."""
        if self.row is None or self.row.source == self.entry.source:
            return self.entry.source
        return f"{self.entry.source}; {self.row.source}"


class Lines:
    """The signals of one device by name, in an order that depends on nothing but themselves."""

    __slots__ = ("_by_module_maker", "by_name")

    def __init__(self, signals: Iterable[Signal]) -> None:
        self.by_name: dict[str, list[Signal]] = {}
        for signal in sorted(set(signals), key=_order):
            self.by_name.setdefault(signal.name, []).append(signal)
        self._by_module_maker: bool | None = None

    def by_module_maker(self, vocabulary: Vocabulary) -> bool:
        """The address belongs to a maker of modules: it tells nothing about the product."""
        if self._by_module_maker is None:
            prefixes = self.by_name.get("oui", ())
            self._by_module_maker = any(
                vocabulary.is_module_maker(prefix.value) for prefix in prefixes
            )
        return self._by_module_maker


def _order(signal: Signal) -> tuple[object, ...]:
    """The device's own word first; then by value. Times and counts only break ties."""
    return (
        signal.standing is Standing.HEARSAY,
        signal.name,
        signal.value,
        signal.scope,
        signal.speaker,
        signal.first_ns,
        signal.last_ns,
        signal.count,
    )


def meet(condition: Condition, lines: Lines) -> tuple[Signal, dict[str, str]] | None:
    """The first signal that meets the condition, with its groups; the device's own first."""
    for signal in lines.by_name.get(condition.key.signal, ()):
        groups = condition.met(signal)
        if groups is not None:
            return signal, groups
    return None


def match_entry(entry: Entry, lines: Lines, vocabulary: Vocabulary) -> Match | None:
    """The entry's match on these signals; None when a condition is not met, or unless is."""
    if entry.blind_to_modules and lines.by_module_maker(vocabulary):
        return None
    if is_barred(entry, lines):
        return None
    signals: list[Signal] = []
    groups: dict[str, str] = {}
    for condition in entry.conditions:
        found = meet(condition, lines)
        if found is None:
            return None
        signal, named = found
        signals.append(signal)
        groups.update(named)
    heard = any(signal.standing is Standing.HEARSAY for signal in signals)
    says, row = entry.says.filled(groups), None
    if entry.lookup is not None:
        row = entry.lookup.row(groups)
        if row is None:
            return None
        says = entry.lookup.completed(says, row)
    return Match(entry, says, tuple(signals), Standing.HEARSAY if heard else Standing.OWN, row)


class Aside(NamedTuple):
    """What one entry sets aside: records that name another product than the device.

    ``match``: the entry that says so, and why. ``signals``: the records, without those that it
    rests on itself. ``lost``: what other entries would have said because of them.
    """

    match: Match
    signals: tuple[Signal, ...]
    lost: tuple[Match, ...]

    @property
    def services(self) -> tuple[str, ...]:
        """The services whose records they are."""
        return tuple(sorted({_service(signal) for signal in self.signals}))


class Reading(NamedTuple):
    """What a book makes of some signals. ``matches``: every entry that they meet, by entry id.

    ``aside``: what was set aside, by entry id. ``left``: the signals that were heard.
    """

    matches: list[Match]
    aside: tuple[Aside, ...]
    left: list[Signal]


def is_barred(entry: Entry, lines: Lines) -> bool:
    """The device's own word meets all of the entry's ``unless``."""
    found = [meet(condition, lines) for condition in entry.unless]
    return bool(found) and all(met is not None and met[0].standing is Standing.OWN for met in found)


def match_book(signals: Sequence[Signal], book: Book) -> list[Match]:
    """Every entry of the book that the signals meet, in order of entry id."""
    return read_book(signals, book).matches


def read_book(signals: Sequence[Signal], book: Book) -> Reading:
    """Every entry of the book that the signals meet, and what was set aside.

    Where an entry says that some services' records name another product, they are no evidence
    for any other entry; by hearsay, only what is hearsay itself is set aside.
    """
    heard = Lines(signals)
    candidates = _candidates(heard, book)
    setting = _matches((entry for entry in candidates if entry.sets_aside), heard, book)
    left, aside = list(signals), tuple[Aside, ...]()
    plain = _matches((entry for entry in candidates if not entry.sets_aside), heard, book)
    if setting:
        left = [one for one in signals if not any(_is_aside(one, match) for match in setting)]
        heard, meant = Lines(left), plain
        plain = _matches(
            (entry for entry in _candidates(heard, book) if not entry.sets_aside), heard, book
        )
        kept = {match.entry.id for match in plain}
        lost = [match for match in meant if match.entry.id not in kept]
        aside = _asides(signals, setting, lost)
    matches = sorted(setting + plain, key=_by_id)
    return Reading(matches, aside, left)


def _by_id(match: Match) -> str:
    return match.entry.id


def _asides(
    signals: Iterable[Signal], setting: Iterable[Match], lost: Iterable[Match]
) -> tuple[Aside, ...]:
    found = []
    for match in sorted(setting, key=_by_id):
        taken = {one for one in signals if _is_aside(one, match)} - set(match.signals)
        if taken:
            silenced = (one for one in lost if not taken.isdisjoint(one.signals))
            ordered = tuple(sorted(taken, key=_order))
            found.append(Aside(match, ordered, tuple(sorted(silenced, key=_by_id))))
    return tuple(found)


def _candidates(lines: Lines, book: Book) -> list[Entry]:
    found = {
        entry.id: entry
        for told in lines.by_name.values()
        for signal in told
        for entry in book.candidates(signal)
    }
    return list(found.values())


def _matches(entries: Iterable[Entry], lines: Lines, book: Book) -> list[Match]:
    met = (match_entry(entry, lines, book.vocabulary) for entry in entries)
    return [match for match in met if match is not None]


def _is_aside(signal: Signal, match: Match) -> bool:
    """The match says that the signal speaks of another product; hearsay silences hearsay only."""
    heard = match.standing is Standing.HEARSAY and signal.standing is Standing.OWN
    return not heard and _service(signal) in match.entry.sets_aside


def _service(signal: Signal) -> str:
    """The service that a signal belongs to, "" for none."""
    return signal.value if signal.name == "mdns.service" else signal.scope
