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
# Nobody's, beside what the list of generic words knows: what systems that come as an image are
# called, what a program writes where it was told no name, whoever owns a thing in several
# languages, and lines of products that are no brand by themselves.
_NOBODYS = frozenset(
    {
        *("alpine", "archlinux", "armbian", "batocera", "buildroot", "centos", "coreelec"),
        *("debian", "dietpi", "esphome", "fedora", "freebsd", "freenas", "gentoo", "hassio"),
        *("homeassistant", "kali", "libreelec", "manjaro", "nixos", "octopi", "openhab"),
        *("opensuse", "openwrt", "osmc", "pop", "proxmox", "pve", "rocky", "suse", "tasmota"),
        *("truenas", "unraid", "vagrant", "volumio", "wled"),
        *("admin", "anonymous", "default", "nobody", "none", "null", "root", "undefined"),
        *("benutzer", "gebruiker", "me", "owner", "usuario", "utente", "utilisateur", "visitor"),
        *("de", "di", "el", "il", "la", "le", "mein", "meine", "meu", "mi", "mijn", "mio"),
        *("mon", "my", "von"),
        *("honor", "mate", "moto", "nord", "nova", "poco", "redmi", "tb", "vivo"),
    }
)
_LETTERS = re.compile(r"[^\W\d_]+")
# An asset tag or a serial number; a shorter one counts rooms, or is the generation of a product.
_NUMBER = re.compile(r"[0-9]{3}")


def is_telling(name: str, generic_words: Collection[str]) -> bool:
    """A host name that somebody gave to one thing, or that a maker made of a number of its own.

    Takes: ``name``, lower case, without its domain; ``generic_words``, what is printed on boxes.
    Gives: False for a default (``iphone``, ``android-…``, ``desktop-…``), for nothing but
    generic words (``students-ipad``, ``owner-pc``), and for a name that ends in the number of
    a namesake.
    """
    if _DEFAULT.fullmatch(name) or _COUNTED.fullmatch(name):
        return False
    words = [word for word in _LETTERS.findall(name) if len(word) > 1]
    return any(
        not {word, word.removesuffix("s")} & _NOBODYS
        and word not in generic_words
        and word.removesuffix("s") not in generic_words
        for word in words
    )


def is_numbered(name: str) -> bool:
    """It holds a number as people give things one each, so that two of a name are no accident."""
    return _NUMBER.search(name) is not None
