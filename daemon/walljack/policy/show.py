"""Policies as tables for people, and as plain values for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from walljack.model.policy import Clause, Policy, Rule
from walljack.model.table import Table
from walljack.policy.predicate import describe

_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86_400


def policies_table(policies: Sequence[Policy]) -> Table:
    """One line for every policy."""
    return Table(
        f"Policies: {len(policies)}",
        ("Policy", "District", "Title", "Version", "Clauses", "Rules"),
        tuple(
            (p.id, p.district, p.title, p.version, str(len(p.clauses)), str(len(p.rules)))
            for p in policies
        ),
        "No policies.",
    )


def clauses_table(policy: Policy) -> Table:
    """Every clause as it is cited, and in our words."""
    return Table(
        f"Clauses of {policy.id}: {len(policy.clauses)}",
        ("Clause", "Kind", "Where", "In our words", "Consequence", "Who decides"),
        tuple(
            (
                clause.id,
                clause.kind.value,
                clause.citation,
                clause.paraphrase,
                clause.consequence or "none named",
                clause.decides or "not said",
            )
            for clause in policy.clauses.values()
        ),
        "No clauses.",
    )


def rules_table(policy: Policy) -> Table:
    """Every rule: its level, its clause, and when it holds."""
    return Table(
        f"Rules of {policy.id}: {len(policy.rules)}",
        ("Rule", "Level", "Clause", "Holds when", "Register", "Opens a case"),
        tuple(
            (
                rule.id,
                rule.level.word,
                rule.clause,
                "; and ".join(describe(predicate) for predicate in rule.when),
                "needed" if rule.needs_register else "not needed",
                "yes" if rule.level.opens_case else "no",
            )
            for rule in policy.rules
        ),
        "No rules.",
    )


def policy_values(policy: Policy) -> dict[str, Any]:
    """The whole policy as plain values, for JSON."""
    return {
        "id": policy.id,
        "title": policy.title,
        "district": policy.district,
        "version": policy.version,
        "digest": policy.digest,
        "contact": policy.contact,
        "clauses": [_clause_values(clause) for clause in policy.clauses.values()],
        "rules": [_rule_values(rule) for rule in policy.rules],
    }


def period(seconds: int) -> str:
    """A period in the largest whole unit: ``7 days``."""
    for unit, size in (("day", _DAY_S), ("hour", _HOUR_S), ("minute", _MINUTE_S)):
        if seconds and seconds % size == 0:
            number = seconds // size
            return f"{number} {unit}" + ("s" if number > 1 else "")
    return f"{seconds} seconds"


def _clause_values(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "kind": clause.kind.value,
        "citation": clause.citation,
        "document": clause.document,
        "heading": clause.heading,
        "item": clause.item,
        "first_words": clause.first_words,
        "paraphrase": clause.paraphrase,
        "consequence": clause.consequence,
        "confiscates": clause.confiscates,
        "decides": clause.decides,
    }


def _rule_values(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "clause": rule.clause,
        "also": list(rule.also),
        "unless": list(rule.unless),
        "level": rule.level.word,
        "opens_case": rule.level.opens_case,
        "title": rule.title,
        "when": {
            predicate.name: list(predicate.value)
            if isinstance(predicate.value, tuple)
            else predicate.value
            for predicate in rule.when
        },
        "conditions": [describe(predicate) for predicate in rule.when],
        "key": list(rule.key),
        "quiet": period(rule.quiet_s),
        "needs_register": rule.needs_register,
        "false_positives": list(rule.false_positives),
        "advice": rule.advice,
    }
