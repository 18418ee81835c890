"""A written policy, its provisions, and our executable reading of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """What a person must do about a finding."""

    INFO = 0  # nothing: it is on record
    LOW = 1  # look at it when next in the building
    MEDIUM = 2  # go and see this week: a case opens
    HIGH = 3  # go and see today: a case opens

    @property
    def word(self) -> str:
        """The level as people and files write it."""
        return self.name.lower()

    @property
    def opens_case(self) -> bool:
        """A person must go and see."""
        return self >= Level.MEDIUM


class ClauseKind(StrEnum):
    """What sort of provision a clause is."""

    RULE = "rule"
    AUTHORITY = "authority"
    DUTY = "duty"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Clause:
    """One provision of a written policy, cited as printed.

    ``item``: the printed number, "" where the document prints none (then ``first_words``
    locates it). ``paraphrase``: our words. ``confiscates``: this clause itself says that the
    device is confiscated. ``decides``: who has the say, in the document's words; "" if unsaid.
    ``consequence``: what this clause itself says will follow, in our words; "" if nothing.
    """

    id: str
    kind: ClauseKind
    document: str
    heading: str
    item: str
    first_words: str
    paraphrase: str
    confiscates: bool = False
    decides: str = ""
    consequence: str = ""

    @property
    def citation(self) -> str:
        """Document, heading and item (or first words), as a person would look it up."""
        words = self.first_words.replace("“", "‘").replace("”", "’")  # quotes within quotes
        place = f"item {self.item}" if self.item else f"“{words}…”"
        return f"{self.document}, {self.heading}, {place}"


@dataclass(frozen=True, slots=True)
class Predicate:
    """One condition from the closed list, with its argument."""

    name: str
    value: str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Our executable reading of a clause: it holds when every predicate holds.

    ``clause``: the clause whose consequence this rule carries; ``also``: clauses it touches.
    ``key``: what makes two findings the same one. ``quiet_s``: seconds for which a finding
    that ended and holds again is the old one. ``false_positives``: innocent explanations.
    ``needs_register``: it depends on "unauthorised" or "personal", so it is not judged at a
    site without a fresh register. ``advice``: what to do next, before touching anything.
    ``unless``: rules of the same policy that say the same more closely; where one of them
    holds, this one is not made.
    """

    id: str
    clause: str
    also: tuple[str, ...]
    level: Level
    when: tuple[Predicate, ...]
    key: tuple[str, ...]
    quiet_s: int
    title: str
    false_positives: tuple[str, ...]
    advice: str
    needs_register: bool
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """One written policy as a rulebook.

    ``digest``: SHA-256 of the file it was read from. ``contact``: whom the document sends
    questions about devices to, "" when it names nobody.
    """

    id: str
    title: str
    district: str
    version: str
    digest: str
    clauses: dict[str, Clause]
    rules: tuple[Rule, ...]
    contact: str

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id; None when this version of the policy has none."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)
