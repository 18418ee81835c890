"""recog's examples beside ours: outcomes, and no disagreement without a word on who is right."""

from __future__ import annotations

import json

import pytest

from tests.accuracy.facts import Facts
from tests.accuracy.recog import Says
from tests.accuracy.recog_examples import (
    Outcome,
    compare_examples,
    counts,
    groups,
    outcome_of,
)
from tests.accuracy.test_ways import vocabulary
from tests.accuracy.words import read_words
from walljack.fingerprint import Book, parse_book
from walljack.model.error import ProblemsError
from walljack.model.vocabulary import UNKNOWN

_ENTRY = """
[[entry]]
id = "{id}"
match = {match}
says = {says}
basis = "documented"
source = "made for a test"
licence = "fact"
added = 2026-11-22
generic = true
example = [ {example} ]
"""


def book() -> Book:
    """A book of two entries: a printer by its vendor class, and one that wants the prefix too."""
    printer = _ENTRY.format(
        id="printo",
        match="{ \"dhcp.vendor_class\" = '^Printo [0-9]+$' }",
        says='{ type = "office", vendor = "Printo" }',
        example='{ "dhcp.vendor_class" = "Printo 1" }',
    )
    box = _ENTRY.format(
        id="box",
        match="{ oui = '^Box$', \"dhcp.vendor_class\" = '^box$' }",
        says='{ type = "printer", vendor = "Box" }',
        example='{ oui = "Box", "dhcp.vendor_class" = "box" }',
    )
    return parse_book({"vendor/printo.toml": printer, "vendor/box.toml": box}, vocabulary())


def facts(*examples: tuple[str, str, dict[str, str]]) -> Facts:
    """A facts table of recog's examples alone: file, text, what recog says."""
    rows = tuple(
        {"matcher": matcher, "input": text, "expected_full_json": json.dumps(expected)}
        for matcher, text, expected in examples
    )
    return Facts({"recog_examples": rows}, {})


PRINTER = {"hw.vendor": "Printo", "hw.device": "Printer"}
BOX = {"hw.vendor": "Box", "hw.device": "Printer"}


def verdict(pattern: str, beside: str = "") -> dict[str, str]:
    """One row of the table of verdicts."""
    return {"pattern": pattern, "with": beside, "right": "both", "why": "made", "source": "made"}


@pytest.mark.parametrize(
    ("theirs", "ours", "outcome"),
    [
        (("printer", "HP"), ("printer", "HP"), Outcome.AGREE),
        (("media", "Apple"), ("smart_speaker", "Apple"), Outcome.AGREE),
        ((UNKNOWN, ""), ("printer", "HP"), Outcome.AGREE),
        ((UNKNOWN, ""), (UNKNOWN, ""), Outcome.AGREE),
        (("printer", "HP"), ("office", "HP"), Outcome.COARSER),
        (("printer", "HP"), (UNKNOWN, "HP"), Outcome.SILENT),
        (("printer", "HP"), ("printer", ""), Outcome.SILENT),
        (("printer", "HP"), ("printer", "Dell"), Outcome.DISAGREE),
        (("printer", "HP"), ("phone", "HP"), Outcome.DISAGREE),
        (("printer", "HP"), ("scanner", "HP"), Outcome.DISAGREE),
    ],
)
def test_outcomes(theirs: tuple[str, str], ours: tuple[str, str], outcome: Outcome) -> None:
    """Vendor and type decide together; what recog does not say, nobody disagrees with."""
    assert outcome_of(Says(*theirs), Says(*ours), vocabulary()) is outcome


def test_explained() -> None:
    """An example that a verdict explains is listed with it; other protocols are counted apart."""
    compared = compare_examples(
        facts(
            ("dhcp_vendor_class", "Printo 1", PRINTER),
            ("dhcp_vendor_class", "box", BOX),
            ("http_header_server", "Printo/1", PRINTER),
        ),
        read_words(),
        [verdict("^Printo"), verdict("^box$", "oui=Box")],
        book(),
        vocabulary(),
    )
    assert [one.outcome for one in compared] == [
        Outcome.COARSER,
        Outcome.SILENT,
        Outcome.NOT_OURS,
    ]
    assert [group.examples for group in groups(compared)] == [("Printo 1",), ("box",)]
    assert counts(compared)["dhcp_vendor_class"].total() == 2


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        ([], "recog says Printo, printer; ours Printo, office"),
        ([verdict("^Printo"), verdict("^Nothing")], "“^Nothing” explains no disagreement"),
        ([verdict("^Printo", "oui=Box")], "with oui=Box ours is still Printo, office"),
    ],
)
def test_unexplained(verdicts: list[dict[str, str]], told: str) -> None:
    """A disagreement without a verdict, an idle verdict, and one that is not true are refused."""
    with pytest.raises(ProblemsError) as refused:
        compare_examples(
            facts(("dhcp_vendor_class", "Printo 1", PRINTER)),
            read_words(),
            verdicts,
            book(),
            vocabulary(),
        )
    assert told in str(refused.value)
