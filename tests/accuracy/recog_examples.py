"""recog's own examples, each asked of our book as the one signal that it is.

Every example on which the two do not agree is explained in `recog_verdicts.csv`: who is right,
why, and where one can check it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tests.accuracy.facts import Facts
from tests.accuracy.recog import Says, says, signal_of
from tests.accuracy.words import Words
from walljack.fingerprint import Book, Verdict, identify, verdict
from walljack.model.error import Problem, ProblemsError
from walljack.model.signal import Signal
from walljack.model.vocabulary import UNKNOWN, Vocabulary


class Outcome(StrEnum):
    """How our answer compares with recog's, best first."""

    AGREE = "agree"  # the same, or finer than what recog says
    COARSER = "ours is the branch above"
    SILENT = "ours is silent on type or vendor"
    DISAGREE = "disagree"
    NOT_OURS = "carried by no signal that Walljack reads"


@dataclass(frozen=True, slots=True)
class Compared:
    """One example. ``ours``: type, vendor; ``because``: the row that explains it."""

    matcher: str
    text: str
    recog: Says
    ours: Says
    outcome: Outcome
    because: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Examples alike: the same words on both sides, explained by the same row."""

    recog: Says
    ours: Says
    outcome: Outcome
    because: Mapping[str, str]
    examples: tuple[str, ...]


def compare_examples(
    facts: Facts,
    words: Words,
    verdicts: Sequence[Mapping[str, str]],
    book: Book,
    vocabulary: Vocabulary,
) -> list[Compared]:
    """Every example against our book.

    Takes: ``verdicts``, rows of pattern (of the example's text), with (signals beside it, as
    NAME=VALUE), right, why, source.
    Raises: ProblemsError naming every disagreement without an explanation, every explanation
    without a disagreement, and every one whose signals beside it do not bring agreement.
    """
    patterns = [(re.compile(row["pattern"]), row) for row in verdicts]
    unused = {row["pattern"] for row in verdicts}
    found, problems = [], []
    for row in facts.rows["recog_examples"]:
        matcher, text = row["matcher"], row["input"]
        theirs = says(json.loads(row["expected_full_json"]), words)
        signal = signal_of(matcher, text)
        if signal is None:
            found.append(Compared(matcher, text, theirs, Says(UNKNOWN, ""), Outcome.NOT_OURS, {}))
            continue
        ours = _ours([signal], book)
        outcome = outcome_of(theirs, ours, vocabulary)
        because: Mapping[str, str] = {}
        if outcome is not Outcome.AGREE:
            because = next((told for pattern, told in patterns if pattern.search(text)), {})
            unused.discard(because.get("pattern", ""))
            problems += _unexplained(text, theirs, ours, signal, because, book, vocabulary)
        found.append(Compared(matcher, text, theirs, ours, outcome, because))
    problems += [
        Problem("recog_verdicts.csv", f"“{pattern}” explains no disagreement", "remove the row")
        for pattern in sorted(unused)
    ]
    if problems:
        raise ProblemsError(problems)
    return found


def outcome_of(theirs: Says, ours: Says, vocabulary: Vocabulary) -> Outcome:
    """How two sayings compare. What recog does not say, nobody can disagree with."""
    if theirs.vendor and ours.vendor and theirs.vendor != ours.vendor:
        return Outcome.DISAGREE
    kind = Verdict.RIGHT
    if theirs.type != UNKNOWN:
        kind = verdict(theirs.type, ours.type, vocabulary)
    if kind is Verdict.WRONG:
        return Outcome.DISAGREE
    if kind is Verdict.UNKNOWN or (theirs.vendor and not ours.vendor):
        return Outcome.SILENT
    return Outcome.COARSER if kind is Verdict.COARSER else Outcome.AGREE


def groups(compared: Iterable[Compared]) -> list[Group]:
    """The examples on which the two do not agree, alike ones together."""
    found: dict[tuple[Outcome, Says, Says, str], list[Compared]] = {}
    for one in compared:
        if one.because:
            key = (one.outcome, one.recog, one.ours, one.because["pattern"])
            found.setdefault(key, []).append(one)
    return [
        Group(recog, ours, outcome, alike[0].because, tuple(one.text for one in alike))
        for (outcome, recog, ours, _pattern), alike in sorted(
            found.items(), key=lambda item: (list(Outcome).index(item[0][0]), item[0][1:])
        )
    ]


def counts(compared: Iterable[Compared]) -> dict[str, Counter[Outcome]]:
    """How often each outcome came, by recog's file."""
    found: dict[str, Counter[Outcome]] = {}
    for one in compared:
        found.setdefault(one.matcher, Counter())[one.outcome] += 1
    return found


def _ours(signals: Sequence[Signal], book: Book) -> Says:
    identity = identify(signals, book)
    return Says(identity.type, identity.vendor)


def _unexplained(
    text: str,
    theirs: Says,
    ours: Says,
    signal: Signal,
    because: Mapping[str, str],
    book: Book,
    vocabulary: Vocabulary,
) -> list[Problem]:
    if not because:
        return [
            Problem(
                f"recog example “{text}”",
                f"recog says {theirs.vendor or '–'}, {theirs.type}; "
                f"ours {ours.vendor or '–'}, {ours.type}",
                "explain it in recog_verdicts.csv, or mend the fingerprints",
            )
        ]
    if because["with"]:
        name, _equals, value = because["with"].partition("=")
        beside = _ours([signal, Signal(name, value)], book)
        if outcome_of(theirs, beside, vocabulary) is not Outcome.AGREE:
            return [
                Problem(
                    f"recog example “{text}”",
                    f"with {because['with']} ours is still {beside.vendor or '–'}, {beside.type}",
                )
            ]
    return []
