"""Written policies: parsed from data, shown to people, and judged by."""

from walljack.policy.judge import judge
from walljack.policy.parse import parse_policy
from walljack.policy.predicate import describe, is_personal, is_unauthorised
from walljack.policy.review import review

__all__ = [
    "describe",
    "is_personal",
    "is_unauthorised",
    "judge",
    "parse_policy",
    "review",
]
