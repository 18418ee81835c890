"""Which host names tell one thing from another."""

from __future__ import annotations

import re
from collections.abc import Collection

# What Windows, Android and their setup programs put before a code of their own making. The code
# is random, but whoever images machines clones it too, and there is nothing to tell that by.
_DEFAULT = re.compile(r"(?:desktop|laptop|win|minint|android)(?:[-_].*|[0-9a-f]*)")
# A responder whose name is taken tries the next number (RFC 6762 section 9): which of two
# namesakes is “-2” is decided anew each morning.
_COUNTED = re.compile(r".*[-_ ](?:[2-9]|[1-9][0-9])")
# Installed so, beside what the list of generic words knows: systems that come as an image.
_OF_IMAGES = frozenset(
    {
        *("archlinux", "armbian", "batocera", "buildroot", "centos", "coreelec", "debian"),
        *("dietpi", "fedora", "homeassistant", "kali", "libreelec", "manjaro", "octopi"),
        *("openwrt", "osmc", "pop", "rocky", "volumio"),
    }
)
_LETTERS = re.compile(r"[^\W\d_]+")


def is_telling(name: str, generic_words: Collection[str]) -> bool:
    """A host name that somebody gave to one thing, or that a maker made of a number of its own.

    Takes: ``name``, lower case, without its domain; ``generic_words``, what is printed on boxes.
    Gives: False for a default (``iphone``, ``android-…``, ``desktop-…``), for nothing but
    generic words, and for a name that ends in the number of a namesake.
    """
    if _DEFAULT.fullmatch(name) or _COUNTED.fullmatch(name):
        return False
    words = [word for word in _LETTERS.findall(name) if len(word) > 1]
    return any(word not in generic_words and word not in _OF_IMAGES for word in words)
