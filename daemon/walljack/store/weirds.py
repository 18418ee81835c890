"""How often packets broke their protocol."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from walljack.model.change import WeirdTally
from walljack.store.origin import Origin

# The sample goes with the first time: every expression sees the row as it was before.
_SAVE = """
    INSERT INTO weird (id, origin, segment, kind, first_ns, last_ns, count, sample)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET
        sample = iif(excluded.first_ns < first_ns, excluded.sample, sample),
        first_ns = min(first_ns, excluded.first_ns),
        last_ns = max(last_ns, excluded.last_ns),
        count = max(count, excluded.count)
"""


def save_weirds(db: Database, origin: Origin, tallies: Iterable[WeirdTally]) -> None:
    """Keep totals by max, first by min, last by max, and the first sample."""
    db.conn.executemany(
        _SAVE,
        (
            (
                origin.identifier(tally.first_ns, "weird", tally.segment, tally.kind),
                origin.number,
                tally.segment,
                tally.kind,
                tally.first_ns,
                tally.last_ns,
                tally.times,
                bytes(tally.sample),
            )
            for tally in tallies
        ),
    )


def weirds(db: Database, origin: Origin) -> list[WeirdTally]:
    """All tallies, by segment and kind."""
    rows = db.execute(
        "SELECT segment, kind, count, first_ns, last_ns, sample FROM weird"
        " WHERE origin = ? ORDER BY segment, kind",
        [origin.number],
    )
    return [WeirdTally(*row) for row in rows]
