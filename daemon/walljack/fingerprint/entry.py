"""One reviewed statement: these signals mean this."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from walljack.fingerprint.kind import Kind
from walljack.fingerprint.pattern import compiled, cut
from walljack.model.signal import Signal

_GROUP = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


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
    """One line of a match table: a key and either a pattern or exact values ("" and empty)."""

    key: Key
    pattern: str
    values: frozenset[str] = frozenset()

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
        return {name: text or "" for name, text in found.groupdict().items()}


@dataclass(frozen=True, slots=True)
class Says:
    """What an entry says; "" where it says nothing. ``{name}`` stands for a named group."""

    type: str = ""
    vendor: str = ""
    model: str = ""
    os: str = ""
    line: str = ""

    def filled(self, groups: dict[str, str]) -> Says:
        """With the groups in their places, and the space that an empty one leaves taken out."""
        if not groups:
            return self
        return Says(
            self.type,
            _fill(self.vendor, groups),
            _fill(self.model, groups),
            _fill(self.os, groups),
            self.line,
        )

    def templates(self) -> set[str]:
        """Names of all groups that it uses."""
        return {
            name for text in (self.vendor, self.model, self.os) for name in _GROUP.findall(text)
        }


def _fill(template: str, groups: dict[str, str]) -> str:
    if "{" not in template:
        return template
    filled = _GROUP.sub(lambda found: groups.get(found[1], ""), template)
    return " ".join(filled.split())


@dataclass(frozen=True, slots=True)
class Entry:
    """One fingerprint. ``file``: relative to the folder of fingerprints.

    ``examples``, ``counterexamples``: sets of signals that it must and must not match.
    ``groups``: the source groups of its conditions. ``kind``: the strongest evidence it needs.
    ``weak``: it rests on prefixes and habits alone. ``blind_to_modules``: and a prefix is among
    them, so that it says nothing of a device whose prefix is a module maker's.
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
