"""The words of a product that an entry names."""

from __future__ import annotations

import re

from walljack.fingerprint.entry import Entry

# What in a pattern is no text of the value: named groups, classes, counts, escaped classes.
_NOT_TEXT = re.compile(r"\(\?P<\w+>|\(\?\w*:?|\[(?:\\.|[^\]\\])*\]|\{[\d,]+\}|\\[A-Za-z]")
_WORD = re.compile(r"[^\W_]{2,}")


def product_words(entry: Entry) -> frozenset[str]:
    """The words that the entry's patterns and exact values spell out, lower case.

    An entry is reviewed and names no person: what it spells is the product's.
    """
    texts: list[str] = []
    for condition in entry.conditions:
        texts += [_NOT_TEXT.sub(" ", condition.pattern), *condition.values]
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))
