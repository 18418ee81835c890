"""How the district names and marks what it manages, checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from walljack.fingerprint.pattern import PatternError, named_groups
from walljack.model.error import Problem
from walljack.model.ownership import Naming

# Names that private devices have by themselves, or get from their owners: a pattern that fits
# one of them would call half of what pupils bring managed.
_PRIVATE = ("", "iPhone", "DESKTOP-1D8K0YZ", "LAPTOP-4Q7MN2KD", "Annas-MBP", "android-9f3e1c7a55d0")

# RFC 1035 section 2.3.1, and two labels at least: "local" is everybody's.
_DOMAIN = re.compile(
    r"(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+"
)
_EVERYBODYS = (".local", ".localdomain", ".lan", ".home", ".arpa")


class Given(Protocol):
    """The keys of a table that may say how things are named; None = it does not say."""

    @property
    def names(self) -> tuple[str, ...] | None:
        """Patterns for host names."""

    @property
    def domains(self) -> tuple[str, ...] | None:
        """Domain names."""

    @property
    def user_classes(self) -> tuple[str, ...] | None:
        """Values of DHCP option 77."""


def parse_naming(where: str, given: Given, default: Naming, problems: list[Problem]) -> Naming:
    """How things are named at a site; what it does not say is taken from ``default``.

    Takes: ``problems``, to which everything wrong is added.
    """

    def checked(
        key: str, texts: tuple[str, ...] | None, check: Callable[[str], tuple[str, str]]
    ) -> None:
        for number, text in enumerate(texts or ()):
            what, remedy = check(text)
            if what:
                problems.append(Problem(f"{where}: {key}[{number}]", what, remedy))

    checked("names", given.names, _wrong_name)
    checked("domains", given.domains, _wrong_domain)
    checked("user_classes", given.user_classes, _wrong_class)
    return Naming(
        default.names if given.names is None else given.names,
        default.domains
        if given.domains is None
        else tuple(text.casefold() for text in given.domains),
        default.user_classes if given.user_classes is None else given.user_classes,
    )


def _wrong_name(pattern: str) -> tuple[str, str]:
    """What is wrong with a pattern for names, and the remedy; ("", "") when nothing is."""
    try:
        named_groups(pattern)
    except PatternError as error:
        return f"pattern {pattern!r} {error}", "write it as '^ES-[0-9]{5}$'"
    for name in _PRIVATE:
        if re.search(pattern, name, re.IGNORECASE):
            what = f"pattern {pattern!r} fits {name!r} too, as private devices are named"
            return what, "write what only the district's names have"
    return "", ""


def _wrong_domain(domain: str) -> tuple[str, str]:
    folded = domain.casefold()
    if not _DOMAIN.fullmatch(folded):
        return f"{domain!r} is no domain", "write it as district.example.org"
    if folded.endswith(_EVERYBODYS):
        return f"{domain!r} is a domain that anybody's devices have", "leave it out"
    return "", ""


def _wrong_class(user_class: str) -> tuple[str, str]:
    if not user_class or "," in user_class:
        return f"{user_class!r} is no user class", "write the text that the policy sets"
    return "", ""
