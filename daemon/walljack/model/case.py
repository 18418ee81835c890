"""What people do about findings, and the record of who did it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from walljack.address import Eui48
from walljack.model.policy import Level


class CaseState(StrEnum):
    """Where a case stands."""

    OPENED = "opened"
    VERIFIED = "verified"
    LOCATED = "located"
    COLLECTED = "collected"
    STORED = "stored"
    RETURNED = "returned"
    EXEMPTED = "exempted"
    CLOSED = "closed"

    @property
    def ended(self) -> bool:
        """Nobody needs to act any more."""
        return self in (CaseState.RETURNED, CaseState.EXEMPTED, CaseState.CLOSED)


@dataclass(frozen=True, slots=True)
class Case:
    """One matter that a person must go and see: a device on a segment, and its findings.

    ``id``: globally unique; ``number``: short, for people, counted per database.
    ``findings``: ids, oldest first. ``level``: the highest of its findings. ``earlier``: id of
    the ended case of the same device and segment that this one follows, "" if there is none.
    ``ended``: those of its findings that, by the custody log, no longer hold.
    """

    id: str
    number: int
    device: Eui48
    segment: str
    state: CaseState
    level: Level
    findings: tuple[str, ...]
    opened_ns: int
    changed_ns: int
    earlier: str = ""
    ended: frozenset[str] = frozenset()


class Act(NamedTuple):
    """Something that was done in a case, before it is an entry of the custody log.

    ``fields``: JSON-able values that hold no person and no free text.
    """

    case: str
    at_ns: int
    act: str
    actor: str
    fields: dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """One link of the custody log: append-only, over canonical JSON.

    ``sequence``: 1, 2, 3 … through the whole log. ``act``: what was done (``opened``,
    ``finding-added`` …). ``actor``: ``walljack`` or the person. ``fields``: JSON-able values;
    person and free-text values stand as salted hashes. ``previous``: digest of the entry
    before ("" for the first). ``digest``: SHA-256 over the canonical JSON of all the others.
    """

    sequence: int
    case: str
    at_ns: int
    act: str
    actor: str
    fields: dict[str, str | int | None]
    previous: str
    digest: str
