"""What each device is shown as, and every change of it."""

# ruff: noqa: S608 -- every part of a query is a constant of this room, never a value

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlite_utils import Database

from walljack.address import Eui48
from walljack.model.change import Shown
from walljack.model.identity import Identity
from walljack.store.chunk import device_conditions
from walljack.store.column import text_column
from walljack.store.error import StoreError
from walljack.store.identity_json import identity_json, parse_identity_json
from walljack.store.origin import Origin

_SAVE = """
    INSERT INTO identity (id, origin, device, type, band, since_ns, detail)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET type = excluded.type, band = excluded.band,
        since_ns = excluded.since_ns, detail = excluded.detail
"""
_LOG = """
    INSERT OR IGNORE INTO identity_log
        (id, origin, device, since_ns, type, vendor, model, os, band, percent, was)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class Step(NamedTuple):
    """One change of what is shown. ``was``: the type shown before, "" for the first."""

    since_ns: int
    type: str
    vendor: str
    model: str
    os: str
    band: str
    percent: int
    was: str


def save_identities(db: Database, origin: Origin, shown: Sequence[Shown]) -> None:
    """Keep what is shown now, and log each change once."""
    now, log = [], []
    for device, identity, since_ns, was in shown:
        key = str(int(device))
        now.append(
            (
                origin.identifier(since_ns, "identity", key),
                origin.number,
                int(device),
                identity.type,
                identity.band.value,
                since_ns,
                identity_json(identity),
            )
        )
        texts = (identity.type, identity.vendor, identity.model, identity.os)
        said = [text_column(text) for text in texts]
        log.append(
            (
                origin.identifier(since_ns, "shown", key, *said, identity.band.value),
                origin.number,
                int(device),
                since_ns,
                *said,
                identity.band.value,
                identity.percent,
                was,
            )
        )
    db.conn.executemany(_SAVE, now)
    db.conn.executemany(_LOG, log)


def load_identities(
    db: Database, origin: Origin, path: str, wanted: Collection[Eui48] | None = None
) -> dict[Eui48, tuple[Identity, int]]:
    """What is shown of every device (or of the ``wanted`` ones), and since when.

    Raises: StoreError when one cannot be read.
    """
    shown = {}
    for where, values in device_conditions(origin, wanted):
        for number, since_ns, detail in db.execute(
            f"SELECT device, since_ns, detail FROM identity WHERE {where} ORDER BY device", values
        ):
            owner = Eui48(number)
            try:
                shown[owner] = (parse_identity_json(detail), since_ns)
            except ValueError as error:
                raise StoreError(
                    f"{path}: device {owner}: {error}: run walljack db check"
                ) from error
    return shown


def identity_log(db: Database, origin: Origin, device: Eui48) -> list[Step]:
    """Every change of what was shown of one device, the oldest first."""
    rows = db.execute(
        "SELECT since_ns, type, vendor, model, os, band, percent, was FROM identity_log"
        " WHERE origin = ? AND device = ? ORDER BY since_ns, id",
        [origin.number, int(device)],
    )
    return [Step(*row) for row in rows]
