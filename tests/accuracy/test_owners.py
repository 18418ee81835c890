"""Whose labelled devices look to be: how far the estimate goes without a word of their owners."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.accuracy.owners import LABELLED, NAMINGS, counts, estimates
from walljack.app import Workplace
from walljack.model.identity import Band
from walljack.model.ownership import Leaning, Naming

PLACE = Workplace(Path("no.db"), None)
FILES = sorted(LABELLED.glob("*.jsonl"))


@pytest.mark.parametrize("naming", [naming for _, naming in NAMINGS], ids=["bare", "pattern"])
def test_no_computer_is_accused(naming: Naming) -> None:
    """As a stranger no computer is likely personal, whether the district has a pattern or not.

    But for those that are sold for the home: their line says so.
    """
    found = estimates(PLACE, FILES, naming)
    assert len(found) > 200
    accused = [
        (device.truth, device.ours, [sign.id for sign in whose.personal])
        for device, whose in found
        if whose.leans(Leaning.PERSONAL, Band.LIKELY)
        and PLACE.vocabulary.path(device.truth)[:1] == ("computer",)
        and PLACE.vocabulary.path(device.ours)[:1] == ("computer",)
        and "home-line" not in {sign.id for sign in whose.personal}
    ]
    assert accused == []


def test_a_pattern_accuses_nobody_more() -> None:
    """That names lack a pattern makes nothing likely that is not so without it."""
    bare, pattern = (counts(PLACE, estimates(PLACE, FILES, naming)) for _, naming in NAMINGS)
    for kind in ("computers", "others"):
        assert pattern[kind, "personal, likely"] == bare[kind, "personal, likely"]
