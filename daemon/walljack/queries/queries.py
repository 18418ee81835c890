"""The one door for what may be asked: rows in, views out, names masked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from walljack.address import Eui48
from walljack.model.access import Access, Look
from walljack.model.case import Case, CustodyEntry
from walljack.model.error import WalljackError
from walljack.model.finding import Finding
from walljack.model.signal import Standing
from walljack.model.view import (
    CaseRow,
    DevicePage,
    DeviceRow,
    FindingRow,
    ReportView,
    SameThing,
    Sighting,
    SignalRow,
    StoredDevice,
)
from walljack.profile import signals, switch_port
from walljack.queries.books import Books
from walljack.queries.filters import CaseFilter, DeviceFilter, FindingFilter
from walljack.queries.known import check_known
from walljack.queries.permission import permission_sentences
from walljack.queries.reader import Reader
from walljack.queries.report import report_view
from walljack.queries.rows import Rows, most_serious_first, newest_segment
from walljack.queries.shown import Shown
from walljack.queries.things import because, never_together, refusal_sentences, through

ANYBODY = Access()


class AccessError(WalljackError):
    """The asker may not see what he asked for."""


class Queries:
    """Answers questions about what is stored.

    Takes: ``reader``, the stored rows; ``books``, what they are told with; ``log``, called
    with every look at unmasked names before anything is shown.
    """

    def __init__(self, reader: Reader, books: Books, log: Callable[[Look], None]) -> None:
        self._reader = reader
        self._books = books
        self._log = log

    def inventory(
        self, wanted: DeviceFilter | None = None, access: Access = ANYBODY
    ) -> tuple[DeviceRow, ...]:
        """The devices that fit, in order of address.

        Raises: AccessError; WalljackError when the type is no word of the tree, or the segment
        is none that is configured or was heard.
        """
        wanted = wanted or DeviceFilter()
        check_known(wanted.type, self._books.vocabulary.types, "type of device")
        self._check_segment(wanted.segment)
        rows = self._rows(access, "inventory")
        made = (rows.device(stored) for stored in self._reader.devices())
        return tuple(row for row in made if self._fits(row, wanted))

    def device(self, device: Eui48, access: Access = ANYBODY) -> DevicePage | None:
        """Everything known of one device; None when it was never heard of."""
        stored = self._reader.device(device)
        if stored is None:
            return None
        rows = self._rows(access, f"device {device}")
        said = signals(stored.profile)
        segment = self._books.segment(newest_segment(stored.profile))
        told = [SignalRow(self._meaning(s.name), rows.shown.signal(s)) for s in said]
        told.sort(key=lambda row: (row.signal.name, row.signal.scope, -row.signal.last_ns))
        findings = self._reader.findings(device=device)
        by_id = {finding.id: finding for finding in findings}
        cases = [case for case in self._reader.cases() if case.device == device]
        return DevicePage(
            row=rows.device(stored, said),
            zone=self._books.settings.zone,
            virtual=self._books.vendors.virtual(device),
            place=switch_port(stored.profile, segment.id),
            signals=tuple(row for row in told if row.signal.standing is Standing.OWN),
            others_say=tuple(row for row in told if row.signal.standing is Standing.HEARSAY),
            sightings=tuple(
                Sighting(name, span.first_ns, span.last_ns, span.count)
                for name, spans in sorted(stored.profile.sightings.items())
                for span in spans
            ),
            findings=tuple(rows.finding(finding, stored) for finding in findings),
            cases=tuple(rows.case(case, stored, _of(case, by_id)) for case in cases),
            history=tuple(
                (step.since_ns, step.type, step.band) for step in self._reader.identity_log(device)
            ),
            permissions=permission_sentences(rows.permission(device, segment)),
            dropped=tuple(sorted(stored.profile.dropped.items())),
            names_masked=not rows.shown.unmasked,
            same_thing=self._same_thing(rows, stored),
            not_linked=refusal_sentences(self._reader.refusals(device), rows.shown),
            displaced=self._books.displaced(device, said),
        )

    def findings(
        self, wanted: FindingFilter | None = None, access: Access = ANYBODY
    ) -> tuple[FindingRow, ...]:
        """The findings that fit, the most serious first, the newest first among equals.

        Raises: AccessError; WalljackError when there is no such segment or rule.
        """
        wanted = wanted or FindingFilter()
        self._check_segment(wanted.segment)
        self._check_rule(wanted.rule)
        rows = self._rows(access, "findings")
        found = [
            finding
            for finding in self._reader.findings(
                open_only=wanted.open_only, since_ns=wanted.since_ns, device=wanted.device
            )
            if finding.level >= wanted.level
            and wanted.segment in ("", finding.segment)
            and wanted.rule in ("", finding.rule)
        ]
        found.sort(key=lambda finding: (-finding.level, -finding.last_ns, finding.id))
        stored = self._stored(finding.device for finding in found)
        return tuple(rows.finding(finding, stored.get(finding.device)) for finding in found)

    def cases(
        self, wanted: CaseFilter | None = None, access: Access = ANYBODY
    ) -> tuple[CaseRow, ...]:
        """The cases that fit, the most serious first, the newest first among equals.

        Raises: AccessError; WalljackError when there is no such segment.
        """
        wanted = wanted or CaseFilter()
        self._check_segment(wanted.segment)
        rows = self._rows(access, "cases")
        cases = [
            case
            for case in self._reader.cases(open_only=wanted.open_only)
            if wanted.number in (None, case.number)
            and wanted.device in (None, case.device)
            and wanted.segment in ("", case.segment)
        ]
        return self._case_rows(rows, cases, self._reader.findings())

    def report(self, access: Access = ANYBODY) -> ReportView:
        """All that the report says: open cases, what to look at, information, inventory."""
        rows = self._rows(access, "report")
        devices = {stored.profile.device: stored for stored in self._reader.devices()}
        findings = self._reader.findings()
        cases = self._reader.cases()
        opened = [case for case in cases if not case.state.ended]
        head = self._reader.custody_head()
        return report_view(
            rows,
            devices=tuple(devices.values()),
            cases=self._case_rows(rows, opened, findings, devices),
            cases_ended=len(cases) - len(opened),
            findings=tuple(
                rows.finding(finding, devices.get(finding.device))
                for finding in findings
                if finding.ended_ns is None and not finding.level.opens_case
            ),
            weirds=self._reader.weirds(),
            captures=self._reader.captures(),
            custody_head=head.digest if head else "",
        )

    def custody(self, case: str = "") -> tuple[CustodyEntry, ...]:
        """The custody log, or that of one case (its id). It holds no name and no free text."""
        return tuple(self._reader.custody(case))

    def _rows(self, access: Access, what: str) -> Rows:
        """Rows for this asker; a look at unmasked names is logged first.

        Raises: AccessError.
        """
        if access.unmask:
            if not access.role.may_unmask:
                raise AccessError(
                    f"{access.role} {access.who}: may not see names unmasked: "
                    "ask an administrator or the records officer"
                )
            if not access.who:
                raise AccessError(
                    "unmasked names: nobody is named who asks: log in, then ask again"
                )
            self._log(Look(access.who, access.role, access.reason, what))
        books = self._books
        shown = Shown(books.vocabulary, books.generic_words, access.unmask)
        return Rows(books, shown, self._reader.newest_ns() or 0, self._reader.links())

    def _same_thing(self, rows: Rows, stored: StoredDevice) -> tuple[SameThing, ...]:
        """The other addresses of the thing, in order of address, with what holds them together."""
        link = rows.links.get(stored.profile.device)
        if link is None:
            return ()
        of_it = [other for other in rows.links.values() if other.thing == link.thing]
        others = {other.device: other for other in of_it if other is not link}
        known = self._stored(others)
        return tuple(
            SameThing(
                rows.device(known[device]),
                (
                    *(because(link, other, rows.shown) or (through(of_it),)),
                    never_together(stored.profile, known[device].profile),
                ),
            )
            for device, other in sorted(others.items())
            if device in known
        )

    def _case_rows(
        self,
        rows: Rows,
        cases: list[Case],
        findings: Iterable[Finding],
        devices: dict[Eui48, StoredDevice] | None = None,
    ) -> tuple[CaseRow, ...]:
        if devices is None:
            devices = self._stored(case.device for case in cases)
        by_id = {finding.id: finding for finding in findings}
        made = [
            rows.case(case, devices[case.device], _of(case, by_id))
            for case in cases
            if case.device in devices
        ]
        return tuple(sorted(made, key=most_serious_first, reverse=True))

    def _stored(self, devices: Iterable[Eui48]) -> dict[Eui48, StoredDevice]:
        return {stored.profile.device: stored for stored in self._reader.devices(set(devices))}

    def _meaning(self, signal: str) -> str:
        word = self._books.vocabulary.word(signal)
        return word.meaning if word else signal

    def _check_segment(self, wanted: str) -> None:
        if wanted:
            configured = {match.segment.id for match in self._books.settings.segments}
            known = configured | set(self._reader.segments())
            check_known(wanted, known, "segment that is configured or was heard")

    def _check_rule(self, wanted: str) -> None:
        known = {rule.id for policy in self._books.policies.values() for rule in policy.rules}
        if wanted and wanted not in known:
            known |= {finding.rule for finding in self._reader.findings()}  # of earlier policies
            check_known(wanted, known, "rule of any policy")

    def _fits(self, row: DeviceRow, wanted: DeviceFilter) -> bool:
        kind, shown = wanted.type, row.identity.type
        words = self._books.vocabulary
        return (
            (not kind or kind == shown or words.is_ancestor(kind, shown))
            and (not wanted.segment or wanted.segment in row.segments)
            and wanted.registered in (None, row.standing == "district")
            and (wanted.since_ns is None or (row.last_ns or 0) >= wanted.since_ns)
        )


def _of(case: Case, by_id: Mapping[str, Finding]) -> list[Finding]:
    """The findings of a case, as far as they are at hand."""
    return [by_id[finding] for finding in case.findings if finding in by_id]
