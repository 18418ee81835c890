"""The shipped vocabulary, held to the data that uses it."""

from __future__ import annotations

import tomllib
from pathlib import Path

FINGERPRINTS = Path(__file__).parents[2] / "fingerprints"


def test_words_are_listed_once() -> None:
    """No product key and no module maker stands twice."""
    read = tomllib.loads((FINGERPRINTS / "vocabulary.toml").read_text("utf-8"))
    for family in read["family"]:
        assert len(family["product"]) == len(set(family["product"]))
        assert all(key == key.lower() for key in family["product"])
    makers = [maker.casefold() for maker in read["modules"]["makers"]]
    assert len(makers) == len(set(makers))
