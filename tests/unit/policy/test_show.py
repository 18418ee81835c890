"""Policies as tables and as plain values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from walljack.policy import (
    clauses_table,
    parse_policy,
    policies_table,
    policy_values,
    rules_table,
)
from walljack.policy.show import period

SHIPPED = Path(__file__).parents[3] / "data" / "policies"
POLICY = parse_policy("p", (SHIPPED / "mukilteo-2314p.toml").read_text(encoding="utf-8"))


def test_every_table_has_as_many_cells_as_columns() -> None:
    """The list, the clauses and the rules are whole tables."""
    for table in (policies_table([POLICY]), clauses_table(POLICY), rules_table(POLICY)):
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_a_rule_is_told_in_plain_words() -> None:
    """Conditions read as sentences, without a word of the file's format."""
    (row,) = (row for row in rules_table(POLICY).rows if row[0] == "game-console-wired")
    assert row == (
        "game-console-wired",
        "medium",
        "personal-wired",
        "it is taken for a game console, on its own word; and that is likely or better; and the "
        "register does not list it; and it is on the wired network",
        "not needed",
        "yes",
    )


def test_a_clause_names_its_own_consequence() -> None:
    """Confiscation stands beside the clause that says it, and beside no other."""
    consequences = {row[0]: row[4] for row in clauses_table(POLICY).rows}
    assert "is confiscated" in consequences["unauthorised-devices"]
    assert consequences["personal-wired"] == "none named"


def test_the_values_are_json() -> None:
    """Everything of a policy goes into JSON and comes back the same."""
    values = policy_values(POLICY)
    assert json.loads(json.dumps(values)) == values
    assert values["rules"][0]["quiet"] == "1 day"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(90, "90 seconds"), (60, "1 minute"), (7200, "2 hours"), (604_800, "7 days")],
)
def test_a_period_is_told_in_its_largest_whole_unit(seconds: int, words: str) -> None:
    """Seconds as people say them."""
    assert period(seconds) == words
