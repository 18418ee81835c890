"""The list of findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo

from walljack.model.policy import Clause
from walljack.model.table import Table
from walljack.model.view import FindingRow
from walljack.render.json_text import json_text
from walljack.render.moment import iso, readable
from walljack.render.plain import plain, short
from walljack.render.signal_record import Record
from walljack.render.words import counted


def findings_table(rows: Sequence[FindingRow], zone: tzinfo = UTC) -> Table:
    """The findings for a terminal, by the clock of ``zone``."""
    return Table(
        title=counted(len(rows), "finding"),
        columns=("Level", "Finding", "Address", "Taken for", "Where", "Clause", "Last held"),
        rows=tuple(
            (
                row.finding.level.word,
                short(row.finding.title),
                str(row.finding.device),
                plain(f"{row.kind or row.finding.type} ({row.finding.band})"),
                short(row.place or row.finding.segment),
                short(row.clause.citation),
                readable(row.finding.last_ns, zone) + (" (ended)" if row.finding.ended_ns else ""),
            )
            for row in rows
        ),
        empty="There is no finding that fits.",
    )


def render_findings_json(rows: Sequence[FindingRow], *, names_masked: bool) -> str:
    """The findings for programs."""
    return json_text(
        "walljack-findings-1",
        {"names_masked": names_masked, "findings": [finding_record(row) for row in rows]},
    )


def finding_record(row: FindingRow) -> Record:
    """A finding as a JSON object."""
    finding = row.finding
    return {
        "id": finding.id,
        "rule": finding.rule,
        "policy": finding.policy,
        "policy_digest": finding.policy_digest,
        "address": str(finding.device),
        "segment": finding.segment,
        "place": row.place,
        "level": finding.level.word,
        "type": finding.type,
        "kind": row.kind,
        "band": finding.band.value,
        "title": finding.title,
        "reasons": list(finding.reasons),
        "clause": clause_record(row.clause),
        "also": [clause_record(clause) for clause in row.also],
        "innocent_explanations": list(row.false_positives),
        "advice": row.advice,
        "first_held": iso(finding.first_ns) or None,
        "last_held": iso(finding.last_ns) or None,
        "ended": iso(finding.ended_ns) or None,
    }


def clause_record(clause: Clause) -> Record:
    """A clause as a JSON object."""
    return {
        "id": clause.id,
        "kind": clause.kind.value,
        "citation": clause.citation,
        "paraphrase": clause.paraphrase,
        "consequence": clause.consequence,
        "confiscates": clause.confiscates,
        "decides": clause.decides,
    }
