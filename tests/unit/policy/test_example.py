"""A rule's examples look like what the estimate makes of the same circumstances."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from tests.pcaps.district import shipped_marks, type_words
from walljack.fingerprint import Setting, estimate_ownership
from walljack.model.ownership import UNNAMED
from walljack.policy.example import Example

TYPES = ("unknown", "laptop", "tablet", "game_console", "streaming_player", "printer", "router")
LISTS = ("", "registered", "granted", "exempt")
SEEN = list(
    itertools.product(
        TYPES, ("", "home"), ("universal", "local", "virtual"), ("wired", "mixed"), LISTS
    )
)


@pytest.mark.parametrize("band", [None, "possible"])
def test_an_example_mirrors_the_estimate(band: str | None) -> None:
    """Leaning and band, from likely up, are those that the shipped estimate gives.

    With a fresh register: without one no condition asks whose it is.
    """
    for kind, line, address, medium, listed in SEEN:
        if kind == "unknown" and (line or band):
            continue
        told: dict[str, Any] = {
            "type": kind, "line": line, "address": address, "medium": medium, "band": band,
            "consumer": type_words().consumer(kind),
        }  # fmt: skip
        if listed:
            told[listed] = True
        seen = Example(**told).circumstances()
        setting = Setting(
            wired=seen.wired, private_address=address == "local", asset=seen.asset,
            grant=seen.grant, exemptions=seen.exemptions, register_fresh=True,
        )  # fmt: skip
        whose = estimate_ownership(
            (), seen.identity, setting,
            naming=UNNAMED, marks=shipped_marks(), vocabulary=type_words(),
        )  # fmt: skip
        sure = [(one.leaning, one.band) for one in (whose, seen.ownership)]
        sure = [pair if pair[1].value in ("likely", "confirmed") else None for pair in sure]  # type: ignore[misc]
        assert sure[0] == sure[1], told
