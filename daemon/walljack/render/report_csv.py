"""The report's worklist as CSV: what somebody must look at, one line a thing."""

from __future__ import annotations

import csv

from walljack.model.ownership import Ownership
from walljack.model.view import CaseRow, DeviceRow, FindingRow, ReportView
from walljack.render.moment import iso
from walljack.render.ownership import chosen
from walljack.render.plain import cell

# Stable: a column is added at the end, never moved or renamed.
COLUMNS = (
    "kind",
    "level",
    "case",
    "state",
    "site",
    "building",
    "segment",
    "place",
    "address",
    "vendor",
    "type",
    "maker",
    "model",
    "band",
    "standing",
    "asset_tag",
    "ip",
    "names",
    "rule",
    "finding",
    "clause",
    "evidence_1",
    "evidence_2",
    "evidence_3",
    "innocent_explanation",
    "advice",
    "first_seen",
    "last_seen",
    "owner",
    "owner_band",
)

_EVIDENCE = ("evidence_1", "evidence_2", "evidence_3")


def render_report_csv(view: ReportView) -> str:
    """Cases, devices to look at and findings for information, in the report's order.

    Gives: RFC 4180, every cell quoted, lines ended by CR LF; no cell starts a formula.
    """
    out = _Lines()
    writer = csv.DictWriter(out, COLUMNS, restval="", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    lines = [_case(row) for row in view.cases]
    lines += [
        {"kind": "look", **_device(row), **_where(view, row.segments)} for row in view.look_at
    ]
    lines += [{"kind": "information", **_finding(row)} for row in view.information]
    writer.writerows({key: cell(value) for key, value in line.items()} for line in lines)
    return "".join(out)


class _Lines(list[str]):
    """What the csv module writes to: lines, kept."""

    def write(self, line: str) -> None:
        """Keep one line."""
        self.append(line)


def _case(row: CaseRow) -> dict[str, str]:
    pieces = dict(zip(_EVIDENCE, row.evidence, strict=False))
    found = _finding(row.findings[0]) if row.findings else {}
    return {
        **found,
        **_device(row.device),
        **pieces,
        "kind": "case",
        "level": row.case.level.word,
        "case": str(row.case.number),
        "state": row.case.state.value,
        "site": row.site,
        "building": row.segment.building,
        "segment": row.segment.id,
        "place": row.place,
    }


def _device(row: DeviceRow) -> dict[str, str]:
    return {
        "place": row.place,
        "address": row.address,
        "vendor": row.vendor,
        "type": row.identity.type,
        "maker": row.identity.vendor,
        "model": row.identity.model,
        "band": row.identity.band.value,
        "standing": row.standing,
        "asset_tag": row.asset_tag,
        "ip": " ".join(row.addresses),
        "names": ", ".join(row.names),
        "first_seen": iso(row.first_ns),
        "last_seen": iso(row.last_ns),
        **_owner(row.ownership),
    }


def _owner(ownership: Ownership) -> dict[str, str]:
    return {"owner": ownership.leaning.value, "owner_band": ownership.band.value}


def _where(view: ReportView, segments: tuple[str, ...]) -> dict[str, str]:
    first = view.segments.get(segments[0]) if segments else None
    known = {"site": first.site, "building": first.building} if first else {}
    return {"segment": " ".join(segments), **known}


def _finding(row: FindingRow) -> dict[str, str]:
    finding = row.finding
    reasons = dict(zip(_EVIDENCE, chosen(finding.reasons), strict=False))
    return {
        **reasons,
        "level": finding.level.word,
        "segment": finding.segment,
        "place": row.place,
        "address": str(finding.device),
        "type": finding.type,
        "band": finding.band.value,
        "rule": finding.rule,
        "finding": finding.title,
        "clause": row.clause.citation,
        "innocent_explanation": row.false_positives[0] if row.false_positives else "",
        "advice": row.advice,
        "first_seen": iso(finding.first_ns),
        "last_seen": iso(finding.last_ns),
        **_owner(row.ownership),
    }
