"""The inventory: one line a device."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo

from walljack.model.identity import Claim, Identity
from walljack.model.table import Table
from walljack.model.view import DeviceRow
from walljack.render.json_text import json_text
from walljack.render.moment import iso, readable
from walljack.render.ownership import owner_cell, owner_record
from walljack.render.plain import plain, short
from walljack.render.signal_record import Record, signal_record
from walljack.render.words import counted, what


def devices_table(rows: Sequence[DeviceRow], zone: tzinfo = UTC) -> Table:
    """The inventory for a terminal, by the clock of ``zone``."""
    return Table(
        title=counted(len(rows), "device"),
        columns=(
            *("Address", "What", "How sure", "Owner (estimate)", "Register", "Segments", "IP"),
            *("Names", "Last seen"),
        ),
        rows=tuple(
            (
                row.address,
                short(what(row)),
                row.identity.band.value,
                owner_cell(row.ownership),
                plain(row.asset_tag or row.standing or "not listed"),
                plain(", ".join(row.segments) or "(only spoken of)"),
                plain(row.addresses[0] if row.addresses else ""),
                short(", ".join(row.names), 60),
                readable(row.last_ns, zone),
            )
            for row in rows
        ),
        empty="No device is known that fits.",
    )


def things_table(rows: Sequence[DeviceRow], zone: tzinfo = UTC) -> Table:
    """The inventory by thing: the addresses that are probably one stand together.

    A thing goes by one address of its own, so it stands where that would; the first column
    names it, and is empty for an address that is alone.
    """
    rows = sorted(rows, key=lambda row: (row.thing or row.address, row.address))
    table = devices_table(rows, zone)
    number = len({row.thing or row.address for row in rows})
    return table._replace(
        title=f"{table.title}, probably {counted(number, 'thing')}",
        columns=("Thing", *table.columns),
        rows=tuple((row.thing, *cells) for row, cells in zip(rows, table.rows, strict=True)),
    )


def render_devices_json(rows: Sequence[DeviceRow], *, names_masked: bool) -> str:
    """The inventory for programs."""
    return json_text(
        "walljack-devices-1",
        {"names_masked": names_masked, "devices": [device_record(row) for row in rows]},
    )


def device_record(row: DeviceRow) -> Record:
    """A line of the inventory as a JSON object, without the claims behind its identity."""
    return {
        "address": row.address,
        "vendor": row.vendor,
        "kind": row.kind,
        "identity": identity_record(row.identity),
        "owner": owner_record(row.ownership),
        "segments": list(row.segments),
        "place": row.place,
        "ip": list(row.addresses),
        "names": list(row.names),
        "standing": row.standing,
        "asset_tag": row.asset_tag,
        "first_seen": iso(row.first_ns) or None,
        "last_seen": iso(row.last_ns) or None,
        "hearsay_only": row.hearsay_only,
        "thing": row.thing or None,
    }


def identity_record(identity: Identity) -> Record:
    """An identity as a JSON object, without its claims."""
    record = identity.record
    return {
        "type": identity.type,
        "vendor": identity.vendor,
        "model": identity.model,
        "os": identity.os,
        "line": identity.line,
        "band": identity.band.value,
        "percent": identity.percent,
        "record": record._asdict() if record else None,
        "settles": identity.settles,
    }


def claim_record(claim: Claim) -> Record:
    """A claim as a JSON object."""
    return {
        "entry": claim.entry,
        "sentence": claim.sentence,
        "type": claim.type,
        "vendor": claim.vendor,
        "model": claim.model,
        "os": claim.os,
        "line": claim.line,
        "basis": claim.basis,
        "generic": claim.generic,
        "group": claim.group,
        "band": claim.band.value,
        "signals": [signal_record(signal) for signal in claim.signals],
    }
