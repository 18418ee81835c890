"""Rows as they are asked for: what ``queries`` gives and ``render`` shows.

Names are already masked here unless the asker may see them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from walljack.model.case import Case
from walljack.model.finding import Finding
from walljack.model.identity import Identity
from walljack.model.ownership import UNDECIDED, Ownership
from walljack.model.policy import Clause
from walljack.model.profile import Profile
from walljack.model.segment import Segment
from walljack.model.signal import Signal


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A line of the inventory. ``standing``: ``district``, ``granted``, ``exempt`` or "".

    ``kind``: its type in plain words ("game console"). ``addresses``: IP addresses as text,
    newest first. ``names``: host names, masked or not. ``segments``: ids where it was itself
    present. ``hearsay_only``: never seen itself. ``place``: where to look, in words, "" when
    nothing is known. ``ownership``: whose it looks to be where it was last present, its signs
    masked or not. ``thing``: by which address the probable thing behind it goes, "" when no other
    address belongs to it.
    """

    address: str
    vendor: str
    identity: Identity
    segments: tuple[str, ...]
    addresses: tuple[str, ...]
    names: tuple[str, ...]
    standing: str
    asset_tag: str
    first_ns: int | None
    last_ns: int | None
    hearsay_only: bool
    kind: str = ""
    place: str = ""
    ownership: Ownership = UNDECIDED
    thing: str = ""


@dataclass(frozen=True, slots=True)
class SameThing:
    """Another address that probably belongs to the same thing. ``because``: halves of sentences."""

    row: DeviceRow
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A signal, masked or not, and what to call it in a sentence ("host name")."""

    meaning: str
    signal: Signal


@dataclass(frozen=True, slots=True)
class Sighting:
    """An interval in which a device was present on a segment."""

    segment: str
    first_ns: int
    last_ns: int
    count: int


@dataclass(frozen=True, slots=True)
class DevicePage:
    """Everything known of one device.

    ``signals``: its own word. ``others_say``: hearsay about it. ``virtual``: name of its virtual
    prefix. ``place``: switch port or circuit, "" if unknown. ``history``: (since_ns, type, band)
    of what was shown. ``permissions``: sentences about register, grants and exemptions.
    ``dropped``: (bound, number of facts that it turned away). ``zone``: by whose clock.
    ``same_thing``: other addresses of what is probably one thing. ``not_linked``: sentences on
    what it has like other addresses and that links it to none. ``displaced``: sentences on what
    the district's own entries change for it.
    """

    row: DeviceRow
    virtual: str
    place: str
    signals: tuple[SignalRow, ...]
    others_say: tuple[SignalRow, ...]
    sightings: tuple[Sighting, ...]
    findings: tuple[FindingRow, ...]
    cases: tuple[CaseRow, ...]
    history: tuple[tuple[int, str, str], ...]
    permissions: tuple[str, ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()
    names_masked: bool = True
    zone: tzinfo = UTC
    same_thing: tuple[SameThing, ...] = ()
    not_linked: tuple[str, ...] = ()
    displaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with its clauses. ``false_positives``: innocent explanations to consider.

    ``kind``: the type that the device was taken for, in plain words. ``place``: where to look,
    in words. ``ownership``: whose it looks to be on that segment, its signs masked or not.
    """

    finding: Finding
    clause: Clause
    also: tuple[Clause, ...]
    false_positives: tuple[str, ...]
    advice: str
    kind: str = ""
    place: str = ""
    ownership: Ownership = UNDECIDED


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case with what a technician needs. ``evidence``: strongest first, at most three.

    ``place``: where to look, in words.
    """

    case: Case
    device: DeviceRow
    segment: Segment
    site: str
    place: str
    evidence: tuple[str, ...]
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class InventoryRow:
    """How many devices of a type were present on a segment. ``kind``: the type in words."""

    type: str
    kind: str
    segment: str
    count: int


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """A capture that was read. ``digest``: SHA-256 of the file."""

    path: str
    digest: str
    frames: int
    first_ns: int | None
    last_ns: int | None
    truncated: bool


@dataclass(frozen=True, slots=True)
class WeirdRow:
    """A kind of weird on a segment and how often."""

    segment: str
    kind: str
    count: int
    first_ns: int
    last_ns: int


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """Age of the register of a site. ``as_of_ns``: None = there is none."""

    site: str
    as_of_ns: int | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """All that the report says.

    ``at_ns``: the newest packet time it is about. ``cases``: open ones, the most serious first,
    the newest first among equals; ``cases_ended``: how many need nobody any more. ``look_at``:
    devices without a case that are worth a look (unknown on a wired segment, not in the
    register). ``losses``: (what was lost, how often).
    ``zone``: by whose clock people are told. ``custody_head``: digest of the newest custody
    entry, "" if none. ``notes``: sentences such as "no register: only type rules were judged".
    """

    district: str
    policy_title: str
    contact: str
    at_ns: int
    cases: tuple[CaseRow, ...]
    information: tuple[FindingRow, ...]
    look_at: tuple[DeviceRow, ...]
    inventory: tuple[InventoryRow, ...]
    weirds: tuple[WeirdRow, ...]
    captures: tuple[CaptureRow, ...]
    registers: tuple[RegisterRow, ...]
    custody_head: str
    notes: tuple[str, ...]
    names_masked: bool = True
    cases_ended: int = 0
    losses: tuple[tuple[str, int], ...] = ()
    segments: dict[str, Segment] = field(default_factory=dict)
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True)
class StoredDevice:
    """What the store keeps of a device: the truth and what was last shown."""

    profile: Profile
    identity: Identity | None
    since_ns: int
