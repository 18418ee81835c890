"""The report's view from rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from walljack.model.change import WeirdTally
from walljack.model.segment import Medium
from walljack.model.view import (
    CaptureRow,
    CaseRow,
    DeviceRow,
    FindingRow,
    InventoryRow,
    RegisterRow,
    ReportView,
    StoredDevice,
    WeirdRow,
)
from walljack.queries.books import Books
from walljack.queries.rows import Rows
from walljack.render import counted

# Where more than half of what is present is listed nowhere, the list is the first suspect.
_STRANGERS = 0.5


def report_view(
    rows: Rows,
    *,
    devices: Sequence[StoredDevice],
    cases: tuple[CaseRow, ...],
    cases_ended: int,
    findings: tuple[FindingRow, ...],
    weirds: Sequence[WeirdTally],
    captures: Sequence[CaptureRow],
    custody_head: str,
) -> ReportView:
    """Everything that the report says, in its order.

    Takes: ``cases``, the open ones in order; ``findings``, those that hold and open no case.
    """
    books = rows.books
    policy = books.policies.get(books.policy)
    lines = [rows.device(stored) for stored in devices]
    handled = {row.device.address for row in cases}
    in_cases = {finding for row in cases for finding in row.case.findings}
    segments = {name for line in lines for name in line.segments}
    registers = _registers(books, rows.at_ns)
    return ReportView(
        district=books.settings.district,
        zone=books.settings.zone,
        policy_title=policy.title if policy else books.policy,
        contact=policy.contact if policy else "",
        at_ns=rows.at_ns,
        cases=cases,
        information=tuple(
            sorted(
                (row for row in findings if row.finding.id not in in_cases),
                key=lambda row: (-row.finding.level, -row.finding.last_ns, row.finding.id),
            )
        ),
        look_at=tuple(
            sorted(
                (line for line in lines if _worth_a_look(line, handled, books)),
                key=lambda line: (-(line.last_ns or 0), line.address),
            )
        ),
        inventory=_inventory(lines, books),
        weirds=tuple(
            WeirdRow(w.segment, w.kind, w.times, w.first_ns, w.last_ns)
            for w in sorted(weirds, key=lambda w: (-w.times, w.segment, w.kind))
        ),
        captures=tuple(captures),
        registers=registers,
        custody_head=custody_head,
        notes=(
            *_notes(books, registers, segments),
            *_short_register(books, registers, lines),
            *_several_of_a_thing(lines),
        ),
        names_masked=not rows.shown.unmasked,
        cases_ended=cases_ended,
        losses=_losses(devices),
        segments={name: books.segment(name) for name in sorted(segments)},
    )


def _worth_a_look(line: DeviceRow, handled: set[str], books: Books) -> bool:
    """Unknown, present on a wired segment, nobody answers for it, and no case is about it."""
    return (
        line.identity.type == "unknown"
        and not line.standing
        and line.address not in handled
        and any(books.segment(name).medium is Medium.WIRED for name in line.segments)
    )


def _inventory(lines: Sequence[DeviceRow], books: Books) -> tuple[InventoryRow, ...]:
    """How many of each type were present on each segment, the most first."""
    counts = Counter((line.identity.type, name) for line in lines for name in line.segments)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        InventoryRow(kind, books.vocabulary.plain(kind), segment, count)
        for (kind, segment), count in ordered
    )


def _registers(books: Books, at_ns: int) -> tuple[RegisterRow, ...]:
    """The age of each configured site's register; of the district's where no site is named."""
    register = books.register
    sites = {match.segment.site for match in books.settings.segments} | set(books.settings.sites)
    sites -= {""}
    rows = []
    for site in sorted(sites) or [""]:
        times = [register.as_of_ns[key] for key in (site, "") if key in register.as_of_ns]
        known = books.settings.sites.get(site)
        rows.append(
            RegisterRow(
                known.name if known else site,
                max(times, default=None),
                register.fresh(site, at_ns),
            )
        )
    return tuple(rows)


def _notes(books: Books, registers: Sequence[RegisterRow], segments: set[str]) -> tuple[str, ...]:
    """What a reader must know before he trusts what is absent."""
    notes = []
    for row in registers:
        if not row.fresh:
            where = row.site or "this site"
            lack = (
                f"No register for {where}"
                if row.as_of_ns is None
                else f"The register of {where} is too far in time from these packets"
            )
            notes.append(f"{lack}: only rules that name a type were judged.")
    unknown = sorted(name for name in segments if not books.segment(name).configured)
    if unknown:
        listed = ", ".join(unknown)
        notes.append(
            f"Not in the configuration: {listed}. "
            "Nothing heard there is called wired, since nobody has said that it is."
        )
    return tuple(notes)


def _short_register(
    books: Books, registers: Sequence[RegisterRow], lines: Sequence[DeviceRow]
) -> list[str]:
    """A list of a handful makes strangers of nearly everything; that is no news of the devices."""
    present = [line for line in lines if line.segments]
    strangers = sum(not line.standing for line in present)
    if not any(row.fresh for row in registers) or strangers <= _STRANGERS * len(present):
        return []
    return [
        f"The register lists {len(books.register.assets)} devices, and {strangers} of the "
        f"{len(present)} that were present are in no list: it is probably not complete."
    ]


def _several_of_a_thing(lines: Sequence[DeviceRow]) -> list[str]:
    """The counts of the inventory are of addresses, and people count things."""
    linked = [line.thing for line in lines if line.thing]
    if not linked:
        return []
    things = counted(len(set(linked)), "thing")
    return [
        f"Devices are counted by address. {len(linked)} of these addresses are probably {things}: "
        "walljack devices --clusters lists them together."
    ]


def _losses(devices: Sequence[StoredDevice]) -> tuple[tuple[str, int], ...]:
    """What profiles had to turn away, by bound."""
    lost: Counter[str] = Counter()
    for stored in devices:
        lost.update(stored.profile.dropped)
    return tuple(
        (f"{kind}, beyond what is kept of one device", count)
        for kind, count in sorted(lost.items())
    )
