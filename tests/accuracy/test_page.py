"""docs/accuracy.md has the form that the script writes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.accuracy import compare
from tests.accuracy.facts import TABLES, read_facts
from tests.accuracy.page import WAYS
from tests.accuracy.recog_examples import Outcome
from tests.accuracy.words import HERE, read_table

_ROW = re.compile(r"(?<!\\)\|")


def tables(page: str) -> list[list[list[str]]]:
    """Every table of a page: rows of cells, the head first, without the line below it."""
    found: list[list[list[str]]] = []
    for block in page.split("\n\n"):
        lines = block.splitlines()
        if lines and all(line.startswith("| ") and line.endswith(" |") for line in lines):
            cells = [[cell.strip() for cell in _ROW.split(line)[1:-1]] for line in lines]
            assert set(cells[1]) == {"---"}
            found.append([cells[0], *cells[2:]])
    return found


@cache
def saved() -> str:
    """The page as it stands."""
    return compare.PAGE.read_text(encoding="utf-8")


@cache
def made() -> str:
    """The page of the made facts and the labelled devices in the repository."""
    folder = HERE / "made"
    return compare.write_page(
        read_facts(folder), (), None, "command", "2026-11-22", verdicts=folder
    )


@pytest.mark.parametrize("page", [saved, made], ids=["saved", "made"])
def test_tables_are_whole(page: Callable[[], str]) -> None:
    """Every table has as many cells in each row as in its head."""
    found = tables(page())
    assert found
    assert [table for table in found if len({len(row) for row in table}) != 1] == []


def test_sections_are_the_same() -> None:
    """The saved page has every section and way that the script writes without other files."""
    heads = re.findall(r"^## (.+)$", made(), re.MULTILINE)
    assert [head for head in heads if f"\n## {head}\n" not in saved()] == []
    for way in WAYS:
        assert re.search(rf"^\| \**{re.escape(way)}\** \|", saved(), re.MULTILINE)


def test_digests_stand_in_it() -> None:
    """The saved page names the SHA-256 of every facts table, of every set and of the book."""
    sets = [path.name for path in (*compare.LEARNT, *compare.MEASURED)]
    for name in (*sets, *(f"{table}.tsv" for table in TABLES)):
        assert re.search(rf"^- `{re.escape(name)}`.*: .*`[0-9a-f]{{64}}`$", saved(), re.MULTILINE)
    assert re.search(r"^- the book: \d+ entries, SHA-256 `[0-9a-f]{64}`$", saved(), re.MULTILINE)


def test_every_example_of_recog_is_accounted_for() -> None:
    """Outcomes add up to recog's examples, and every verdict is listed with its reason."""
    total = next(row for table in tables(saved()) for row in table if row[0] == "**all**")
    assert sum(map(int, total[1:-1])) == int(total[-1])
    verdicts = read_table(HERE, "recog_verdicts")
    assert [row["why"] for row in verdicts if row["why"] not in saved()] == []
    assert {row["right"] for row in verdicts} <= {"ours", "recog", "both", "neither"}
    assert Outcome.NOT_OURS.value not in saved()


def test_what_only_measures_is_not_told() -> None:
    """Of the half that only measures, the page lists counts and no device."""
    section = saved().split("\n## Collected devices, the half that only measures\n")[1]
    section = section.split("\n## ")[0]
    assert "names the exact type and ours does not" not in section
    assert "Ours is wrong on" not in section


def test_inputs_are_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without its facts the script says what is missing, and writes nothing."""
    assert compare.main(["--facts", str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert not told.out
    assert "recog_examples.tsv is not there" in told.err.replace(": ", " ")
