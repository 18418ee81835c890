"""The register as it was judged with: assets, grants, exemptions, watch list."""

# ruff: noqa: S608 -- every part of a query is a constant of this file, never a value

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from walljack.address import Eui48
from walljack.model.register import Asset, Exemption, Grant, Register, WatchItem
from walljack.store.people import make_person, save_person

_KIND = "register"
_TABLES = ("asset", "grant_", "exemption", "watch", "register_list")


def save_register(db: Database, register: Register, random_octets: Callable[[int], bytes]) -> None:
    """Put this register in the place of the one before; who is named in it stands in ``person``."""
    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")
    db.execute("DELETE FROM person WHERE kind = ?", [_KIND])
    known: dict[str, str] = {}

    def person(value: str) -> str | None:
        if not value:
            return None
        if value not in known:
            row = make_person(_KIND, value, random_octets)
            save_person(db, row)
            known[value] = row.digest
        return known[value]

    db.conn.executemany("INSERT INTO register_list VALUES (?, ?)", register.as_of_ns.items())
    db.conn.executemany(
        "INSERT INTO asset (address, tag, serial, owner_kind, account, site, type, until_ns)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                int(asset.address),
                asset.tag,
                asset.serial,
                asset.owner_kind,
                person(asset.account),
                asset.site,
                asset.type,
                asset.until_ns,
            )
            for asset in register.assets.values()
        ],
    )
    db.conn.executemany(
        "INSERT INTO grant_ (address, serial, owner_kind, account, site, until_ns)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                int(grant.address),
                grant.serial,
                grant.owner_kind,
                person(grant.account),
                grant.site,
                grant.until_ns,
            )
            for grant in register.grants.values()
        ],
    )
    db.conn.executemany(
        "INSERT INTO exemption (id, place, device, segment, rule, approver, reason_code,"
        " reference, from_ns, until_ns) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                exemption.id,
                place,
                None if exemption.device is None else int(exemption.device),
                exemption.segment,
                exemption.rule,
                person(exemption.approver),
                exemption.reason_code,
                exemption.reference,
                exemption.from_ns,
                exemption.until_ns,
            )
            for place, exemption in enumerate(register.exemptions)
        ],
    )
    db.conn.executemany(
        "INSERT INTO watch (address, serial, police_report, tell) VALUES (?, ?, ?, ?)",
        [
            (int(item.address), item.serial, item.police_report, person(item.tell))
            for item in register.watch.values()
        ],
    )


def load_register(db: Database, fresh_for_ns: int) -> Register:
    """The register that was saved last; empty when none was."""
    assets = [
        Asset(Eui48(row[0]), row[1], row[2], row[3], row[4], row[5], row[6], row[7])
        for row in db.execute(
            "SELECT address, tag, serial, owner_kind, coalesce(value, ''), site, type, until_ns"
            " FROM asset LEFT JOIN person ON person.digest = account ORDER BY address"
        )
    ]
    grants = [
        Grant(Eui48(row[0]), row[1], row[2], row[3], row[4], row[5])
        for row in db.execute(
            "SELECT address, serial, owner_kind, coalesce(value, ''), site, until_ns"
            " FROM grant_ LEFT JOIN person ON person.digest = account ORDER BY address"
        )
    ]
    exemptions = [
        Exemption(row[0], None if row[1] is None else Eui48(row[1]), *row[2:])
        for row in db.execute(
            "SELECT id, device, segment, rule, coalesce(value, ''), reason_code, reference,"
            " from_ns, until_ns FROM exemption LEFT JOIN person ON person.digest = approver"
            " ORDER BY place"
        )
    ]
    watch = [
        WatchItem(Eui48(row[0]), row[1], row[2], row[3])
        for row in db.execute(
            "SELECT address, serial, police_report, coalesce(value, '')"
            " FROM watch LEFT JOIN person ON person.digest = tell ORDER BY address"
        )
    ]
    return Register(
        assets={asset.address: asset for asset in assets},
        grants={grant.address: grant for grant in grants},
        exemptions=tuple(exemptions),
        watch={item.address: item for item in watch},
        as_of_ns=dict(db.execute("SELECT site, as_of_ns FROM register_list ORDER BY site")),
        fresh_for_ns=fresh_for_ns,
    )
