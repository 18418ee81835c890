"""Why a file was refused, in words: from pydantic's findings to problems."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from pydantic import ValidationError

from walljack.model.error import Problem

_WORDS = {
    "missing": "is missing",
    "string_type": "must be text in quotes",
    "bool_type": "must be true or false",
    "date_type": "must be a date such as 2026-11-22, without quotes",
    "date_from_datetime_inexact": "must be a date such as 2026-11-22, without a time",
    "list_type": "must be a list in square brackets",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "string_too_short": "must not be empty",
    "too_short": "must have at least one item",
}


def nearest(word: str, words: Iterable[str]) -> str:
    """“did you mean “type”?” when one of the words is close, else ""."""
    close = difflib.get_close_matches(word, list(words), n=1, cutoff=0.7)
    return f"did you mean “{close[0]}”?" if close else ""


def problems_of(
    error: ValidationError, where: str, words: Mapping[str, Sequence[str]] | None = None
) -> list[Problem]:
    """Every finding of pydantic as a problem.

    Takes: ``words``: for a table (dotted path, "" for the outermost) the keys that it may have,
    for *did you mean*.
    """
    problems: list[Problem] = []
    for finding in error.errors(include_url=False, include_input=True):
        path = [str(part) for part in finding["loc"]]
        key = ".".join(path)
        if finding["type"] == "extra_forbidden":
            allowed = (words or {}).get(".".join(path[:-1]), ())
            remedy = nearest(path[-1], allowed) or _listed(allowed)
            problems.append(Problem(where, f"“{key}” is no key here", remedy))
            continue
        problem = Problem(f"{where}, {key}" if key else where, _said(finding))
        if problem not in problems:
            problems.append(problem)
    return problems


def _listed(words: Sequence[str]) -> str:
    return "known: " + ", ".join(words) if words else "take it out"


def _said(finding: object) -> str:
    """One finding in our words; pydantic's where we have none."""
    assert isinstance(finding, dict)
    kind = str(finding["type"])
    if kind in _WORDS:
        return _WORDS[kind]
    context = finding.get("ctx") or {}
    if kind == "literal_error":
        return f"is “{finding['input']}”, must be {context['expected']}"
    if kind == "string_pattern_mismatch":
        return f"is “{finding['input']}”, must have the form {context['pattern']}"
    if kind == "too_long":
        return f"has {context['actual_length']} items, at most {context['max_length']}"
    return str(finding["msg"])
