"""What one way of telling devices answers about one device."""

from __future__ import annotations

from typing import NamedTuple

from walljack.model.vocabulary import UNKNOWN


class Answer(NamedTuple):
    """``type``: a word of the tree. ``said``: what it rests on, "" when nothing matched."""

    type: str = UNKNOWN
    said: str = ""
