"""The district's lists, read together: all problems of all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from walljack.files import read_text
from walljack.model.error import Problem, ProblemsError
from walljack.model.policy import Policy
from walljack.model.register import Register
from walljack.model.settings import Settings
from walljack.model.vocabulary import Vocabulary
from walljack.register import (
    Known,
    Listing,
    gather,
    parse_assets,
    parse_exemptions,
    parse_grants,
    parse_watch,
)

_Item = TypeVar("_Item")


def known_words(
    settings: Settings, policy: Policy, others: Iterable[Policy], vocabulary: Vocabulary
) -> Known:
    """The rules, segments, sites and types that the lists may name.

    Takes: ``policy``, the one in force; ``others``, whose rules are known too. Without a
    segment or a site in the configuration, every word goes for one.
    """
    points = {match.interface for match in settings.segments} - {""}
    return Known(
        rules={rule.id for rule in policy.rules},
        other_rules={rule.id for other in others for rule in other.rules},
        segments=points | {match.segment.id for match in settings.segments} or None,
        sites=settings.sites.keys() or None,
        types=vocabulary.types.keys(),
    )


def read_register(settings: Settings, known: Known) -> tuple[Register, list[Problem]]:
    """The register that the configuration names, and what is odd in it but was taken.

    Raises: ProblemsError with every problem of every list, words that are not ``known`` among
    them.
    """
    problems: list[Problem] = []
    notices: list[Problem] = []

    def rows(path: str, parse: Callable[[str, str, Known], Listing[_Item]]) -> tuple[_Item, ...]:
        if not path:
            return ()
        try:
            listing = parse(path, read_text(Path(path)), known)
        except ProblemsError as refused:
            problems.extend(refused.problems)
            return ()
        notices.extend(listing.notices)
        return listing.rows

    register = gather(
        rows(settings.register, parse_assets),
        rows(settings.grants, parse_grants),
        rows(settings.exemptions, parse_exemptions),
        rows(settings.watch, lambda name, text, _: parse_watch(name, text)),
        as_of_ns=settings.register_as_of_ns,
        fresh_for_ns=settings.fresh_for_ns,
    )
    if problems:
        raise ProblemsError(problems)
    return register, notices
