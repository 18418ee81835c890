"""Findings, which a machine makes."""

# ruff: noqa: S608 -- every part of a query is a constant of this file, never a value

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from walljack.address import Eui48
from walljack.model.finding import Finding
from walljack.model.identity import Band
from walljack.model.policy import Level
from walljack.store.column import list_column, parse_list_column, text_column
from walljack.store.origin import Origin

# The newer word wins: the one that held last; of two that held equally long, the one that is
# saved later. One sensor saves in order and nobody else writes here, so saving the same words
# again in their order ends where it ended, and a finding that ended may hold again by the same
# packets (an exemption that came and went).
_NEWER = "(excluded.last_ns >= last_ns)"
_CHANGING = (
    "policy",
    "policy_digest",
    "clause",
    "also",
    "level",
    "type",
    "band",
    "title",
    "reasons",
    "ended_ns",
)
_SAVE = f"""
    INSERT INTO finding (id, origin, rule, policy, policy_digest, clause, also, device, segment,
                         level, type, band, title, reasons, first_ns, last_ns, ended_ns)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        {", ".join(f"{name} = iif({_NEWER}, excluded.{name}, {name})" for name in _CHANGING)},
        first_ns = min(first_ns, excluded.first_ns),
        last_ns = max(last_ns, excluded.last_ns)
"""
_COLUMNS = (
    "id, rule, policy, policy_digest, clause, also, device, segment, level, type, band, title,"
    " reasons, first_ns, last_ns, ended_ns"
)


def save_findings(db: Database, origin: Origin, findings: Iterable[Finding]) -> None:
    """Keep findings: first by min, last by max, everything else from the newer word."""
    db.conn.executemany(
        _SAVE,
        (
            (
                finding.id,
                origin.number,
                finding.rule,
                finding.policy,
                finding.policy_digest,
                finding.clause,
                list_column(finding.also),
                int(finding.device),
                finding.segment,
                int(finding.level),
                finding.type,
                finding.band.value,
                text_column(finding.title),
                list_column(finding.reasons),
                finding.first_ns,
                finding.last_ns,
                finding.ended_ns,
            )
            for finding in findings
        ),
    )


def findings(
    db: Database,
    origin: Origin,
    *,
    open_only: bool = False,
    since_ns: int | None = None,
    device: Eui48 | None = None,
) -> list[Finding]:
    """Findings, the newest first. ``since_ns``: only those that held then or later."""
    where, values = ["origin = ?"], [origin.number]
    if open_only:
        where.append("ended_ns IS NULL")
    if since_ns is not None:
        where.append("last_ns >= ?")
        values.append(since_ns)
    if device is not None:
        where.append("device = ?")
        values.append(int(device))
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM finding WHERE {' AND '.join(where)}"
        " ORDER BY last_ns DESC, first_ns DESC, id",
        values,
    )
    return [
        Finding(
            id=row[0],
            rule=row[1],
            policy=row[2],
            policy_digest=row[3],
            clause=row[4],
            also=parse_list_column(row[5]),
            device=Eui48(row[6]),
            segment=row[7],
            level=Level(row[8]),
            type=row[9],
            band=Band(row[10]),
            title=row[11],
            reasons=parse_list_column(row[12]),
            first_ns=row[13],
            last_ns=row[14],
            ended_ns=row[15],
        )
        for row in rows
    ]
