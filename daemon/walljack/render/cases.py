"""The list of cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo

from walljack.model.table import Table
from walljack.model.view import CaseRow
from walljack.render.devices import device_record
from walljack.render.findings import finding_record
from walljack.render.json_text import json_text
from walljack.render.moment import iso, readable
from walljack.render.plain import short
from walljack.render.signal_record import Record
from walljack.render.words import counted, what


def cases_table(rows: Sequence[CaseRow], zone: tzinfo = UTC) -> Table:
    """The cases for a terminal, by the clock of ``zone``."""
    return Table(
        title=counted(len(rows), "case"),
        columns=("Case", "Level", "State", "Where", "What", "How sure", "Address", "Opened"),
        rows=tuple(
            (
                str(row.case.number),
                row.case.level.word,
                row.case.state.value,
                short(row.place),
                short(what(row.device)),
                row.device.identity.band.value,
                row.device.address,
                readable(row.case.opened_ns, zone),
            )
            for row in rows
        ),
        empty="There is no case that fits.",
    )


def render_cases_json(rows: Sequence[CaseRow], *, names_masked: bool) -> str:
    """The cases for programs."""
    return json_text(
        "walljack-cases-1",
        {"names_masked": names_masked, "cases": [case_record(row) for row in rows]},
    )


def case_record(row: CaseRow) -> Record:
    """A case as a JSON object."""
    return {
        "id": row.case.id,
        "number": row.case.number,
        "state": row.case.state.value,
        "level": row.case.level.word,
        "place": row.place,
        "site": row.site,
        "building": row.segment.building,
        "segment": row.segment.id,
        "medium": row.segment.medium.value,
        "classroom": row.segment.classroom,
        "device": device_record(row.device),
        "evidence": list(row.evidence),
        "findings": [finding_record(found) for found in row.findings],
        "opened": iso(row.case.opened_ns) or None,
        "changed": iso(row.case.changed_ns) or None,
    }
