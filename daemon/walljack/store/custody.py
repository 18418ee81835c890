"""The custody log, append-only."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database

from walljack.model.case import CustodyEntry
from walljack.store.column import text_column
from walljack.store.error import StoreError
from walljack.store.origin import Origin


def save_custody(db: Database, origin: Origin, entries: Iterable[CustodyEntry], path: str) -> None:
    """Append to the custody log; an entry that is there already must be the same one.

    Raises: StoreError when another entry has its place, so that no history is rewritten.
    """
    for entry in entries:
        row = db.execute(
            "SELECT digest FROM custody WHERE origin = ? AND sequence = ?",
            [origin.number, entry.sequence],
        ).fetchone()
        if row is not None:
            if row[0] != entry.digest:
                raise StoreError(
                    f"{path}: custody entry {entry.sequence} is already another one: "
                    "run walljack custody verify; nothing of this save was kept"
                )
            continue
        db.execute(
            "INSERT INTO custody (id, origin, sequence, case_id, at_ns, act, actor, fields,"
            " previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                origin.identifier(entry.at_ns, "custody", str(entry.sequence)),
                origin.number,
                entry.sequence,
                entry.case,
                entry.at_ns,
                entry.act,
                entry.actor,
                text_column(json.dumps(entry.fields, ensure_ascii=False, sort_keys=True)),
                entry.previous,
                entry.digest,
            ],
        )


def custody(
    db: Database,
    origin: Origin,
    path: str,
    *,
    case: str = "",
    act: str = "",
    last: int | None = None,
) -> list[CustodyEntry]:
    """The custody log in its order: all of it, that of one case, one act, or its ``last`` entries.

    Raises: StoreError when an entry's fields cannot be read.
    """
    rows = db.execute(
        "SELECT sequence, case_id, at_ns, act, actor, fields, previous, digest FROM custody"
        " WHERE origin = ? AND ? IN ('', case_id) AND ? IN ('', act)"
        " ORDER BY sequence DESC LIMIT ?",
        [origin.number, case, act, -1 if last is None else last],
    ).fetchall()
    entries = []
    for sequence, case_id, at_ns, done, actor, text, previous, digest in reversed(rows):
        try:
            fields = json.loads(text)
        except ValueError as error:
            raise StoreError(
                f"{path}: the fields of custody entry {sequence} cannot be read: "
                "run walljack custody verify"
            ) from error
        entries.append(
            CustodyEntry(sequence, case_id, at_ns, done, actor, fields, previous, digest)
        )
    return entries
