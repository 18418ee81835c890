"""How answers compare with labels: verdicts, counts and intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from walljack.fingerprint.wilson import wilson
from walljack.model.identity import Band, Identity
from walljack.model.vocabulary import UNKNOWN, Vocabulary

# A row says why in its three strongest sentences; all of them stand on the device's page.
_EVIDENCE = 3


class Verdict(StrEnum):
    """How one answer compares with one truth, best first."""

    RIGHT = "right"
    FINER = "finer"  # below a truth that is a branch: more than the label tells
    COARSER = "coarser"  # an ancestor of the truth
    UNKNOWN = "unknown"
    WRONG = "wrong"

    @property
    def good(self) -> bool:
        """The answer does not contradict the truth."""
        return self in (Verdict.RIGHT, Verdict.FINER, Verdict.COARSER)


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One labelled device. ``accept``: types that count as right too (lenient).

    ``speaks``: it shows a DHCP, mDNS or SSDP signal. ``basis``: how its label is known.
    """

    id: str
    truth: str
    accept: tuple[str, ...]
    answer: Identity
    speaks: bool
    basis: str


class Ratio(NamedTuple):
    """One line of the table that people read. ``lower``, ``upper``: 95 % interval, 0 … 1."""

    what: str
    right: int
    n: int
    lower: float
    upper: float


class Average(NamedTuple):
    """One line in which each of so many types counts once. ``share``: 0 … 1."""

    what: str
    share: float
    types: int


def verdict(truth: str, answer: str, vocabulary: Vocabulary) -> Verdict:
    """How an answer compares with the truth alone."""
    if answer == UNKNOWN:
        return Verdict.UNKNOWN
    if answer == truth:
        return Verdict.RIGHT
    if vocabulary.is_ancestor(truth, answer):
        return Verdict.FINER
    if vocabulary.is_ancestor(answer, truth):
        return Verdict.COARSER
    return Verdict.WRONG


def best_verdict(answer: str, truths: Sequence[str], vocabulary: Vocabulary) -> Verdict:
    """The best verdict over several truths."""
    order = list(Verdict)
    return min((verdict(truth, answer, vocabulary) for truth in truths), key=order.index)


def lenient(row: ScoreRow, vocabulary: Vocabulary) -> Verdict:
    """The best verdict over the truth and the types that the row accepts."""
    return best_verdict(row.answer.type, (row.truth, *row.accept), vocabulary)


def score(rows: Iterable[ScoreRow], vocabulary: Vocabulary) -> dict[str, Any]:
    """The evaluation of labelled devices, as ``walljack evaluate --json`` prints it.

    Every count but ``devices`` and ``rows`` is over devices that speak: of the others only the
    address is known, and an address decides no type.
    """
    listed = sorted(rows, key=lambda row: row.id)
    speaking = [row for row in listed if row.speaks]
    judged = [(row, lenient(row, vocabulary)) for row in speaking]
    strict = [verdict(row.truth, row.answer.type, vocabulary) for row in speaking]
    return {
        "devices": len(listed),
        "speaking": len(speaking),
        "answered": sum(one is not Verdict.UNKNOWN for one in strict),
        "strict": _counts(strict),
        "lenient": _counts([one for _row, one in judged]),
        "types": _by_type(judged),
        "by_type_average": _type_average(judged),
        "bands": _by_band(judged),
        "by_basis": _by_basis(judged),
        "rows": [_row(row, vocabulary) for row in listed],
    }


def _counts(verdicts: Sequence[Verdict]) -> dict[str, int]:
    return {
        kind.value: verdicts.count(kind)
        for kind in (Verdict.RIGHT, Verdict.COARSER, Verdict.FINER, Verdict.WRONG)
    }


def _by_type(judged: list[tuple[ScoreRow, Verdict]]) -> dict[str, dict[str, int]]:
    """Each type that is a truth or was answered. *Right* includes finer."""
    names = {row.truth for row, _one in judged} | {row.answer.type for row, _one in judged}
    types = {}
    for name in sorted(names - {UNKNOWN}):
        true = [one for row, one in judged if row.truth == name]
        claimed = [one for row, one in judged if row.answer.type == name]
        types[name] = {
            "truth": len(true),
            "right": true.count(Verdict.RIGHT) + true.count(Verdict.FINER),
            "coarser": true.count(Verdict.COARSER),
            "wrong": true.count(Verdict.WRONG),
            "unknown": true.count(Verdict.UNKNOWN),
            "claimed": len(claimed),
            "claimed_right": sum(one.good for one in claimed),
        }
    return types


def _type_average(judged: list[tuple[ScoreRow, Verdict]]) -> dict[str, float | int]:
    """Each true type counted once, however many devices of it one site had.

    Gives: of how many types; the average share of their devices answered, of their answers
    right, and of their answers exactly right (0 … 1; 0 when there are none).
    """
    by_type: dict[str, list[Verdict]] = {}
    for row, one in judged:
        by_type.setdefault(row.truth, []).append(one)
    told = {
        name: [one for one in listed if one is not Verdict.UNKNOWN]
        for name, listed in by_type.items()
    }
    answered = [len(told[name]) / len(listed) for name, listed in by_type.items()]
    right = [sum(one.good for one in ones) / len(ones) for ones in told.values() if ones]
    exact = [ones.count(Verdict.RIGHT) / len(ones) for ones in told.values() if ones]
    return {
        "types": len(by_type),
        "types_answered": len(right),
        "answered": _mean(answered),
        "right": _mean(right),
        "exact": _mean(exact),
    }


def _mean(shares: Sequence[float]) -> float:
    return round(sum(shares) / len(shares), 4) if shares else 0.0


def _by_band(judged: list[tuple[ScoreRow, Verdict]]) -> dict[str, dict[str, int]]:
    bands = {}
    for band in (Band.CONFIRMED, Band.LIKELY, Band.POSSIBLE):
        inside = [one for row, one in judged if row.answer.band is band]
        bands[band.value] = {"n": len(inside), "right": sum(one.good for one in inside)}
    return bands


def _by_basis(judged: list[tuple[ScoreRow, Verdict]]) -> dict[str, dict[str, int]]:
    bases = {}
    for basis in sorted({row.basis for row, _one in judged}):
        inside = [one for row, one in judged if row.basis == basis]
        bases[basis] = {
            "n": len(inside),
            **_counts(inside),
            "unknown": inside.count(Verdict.UNKNOWN),
        }
    return bases


def _row(row: ScoreRow, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "id": row.id,
        "truth": row.truth,
        "answer": row.answer.type,
        "band": row.answer.band.value,
        "verdict": lenient(row, vocabulary).value,
        "evidence": [claim.sentence for claim in row.answer.claims_for[:_EVIDENCE]],
    }


def ratios(scored: dict[str, Any]) -> list[Ratio]:
    """The lines that people read, each with n and interval, from what ``score`` gives."""
    loose, answered = scored["lenient"], scored["answered"]
    strict = scored["strict"]
    lines = [
        _ratio("of the devices that speak, answered", answered, scored["speaking"]),
        _ratio("of the answers, right (lenient)", answered - loose["wrong"], answered),
        _ratio("of the answers, right (strict)", answered - strict["wrong"], answered),
        _ratio("of the answers, exactly right (lenient)", loose["right"], answered),
    ]
    lines += [
        _ratio(f"of the answers printed as {band}, right", counts["right"], counts["n"])
        for band, counts in scored["bands"].items()
    ]
    for basis, counts in scored["by_basis"].items():
        told = counts["n"] - counts["unknown"]
        lines.append(
            _ratio(f"of the answers, right (labels: {basis})", told - counts["wrong"], told)
        )
    return lines


def averages(scored: dict[str, Any]) -> list[Average]:
    """The lines in which each true type counts once, from what ``score`` gives."""
    told = scored["by_type_average"]
    answered = told["types_answered"]
    return [
        Average("each type once: answered", told["answered"], told["types"]),
        Average("each type once: of the answers, right", told["right"], answered),
        Average("each type once: of the answers, exactly right", told["exact"], answered),
    ]


def _ratio(what: str, right: int, n: int) -> Ratio:
    return Ratio(what, right, n, *wilson(right, n))
