"""Broken tables, and entries that look things up badly, with the exact words of their refusal."""

from __future__ import annotations

from pathlib import Path

import pytest

from walljack.fingerprint import parse_book, parse_vocabulary
from walljack.model.error import ProblemsError

HERE = Path(__file__).parent
FINGERPRINTS = HERE.parents[2] / "fingerprints"
TABLES = sorted(path.stem for path in HERE.glob("*.csv"))
ENTRIES = sorted(path.stem for path in HERE.glob("*.toml"))

# What the entries look up: it is sound.
MODELS = 'key,type,model,source,licence\nA1,phone,One,a list,MIT\n"1,3,6",phone,Two,a list,MIT\n'


def refusal(files: dict[str, str]) -> str:
    """The words with which these files are refused together."""
    vocabulary = parse_vocabulary((FINGERPRINTS / "vocabulary.toml").read_text("utf-8"))
    with pytest.raises(ProblemsError) as refused:
        parse_book(files, vocabulary)
    return str(refused.value)


def expected(name: str) -> str:
    """The text beside a broken file."""
    return (HERE / f"{name}.txt").read_text("utf-8")


def table(name: str) -> dict[str, str]:
    """A broken table as a file of a book."""
    return {f"tables/{name}.csv": (HERE / f"{name}.csv").read_text("utf-8")}


@pytest.mark.parametrize("name", TABLES)
def test_table_is_refused_with_exact_words(name: str) -> None:
    """Each broken table is refused, line by line, with the text that stands beside it."""
    assert refusal(table(name)) + "\n" == expected(name)


@pytest.mark.parametrize("name", ENTRIES)
def test_entry_is_refused_with_exact_words(name: str) -> None:
    """Each entry that looks something up badly is refused with the text beside it."""
    text = (HERE / f"{name}.toml").read_text("utf-8")
    files = {"tables/models.csv": MODELS, f"vendor/{name}.toml": text}
    assert refusal(files) + "\n" == expected(name)


def test_every_problem_of_every_table_is_told_at_once() -> None:
    """Tables that are broken each in its way are refused together, nothing left out."""
    names = ("cells", "keys", "words")
    together = refusal({path: text for name in names for path, text in table(name).items()})
    assert together + "\n" == "".join(map(expected, names))
