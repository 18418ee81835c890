"""The sentences that every report uses, in one place."""

from __future__ import annotations

from walljack.model.identity import Band, Identity
from walljack.model.policy import Clause, ClauseKind, Level
from walljack.model.signal import Standing
from walljack.model.view import CaseRow, DeviceRow, RegisterRow

MUST_DO = {
    Level.HIGH: "go and see today",
    Level.MEDIUM: "go and see this week",
    Level.LOW: "look when next in the building",
    Level.INFO: "nothing to do: it is on record",
}

_STANDING = {
    "district": "in the district's register",
    "granted": "a personal device with a granted connection",
    "exempt": "exempt by the district",
}


def what(row: DeviceRow) -> str:
    """What a device is, as far as known: "game console, Sony PlayStation 5"."""
    kind = row.kind or row.identity.type.replace("_", " ")
    named = row.identity.product
    if row.identity.band is Band.UNKNOWN or row.identity.type == "unknown":
        maker = f", address prefix of {row.vendor}" if row.vendor else ""
        return f"unknown device{', perhaps ' + named if named else ''}{maker}"
    told = f"{kind}, {named}" if named else kind
    return f"{told}, by another device's word only" if _hearsay(row.identity) else told


def _hearsay(identity: Identity) -> bool:
    """Nothing that the device says itself speaks for its type."""
    typed = [claim for claim in identity.claims_for if claim.type]
    return bool(typed) and not any(
        all(signal.standing is Standing.OWN for signal in claim.signals) for claim in typed
    )


def how_sure(identity: Identity) -> str:
    """The band, and the record behind it: how the same kind of evidence did on known devices."""
    if identity.band is Band.UNKNOWN:
        return "unknown: go and look"
    record = identity.record
    if record is None or not record.n + record.here_n:
        return f"{identity.band}; too few labelled devices stand behind this kind of evidence yet"
    told = []
    if record.n:
        told.append(f"{record.right} of {counted(record.n, 'labelled device')}")
    if record.here_n:
        told.append(f"{record.here_right} of {record.here_n} verified here")
    kind = f"this kind of evidence ({record.kind}) was right on"
    return f"{identity.band}; {kind} {', '.join(told)}"


def standing(row: DeviceRow) -> str:
    """Whether somebody answers for the device."""
    known = _STANDING.get(row.standing, "")
    tag = f" (asset {row.asset_tag})" if row.asset_tag else ""
    return known + tag if known else "nobody is known to answer for it"


def to_do(row: CaseRow) -> str:
    """What a person must do about a case; when nothing of it holds any more, that."""
    if no_longer_holds(row):
        return "nothing of it holds any more: see why, then a person may close it"
    return must_do(row.case.level)


def no_longer_holds(row: CaseRow) -> bool:
    """Every finding of the case has ended; only a person closes it."""
    return bool(row.findings) and all(found.finding.ended_ns is not None for found in row.findings)


def must_do(level: Level) -> str:
    """What a person must do about a level: "high: go and see today"."""
    return f"{level.word}: {MUST_DO[level]}"


def consequence(clause: Clause, level: Level) -> str:
    """What the clause itself says will follow, never what another one does.

    "" where the clause is no rule, and for a finding that asks nobody to go and see: what
    follows is not for a device of which so little is known.
    """
    if clause.kind is not ClauseKind.RULE or not level.opens_case:
        return ""
    said = clause.consequence or "This clause names no confiscation."
    return f"{said} The final say lies with {clause.decides}." if clause.decides else said


def register_state(row: RegisterRow) -> str:
    """Whether a register may be relied on."""
    if row.as_of_ns is None:
        return "none: only rules that name a type were judged"
    return (
        "fresh"
        if row.fresh
        else "too far from these packets in time: only rules that name a type were judged"
    )


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 case", "3 cases", "no cases"."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"
