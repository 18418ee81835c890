"""What a district may say of how it names and marks things."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.pcaps.district import type_words
from walljack.fingerprint.marks import called
from walljack.model.error import ProblemsError
from walljack.model.signal import Signal
from walljack.settings import parse_settings
from walljack.settings.naming import PRIVATE


def refused(key: str, text: str) -> str:
    """What is said of one value; "" when it is taken."""
    try:
        parse_settings("w.toml", f"[district]\n{key} = ['{text}']\n", Path())
    except ProblemsError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "pattern",
    [
        *("^ES", "ES$", "^M.*$", "^[A-Z]+-[0-9]+$", "^.+-[0-9]+$", "^Galaxy-.*$", "^MacBook-.*$"),
        *("^(PS5|XBOX).*$", "^[A-Za-z]+s-iPad$", "^$", "^.*S.*$", "^.{1,10}$", "^.{16,}$"),
        *("^[A-Z]{2,8}-[A-Z0-9-]+$", "^(?!iphone|desktop|laptop|annas|android).+$", "^(?:ES)?$"),
    ],
)
def test_a_pattern_that_clears_private_devices_is_refused(pattern: str) -> None:
    """It fits a private name, says not where a name begins and ends, or has nothing of its own."""
    assert refused("names", pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "^ES-[0-9]{5}$",
            "^NES-[A-Z0-9]+-[0-9]{4}$",
            "^(?:NES|SMS)-[0-9]{4}$",
            "^[0-9]{3}MSD[0-9]+$",
        ),
        *("^(?i:es)-.*$", "^W10-[0-9]{4}$"),
    ],
)
def test_a_districts_pattern_is_taken(pattern: str) -> None:
    """From ^ to $, with something of two characters that every name has."""
    assert refused("names", pattern) == ""


def test_private_names_hold_every_example_of_a_personal_mark() -> None:
    """No pattern may fit what a mark reads as personal."""
    known = {name.casefold() for name in PRIVATE}
    examples = _examples()
    missed = [name for name in examples if name.casefold() not in known]
    assert examples
    assert missed == []


@pytest.mark.parametrize(
    "domain", ["msd.local", "ad.msd.lan", "district.internal", "district.private", "msd.wednet.edu"]
)
def test_a_windows_domain_below_a_made_up_one_is_the_districts(domain: str) -> None:
    """The commonest domains of schools lie below a name that alone is nobody's."""
    assert refused("domains", domain) == ""


@pytest.mark.parametrize(
    "domain", ["local", "lan", "home.arpa", "co.uk", "k12.wa.us", "wa.us", "pvt.k12.wa.us", "edu"]
)
def test_a_domain_of_everybodys_is_refused(domain: str) -> None:
    """Under these anybody's devices are."""
    assert refused("domains", domain)


def _examples() -> list[str]:

    read = tomllib.loads((ROOT / "fingerprints/ownership.toml").read_text(encoding="utf-8"))
    words = type_words()
    return [
        called(Signal(key, value))
        for mark in read["mark"]
        if mark["leans"] == "personal" and "name" in mark
        for example in mark["example"]
        for key, value in example.items()
        if words.word(key) is not None
    ]
