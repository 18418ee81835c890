"""Who did or looked at what."""

from __future__ import annotations

import json

from sqlite_utils import Database

from walljack.model.log import LogEntry
from walljack.store.column import text_column
from walljack.store.origin import Origin


def save_log_entry(db: Database, origin: Origin, entry: LogEntry) -> None:
    """Append to the change log; it can only grow."""
    place = db.execute(
        "SELECT count(*) FROM change_log WHERE origin = ?", [origin.number]
    ).fetchone()[0]
    db.execute(
        "INSERT INTO change_log (id, origin, at_ns, actor, act, subject, detail)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            origin.identifier(entry.at_ns, "log", str(place)),
            origin.number,
            entry.at_ns,
            text_column(entry.actor),
            entry.act,
            text_column(entry.subject),
            text_column(json.dumps(entry.detail, ensure_ascii=False, sort_keys=True)),
        ],
    )


def change_log(db: Database, origin: Origin) -> list[LogEntry]:
    """The change log, the oldest first."""
    rows = db.execute(
        "SELECT at_ns, actor, act, subject, detail FROM change_log WHERE origin = ?"
        " ORDER BY at_ns, rowid",
        [origin.number],
    )
    return [
        LogEntry(at_ns, actor, act, subject, json.loads(detail))
        for at_ns, actor, act, subject, detail in rows
    ]
