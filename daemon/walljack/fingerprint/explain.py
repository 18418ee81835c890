"""Why the book says what it says: which entries match, on which value, and which nearly do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from walljack.fingerprint.book import Book
from walljack.fingerprint.entry import Condition, Entry, parse_key
from walljack.fingerprint.identity import identify
from walljack.fingerprint.match import Aside, Lines, Match, is_barred, meet, read_book
from walljack.fingerprint.refusal import nearest
from walljack.model.error import Problem, ProblemsError
from walljack.model.identity import Identity
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Near:
    """An entry of which all conditions but one are met. ``found``: values that miss it."""

    entry: Entry
    missing: Condition
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that the book has to say about some signals.

    ``barred``: entries that would match, were it not for their ``unless``.
    """

    identity: Identity
    matched: tuple[Match, ...]
    near: tuple[Near, ...]
    aside: tuple[Aside, ...]
    barred: tuple[Entry, ...]


def explain(signals: Sequence[Signal], book: Book) -> Explanation:
    """Which entries the signals meet, and which they meet but for one condition."""
    reading = read_book(signals, book)
    lines = Lines(reading.left)
    known = {match.entry.id for match in reading.matches}
    near, barred = [], []
    for entry in book.entries:
        if entry.id in known:
            continue
        unmet = [condition for condition in entry.conditions if meet(condition, lines) is None]
        if len(unmet) == 1 and len(entry.conditions) > 1:
            values = lines.by_name.get(unmet[0].key.signal, [])
            near.append(Near(entry, unmet[0], tuple(signal.value for signal in values)))
        elif not unmet and is_barred(entry, lines):
            barred.append(entry)
    return Explanation(
        identify(signals, book),
        tuple(reading.matches),
        tuple(near),
        reading.aside,
        tuple(barred),
    )


def parse_arguments(arguments: Iterable[str], vocabulary: Vocabulary) -> list[Signal]:
    """``SIGNAL=VALUE`` and ``SIGNAL@SERVICE=VALUE`` → signals.

    Raises: ProblemsError with a problem for each argument that is none.
    """
    problems, signals = [], []
    for argument in arguments:
        name, equals, value = argument.partition("=")
        key = parse_key(name)
        if not equals:
            problems.append(
                Problem(f"“{argument}”", "has no “=”", "write it as dhcp.params=1,3,6,15")
            )
        elif vocabulary.word(key.signal) is None:
            remedy = nearest(key.signal, vocabulary.signals) or "signals stand in vocabulary.toml"
            problems.append(Problem(f"“{argument}”", f"“{key.signal}” is no signal", remedy))
        else:
            signals.append(Signal(key.signal, value, key.scope))
    if problems:
        raise ProblemsError(problems)
    return signals
