"""Which IP address belonged to which EUI-48, from when to when."""

# ruff: noqa: S608 -- every part of a query is a constant of this file, never a value

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from walljack.address import Eui48
from walljack.model.change import Tenure
from walljack.model.observation import Basis
from walljack.store.column import ip_column, parse_ip_column
from walljack.store.origin import Origin

# Bases, the strongest first, as the noun lists them.
_STRENGTH = {basis: place for place, basis in enumerate(Basis)}


def save_tenures(db: Database, origin: Origin, tenures: Iterable[Tenure]) -> None:
    """Keep each tenure; those of one owner that overlap become one, under the earliest's id."""
    for tenure in tenures:
        owner = (origin.number, tenure.segment, ip_column(tenure.ip), int(tenure.device))
        overlapping = db.execute(
            "SELECT basis, first_ns, last_ns, id FROM tenure WHERE origin = ? AND segment = ?"
            " AND ip = ? AND device = ? AND first_ns <= ? AND last_ns >= ? ORDER BY first_ns",
            [*owner, tenure.last_ns, tenure.first_ns],
        ).fetchall()
        told = (tenure.basis.value, tenure.first_ns, tenure.last_ns)
        if [row[:3] for row in overlapping] == [told]:
            continue
        spans = [told, *(row[:3] for row in overlapping)]
        basis = min((Basis(basis) for basis, _, _ in spans), key=_STRENGTH.__getitem__)
        first_ns = min(first for _, first, _ in spans)
        db.conn.executemany(
            "DELETE FROM tenure WHERE origin = ? AND segment = ? AND ip = ? AND device = ?"
            " AND first_ns = ?",
            [(*owner, first) for _, first, _, _ in overlapping],
        )
        key = (tenure.segment, str(tenure.ip), str(int(tenure.device)), str(first_ns))
        # The id that was given stays when an earlier packet moves the beginning.
        row_id = overlapping[0][3] if overlapping else origin.identifier(first_ns, "tenure", *key)
        db.execute(
            "INSERT INTO tenure (id, origin, segment, ip, device, basis, first_ns, last_ns)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                row_id,
                *owner,
                basis.value,
                first_ns,
                max(last for _, _, last in spans),
            ],
        )


def load_tenures(db: Database, origin: Origin) -> list[Tenure]:
    """The newest tenure of every address: whose it is, or was last."""
    rows = db.execute(
        "SELECT segment, ip, device, basis, first_ns, last_ns FROM (SELECT *, row_number()"
        " OVER (PARTITION BY segment, ip ORDER BY last_ns DESC, first_ns DESC) AS age"
        " FROM tenure WHERE origin = ?) WHERE age = 1 ORDER BY segment, ip",
        [origin.number],
    )
    return [_tenure(row) for row in rows]


def tenures(db: Database, origin: Origin, device: Eui48 | None = None) -> list[Tenure]:
    """Every tenure, or those of one device; the newest first."""
    where, values = "origin = ?", [origin.number]
    if device is not None:  # only then, so that SQLite finds it by the index
        where, values = f"{where} AND device = ?", [*values, int(device)]
    rows = db.execute(
        f"SELECT segment, ip, device, basis, first_ns, last_ns FROM tenure WHERE {where}"
        " ORDER BY last_ns DESC, first_ns DESC, segment, ip",
        values,
    )
    return [_tenure(row) for row in rows]


def _tenure(row: tuple[str, int | bytes, int, str, int, int]) -> Tenure:
    segment, ip, device, basis, first_ns, last_ns = row
    return Tenure(segment, parse_ip_column(ip), Eui48(device), Basis(basis), first_ns, last_ns)
