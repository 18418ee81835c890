"""All entries, checked and indexed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from walljack.fingerprint.entry import Entry
from walljack.fingerprint.records import Records
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary

# Values whose candidates are kept: those of a large district's devices, some 10 MB; a flood of
# invented names only costs what it would have cost anyway.
_MOST_KEPT = 50_000


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
    _met: dict[tuple[str, str, str], tuple[Entry, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def candidates(self, signal: Signal) -> tuple[Entry, ...]:
        """The entries that can match because of this signal; the others cannot match by it.

        Devices say the same few values again and again: what an answer cost is kept, without
        changing any answer.
        """
        key = signal.name, signal.value, signal.scope
        known = self._met.get(key)
        if known is None:
            known = tuple(
                entry
                for entry in self.by_signal.get(signal.name, ())
                if any(condition.met(signal) is not None for condition in entry.conditions)
            )
            if len(self._met) >= _MOST_KEPT:
                self._met.clear()
            self._met[key] = known
        return known

    def __len__(self) -> int:
        return len(self.entries)

    def with_records(self, records: Records) -> Book:
        """The same entries, with another record behind their bands, and so another digest."""
        counts = sorted(records.by_kind.items()), sorted(records.here.items())
        said = f"{self.digest} {records.date} {counts}"
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
