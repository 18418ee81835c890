"""What the vendor prefix alone would answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.accuracy.answer import Answer
from tests.accuracy.devices import Device
from tests.accuracy.facts import Facts
from tests.accuracy.words import Words, combine
from walljack.model.vocabulary import UNKNOWN, Vocabulary


@dataclass(frozen=True, slots=True)
class Hint:
    """What one prefix (hexadecimal digits), or one vendor, is said to make: types of ours."""

    prefix: str
    vendor: re.Pattern[str] | None
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefixes:
    """All hints: prefixes, the longest first, then vendors in the table's order."""

    hints: Sequence[Hint]
    vocabulary: Vocabulary

    def careful(self, device: Device) -> Answer:
        """The one type that the vendor makes, or the branch that all its types share."""
        types, said = self._types(device)
        if UNKNOWN in types:
            return Answer(UNKNOWN, said)
        return Answer(combine(types, self.vocabulary), said)

    def naive(self, device: Device) -> Answer:
        """The type that the vendor is best known for: the first that the table names."""
        types, said = self._types(device)
        return Answer(types[0] if types else UNKNOWN, said)

    def _types(self, device: Device) -> tuple[tuple[str, ...], str]:
        vendor = next(iter(device.values("oui")), "")
        for hint in self.hints:
            if hint.prefix and device.address.startswith(hint.prefix):
                return hint.types, vendor or f"prefix {hint.prefix}"
            if hint.vendor is not None and vendor and hint.vendor.search(vendor):
                return hint.types, vendor
        return (), vendor


def read_prefixes(facts: Facts, words: Words, vocabulary: Vocabulary) -> Prefixes:
    """The hints of the facts tables, in our types."""
    prefixes, vendors = [], []
    for row in facts.rows["oui_hint"]:
        types = tuple(
            word if word in vocabulary.types else words.type_of("facts", word)
            for word in row["device_types"].split(";")
            if word
        )
        if row["kind"] == "prefix":
            prefixes.append(Hint(row["pattern"].lower(), None, types))
        else:
            vendors.append(Hint("", re.compile(row["pattern"]), types))
    prefixes.sort(key=lambda hint: -len(hint.prefix))
    return Prefixes((*prefixes, *vendors), vocabulary)
