"""The words that fingerprints may use: signals with their class, and the tree of types."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

UNKNOWN = "unknown"


class SignalClass(StrEnum):
    """How a signal's value may be shown."""

    TECHNICAL = "technical"  # as it is
    NAME = "name"  # personal data: masked unless the asker may see it


@dataclass(frozen=True, slots=True)
class SignalWord:
    """One word for evidence.

    ``meaning``: what to call it in a sentence ("host name"). ``group``: the source it comes
    from; signals of one group do not make each other stronger. ``source``: the RFC. ``typed``:
    a person may have chosen its form; not so where a program writes personal data in its own.
    """

    name: str
    meaning: str
    kind: SignalClass
    group: str
    source: str
    detail: str = ""
    typed: bool = False


@dataclass(frozen=True, slots=True)
class SignalFamily:
    """Words that share a prefix, ``mdns.txt.model``: those in ``product`` are technical.

    ``fixed``: of class ``name``, but their form is the program's: the path of a printer's queue.
    """

    prefix: str
    meaning: str
    group: str
    source: str
    product: frozenset[str]
    detail: str = ""
    fixed: frozenset[str] = frozenset()

    def word(self, name: str) -> SignalWord:
        """The word for one name of this family."""
        key = name[len(self.prefix) :]
        kind = SignalClass.TECHNICAL if key in self.product else SignalClass.NAME
        typed = kind is SignalClass.NAME and key not in self.fixed
        meaning = f"{self.meaning} “{key}”"
        return SignalWord(name, meaning, kind, self.group, self.source, typed=typed)


@dataclass(frozen=True, slots=True)
class TypeWord:
    """One type of device. ``parent``: "" for a branch. ``plain``: singular, for a technician.

    ``consumer``: it is consumer goods by its nature.
    """

    name: str
    parent: str
    plain: str
    consumer: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words. ``module_makers``: case-folded starts of ``oui`` that say nothing.

    ``digest``: SHA-256 of the text it was read from.
    """

    signals: dict[str, SignalWord]
    families: tuple[SignalFamily, ...]
    types: dict[str, TypeWord]
    module_makers: tuple[str, ...] = ()
    digest: str = ""

    def word(self, name: str) -> SignalWord | None:
        """The word for a signal; None when there is none of that name."""
        known = self.signals.get(name)
        if known is not None:
            return known
        for family in self.families:
            if name.startswith(family.prefix) and len(name) > len(family.prefix):
                return family.word(name)
        return None

    def is_name_signal(self, name: str) -> bool:
        """Its values are personal data. A signal that nobody has described counts as one."""
        word = self.word(name)
        return word is None or word.kind is SignalClass.NAME

    def group(self, name: str) -> str:
        """The source group of a signal, "" when it is not known."""
        word = self.word(name)
        return word.group if word else ""

    def path(self, device_type: str) -> tuple[str, ...]:
        """From branch to the type itself; empty for ``unknown``, "" and words not in the tree."""
        word = self.types.get(device_type)
        if word is None or device_type == UNKNOWN:
            return ()
        return (word.parent, device_type) if word.parent else (device_type,)

    def children(self, device_type: str) -> tuple[str, ...]:
        """The types right below; for "" the branches."""
        return tuple(
            word.name
            for word in self.types.values()
            if word.parent == device_type and word.name != UNKNOWN
        )

    def is_leaf(self, device_type: str) -> bool:
        """A type of the tree with none below it."""
        return bool(self.path(device_type)) and not self.children(device_type)

    def is_ancestor(self, upper: str, lower: str) -> bool:
        """``upper`` is a branch above ``lower``, and not the same."""
        return upper != lower and upper in self.path(lower)

    def compatible(self, one: str, other: str) -> bool:
        """One of them is the other or lies above it."""
        return one == other or self.is_ancestor(one, other) or self.is_ancestor(other, one)

    def consumer(self, device_type: str) -> bool:
        """The type is consumer goods by its nature."""
        word = self.types.get(device_type)
        return word is not None and word.consumer

    def plain(self, device_type: str) -> str:
        """What to call the type in a sentence, singular, without article."""
        word = self.types.get(device_type)
        return word.plain if word else device_type or "device"

    def is_module_maker(self, oui: str) -> bool:
        """The prefix belongs to a maker of modules: it says nothing about the product."""
        whole = oui.casefold()
        return any(
            whole.startswith(maker) and not whole[len(maker) : len(maker) + 1].isalnum()
            for maker in self.module_makers
        )
