"""Scoring answers against labels."""

from __future__ import annotations

import json

import pytest

from walljack.fingerprint import ScoreRow, Verdict, averages, lenient, ratios, score, verdict
from walljack.model.identity import Band, Identity
from walljack.model.vocabulary import Vocabulary


def row(
    name: str,
    truth: str,
    answer: str,
    *,
    accept: tuple[str, ...] = (),
    band: Band = Band.LIKELY,
    speaks: bool = True,
) -> ScoreRow:
    """A labelled device with an answer."""
    shown = Band.UNKNOWN if answer == "unknown" else band
    identity = Identity(answer, "", "", "", "", shown, 0, None, (), (), "")
    return ScoreRow(name, truth, accept, identity, speaks, "dataset")


@pytest.mark.parametrize(
    ("truth", "answer", "expected"),
    [
        ("phone", "phone", "right"),
        ("phone", "mobile", "coarser"),
        ("mobile", "phone", "finer"),
        ("phone", "tablet", "wrong"),
        ("phone", "computer", "wrong"),
        ("phone", "unknown", "unknown"),
        ("mobile", "mobile", "right"),
    ],
)
def test_verdicts(vocabulary: Vocabulary, truth: str, answer: str, expected: str) -> None:
    """An answer is right, coarser, finer, wrong or unknown by its place in the tree."""
    assert verdict(truth, answer, vocabulary) == expected


def test_lenient_takes_the_best(vocabulary: Vocabulary) -> None:
    """A type that the row accepts counts as right."""
    assert lenient(row("a", "phone", "tablet", accept=("tablet",)), vocabulary) is Verdict.RIGHT
    assert lenient(row("a", "phone", "media", accept=("smart_tv",)), vocabulary) is Verdict.COARSER
    assert lenient(row("a", "phone", "unknown", accept=("tablet",)), vocabulary) is Verdict.UNKNOWN


def test_the_structure_is_the_documented_one(vocabulary: Vocabulary) -> None:
    """Counts, types, bands, bases and rows stand as `walljack evaluate --json` documents them."""
    rows = [
        row("d1", "phone", "phone", band=Band.CONFIRMED),
        row("d2", "phone", "mobile"),
        row("d3", "mobile", "tablet", band=Band.POSSIBLE),
        row("d4", "phone", "tablet", accept=("tablet",)),
        row("d5", "phone", "laptop"),
        row("d6", "phone", "unknown"),
        row("d7", "phone", "unknown", speaks=False),
    ]
    scored = score(rows, vocabulary)
    assert json.loads(json.dumps(scored)) == scored
    assert list(scored) == [
        "devices",
        "speaking",
        "answered",
        "strict",
        "lenient",
        "types",
        "by_type_average",
        "bands",
        "by_basis",
        "rows",
    ]
    assert (scored["devices"], scored["speaking"], scored["answered"]) == (7, 6, 5)
    assert scored["strict"] == {"right": 1, "coarser": 1, "finer": 1, "wrong": 2}
    assert scored["lenient"] == {"right": 2, "coarser": 1, "finer": 1, "wrong": 1}
    assert scored["types"]["phone"] == {
        "truth": 5,
        "right": 2,
        "coarser": 1,
        "wrong": 1,
        "unknown": 1,
        "claimed": 1,
        "claimed_right": 1,
    }
    assert scored["types"]["tablet"]["claimed"] == 2
    assert scored["types"]["laptop"]["claimed_right"] == 0
    assert scored["bands"] == {
        "confirmed": {"n": 1, "right": 1},
        "likely": {"n": 3, "right": 2},
        "possible": {"n": 1, "right": 1},
    }
    assert scored["by_basis"]["dataset"]["n"] == 6
    assert scored["rows"][4] == {
        "id": "d5",
        "truth": "phone",
        "answer": "laptop",
        "band": "likely",
        "verdict": "wrong",
        "evidence": [],
    }


def test_ratios_carry_their_n(vocabulary: Vocabulary) -> None:
    """Every line that people read has its count and its interval."""
    lines = ratios(score([row("a", "phone", "phone"), row("b", "phone", "laptop")], vocabulary))
    first, second = lines[0], lines[1]
    assert (first.right, first.n) == (2, 2)
    assert (second.right, second.n) == (1, 2)
    assert second.lower < 0.5 < second.upper


def test_a_type_of_which_one_site_has_many_counts_once(vocabulary: Vocabulary) -> None:
    """Nine phones and one printer weigh alike in the lines by type."""
    phones = [row(f"p{number}", "phone", "phone") for number in range(9)]
    rows = [*phones, row("q1", "printer", "laptop"), row("r1", "camera", "unknown")]
    scored = score(rows, vocabulary)
    assert scored["by_type_average"] == {
        "types": 3,
        "types_answered": 2,
        "answered": 0.6667,
        "right": 0.5,
        "exact": 0.5,
    }
    assert [(line.share, line.types) for line in averages(scored)] == [
        (0.6667, 3),
        (0.5, 2),
        (0.5, 2),
    ]


def test_no_devices_no_division(vocabulary: Vocabulary) -> None:
    """An empty evaluation is an evaluation."""
    nothing = score([], vocabulary)
    assert all((line.lower, line.upper) == (0.0, 1.0) for line in ratios(nothing))
    assert all((line.share, line.types) == (0.0, 0) for line in averages(nothing))
