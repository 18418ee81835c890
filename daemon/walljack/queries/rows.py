"""Stored rows made into the rows that people and programs are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from walljack.address import Eui48
from walljack.fingerprint import Setting, estimate_ownership
from walljack.model.case import Case
from walljack.model.cluster import ThingLink
from walljack.model.finding import Finding
from walljack.model.identity import Band, Identity
from walljack.model.observation import Basis
from walljack.model.ownership import UNDECIDED, Ownership
from walljack.model.policy import Clause, ClauseKind, Level
from walljack.model.profile import BindingKey, Profile
from walljack.model.register import Permission
from walljack.model.segment import Medium, Segment
from walljack.model.signal import Signal
from walljack.model.span import Span
from walljack.model.view import CaseRow, DeviceRow, FindingRow, StoredDevice
from walljack.profile import signals, switch_port
from walljack.queries.books import Books
from walljack.queries.permission import standing_word
from walljack.queries.place import place_words
from walljack.queries.shown import Shown
from walljack.register import standing

NOTHING_KNOWN = Identity("unknown", "", "", "", "", Band.UNKNOWN, 0, None, (), (), "")

# What a technician reads at the door; the device's page has all of it.
_EVIDENCE_SHOWN = 3
# IPv6 hosts change temporary addresses daily (RFC 8981): the newest tell enough.
_ADDRESSES_SHOWN = 6


class Rows:
    """Makes rows for one asker.

    Takes: ``books``; ``shown``, what he may see of names; ``at_ns``, the packet time that
    permissions are asked for; ``links``, which addresses are one thing.
    """

    def __init__(
        self, books: Books, shown: Shown, at_ns: int, links: Iterable[ThingLink] = ()
    ) -> None:
        self.books = books
        self.shown = shown
        self.at_ns = at_ns
        self.links = {link.device: link for link in links}

    def device(self, stored: StoredDevice, said: list[Signal] | None = None) -> DeviceRow:
        """A line of the inventory. Takes: ``said``, the device's signals if at hand."""
        profile = stored.profile
        if said is None:
            said = signals(profile)
        segment = self.books.segment(newest_segment(profile))
        permission = self.permission(profile.device, segment)
        identity = self.shown.identity(stored.identity or NOTHING_KNOWN)
        ownership = self._ownership(stored, segment, said)
        assigned = self.books.vendors.lookup(profile.device)
        return DeviceRow(
            address=str(profile.device),
            vendor=(assigned.vendor or "") if assigned else "",
            identity=identity,
            segments=tuple(sorted(profile.sightings)),
            addresses=_addresses(profile.bindings),
            names=self.shown.names(said),
            standing=standing_word(permission),
            asset_tag=permission.asset.tag if permission.asset else "",
            first_ns=profile.first_ns,
            last_ns=profile.last_ns,
            hearsay_only=not profile.sightings,
            kind=self.books.vocabulary.plain(identity.type),
            place=self.place(profile, segment),
            ownership=self.shown.ownership(ownership),
            thing=str(self.links[profile.device].thing) if profile.device in self.links else "",
        )

    def finding(self, finding: Finding, stored: StoredDevice | None) -> FindingRow:
        """A finding with its clauses and what to do; of an older policy as far as it is known."""
        policy = self.books.policies.get(finding.policy)
        rule = policy.rule(finding.rule) if policy else None
        clauses = policy.clauses if policy else {}
        segment = self.books.segment(finding.segment)
        identity = (stored.identity if stored else None) or NOTHING_KNOWN
        ownership = self._ownership(stored, segment) if stored else UNDECIDED
        reasons = self.shown.reasons(finding.reasons, identity, ownership)
        return FindingRow(
            finding=replace(finding, reasons=reasons),
            clause=clauses.get(finding.clause) or _gone(finding.policy, finding.clause),
            also=tuple(clauses[clause] for clause in finding.also if clause in clauses),
            false_positives=rule.false_positives if rule else (),
            advice=rule.advice if rule else "Go and look, and check the exemptions first.",
            kind=self.books.vocabulary.plain(finding.type),
            place=self.place(stored.profile if stored else None, segment),
            ownership=self.shown.ownership(ownership),
        )

    def case(self, case: Case, stored: StoredDevice, findings: Iterable[Finding]) -> CaseRow:
        """A case with what a technician needs; its most serious finding first."""
        segment = self.books.segment(case.segment)
        rows = [self.finding(finding, stored) for finding in findings]
        rows.sort(key=lambda row: (-row.finding.level, -row.finding.last_ns, row.finding.rule))
        device = self.device(stored)
        told = [claim.sentence for claim in device.identity.claims_for]
        told += [reason for row in rows for reason in row.finding.reasons]
        return CaseRow(
            case=case,
            device=device,
            segment=segment,
            site=self.books.site(segment),
            place=self.place(stored.profile, segment),
            evidence=tuple(dict.fromkeys(told))[:_EVIDENCE_SHOWN],
            findings=tuple(rows),
        )

    def _ownership(
        self, stored: StoredDevice, segment: Segment, said: list[Signal] | None = None
    ) -> Ownership:
        """Whose it looks to be, estimated anew from what is kept, names raw.

        On a mixed segment nobody here can tell whether a switch port is a device's own, so that
        it is not taken for wired: the findings have what was known when they were made.
        """
        device = stored.profile.device
        permission = self.permission(device, segment)
        books = self.books
        return estimate_ownership(
            signals(stored.profile) if said is None else said,
            stored.identity or NOTHING_KNOWN,
            Setting.under(
                permission,
                wired=segment.medium is Medium.WIRED,
                private_address=device.locally_administered and not books.vendors.virtual(device),
            ),
            naming=books.settings.naming_at(segment.site),
            marks=books.marks,
            vocabulary=books.vocabulary,
        )

    def permission(self, device: Eui48, segment: Segment) -> Permission:
        """What the lists say of a device on a segment now."""
        return standing(self.books.register, device, segment, self.at_ns)

    def place(self, profile: Profile | None, segment: Segment) -> str:
        """Where to look, in words."""
        if not segment.id:
            return ""
        port = switch_port(profile, segment.id) if profile else ""
        return place_words(segment, self.books.site(segment), port)


def newest_segment(profile: Profile) -> str:
    """The segment where it was last present; for hearsay, where it was last spoken of."""
    seen = {segment: spans[-1].last_ns for segment, spans in profile.sightings.items() if spans}
    if not seen:
        for key, span in profile.facts.items():
            seen[key.segment] = max(seen.get(key.segment, 0), span.last_ns)
    return max(seen, key=lambda segment: (seen[segment], segment), default="")


def _addresses(bindings: dict[BindingKey, Span]) -> tuple[str, ...]:
    """The IP addresses that it had, newest first; one that it only asked for says so."""
    had: dict[str, int] = {}
    asked: dict[str, int] = {}
    for key, span in bindings.items():
        into = asked if key.basis is Basis.REQUESTED else had
        text = str(key.ip)
        into[text] = max(into.get(text, 0), span.last_ns)
    texts = sorted(had, key=lambda text: (-had[text], text))
    wished = sorted(asked.keys() - had.keys(), key=lambda text: (-asked[text], text))
    return tuple(texts + [f"{text} (asked for)" for text in wished])[:_ADDRESSES_SHOWN]


def _gone(policy: str, clause: str) -> Clause:
    """A clause that the policy in force does not have: it was found under an earlier one."""
    return Clause(
        id=clause,
        kind=ClauseKind.DUTY,
        document=policy,
        heading="a version that is no longer in force",
        item=clause,
        first_words="",
        paraphrase="The policies at hand have no such clause; look it up in the earlier version.",
    )


def most_serious_first(row: CaseRow) -> tuple[Level, int, int]:
    """Key for ``sorted(…, reverse=True)``: the most serious, then the newest."""
    return row.case.level, row.case.opened_ns, row.case.number
