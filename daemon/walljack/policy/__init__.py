"""Written policies: parsed from data, shown to people, and judged by."""

from walljack.model.ownership import AGAINST
from walljack.policy.judge import judge
from walljack.policy.parse import parse_policy
from walljack.policy.predicate import describe, is_personal, is_unauthorised
from walljack.policy.provision import Provision, compare_provisions, parse_provisions
from walljack.policy.review import review
from walljack.policy.show import clauses_table, policies_table, policy_values, rules_table

__all__ = [
    "AGAINST",
    "Provision",
    "clauses_table",
    "compare_provisions",
    "describe",
    "is_personal",
    "is_unauthorised",
    "judge",
    "parse_policy",
    "parse_provisions",
    "policies_table",
    "policy_values",
    "review",
    "rules_table",
]
