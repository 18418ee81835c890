"""The table of provisions: refused when it is broken, compared when it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from walljack.model.error import ProblemsError
from walljack.policy import compare_provisions, parse_policy, parse_provisions

SHIPPED = Path(__file__).parents[3] / "data" / "policies"
POLICY = parse_policy("p", (SHIPPED / "k12-default.toml").read_text(encoding="utf-8"))
HEADER = "heading,item,first_words,reading,why\n"


def test_another_header_is_refused() -> None:
    """The columns are these, in this order."""
    with pytest.raises(ProblemsError, match="does not begin with heading,item,first_words"):
        parse_provisions("t.csv", "item,heading\n")


def test_every_broken_row_is_told() -> None:
    """A short row, one without first words, and one that says nothing are all refused."""
    with pytest.raises(ProblemsError) as refused:
        parse_provisions("t.csv", HEADER + "H,1\nH,,,x,\nH,,Words,,\n")
    assert [str(problem) for problem in refused.value.problems] == [
        "t.csv, line 2: has 2 cells, not 5 (put a cell that holds commas in quotes)",
        "t.csv, line 3: needs heading and first words (copy them as printed)",
        "t.csv, line 4: gives neither a reading nor why there is none "
        "(name the clause, or say why nobody could see it)",
    ]


def test_a_table_that_says_otherwise_than_the_policy_is_told() -> None:
    """An unknown clause, a row that is there twice, and clauses that no row cites."""
    rows = parse_provisions(
        "t.csv",
        HEADER
        + "What this is,,Advice without a written policy,advice-only,\n"
        + "What this is,,Advice without a written policy,,why\n"
        + "What this is,,Other words,nothing,\n",
    )
    told = [str(problem) for problem in compare_provisions("t.csv", POLICY, rows)]
    assert told[:2] == [
        "t.csv, line 3: is there twice (keep one of the two rows)",
        "t.csv, line 4: the policy has no clause 'nothing' (add the clause, or mend the reading)",
    ]
    assert told[2] == (
        "k12-default, clause 'know-what-is-wired': does not stand in the table of provisions as "
        "it is cited (add a row with its heading, item and first words)"
    )
    assert len(told) == 2 + len(POLICY.clauses) - 1
