"""The sentences that every report uses, in one place."""

from __future__ import annotations

import re

from walljack.model.identity import Band, Identity
from walljack.model.policy import Clause, ClauseKind, Level
from walljack.model.view import DeviceRow, RegisterRow

MUST_DO = {
    Level.HIGH: "go and see today",
    Level.MEDIUM: "go and see this week",
    Level.LOW: "look when next in the building",
    Level.INFO: "nothing to do: it is on record",
}

_SPEAKS_OF_IT = re.compile(r"confiscat|consequence")

_STANDING = {
    "district": "in the district's register",
    "granted": "a personal device with a granted connection",
    "exempt": "exempt by the district",
}


def what(row: DeviceRow) -> str:
    """What a device is, as far as known: "game console, Sony PlayStation 5"."""
    kind = row.kind or row.identity.type.replace("_", " ")
    product = _product(row.identity)
    if row.identity.band is Band.UNKNOWN or row.identity.type == "unknown":
        maker = f", address prefix of {row.vendor}" if row.vendor else ""
        return f"unknown device{', perhaps ' + product if product else ''}{maker}"
    return f"{kind}, {product}" if product else kind


def _product(identity: Identity) -> str:
    vendor, model = identity.vendor, identity.model
    if model.casefold().startswith(vendor.casefold()):
        vendor = ""
    return " ".join(part for part in (vendor, model) if part)


def how_sure(identity: Identity) -> str:
    """The band, and the record behind it: how the same kind of evidence did on known devices."""
    if identity.band is Band.UNKNOWN:
        return "unknown: go and look"
    record = identity.record
    if record is None or record.n == 0:
        return f"{identity.band}; no labelled device stands behind this kind of evidence yet"
    devices = counted(record.n, "labelled device")
    return f"{identity.band}; this kind of evidence was right on {record.right} of {devices}"


def standing(row: DeviceRow) -> str:
    """Whether somebody answers for the device."""
    known = _STANDING.get(row.standing, "")
    tag = f" (asset {row.asset_tag})" if row.asset_tag else ""
    return known + tag if known else "nobody is known to answer for it"


def must_do(level: Level) -> str:
    """What a person must do about a level: "high: go and see today"."""
    return f"{level.word}: {MUST_DO[level]}"


def consequence(clause: Clause) -> str:
    """What the clause itself provides for, never what another one does; "" for no rule.

    A paraphrase that speaks of it already is not repeated.
    """
    if clause.kind is not ClauseKind.RULE:
        return ""
    said = []
    if not _SPEAKS_OF_IT.search(clause.paraphrase):
        said.append(
            "This clause says that the device is confiscated."
            if clause.confiscates
            else "This clause names no confiscation."
        )
    if clause.decides:
        said.append(f"The final say lies with {clause.decides}.")
    return " ".join(said)


def register_state(row: RegisterRow) -> str:
    """Whether a register may be relied on."""
    if row.as_of_ns is None:
        return "none: only rules that name a type were judged"
    return "fresh" if row.fresh else "too old: only rules that name a type were judged"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 case", "3 cases", "no cases"."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"
