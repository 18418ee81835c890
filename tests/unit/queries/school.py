"""A small school in memory: what the store would give, without a store."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from walljack.address import Eui48, Ipv4, parse_eui48
from walljack.fingerprint import parse_vocabulary
from walljack.model.access import Look
from walljack.model.case import Case, CaseState, CustodyEntry
from walljack.model.change import WeirdTally
from walljack.model.cluster import Refusal, ThingLink
from walljack.model.finding import Finding
from walljack.model.identity import Band, Claim, Identity
from walljack.model.observation import Basis, Fact
from walljack.model.policy import Clause, ClauseKind, Level, Policy, Rule
from walljack.model.profile import BindingKey, FactKey, Profile
from walljack.model.register import Asset, Exemption, Grant, Register
from walljack.model.segment import Medium, Segment
from walljack.model.settings import SegmentMatch, Settings, Site
from walljack.model.signal import Signal
from walljack.model.span import Span
from walljack.model.view import CaptureRow, StoredDevice
from walljack.queries import Books, Queries
from walljack.render import parse_generic_words

ROOT = Path(__file__).resolve().parents[3]
SECOND = 1_000_000_000
MORNING = 1_789_370_000 * SECOND

PHONE = parse_eui48("02:00:5e:00:53:01")
CONSOLE = parse_eui48("00:00:5e:00:53:05")
CHROMEBOOK = parse_eui48("00:00:5e:00:53:11")
STRANGER = parse_eui48("00:00:5e:00:53:99")
GHOST = parse_eui48("00:00:5e:00:53:66")

WIRED = Segment("rooms", "lincoln", "Main building", Medium.WIRED, classroom=True)
MIXED = Segment("lab", "", "", Medium.MIXED)


class Step(NamedTuple):
    """One change of what a device is shown as."""

    since_ns: int
    type: str
    band: str


class Assigned(NamedTuple):
    """Whom a prefix is assigned to."""

    vendor: str | None


class FakeVendors:
    """Every universal address is Sony's."""

    def lookup(self, address: Eui48) -> Assigned | None:
        """None for a locally administered address."""
        return None if address.locally_administered else Assigned("Sony Interactive")

    def virtual(self, address: Eui48) -> str:
        """Nothing is virtual."""
        return ""


@dataclass
class FakeReader:
    """Rows in lists."""

    stored: list[StoredDevice] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    opened: list[Case] = field(default_factory=list)
    entries: list[CustodyEntry] = field(default_factory=list)
    linked: list[ThingLink] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def devices(self, wanted: Collection[Eui48] | None = None) -> Sequence[StoredDevice]:
        """All, or those that are wanted."""
        return [s for s in self.stored if wanted is None or s.profile.device in wanted]

    def device(self, device: Eui48) -> StoredDevice | None:
        """One."""
        return next((s for s in self.stored if s.profile.device == device), None)

    def findings(
        self,
        *,
        open_only: bool = False,
        since_ns: int | None = None,
        device: Eui48 | None = None,
    ) -> Sequence[Finding]:
        """Those that fit."""
        return [
            f
            for f in self.found
            if device in (None, f.device)
            and not (open_only and f.ended_ns is not None)
            and (since_ns is None or f.last_ns >= since_ns)
        ]

    def cases(self, *, open_only: bool = False) -> Sequence[Case]:
        """Those that fit."""
        return [case for case in self.opened if not (open_only and case.state.ended)]

    def custody(self, case: str = "") -> Sequence[CustodyEntry]:
        """Those of a case."""
        return [entry for entry in self.entries if case in ("", entry.case)]

    def custody_head(self) -> CustodyEntry | None:
        """The newest."""
        return self.entries[-1] if self.entries else None

    def identity_log(self, device: Eui48) -> Sequence[Step]:
        """One step."""
        return [Step(MORNING, "mobile", "possible")]

    def weirds(self) -> Sequence[WeirdTally]:
        """One kind."""
        return [WeirdTally("rooms", "mdns-name-loop", 3, MORNING, MORNING, b"")]

    def captures(self) -> Sequence[CaptureRow]:
        """None."""
        return []

    def links(self) -> Sequence[ThingLink]:
        """All."""
        return self.linked

    def refusals(self, device: Eui48) -> Sequence[Refusal]:
        """Those of the device."""
        return [refusal for refusal in self.refused if refusal.device == device]

    def segments(self) -> Sequence[str]:
        """Where anything was present."""
        return sorted({name for s in self.stored for name in s.profile.sightings})

    def newest_ns(self) -> int | None:
        """The newest of all."""
        return max((s.profile.last_ns or 0 for s in self.stored), default=None)


def span(first_s: int = 0, last_s: int = 60, count: int = 5) -> Span:
    """A span in seconds after the morning."""
    return Span(MORNING + first_s * SECOND, MORNING + last_s * SECOND, count)


def stored(
    device: Eui48,
    identity: Identity | None,
    *facts: tuple[str, str],
    segment: str = "rooms",
    present: bool = True,
    speaker: int = 0,
    last_s: int = 60,
) -> StoredDevice:
    """A device that said these facts on a segment."""
    profile = Profile(device)
    for signal, value in facts:
        profile.facts[FactKey(segment, speaker, Fact(signal, value))] = span(last_s=last_s)
    if present:
        profile.sightings[segment] = [span(last_s=last_s)]
    profile.bindings[BindingKey(segment, Ipv4(0x0A140411), Basis.ACK)] = span()
    profile.bindings[BindingKey(segment, Ipv4(0x0A140499), Basis.REQUESTED)] = span()
    return StoredDevice(profile, identity, MORNING)


def identity(kind: str, model: str, *signals: Signal, band: Band = Band.LIKELY) -> Identity:
    """An identity that one claim supports."""
    claim = Claim(
        entry="an-entry",
        type=kind,
        vendor="Sony",
        model=model,
        os="",
        line="",
        basis="captured",
        generic=False,
        group="dhcp",
        band=band,
        signals=signals,
        sentence="Its host name has a form that such devices have: a game console.",
    )
    return Identity(kind, "Sony", model, "", "", band, 80, None, (claim,), (), "")


def finding(device: Eui48, level: Level, rule: str = "console", **more: object) -> Finding:
    """A finding under the test policy."""
    fields: dict[str, object] = {
        "id": f"finding-{device}-{rule}",
        "rule": rule,
        "policy": "test",
        "policy_digest": "",
        "clause": "item-10",
        "also": (),
        "device": device,
        "segment": "rooms",
        "level": level,
        "type": "game_console",
        "band": Band.LIKELY,
        "title": "A game console",
        "reasons": ("Its host name has a form that such devices have: a game console.", "Wired."),
        "first_ns": MORNING,
        "last_ns": MORNING + SECOND,
    }
    return Finding(**{**fields, **more})  # type: ignore[arg-type]


def policy() -> Policy:
    """A policy of one clause and one rule."""
    clause = Clause("item-10", ClauseKind.RULE, "Test", "Network", "10", "", "No consoles.", True)
    rule = Rule(
        *("console", "item-10", (), Level.HIGH, (), (), 0, "A game console"),
        ("A club's console.",),
        "Go and look.",
        False,
    )
    return Policy("test", "The test policy", "", "1", "", {"item-10": clause}, (rule,), "the desk")


def register(as_of_ns: int | None = MORNING) -> Register:
    """The Chromebook is the district's, the phone's connection is granted."""
    return Register(
        assets={CHROMEBOOK: Asset(CHROMEBOOK, "CB-7", "", "", "", "", "chromebook", None)},
        grants={PHONE: Grant(PHONE, "", "staff", "a.lopez", "", None)},
        as_of_ns={} if as_of_ns is None else {"lincoln": as_of_ns},
    )


def exemption(device: Eui48) -> Exemption:
    """An exemption that names an approver."""
    return Exemption(
        *("EX-1", device, "", "", "J. Principal", "on-file", "", MORNING - SECOND),
        MORNING + 86_400 * SECOND,
    )


def reader() -> FakeReader:
    """A phone, a console with a case, a Chromebook, a stranger, and one only spoken of."""
    name = Signal("dhcp.hostname", "Annas-PS5-112", first_ns=MORNING, last_ns=MORNING, count=3)
    console = stored(
        CONSOLE,
        identity("game_console", "PlayStation 5", name),
        ("dhcp.hostname", "Annas-PS5-112"),
        ("dhcp.relay.circuit_id", "000400140107"),
        ("dhcp.relay.remote_id", "000600005e00530f"),
        ("mdns.txt.motto", "Anna was here"),
    )
    return FakeReader(
        stored=[
            stored(PHONE, identity("phone", ""), segment="lab"),
            console,
            stored(CHROMEBOOK, identity("chromebook", "")),
            stored(STRANGER, None, last_s=90),
            stored(GHOST, None, ("mdns.host", "homepod.local"), present=False, speaker=int(PHONE)),
        ],
        found=[finding(CONSOLE, Level.HIGH), finding(PHONE, Level.INFO, "proxy")],
        opened=[
            Case(
                *("case-1", 1, CONSOLE, "rooms", CaseState.OPENED, Level.HIGH),
                (f"finding-{CONSOLE}-console",),
                MORNING,
                MORNING,
            )
        ],
        entries=[CustodyEntry(1, "case-1", MORNING, "opened", "walljack", {}, "", "d1")],
    )


def queries(
    rows: FakeReader | None = None,
    lists: Register | None = None,
    log: list[Look] | None = None,
    settings: Settings | None = None,
) -> Queries:
    """The door to the small school."""
    books = Books(
        settings=settings
        or Settings(
            district="Lincoln District",
            sites={"lincoln": Site("lincoln", "Lincoln High")},
            segments=(SegmentMatch(WIRED), SegmentMatch(MIXED)),
        ),
        policies={"test": policy()},
        policy="test",
        vocabulary=parse_vocabulary((ROOT / "fingerprints/vocabulary.toml").read_text("utf-8")),
        vendors=FakeVendors(),
        register=lists or register(),
        generic_words=parse_generic_words(
            (ROOT / "data/masking/generic-words.txt").read_text("utf-8")
        ),
    )
    return Queries(rows or reader(), books, (log if log is not None else []).append)
