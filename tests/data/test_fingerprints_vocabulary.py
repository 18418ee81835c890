"""The shipped vocabulary, held to the data that uses it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from walljack.fingerprint import parse_vocabulary

ROOT = Path(__file__).parents[2]
FINGERPRINTS = ROOT / "fingerprints"


def test_words_are_listed_once() -> None:
    """No product key and no module maker stands twice."""
    read = tomllib.loads((FINGERPRINTS / "vocabulary.toml").read_text("utf-8"))
    for family in read["family"]:
        assert len(family["product"]) == len(set(family["product"]))
        assert all(key == key.lower() for key in family["product"])
    makers = [maker.casefold() for maker in read["modules"]["makers"]]
    assert len(makers) == len(set(makers))


def test_makers_of_modules_are_makers_of_modules_everywhere() -> None:
    """Every maker that the vendor table warns of says nothing to fingerprints either."""
    vocabulary = parse_vocabulary((FINGERPRINTS / "vocabulary.toml").read_text("utf-8"))
    warned = tomllib.loads((ROOT / "data" / "oui" / "makers.toml").read_text("utf-8"))["maker"]
    assert [each["name"] for each in warned if not vocabulary.is_module_maker(each["name"])] == []
