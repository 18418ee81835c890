"""Cases, which people work on."""

# ruff: noqa: S608 -- every part of a query is a constant of this file, never a value

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlite_utils import Database

from walljack.address import Eui48
from walljack.model.case import Case, CaseState
from walljack.model.policy import Level
from walljack.store.origin import Origin

_ENDED = ", ".join(f"'{state}'" for state in CaseState if state.ended)
_SAVE_CASE = """
    INSERT INTO case_ (id, origin, number, device, segment, state, level, opened_ns,
                       changed_ns, earlier)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, level = excluded.level,
        changed_ns = excluded.changed_ns, earlier = excluded.earlier
    WHERE excluded.changed_ns >= changed_ns
"""
# A link once made stays: a case may gain findings and never loses one.
_SAVE_LINK = """
    INSERT INTO case_finding (case_id, place, finding_id, ended) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET ended = excluded.ended
    WHERE (SELECT changed_ns FROM case_ WHERE id = excluded.case_id) = ?
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
    db.conn.executemany(
        _SAVE_LINK,
        (
            (case.id, place, finding, finding in case.ended, case.changed_ns)
            for case in cases
            for place, finding in enumerate(case.findings)
        ),
    )


def cases(db: Database, origin: Origin, *, open_only: bool = False) -> list[Case]:
    """Cases, the newest first. ``open_only``: those that still need somebody."""
    wanted = f"origin = ? AND state NOT IN ({_ENDED})" if open_only else "origin = ?"
    linked: defaultdict[str, list[str]] = defaultdict(list)
    ended: defaultdict[str, set[str]] = defaultdict(set)
    for case_id, finding, has_ended in db.execute(
        "SELECT case_id, finding_id, ended FROM case_finding"
        f" WHERE case_id IN (SELECT id FROM case_ WHERE {wanted})"
        " ORDER BY case_id, place, finding_id",
        [origin.number],
    ):
        linked[case_id].append(finding)
        if has_ended:
            ended[case_id].add(finding)
    rows = db.execute(
        "SELECT id, number, device, segment, state, level, opened_ns, changed_ns, earlier"
        f" FROM case_ WHERE {wanted} ORDER BY number DESC",
        [origin.number],
    )
    return [
        Case(
            id=row[0],
            number=row[1],
            device=Eui48(row[2]),
            segment=row[3],
            state=CaseState(row[4]),
            level=Level(row[5]),
            findings=tuple(linked[row[0]]),
            opened_ns=row[6],
            changed_ns=row[7],
            earlier=row[8],
            ended=frozenset(ended[row[0]]),
        )
        for row in rows
    ]
