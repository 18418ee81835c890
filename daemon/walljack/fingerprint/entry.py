"""One reviewed statement: these signals mean this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from walljack.fingerprint.kind import Kind
from walljack.fingerprint.pattern import compiled, cut
from walljack.fingerprint.says import Says
from walljack.fingerprint.table import Lookup
from walljack.model.signal import Signal


class Key(NamedTuple):
    """What a condition looks at: a signal, and where it matters the service it belongs to."""

    signal: str
    scope: str = ""

    def __str__(self) -> str:
        return f"{self.signal}@{self.scope}" if self.scope else self.signal


def parse_key(text: str) -> Key:
    """``mdns.txt.md@_googlecast._tcp`` → signal and scope."""
    signal, _, scope = text.partition("@")
    return Key(signal, scope)


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of a match table: a key and either a pattern or exact values ("" and empty).

    ``lookup``: the table that must know what the pattern's groups name; None = any will do.
    """

    key: Key
    pattern: str
    values: frozenset[str] = frozenset()
    lookup: Lookup | None = None

    def met(self, signal: Signal) -> dict[str, str] | None:
        """The named groups of a signal that meets the condition; None when it does not."""
        if signal.name != self.key.signal or (self.key.scope and signal.scope != self.key.scope):
            return None
        value = cut(signal.value)
        if not self.pattern:
            return {} if value in self.values else None
        found = compiled(self.pattern).search(value)
        if found is None:
            return None
        groups = {name: text or "" for name, text in found.groupdict().items()}
        if self.lookup is not None and self.lookup.row(groups) is None:
            return None
        return groups


@dataclass(frozen=True, slots=True)
class Entry:
    """One fingerprint. ``file``: relative to the folder of fingerprints.

    ``unless``: where all of it holds, said by the device itself, the entry does not match.
    ``lookup``: the table whose rows complete ``says``, None when it says all itself.
    ``examples``, ``counterexamples``: sets of signals that it must and must not match.
    ``groups``: the source groups of its conditions. ``kind``: the strongest evidence it needs.
    ``weak``: it rests on prefixes and habits alone. ``blind_to_modules``: and a prefix is among
    them, so that it says nothing of a device whose prefix is a module maker's.
    ``sets_aside``: services whose records, where it matches, name another product than the device
    that sends them: a computer that shares a queue names the printer.
    """

    id: str
    file: str
    conditions: tuple[Condition, ...]
    says: Says
    basis: str
    source: str
    licence: str
    added: str
    generic: bool
    note: str
    examples: tuple[tuple[Signal, ...], ...]
    counterexamples: tuple[tuple[Signal, ...], ...]
    kind: Kind
    groups: frozenset[str]
    weak: bool
    blind_to_modules: bool
    lookup: Lookup | None = None
    sets_aside: frozenset[str] = frozenset()
    unless: tuple[Condition, ...] = ()
