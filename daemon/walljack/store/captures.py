"""Captures that were read, known by their SHA-256."""

from __future__ import annotations

from sqlite_utils import Database

from walljack.model.view import CaptureRow
from walljack.store.column import text_column
from walljack.store.origin import Origin

_SAVE = """
    INSERT INTO capture (id, origin, digest, path, frames, first_ns, last_ns, truncated)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET path = excluded.path, frames = excluded.frames,
        first_ns = excluded.first_ns, last_ns = excluded.last_ns, truncated = excluded.truncated
"""


def save_capture(db: Database, origin: Origin, capture: CaptureRow) -> None:
    """Record that a capture was read to its end; reading it again leaves one row."""
    db.execute(
        _SAVE,
        [
            origin.identifier(capture.first_ns or 0, "capture", capture.digest),
            origin.number,
            capture.digest,
            text_column(capture.path),
            capture.frames,
            capture.first_ns,
            capture.last_ns,
            int(capture.truncated),
        ],
    )


def has_capture(db: Database, origin: Origin, digest: str) -> bool:
    """The capture with this SHA-256 was read to its end before."""
    row = db.execute(
        "SELECT 1 FROM capture WHERE origin = ? AND digest = ?", [origin.number, digest]
    ).fetchone()
    return row is not None


def captures(db: Database, origin: Origin) -> list[CaptureRow]:
    """All captures in order of their first packet."""
    rows = db.execute(
        "SELECT path, digest, frames, first_ns, last_ns, truncated FROM capture"
        " WHERE origin = ? ORDER BY first_ns, digest",
        [origin.number],
    )
    return [
        CaptureRow(path, digest, frames, first_ns, last_ns, bool(truncated))
        for path, digest, frames, first_ns, last_ns, truncated in rows
    ]
