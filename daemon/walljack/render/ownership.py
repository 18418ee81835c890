"""Whose a device looks to be: in words, and for programs."""

from __future__ import annotations

from collections.abc import Sequence

from walljack.model.identity import Band
from walljack.model.ownership import AGAINST, LEGEND, Leaning, Ownership, Sign
from walljack.render.signal_record import Record, signal_record

# Reasons in a table and in the evidence columns of CSV; the device's page has all of them.
_SHOWN = 3

# What only a list of the district makes sure.
_LISTED = {
    Leaning.MANAGED: "managed: the register lists it",
    Leaning.PERSONAL: "personal: a grant lists it",
}


def whose(ownership: Ownership) -> str:
    """Whose it looks to be and how sure: "looks personal: likely (an estimate; …)"."""
    if not ownership.asked:
        return "not asked: exempt by the district"
    if ownership.leaning is Leaning.UNDECIDED:
        lack = "signs of both stand beside each other" if ownership.disputed else "too little tells"
        return f"undecided: {lack}"
    if ownership.band is Band.CONFIRMED:
        return _LISTED[ownership.leaning]
    return f"looks {ownership.leaning}: {ownership.band} {LEGEND}"


def owner_cell(ownership: Ownership) -> str:
    """The same for a narrow column: "personal, likely"; "managed" by a list; "" undecided."""
    if ownership.leaning is Leaning.UNDECIDED:
        return ""
    if ownership.band is Band.CONFIRMED:
        return ownership.leaning.value
    return f"{ownership.leaning}, {ownership.band}"


def owner_record(ownership: Ownership) -> Record:
    """The estimate as a JSON object, without its signs."""
    return {
        "leaning": ownership.leaning.value,
        "band": ownership.band.value,
        "asked": ownership.asked,
    }


def ownership_record(ownership: Ownership) -> Record:
    """The estimate with every sign as a JSON object."""
    return {
        **owner_record(ownership),
        "settles": ownership.settles,
        "personal": [_sign_record(sign) for sign in ownership.personal],
        "managed": [_sign_record(sign) for sign in ownership.managed],
    }


def chosen(reasons: Sequence[str]) -> list[str]:
    """What a short list of reasons shows: the first, and always one that speaks against them."""
    shown = list(reasons[:_SHOWN])
    against = [reason for reason in reasons[_SHOWN:] if reason.startswith(AGAINST)]
    if against and not any(reason.startswith(AGAINST) for reason in shown):
        shown[-1] = against[0]
    return shown


def _sign_record(sign: Sign) -> Record:
    return {
        "sign": sign.id,
        "strength": sign.strength.word,
        "group": sign.group,
        "counts": sign.counts,
        "sentence": sign.sentence,
        "signals": [signal_record(signal) for signal in sign.signals],
    }
