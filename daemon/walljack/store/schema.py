"""The tables, as migrations.

Rules for every table: STRICT; times are INTEGER nanoseconds UTC (``*_ns``); an EUI-48 is an
INTEGER; an IP address is INTEGER (IPv4) or BLOB(16) (IPv6); a row that may leave the machine
has an ``id`` that is unique everywhere and sorts by time, and an ``origin`` (sensor and epoch).
The id is given when the row is first kept and stays: an older packet that comes later moves
the row's beginning, never its id; of rows that become one, the earliest one's id remains.
In a table WITHOUT ROWID the columns of the key stand first: SQLite 3.40's integrity_check takes
a zero in one that does not for NULL. Nothing cascades: a finding, case, frame or custody entry
keeps the EUI-48 as a value, not as a reference, so that removing a device row after its
retention takes no evidence with it.

A migration that has been released is never edited: the next one is added below it.
"""

# ruff: noqa: S608 -- every part of a query is a constant of this file, never a value

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

# "Wjck" in the file's header (PRAGMA application_id), so that `file` and we know our own.
APPLICATION_ID = 0x576A636B

# Counts the migrations below; kept in the file's header as PRAGMA user_version.
SCHEMA_VERSION = 2

MIGRATIONS = Migrations("walljack")

_EUI48 = "INTEGER NOT NULL CHECK ({0} BETWEEN 0 AND 281474976710655)"
_IP = (
    "ANY NOT NULL CHECK (CASE typeof(ip) WHEN 'integer' THEN ip BETWEEN 0 AND 4294967295"
    " WHEN 'blob' THEN length(ip) = 16 ELSE 0 END)"
)
_ORIGIN = "origin INTEGER NOT NULL REFERENCES origin (id)"
_SPAN = (
    "first_ns INTEGER NOT NULL,\n    last_ns INTEGER NOT NULL,"
    "\n    count INTEGER NOT NULL CHECK (count >= 0)"
)
_DEVICE = _EUI48.format("device")

_TABLES = f"""
CREATE TABLE origin (
    id INTEGER PRIMARY KEY,
    sensor TEXT NOT NULL CHECK (sensor <> ''),
    epoch TEXT NOT NULL CHECK (length(epoch) = 32),
    created_ns INTEGER NOT NULL,
    UNIQUE (sensor, epoch)
) STRICT;

CREATE TABLE meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    own_origin INTEGER NOT NULL REFERENCES origin (id)
) STRICT;

CREATE TABLE capture (
    {_ORIGIN},
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    id TEXT NOT NULL,
    path TEXT NOT NULL,
    frames INTEGER NOT NULL CHECK (frames >= 0),
    first_ns INTEGER,
    last_ns INTEGER,
    truncated INTEGER NOT NULL CHECK (truncated IN (0, 1)),
    PRIMARY KEY (origin, digest)
) STRICT, WITHOUT ROWID;

-- first_ns, last_ns: presence; NULL = known by hearsay alone.
CREATE TABLE device (
    {_ORIGIN},
    device {_DEVICE},
    id TEXT NOT NULL,
    first_ns INTEGER,
    last_ns INTEGER,
    PRIMARY KEY (origin, device)
) STRICT, WITHOUT ROWID;

-- speaker: by whose word; 0 = the device's own.
CREATE TABLE fact (
    {_ORIGIN},
    device {_DEVICE},
    segment TEXT NOT NULL,
    speaker {_EUI48.format("speaker")},
    signal TEXT NOT NULL,
    value TEXT NOT NULL,
    scope TEXT NOT NULL,
    host TEXT NOT NULL,
    id TEXT NOT NULL,
    {_SPAN},
    PRIMARY KEY (origin, device, segment, speaker, signal, value, scope, host),
    FOREIGN KEY (origin, device) REFERENCES device (origin, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE binding (
    {_ORIGIN},
    device {_DEVICE},
    segment TEXT NOT NULL,
    ip {_IP},
    basis TEXT NOT NULL,
    id TEXT NOT NULL,
    {_SPAN},
    PRIMARY KEY (origin, device, segment, ip, basis),
    FOREIGN KEY (origin, device) REFERENCES device (origin, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE host_record (
    {_ORIGIN},
    device {_DEVICE},
    segment TEXT NOT NULL,
    host TEXT NOT NULL,
    ip {_IP},
    id TEXT NOT NULL,
    {_SPAN},
    PRIMARY KEY (origin, device, segment, host, ip),
    FOREIGN KEY (origin, device) REFERENCES device (origin, device)
) STRICT, WITHOUT ROWID;

-- One row per interval of presence, never one per packet.
CREATE TABLE sighting (
    {_ORIGIN},
    device {_DEVICE},
    segment TEXT NOT NULL,
    first_ns INTEGER NOT NULL,
    last_ns INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    id TEXT NOT NULL,
    PRIMARY KEY (origin, device, segment, first_ns),
    FOREIGN KEY (origin, device) REFERENCES device (origin, device)
) STRICT, WITHOUT ROWID;

-- How many facts a bound turned away, by kind of bound.
CREATE TABLE dropped (
    {_ORIGIN},
    device {_DEVICE},
    kind TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (origin, device, kind),
    FOREIGN KEY (origin, device) REFERENCES device (origin, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE tenure (
    {_ORIGIN},
    segment TEXT NOT NULL,
    ip {_IP},
    device {_DEVICE},
    first_ns INTEGER NOT NULL,
    id TEXT NOT NULL,
    basis TEXT NOT NULL,
    last_ns INTEGER NOT NULL,
    PRIMARY KEY (origin, segment, ip, device, first_ns)
) STRICT, WITHOUT ROWID;
CREATE INDEX tenure_device ON tenure (device);

-- What is shown of a device now; detail holds the whole identity with its claims as JSON.
CREATE TABLE identity (
    {_ORIGIN},
    device {_DEVICE},
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    band TEXT NOT NULL,
    since_ns INTEGER NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (origin, device)
) STRICT, WITHOUT ROWID;

-- Each change of what is shown.
CREATE TABLE identity_log (
    {_ORIGIN},
    device {_DEVICE},
    since_ns INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    vendor TEXT NOT NULL,
    model TEXT NOT NULL,
    os TEXT NOT NULL,
    band TEXT NOT NULL,
    percent INTEGER NOT NULL,
    was TEXT NOT NULL,
    PRIMARY KEY (origin, device, since_ns, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
    id TEXT NOT NULL PRIMARY KEY,
    {_ORIGIN},
    rule TEXT NOT NULL,
    policy TEXT NOT NULL,
    policy_digest TEXT NOT NULL,
    clause TEXT NOT NULL,
    also TEXT NOT NULL,
    device {_DEVICE},
    segment TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3),
    type TEXT NOT NULL,
    band TEXT NOT NULL,
    title TEXT NOT NULL,
    reasons TEXT NOT NULL,
    first_ns INTEGER NOT NULL,
    last_ns INTEGER NOT NULL,
    ended_ns INTEGER
) STRICT;
CREATE INDEX finding_device ON finding (device);
CREATE INDEX finding_open ON finding (last_ns) WHERE ended_ns IS NULL;

CREATE TABLE case_ (
    id TEXT NOT NULL PRIMARY KEY,
    {_ORIGIN},
    number INTEGER NOT NULL CHECK (number > 0),
    device {_DEVICE},
    segment TEXT NOT NULL,
    state TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3),
    opened_ns INTEGER NOT NULL,
    changed_ns INTEGER NOT NULL,
    earlier TEXT NOT NULL,
    UNIQUE (origin, number)
) STRICT;
CREATE INDEX case_device ON case_ (device);

-- ended: the custody log says that the finding ended, and not that it holds again.
CREATE TABLE case_finding (
    case_id TEXT NOT NULL REFERENCES case_ (id),
    finding_id TEXT NOT NULL REFERENCES finding (id),
    place INTEGER NOT NULL,
    ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
    PRIMARY KEY (case_id, finding_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE custody (
    {_ORIGIN},
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    at_ns INTEGER NOT NULL,
    act TEXT NOT NULL,
    actor TEXT NOT NULL,
    fields TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (origin, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER custody_is_not_changed BEFORE UPDATE ON custody
BEGIN SELECT RAISE (ABORT, 'the custody log is append-only'); END;
CREATE TRIGGER custody_is_not_removed BEFORE DELETE ON custody
BEGIN SELECT RAISE (ABORT, 'the custody log is append-only'); END;

-- The first frame of each statement that a fact rests on.
CREATE TABLE frame (
    {_ORIGIN},
    id TEXT NOT NULL,
    device {_DEVICE},
    segment TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    link TEXT NOT NULL,
    data BLOB NOT NULL,
    at_ns INTEGER NOT NULL,
    capture_point TEXT NOT NULL,
    wire_bytes INTEGER NOT NULL,
    vlan INTEGER,
    PRIMARY KEY (origin, device, digest)
) STRICT;

CREATE TABLE weird (
    {_ORIGIN},
    id TEXT NOT NULL,
    segment TEXT NOT NULL,
    kind TEXT NOT NULL,
    {_SPAN},
    sample BLOB NOT NULL,
    PRIMARY KEY (origin, segment, kind)
) STRICT;

-- Values about people, apart from everything else: destroying a row here leaves the rest whole.
-- digest: SHA-256 of salt and value, by which other tables and the custody log refer to it. No
-- table holds it as a foreign key: once the row is destroyed, its digest stands for nobody.
CREATE TABLE person (
    digest TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    salt BLOB NOT NULL,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE register_list (
    site TEXT NOT NULL PRIMARY KEY,
    as_of_ns INTEGER NOT NULL
) STRICT;

CREATE TABLE asset (
    address {_EUI48.format("address")} PRIMARY KEY,
    tag TEXT NOT NULL,
    serial TEXT NOT NULL,
    owner_kind TEXT NOT NULL,
    account TEXT,
    site TEXT NOT NULL,
    type TEXT NOT NULL,
    until_ns INTEGER
) STRICT;

CREATE TABLE grant_ (
    address {_EUI48.format("address")} PRIMARY KEY,
    serial TEXT NOT NULL,
    owner_kind TEXT NOT NULL,
    account TEXT,
    site TEXT NOT NULL,
    until_ns INTEGER
) STRICT;

CREATE TABLE exemption (
    id TEXT NOT NULL PRIMARY KEY,
    place INTEGER NOT NULL,
    device INTEGER CHECK (device BETWEEN 0 AND 281474976710655),
    segment TEXT NOT NULL,
    rule TEXT NOT NULL,
    approver TEXT,
    reason_code TEXT NOT NULL,
    reference TEXT NOT NULL,
    from_ns INTEGER NOT NULL,
    until_ns INTEGER NOT NULL
) STRICT;

CREATE TABLE watch (
    address {_EUI48.format("address")} PRIMARY KEY,
    serial TEXT NOT NULL,
    police_report TEXT NOT NULL,
    tell TEXT
) STRICT;

-- Who did or looked at what.
CREATE TABLE change_log (
    id TEXT NOT NULL PRIMARY KEY,
    {_ORIGIN},
    at_ns INTEGER NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
CREATE TRIGGER change_log_is_not_changed BEFORE UPDATE ON change_log
BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;
CREATE TRIGGER change_log_is_not_removed BEFORE DELETE ON change_log
BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;
"""


@MIGRATIONS(name="0001_first_tables")
def _first_tables(db: Database) -> None:
    db.executescript(_TABLES)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


# A view that is made anew from what devices said and when they were there: which addresses are
# one thing, by what, and why others are not. thing: the address of it that was heard first.
# carried: the identifiers as JSON, [[kind, value, signal, said, since_ns], …].
_CLUSTERS = f"""
CREATE TABLE cluster_link (
    {_ORIGIN},
    device {_DEVICE},
    thing {_EUI48.format("thing")},
    id TEXT NOT NULL,
    since_ns INTEGER NOT NULL,
    carried TEXT NOT NULL,
    PRIMARY KEY (origin, device),
    FOREIGN KEY (origin, device) REFERENCES device (origin, device)
) STRICT, WITHOUT ROWID;
CREATE INDEX cluster_link_thing ON cluster_link (origin, thing);

CREATE TABLE cluster_refusal (
    {_ORIGIN},
    device {_DEVICE},
    kind TEXT NOT NULL,
    signal TEXT NOT NULL,
    said TEXT NOT NULL,
    why TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    PRIMARY KEY (origin, device, kind, signal, said, why),
    FOREIGN KEY (origin, device) REFERENCES device (origin, device)
) STRICT, WITHOUT ROWID;
"""


@MIGRATIONS(name="0002_clusters")
def _clusters(db: Database) -> None:
    db.executescript(_CLUSTERS)
    db.execute("PRAGMA user_version = 2")
