"""Where knowledge comes from: the sources that a text names, so that two texts can be compared."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_URL = re.compile(
    r"(?<![\w./-])(?P<scheme>(?:https?://)?)(?P<host>(?:[\w-]+\.)+[a-z]{2,})"
    r"(?P<path>(?:/[^\s;,()]*)?)"
)
_PATH = re.compile(r"(?P<path>[\w.+-]+(?:@\w+)?(?:/[\w.+@-]+)+)")
_FILE = re.compile(r"[\w+.-]+\.[a-z]{1,6}")
# Hosts whose first two path components name who published it and what.
_FORGES = frozenset({"github.com", "gitlab.com", "codeberg.org", "raw.githubusercontent.com"})
# Every project has one of these: two that name it have nothing in common.
_USUAL_FILES = frozenset({"readme.md", "readme.txt", "readme.rst"})


class Named(NamedTuple):
    """What a text on a source names, in lower case.

    ``places``: repositories (``owner/name``) and hosts, in the order of the text. ``files``:
    names of files. ``words``: the text without its paths, each word between single spaces.
    """

    places: tuple[str, ...]
    files: frozenset[str]
    words: str


@lru_cache(maxsize=4096)  # a book has some hundred different sources, a set of devices fewer
def named(text: str) -> Named:
    """The places, files and words that a text on a source names."""
    places: list[tuple[int, str]] = []
    files: set[str] = set()

    def take(found: re.Match[str]) -> str:
        parts = [part for part in found["path"].split("/") if part]
        told = found.groupdict()
        if not told.get("scheme", "https") and not parts:
            return found[0]  # a word with a dot in it: a file's name
        host = told.get("host", "").removeprefix("www.")
        place = host if host and host not in _FORGES else "/".join(parts[:2])
        if place:
            places.append((found.start(), place.partition("@")[0]))
        files.update(part for part in parts if _FILE.fullmatch(part))
        return " " * len(found[0])  # what stands behind it keeps its place in the text

    rest = _PATH.sub(take, _URL.sub(take, text.lower()))
    loose = (word.rstrip(".") for word in re.findall(r"[\w+.-]+", rest))
    files.update(word for word in loose if _FILE.fullmatch(word))
    in_order = tuple(place for _at, place in sorted(places))
    return Named(in_order, frozenset(files - _USUAL_FILES), _words(rest))


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9+.]+", text.replace("_", " ")))


def origin(text: str) -> str:
    """One name for the source that a text names first; devices that share it are one source's."""
    told = named(text)
    return told.places[0] if told.places else " ".join(text.lower().split())


def traceable(text: str) -> bool:
    """The text names a place where a reader can look it up."""
    return bool(named(text).places)


def cites(text: str, source: str) -> bool:
    """A text on a source names another source: its repository, its host, a file, or its name.

    The bare name of a repository or of its owner counts where it stands as words of its own:
    “suricata-verify captures” cites ``OISF/suricata-verify``.
    """
    told, wanted = named(text), named(source)
    if set(told.places) & set(wanted.places) or told.files & wanted.files:
        return True
    if not wanted.places:
        return origin(text) == origin(source)
    padded = f" {told.words} "
    return any(
        f" {_words(name)} " in padded
        for place in wanted.places
        if "/" in place
        for name in place.split("/")
    )
