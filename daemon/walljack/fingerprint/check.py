"""What an entry must keep to, beyond its form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from walljack.fingerprint.book import Book
from walljack.fingerprint.entry import Condition, Entry
from walljack.fingerprint.kind import LISTS, PREFIXES, Kind
from walljack.fingerprint.licence import LICENCES, unknown_licences
from walljack.fingerprint.match import Lines, is_barred, match_book, match_entry
from walljack.fingerprint.pattern import PatternError, named_groups
from walljack.fingerprint.refusal import nearest
from walljack.model.error import Problem
from walljack.model.signal import Signal
from walljack.model.vocabulary import UNKNOWN, Vocabulary

# The source group of what boot loaders say (DESIGN: Attribution).
_BOOT = "boot"


def check_entry(entry: Entry, vocabulary: Vocabulary) -> list[Problem]:
    """Every problem of one entry by itself, in the order of its keys."""
    where = f"{entry.file}, entry {entry.id}"
    problems: list[Problem] = list(_check_words(entry, where, vocabulary))
    problems += _check_licence(entry, where)
    unheard = any(
        vocabulary.word(each.key.signal) is None for each in entry.conditions + entry.unless
    )
    groups, broken = _check_patterns(entry, where, vocabulary, problems)
    if not broken:
        for name in sorted(entry.says.templates() - groups):
            problems.append(
                Problem(
                    f"{where}, says",
                    f"“{{{name}}}” is no group of a pattern",
                    f"write (?P<{name}>…) in a pattern of match",
                )
            )
    if unheard:
        return problems  # what rests on a word that nobody knows cannot be weighed or tried
    weight = list(_check_weight(entry, where, vocabulary))
    problems += weight
    if not broken and not weight:
        problems += _check_examples(entry, where, vocabulary)
    return problems


def _check_words(entry: Entry, where: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    for condition in entry.conditions + entry.unless:
        name = condition.key.signal
        place = f"{where}, {_list_of(condition, entry)}"
        yield from _check_signal(place, name, vocabulary)
        if vocabulary.group(name) == _BOOT:
            yield Problem(
                place,
                f"“{name}” is what a boot loader says: a stage is never an identity",
                "match on what the device says when it runs",
            )
    said = entry.says
    if said.silent() and entry.lookup is None:
        yield Problem(f"{where}, says", "says nothing", "write a type, vendor, model, os or line")
    if said.type and not vocabulary.path(said.type):
        remedy = (
            "leave type out when the type is not known"
            if said.type == UNKNOWN
            else nearest(said.type, vocabulary.types) or "types stand in vocabulary.toml"
        )
        yield Problem(f"{where}, says.type", f"“{said.type}” is no type", remedy)
    for number, example in enumerate(entry.examples, start=1):
        for signal in example:
            yield from _check_signal(f"{where}, example {number}", signal.name, vocabulary)
    for number, example in enumerate(entry.counterexamples, start=1):
        for signal in example:
            yield from _check_signal(f"{where}, counterexample {number}", signal.name, vocabulary)


def _list_of(condition: Condition, entry: Entry) -> str:
    return "match" if condition in entry.conditions else "unless"


def _check_signal(where: str, name: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    if name != name.lower() and vocabulary.word(name.lower()):
        yield Problem(where, f"“{name}” is no signal", "signals are written in lower case")
    elif vocabulary.word(name) is None:
        remedy = nearest(name, vocabulary.signals) or "signals stand in vocabulary.toml"
        yield Problem(where, f"“{name}” is no signal", remedy)


def _check_licence(entry: Entry, where: str) -> Iterator[Problem]:
    """One spelling for each licence, so that what may be taken from a source can be listed."""
    for licence in unknown_licences(entry.licence):
        yield Problem(
            f"{where}, licence",
            f"“{licence}” is no licence that entries name",
            nearest(licence, LICENCES) or f"one of: {', '.join(sorted(LICENCES))}",
        )


def _check_patterns(
    entry: Entry, where: str, vocabulary: Vocabulary, problems: list[Problem]
) -> tuple[set[str], bool]:
    """The groups that the patterns define, and whether a pattern was refused."""
    groups: set[str] = set()
    broken = False
    for condition in entry.conditions + entry.unless:
        if condition.values:
            continue
        place = f"{where}, {_list_of(condition, entry)} “{condition.key}”"
        try:
            found = named_groups(condition.pattern)
        except PatternError as error:
            problems.append(Problem(place, f"pattern {error}"))
            broken = True
            continue
        if condition in entry.unless:  # it tells nothing of the product
            continue
        groups |= set(found)
        problems += _check_personal(entry, condition, found, place, vocabulary)
    return groups, broken


def _check_personal(
    entry: Entry,
    condition: Condition,
    groups: dict[str, bool],
    place: str,
    vocabulary: Vocabulary,
) -> Iterator[Problem]:
    """A part of somebody's name must not come out as a model, past the masking."""
    if not vocabulary.is_name_signal(condition.key.signal):
        return
    for name in sorted(entry.says.templates()):
        if groups.get(name) is False:
            yield Problem(
                place,
                f"group “{name}” may carry what a person typed into says",
                "list the product words, or short runs of characters such as [A-Z0-9]{2,6}",
            )


def _check_weight(entry: Entry, where: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A prefix or a request list alone never decides a type."""
    if not entry.weak:
        return
    names = {condition.key.signal for condition in entry.conditions}
    leaf = next(filter(vocabulary.is_leaf, _types(entry)), "")
    if leaf and entry.kind is not Kind.HABIT_AND_PREFIX:
        missing = "oui" if names & LISTS else "dhcp.params"
        if not names & (LISTS | PREFIXES):
            missing = "oui and dhcp.params"
        yield Problem(
            f"{where}, says.type",
            f"“{leaf}” rests on {' and '.join(sorted(names))} alone",
            f"add {missing} or another signal to match, or say a branch, or no type",
        )
    for example in entry.examples:
        for signal in example:
            if signal.name == "oui" and vocabulary.is_module_maker(signal.value):
                yield Problem(
                    f"{where}, match “oui”",
                    f"“{signal.value}” makes modules: its prefix says nothing about the product",
                    "add a signal of the product itself",
                )


def _types(entry: Entry) -> list[str]:
    """Every type that the entry may say."""
    rows = entry.lookup.table.rows.values() if entry.lookup else ()
    return [entry.says.type, *sorted({row.says.type for row in rows})]


def _check_examples(entry: Entry, where: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    for number, example in enumerate(entry.examples, start=1):
        if match_entry(entry, Lines(example), vocabulary) is None:
            unmet = [
                str(condition.key)
                for condition in entry.conditions
                if all(condition.met(signal) is None for signal in example)
            ]
            what = (
                f"the entry does not match it: {', '.join(unmet)}"
                if unmet
                else ("the entry does not match it")
            )
            yield Problem(f"{where}, example {number}", what, "correct match or the example")
    for number, example in enumerate(entry.counterexamples, start=1):
        if match_entry(entry, Lines(example), vocabulary) is not None:
            yield Problem(
                f"{where}, counterexample {number}",
                "the entry matches it",
                "make match narrower, or take the counterexample out",
            )
    if entry.unless and not any(
        _shows_unless(entry, example, vocabulary) for example in entry.counterexamples
    ):
        yield Problem(
            f"{where}, unless",
            "no counterexample shows it",
            "add one that meets match, and this too",
        )


def _shows_unless(entry: Entry, example: tuple[Signal, ...], vocabulary: Vocabulary) -> bool:
    lines = Lines(example)
    met = match_entry(replace(entry, unless=()), lines, vocabulary) is not None
    return met and is_barred(entry, lines)


def check_book(book: Book) -> list[Problem]:
    """The examples that a specific entry of another type claims."""
    problems: list[Problem] = []
    for entry in book.entries:
        for number, example in enumerate(entry.examples, start=1):
            problems += _claimed(entry, number, example, book)
    return problems


def _claimed(
    entry: Entry, number: int, example: tuple[Signal, ...], book: Book
) -> Iterator[Problem]:
    words = book.vocabulary
    matches = match_book(example, book)
    meant = next((match.says.type for match in matches if match.entry is entry), "")
    for match in matches if words.path(meant) else ():
        other, told = match.entry, match.says.type
        if other.id == entry.id or other.generic or not words.path(told):
            continue
        if not words.compatible(meant, told):
            yield Problem(
                f"{entry.file}, entry {entry.id}, example {number}",
                f"entry {other.id} ({other.file}) claims it as {told}, not {meant}",
                "make one of them narrower, or mark the wider one generic",
            )
