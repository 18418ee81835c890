"""How the district names and marks what it manages, checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from walljack.fingerprint.marks import folded
from walljack.fingerprint.pattern import PatternError, fixed, named_groups, whole
from walljack.model.error import Problem
from walljack.model.ownership import NOBODYS_DOMAINS, UNNAMED, Naming
from walljack.model.settings import Site

# Names that private devices have by themselves, or get from their owners: a pattern that fits
# one of them would call half of what pupils bring managed. A test holds them to the examples of
# the marks in fingerprints/ownership.toml.
PRIVATE = (
    *("", "iPhone", "iPhone-2", "iPad", "iPad-3", "MacBook-Pro", "MacBook-Air-2", "iMac", "Mac"),
    *("Annas-MBP", "Sams-iPhone", "Marias-MacBook-Air", "Annas-MacBook-Pro-2", "Annas-Galaxy-S23"),
    *(
        "anna-marias-ipad",
        "Lucas-iPad",
        "Anna's MacBook Pro (2)",
        "Jo's iPhone",
        "Anna Maria's iPad",
    ),
    *("iPad de María", "iPhone-de-Lucia", "macbook-air-de-jose-2", "ANNA-PC", "maria-laptop"),
    *(
        "DESKTOP-1D8K0YZ",
        "LAPTOP-4Q7MN2KD",
        "MININT-7KQ2VD9",
        "android-9f3e1c7a55d04b62",
        "Android",
    ),
    *(
        "android-9f3e1c7a55d0",
        "Galaxy-S21-5G",
        "Galaxy-S23",
        "Galaxy-Tab-A8",
        "Pixel-7",
        "Pixel-7a",
    ),
    *("OnePlus-9", "Redmi-Note-11", "moto-g-power", "OPPO-A54", "amazon-3f2a91c07", "HP-Setup-12"),
    *("PS5-4C2E81", "PS4-1A2B3C", "XBOX", "XboxOne", "Nintendo-Switch", "Chromecast", "Roku"),
    *("RokuStreamingStick", "AppleTV", "Apple-TV", "LG-webOS-TV", "HomePod", "Google-Home-Mini"),
    *("raspberrypi", "ubuntu", "localhost", "ESP-200A0B", "kindle-1a2b3c4d5"),
)
# What all names of a pattern have in common must be longer than what a word has by chance.
_LEAST_FIXED = 2

# RFC 1035 section 2.3.1, and two labels at least: "local" is everybody's.
_DOMAIN = re.compile(
    r"(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+"
)
# Under these everybody registers: co.uk, k12.wa.us, wa.us. Source: publicsuffix.org, the common
# forms; the list has thousands, and a district knows its own domain.
_REGISTRY = re.compile(
    r"(?:ac|co|com|edu|gov|gob|gouv|k12|net|ne|nhs|or|org|police|sch|school)\.[a-z]{2}"
    r"|[a-z]{2}\.us|(?:cc|cog|esd|gen|k12|lib|mus|pvt|state|tec)(?:\.k12)?\.[a-z]{2}\.us"
)

# Words of two letters stand in too many names.
_WORD = re.compile(r"[^\W\d_]{3,}")


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
    if not whole(pattern):
        what = f"pattern {pattern!r} does not say how a name begins, or how it ends"
        return what, "write it from ^ to $, as '^ES-[0-9]{5}$'"
    for name in PRIVATE:
        if re.search(pattern, name, re.IGNORECASE):
            what = f"pattern {pattern!r} fits {name!r} too, as private devices are named"
            return what, "write what only the district's names have"
    if fixed(pattern) < _LEAST_FIXED:
        what = f"pattern {pattern!r} has nothing of two characters that every name must have"
        return what, "write what only the district's names have, as '^ES-[0-9]{5}$'"
    return "", ""


def beside_each_other(
    district: str, naming: Naming, sites: dict[str, Site]
) -> tuple[Naming, dict[str, Site]]:
    """Every site's way of naming with those of the others beside it, and the words of all names.

    Things are lent and moved, and a room is called after its school.
    """
    words = frozenset(
        word
        for text in (district, *sites, *(site.name for site in sites.values()))
        for word in _WORD.findall(folded(text))
    )
    ways: dict[Naming, str] = {naming: district or "the district"}
    for site in sites.values():
        ways.setdefault(site.naming, site.name)

    def beside(own: Naming) -> Naming:
        others = tuple((name, way) for way, name in ways.items() if way not in (own, UNNAMED))
        return replace(own, elsewhere=others, words=words)

    return beside(naming), {
        key: replace(site, naming=beside(site.naming)) for key, site in sites.items()
    }


def _wrong_domain(domain: str) -> tuple[str, str]:
    text = domain.casefold()
    if not _DOMAIN.fullmatch(text):
        return f"{domain!r} is no domain", "write it as district.example.org"
    if text in NOBODYS_DOMAINS or _REGISTRY.fullmatch(text):
        what = f"{domain!r} is a domain that anybody's devices have"
        return what, "write the district's own name below it, or leave it out"
    return "", ""


def _wrong_class(user_class: str) -> tuple[str, str]:
    if not user_class or "," in user_class:
        return f"{user_class!r} is no user class", "write the text that the policy sets"
    return "", ""
