"""The report as JSON; its form is ``docs/report-schema.json``."""

from __future__ import annotations

from walljack.model.view import ReportView
from walljack.render.cases import case_record
from walljack.render.devices import device_record
from walljack.render.findings import finding_record
from walljack.render.json_text import json_text
from walljack.render.moment import iso


def render_report_json(view: ReportView) -> str:
    """The report for programs."""
    return json_text(
        "walljack-report-1",
        {
            "at": iso(view.at_ns) or None,
            "district": view.district,
            "policy": view.policy_title,
            "contact": view.contact,
            "names_masked": view.names_masked,
            "notes": list(view.notes),
            "cases": [case_record(row) for row in view.cases],
            "cases_ended": view.cases_ended,
            "look_at": [device_record(row) for row in view.look_at],
            "information": [finding_record(row) for row in view.information],
            "inventory": [
                {
                    "type": row.type,
                    "kind": row.kind,
                    "segment": row.segment,
                    "count": row.count,
                }
                for row in view.inventory
            ],
            "weirds": [
                {
                    "kind": row.kind,
                    "segment": row.segment,
                    "count": row.count,
                    "first_seen": iso(row.first_ns) or None,
                    "last_seen": iso(row.last_ns) or None,
                }
                for row in view.weirds
            ],
            "losses": [{"what": lost, "count": count} for lost, count in view.losses],
            "captures": [
                {
                    "path": row.path,
                    "sha256": row.digest,
                    "frames": row.frames,
                    "first": iso(row.first_ns) or None,
                    "last": iso(row.last_ns) or None,
                    "truncated": row.truncated,
                }
                for row in view.captures
            ],
            "registers": [
                {
                    "site": row.site,
                    "as_of": iso(row.as_of_ns) or None,
                    "fresh": row.fresh,
                }
                for row in view.registers
            ],
            "custody_head": view.custody_head,
        },
    )
