"""Cases, which people work on."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from walljack.address import Eui48
from walljack.model.case import Case, CaseState
from walljack.model.policy import Level
from walljack.store.origin import Origin

_SAVE_CASE = """
    INSERT INTO case_ (id, origin, number, device, segment, state, level, opened_ns,
                       changed_ns, earlier)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, level = excluded.level,
        changed_ns = excluded.changed_ns, earlier = excluded.earlier
    WHERE excluded.changed_ns >= changed_ns
"""


def save_cases(db: Database, origin: Origin, cases: Sequence[Case]) -> None:
    """Keep cases, the newer word winning, and link each to its findings (saved before)."""
    db.conn.executemany(
        _SAVE_CASE,
        (
            (
                case.id,
                origin.number,
                case.number,
                int(case.device),
                case.segment,
                case.state.value,
                int(case.level),
                case.opened_ns,
                case.changed_ns,
                case.earlier,
            )
            for case in cases
        ),
    )
    # A link once made stays: a case may gain findings and never loses one.
    db.conn.executemany(
        "INSERT OR IGNORE INTO case_finding (case_id, place, finding_id) VALUES (?, ?, ?)",
        (
            (case.id, place, finding)
            for case in cases
            for place, finding in enumerate(case.findings)
        ),
    )


def cases(db: Database, origin: Origin, *, open_only: bool = False) -> list[Case]:
    """Cases, the newest first. ``open_only``: those that still need somebody."""
    linked: dict[str, list[str]] = {}
    for case_id, finding in db.execute(
        "SELECT case_id, finding_id FROM case_finding ORDER BY case_id, place, finding_id"
    ):
        linked.setdefault(case_id, []).append(finding)
    rows = db.execute(
        "SELECT id, number, device, segment, state, level, opened_ns, changed_ns, earlier"
        " FROM case_ WHERE origin = ? ORDER BY number DESC",
        [origin.number],
    )
    found = [
        Case(
            id=row[0],
            number=row[1],
            device=Eui48(row[2]),
            segment=row[3],
            state=CaseState(row[4]),
            level=Level(row[5]),
            findings=tuple(linked.get(row[0], ())),
            opened_ns=row[6],
            changed_ns=row[7],
            earlier=row[8],
        )
        for row in rows
    ]
    return [case for case in found if not (open_only and case.state.ended)]
