"""The district's lists, read together: all problems of all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from walljack.files import read_text
from walljack.model.error import Problem, ProblemsError
from walljack.model.register import Register
from walljack.model.settings import Settings
from walljack.register import (
    Listing,
    gather,
    parse_assets,
    parse_exemptions,
    parse_grants,
    parse_watch,
)

_Item = TypeVar("_Item")


def read_register(settings: Settings) -> tuple[Register, list[Problem]]:
    """The register that the configuration names, and what is odd in it but was taken.

    Raises: ProblemsError with every problem of every list.
    """
    problems: list[Problem] = []
    notices: list[Problem] = []

    def rows(path: str, parse: Callable[[str, str], Listing[_Item]]) -> tuple[_Item, ...]:
        if not path:
            return ()
        try:
            listing = parse(path, read_text(Path(path)))
        except ProblemsError as refused:
            problems.extend(refused.problems)
            return ()
        notices.extend(listing.notices)
        return listing.rows

    register = gather(
        rows(settings.register, parse_assets),
        rows(settings.grants, parse_grants),
        rows(settings.exemptions, parse_exemptions),
        rows(settings.watch, parse_watch),
        as_of_ns=settings.register_as_of_ns,
        fresh_for_ns=settings.fresh_for_ns,
    )
    if problems:
        raise ProblemsError(problems)
    return register, notices
