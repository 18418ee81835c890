"""The words that a list may use because the configuration, a policy or the type tree has them."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from walljack.register.sheet import Row, near

# What packets of no configured segment are heard on, as docs/configuration.md names it.
_HEARD_ON = re.compile(r"(capture|relay-[0-9.]+)(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Known:
    """What the lists may name; None where nobody can say, and then every word goes.

    ``rules``: ids of the policy in force; ``other_rules``: ids of other policies, which do
    nothing here; ``segments``: configured ones and capture points; ``sites``; ``types``.
    """

    rules: Set[str] | None = None
    other_rules: Set[str] = frozenset()
    segments: Set[str] | None = None
    sites: Set[str] | None = None
    types: Set[str] | None = None


ANYTHING = Known()


def rule_cell(row: Row, column: str, known: Known) -> tuple[str, str]:
    """The rule in the cell, and what is odd about it ("" when nothing is)."""
    word = row.text(column)
    if known.rules is None or not word or word in known.rules:
        return word, ""
    if word in known.other_rules:
        return word, f"{word!r} is a rule of another policy than the one in force: it does nothing"
    _refuse(row, column, "no policy has a rule", known.rules | known.other_rules)
    return word, ""


def segment_cell(row: Row, column: str, known: Known) -> str:
    """The segment in the cell: a configured one, or one named after where it is heard."""
    word = row.text(column)
    if word and known.segments is not None and not _HEARD_ON.fullmatch(word):
        point, _, tag = word.rpartition(".")
        tagged = tag.isdecimal() and point in known.segments
        if word not in known.segments and not tagged:
            _refuse(row, column, "there is no segment", known.segments)
    return word


def site_cell(row: Row, column: str, known: Known) -> str:
    """The site in the cell; "" when it is empty."""
    word = row.text(column)
    if word and known.sites is not None and word not in known.sites:
        _refuse(row, column, "there is no site", known.sites)
    return word


def type_cell(row: Row, column: str, known: Known) -> str:
    """The type in the cell as the type tree writes it; "" when it is empty."""
    word = row.text(column).casefold().replace(" ", "_").replace("-", "_")
    if word and known.types is not None and word not in known.types:
        _refuse(row, column, "there is no type", known.types)
    return word


def _refuse(row: Row, column: str, what: str, words: Set[str]) -> None:
    remedy = near(row.text(column), sorted(words)) or f"known: {', '.join(sorted(words))}"
    row.problem(column, f"{what} {row.text(column)!r}", remedy)
