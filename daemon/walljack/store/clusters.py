"""Which addresses are one thing: the view as it was made last, and every move in the log."""

# ruff: noqa: S608 -- every part of a query is a constant of this file, never a value

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlite_utils import Database

from walljack.address import Eui48
from walljack.model.cluster import Carried, Clusters, IdentifierKind, Refusal, ThingLink, Why
from walljack.model.log import LogEntry
from walljack.store.change_log import save_log_entry
from walljack.store.column import text_column
from walljack.store.error import StoreError
from walljack.store.origin import Origin

MOVED = "cluster"

_Row = tuple[object, ...]

_LINK = "device, thing, id, since_ns, carried"
_REFUSAL = "device, kind, signal, said, why, number"
# Kind, value, signal, said, since_ns.
_CARRIED = (str, str, str, str, int)
# What to do about a damaged row: it is a view, so that nothing of it need be restored.
ANEW = "replay any capture with --again, which makes it anew"


def save_clusters(db: Database, origin: Origin, clusters: Clusters, at_ns: int) -> None:
    """Put this view in the place of the one before, and log which addresses moved.

    Takes: ``at_ns``, the packet time that it was made at: an address that leaves a thing does so
    then; one that joins has done so since it and another carried what links them. Saving it
    again changes nothing and logs nothing.
    """
    before = {Eui48(device): Eui48(thing) for device, thing in _stored(db, origin)}
    things: dict[Eui48, list[ThingLink]] = defaultdict(list)
    for link in clusters.links:
        things[link.thing].append(link)
    moves = []
    for fellows in things.values():
        for link in fellows:
            was = before.pop(link.device, None)
            if was != link.thing:
                moves.append(_joined(link, was, fellows, at_ns))
    moves += [_left(device, thing, at_ns) for device, thing in before.items()]
    rows = {_link_row(origin, link) for link in clusters.links}
    _replace(db, origin, "cluster_link", _LINK, rows)
    _replace(db, origin, "cluster_refusal", _REFUSAL, set(map(_refusal_row, clusters.refusals)))
    for entry in sorted(moves, key=lambda move: (move.at_ns, move.subject)):
        save_log_entry(db, origin, entry)


def links(db: Database, origin: Origin, path: str) -> list[ThingLink]:
    """Every link, in order of address.

    Raises: StoreError when one cannot be read.
    """
    rows = db.execute(
        "SELECT device, thing, carried FROM cluster_link WHERE origin = ? ORDER BY device",
        [origin.number],
    )
    found = []
    for device, thing, carried in rows:
        with _readable(path, f"the link of {Eui48(device)}"):
            found.append(ThingLink(Eui48(device), Eui48(thing), parse_carried(carried)))
    return found


def refusals(db: Database, origin: Origin, device: Eui48, path: str) -> list[Refusal]:
    """What of this device links nothing, and why.

    Raises: StoreError when it cannot be read.
    """
    rows = db.execute(
        f"SELECT {_REFUSAL} FROM cluster_refusal WHERE origin = ? AND device = ?"
        " ORDER BY kind, signal, said, why",
        [origin.number, int(device)],
    )
    with _readable(path, f"what links {device} to nothing"):
        return [
            Refusal(Eui48(number), parse_why(why), parse_kind(kind), signal, said, carriers)
            for number, kind, signal, said, why, carriers in rows
        ]


def parse_carried(text: str) -> tuple[Carried, ...]:
    """What links an address, as its row has it.

    Raises: ValueError with what is wrong.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("what links it is no JSON") from None
    if not isinstance(told, list) or not told or not all(map(_is_carried, told)):
        raise ValueError("what links it is no list of identifiers")
    return tuple(
        Carried(parse_kind(kind), value, signal, said, since_ns)
        for kind, value, signal, said, since_ns in told
    )


def parse_kind(text: str) -> IdentifierKind:
    """The kind of an identifier. Raises: ValueError."""
    if text not in set(IdentifierKind):
        raise ValueError(f"{text!r} is no kind of identifier")
    return IdentifierKind(text)


def parse_why(text: str) -> Why:
    """The reason of a refusal. Raises: ValueError."""
    if text not in set(Why):
        raise ValueError(f"{text!r} is no reason why a link is refused")
    return Why(text)


@contextmanager
def _readable(path: str, what: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise StoreError(f"{path}: {what}: {error}: {ANEW}") from error


def _is_carried(told: object) -> bool:
    if not isinstance(told, list) or len(told) != len(_CARRIED):
        return False
    return all(type(one) is wanted for one, wanted in zip(told, _CARRIED, strict=True))


def _stored(db: Database, origin: Origin) -> Iterator[tuple[int, int]]:
    yield from db.execute(
        "SELECT device, thing FROM cluster_link WHERE origin = ?", [origin.number]
    )


def _joined(
    link: ThingLink, was: Eui48 | None, fellows: Sequence[ThingLink], at_ns: int
) -> LogEntry:
    if was is None:
        first = min(other.since_ns for other in fellows if other.device != link.device)
        at_ns = max(link.since_ns, first)
    by = ", ".join(sorted({carried.kind.value for carried in link.by}))
    return _entry(link.device, was, link.thing, at_ns, by)


def _left(device: Eui48, was: Eui48, at_ns: int) -> LogEntry:
    return _entry(device, was, None, at_ns, None)


def _entry(
    device: Eui48, was: Eui48 | None, now: Eui48 | None, at_ns: int, by: str | None
) -> LogEntry:
    detail: dict[str, str | int | None] = {
        "was": None if was is None else str(was),
        "now": None if now is None else str(now),
        "by": by,
    }
    return LogEntry(at_ns, "walljack", MOVED, str(device), detail)


def _replace(db: Database, origin: Origin, table: str, columns: str, rows: set[_Row]) -> None:
    """Write what differs, and nothing else.

    Takes: ``rows``, what the table is to hold; those that it holds already are taken out. The
    table is read row by row, because it may be as long as the new one.
    """
    gone: list[_Row] = []
    for row in db.execute(f"SELECT {columns} FROM {table} WHERE origin = ?", [origin.number]):
        if row in rows:
            rows.remove(row)
        else:
            gone.append((origin.number, *row))
    places = columns.split(", ")
    where = " AND ".join(f"{column} = ?" for column in ("origin", *places))
    db.conn.executemany(f"DELETE FROM {table} WHERE {where}", gone)
    marks = ", ".join("?" * (len(places) + 1))
    db.conn.executemany(
        f"INSERT INTO {table} (origin, {columns}) VALUES ({marks})",
        ((origin.number, *row) for row in sorted(rows)),
    )


def _link_row(origin: Origin, link: ThingLink) -> _Row:
    device = int(link.device)
    carried = [
        [one.kind.value, text_column(one.value), one.signal, text_column(one.said), one.since_ns]
        for one in link.by
    ]
    row_id = origin.identifier(link.since_ns, "cluster", str(device))
    told = json.dumps(carried, ensure_ascii=False)
    return device, int(link.thing), row_id, link.since_ns, told


def _refusal_row(refusal: Refusal) -> _Row:
    said = text_column(refusal.said)
    place = int(refusal.device), refusal.kind.value, refusal.signal, said
    return *place, refusal.why.value, refusal.number
