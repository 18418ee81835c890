"""A word that somebody asks by must be one that there is."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from walljack.model.error import WalljackError

# How alike two words must be (0 to 1): “romos” and “rooms” are, “toaster” and “router” are not.
_NEAR = 0.7


def check_known(wanted: str, known: Collection[str], what: str) -> None:
    """Refuse a word that nothing goes by; an empty list would say that there is nothing.

    Takes: ``wanted``, "" = any; ``what``, what the word should be, for the message.
    Raises: WalljackError with the nearest word and all of them.
    """
    if not wanted or wanted in known:
        return
    words = sorted(filter(None, known))
    near = difflib.get_close_matches(wanted, words, n=1, cutoff=_NEAR)
    meant = f"did you mean {near[0]!r}? " if near else ""
    there_are = f"write one of {', '.join(words)}" if words else "there is none yet"
    raise WalljackError(f"{wanted!r} is no {what}: {meant}{there_are}")
