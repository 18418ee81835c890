"""Broken fingerprint files and the exact words with which they are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from walljack.fingerprint import parse_book, parse_vocabulary
from walljack.model.error import ProblemsError

HERE = Path(__file__).parent
FINGERPRINTS = HERE.parents[2] / "fingerprints"
BROKEN = sorted(path.stem for path in HERE.glob("*.toml"))


def refusal(*names: str) -> str:
    """The words with which these files are refused together."""
    vocabulary = parse_vocabulary((FINGERPRINTS / "vocabulary.toml").read_text("utf-8"))
    files = {
        # One file is broken by where it lies.
        (f"{name}.toml" if name == "wrong-place" else f"vendor/{name}.toml"): (
            HERE / f"{name}.toml"
        ).read_text("utf-8")
        for name in names
    }
    with pytest.raises(ProblemsError) as refused:
        parse_book(files, vocabulary)
    return str(refused.value)


@pytest.mark.parametrize("name", BROKEN)
def test_refused_with_exact_words(name: str) -> None:
    """Each broken file is refused with the text that stands beside it."""
    assert refusal(name) + "\n" == (HERE / f"{name}.txt").read_text("utf-8")


def test_every_problem_of_every_file_is_told_at_once() -> None:
    """Files that are broken each in its way are refused together, nothing left out."""
    names = ("no-id", "no-toml", "pattern-free")
    together = refusal(*names).splitlines()
    assert together == [line for name in names for line in refusal(name).splitlines()]
