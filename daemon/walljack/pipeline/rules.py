"""All that judgement needs besides what was heard: the books it is judged by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from walljack.fingerprint import NO_MARKS, Book, Marks, identify
from walljack.model.identity import Identity
from walljack.model.ownership import UNNAMED, Naming
from walljack.model.policy import Policy
from walljack.model.register import Register
from walljack.model.signal import Signal
from walljack.vendor import VendorTable


def _unnamed(_site: str) -> Naming:
    return UNNAMED


@dataclass(frozen=True, slots=True)
class Rules:
    """Fingerprints, vendors, policy and register, with the names that go into ids.

    ``sensor``, ``epoch``: of the database that the findings go into. ``marks``: what tells whose
    a device is; ``naming_at``: site id → how what is managed there is named. ``generic_words``:
    words of names that tell no thing from another. ``identify``: as ``fingerprint.identify``;
    who counts what it costs gives another that does the same.
    """

    book: Book
    vendors: VendorTable
    policy: Policy
    register: Register
    sensor: str
    epoch: str
    marks: Marks = NO_MARKS
    naming_at: Callable[[str], Naming] = _unnamed
    generic_words: frozenset[str] = frozenset()
    identify: Callable[[Sequence[Signal], Book], Identity] = identify
