"""All entries, checked and indexed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from walljack.fingerprint.entry import Entry
from walljack.fingerprint.records import Records
from walljack.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Book:
    """The fingerprints in force, in order of id. ``digest``: SHA-256 of entries, words, records.

    ``by_signal``: for each signal, the entries that cannot match without it; every entry
    stands under one signal only, the rarest of its own, so that few are tried.
    """

    entries: tuple[Entry, ...]
    vocabulary: Vocabulary
    digest: str
    by_signal: dict[str, tuple[Entry, ...]] = field(repr=False)
    by_id: dict[str, Entry] = field(repr=False)
    records: Records = field(default_factory=Records, repr=False)

    def __len__(self) -> int:
        return len(self.entries)

    def with_records(self, records: Records) -> Book:
        """The same entries, with another record behind their bands, and so another digest."""
        said = f"{self.digest} {records.date} {sorted(records.by_kind.items())}"
        return replace(self, records=records, digest=hashlib.sha256(said.encode()).hexdigest())


def build_book(entries: Sequence[Entry], vocabulary: Vocabulary, digest: str) -> Book:
    """The book of these entries; their order does not matter."""
    ordered = tuple(sorted(entries, key=lambda entry: entry.id))
    users: dict[str, int] = {}
    for entry in ordered:
        for condition in entry.conditions:
            users[condition.key.signal] = users.get(condition.key.signal, 0) + 1
    index: dict[str, list[Entry]] = {}
    for entry in ordered:
        names = [condition.key.signal for condition in entry.conditions]
        index.setdefault(min(names, key=lambda name: (users[name], name)), []).append(entry)
    return Book(
        entries=ordered,
        vocabulary=vocabulary,
        digest=digest,
        by_signal={name: tuple(listed) for name, listed in index.items()},
        by_id={entry.id: entry for entry in ordered},
    )
