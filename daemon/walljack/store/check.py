"""Is the database whole? Every problem says where, what and what to do."""

# ruff: noqa: S608 -- every part of a query is a constant of this file, never a value

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database

from walljack.address import Eui48
from walljack.model.error import Problem
from walljack.store.clusters import ANEW, parse_carried, parse_kind, parse_why
from walljack.store.identity_json import parse_identity_json
from walljack.store.schema import MIGRATIONS, SCHEMA_VERSION

_RESTORE = "restore the file from a backup and keep this one, because it may be evidence"
_REPORT = "report this as a defect, with the output of walljack db check"

# SQLite names at most this many damaged places; a person restores the file after the first.
_DAMAGES_NAMED = 20

# 2000-01-01 and 2100-01-01 UTC: a packet of another time was captured with a wrong clock.
_PLAUSIBLE_NS = (946_684_800_000_000_000, 4_102_444_800_000_000_000)

_SPANS = (
    "capture",
    "device",
    "fact",
    "binding",
    "host_record",
    "sighting",
    "tenure",
    "finding",
    "weird",
)
# Rows that must lead to something: (table, what they lack, condition).
_ORPHANS = (
    (
        "finding",
        "its device has stated nothing here",
        "NOT EXISTS (SELECT 1 FROM device"
        " WHERE device.origin = finding.origin AND device.device = finding.device)",
    ),
    (
        "case_",
        "it has no finding",
        "NOT EXISTS (SELECT 1 FROM case_finding WHERE case_id = case_.id)",
    ),
    (
        "custody",
        "its case is not here",
        "case_id <> '' AND NOT EXISTS (SELECT 1 FROM case_ WHERE case_.id = custody.case_id)",
    ),
    (
        "identity",
        "its device has stated nothing here",
        "NOT EXISTS (SELECT 1 FROM device"
        " WHERE device.origin = identity.origin AND device.device = identity.device)",
    ),
    (
        "cluster_link",
        "the address that its thing goes by belongs to none",
        "NOT EXISTS (SELECT 1 FROM cluster_link AS first WHERE first.origin = cluster_link.origin"
        " AND first.device = cluster_link.thing AND first.thing = cluster_link.thing)",
    ),
)


def check_database(db: Database) -> list[Problem]:
    """Everything that is wrong with the file, most fundamental first; empty when it is whole.

    The custody chain is verified by the custody room, which knows how it is hashed.
    """
    problems: list[Problem] = []
    for check in (
        _structure,
        _schema,
        _references,
        _orphans,
        _times,
        _frames,
        _identities,
        _clusters,
    ):
        try:
            problems += check(db)
        except sqlite3.DatabaseError as error:
            problems.append(Problem("file", f"SQLite cannot read it: {error}", _RESTORE))
            break  # the other checks would only repeat it
    return problems


def _structure(db: Database) -> Iterator[Problem]:
    for (text,) in db.execute(f"PRAGMA integrity_check({_DAMAGES_NAMED})"):
        if text != "ok":
            yield Problem("file", str(text), _RESTORE)


def _schema(db: Database) -> Iterator[Problem]:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version != SCHEMA_VERSION or MIGRATIONS.pending(db):
        yield Problem(
            "schema", f"it is version {version}, expected {SCHEMA_VERSION}", "open it once to write"
        )
    owners = db.execute("SELECT count(*) FROM meta").fetchone()[0]
    if owners != 1:
        yield Problem("meta", "it does not say which sensor the file belongs to", _RESTORE)


def _references(db: Database) -> Iterator[Problem]:
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Problem(str(table), f"a row refers to a missing row of {parent}", _RESTORE)


def _orphans(db: Database) -> Iterator[Problem]:
    for table, lack, condition in _ORPHANS:
        for (row_id,) in db.execute(f"SELECT id FROM {table} WHERE {condition}"):
            yield Problem(f"{table.rstrip('_')} {row_id}", lack, _REPORT)


def _times(db: Database) -> Iterator[Problem]:
    for table in _SPANS:
        backwards, odd = db.execute(
            "SELECT count(*) FILTER (WHERE first_ns > last_ns),"
            f" count(*) FILTER (WHERE first_ns < ? OR last_ns > ?) FROM {table}",
            _PLAUSIBLE_NS,
        ).fetchone()
        if backwards:
            yield Problem(table, f"{backwards} rows end before they begin", _REPORT)
        if odd:
            yield Problem(
                table,
                f"{odd} rows are dated before 2000 or after 2099",
                "set the clock of whatever captured the packets; the rows can stay",
            )


def _frames(db: Database) -> Iterator[Problem]:
    for device, digest, data in db.execute("SELECT device, digest, data FROM frame"):
        if hashlib.sha256(data).hexdigest() != digest:
            yield Problem(
                f"frame {digest} of {Eui48(device)}",
                "its octets do not match its SHA-256: it was altered",
                _RESTORE,
            )


def _identities(db: Database) -> Iterator[Problem]:
    for device, type_, band, detail in db.execute(
        "SELECT device, type, band, detail FROM identity"
    ):
        where = f"identity of {Eui48(device)}"
        try:
            identity = parse_identity_json(detail)
        except ValueError as error:
            yield Problem(where, str(error), "replay its captures with --again")
            continue
        if (identity.type, identity.band.value) != (type_, band):
            yield Problem(where, "its columns and its detail differ: it was altered", _RESTORE)


def _clusters(db: Database) -> Iterator[Problem]:
    for device, carried, since_ns in db.execute(
        "SELECT device, carried, since_ns FROM cluster_link"
    ):
        where = f"cluster_link of {Eui48(device)}"
        try:
            first_ns = min(one.since_ns for one in parse_carried(carried))
        except ValueError as error:
            yield Problem(where, str(error), ANEW)
            continue
        if first_ns != since_ns:
            yield Problem(where, "its columns differ: it was altered", ANEW)
    for device, kind, why in db.execute("SELECT device, kind, why FROM cluster_refusal"):
        for parse, text in ((parse_kind, kind), (parse_why, why)):
            try:
                parse(text)
            except ValueError as error:
                yield Problem(f"cluster_refusal of {Eui48(device)}", str(error), ANEW)
