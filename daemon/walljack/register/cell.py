"""Cells that are addresses, dates and reference numbers."""

from __future__ import annotations

import datetime
import re

from walljack.address import Eui48, parse_eui48
from walljack.register.sheet import Row

_DAY_NS = 86_400 * 1_000_000_000
# A day has ended everywhere on earth when it has ended at UTC-12: twelve hours after midnight
# UTC. A permission must not run out in the middle of its last day where the school is.
_LATEST_NS = 12 * 3600 * 1_000_000_000
# A number, never a sentence: what a permission is for is not to be written here.
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9./-]{0,39}")


def address_cell(row: Row, column: str, *, required: bool = True) -> Eui48 | None:
    """The EUI-48 in the cell, in any written form; None when it is empty or refused.

    Zero, broadcast, multicast and virtual-router addresses are refused: they are no devices.
    """
    text = row.required(column) if required else row.text(column)
    if not text:
        return None
    try:
        address = parse_eui48(text)
    except ValueError as error:
        row.problem(column, str(error))
        return None
    if address.can_be_device:
        return address
    kind = "a multicast or broadcast address" if address.group else "a virtual router's address"
    what = f"{address} is {'the zero address' if address == 0 else kind}, which no device has"
    row.problem(column, what, "write the address printed on the device")
    return None


def first_moment_cell(row: Row, column: str) -> int:
    """When the day in the cell begins, nanoseconds UTC: its midnight UTC; 0 when empty."""
    return _midnight_ns(row, column) or 0


def last_moment_cell(row: Row, column: str) -> int | None:
    """When the day in the cell is over everywhere on earth, nanoseconds UTC; None when empty.

    The moment itself is no longer included.
    """
    midnight = _midnight_ns(row, column)
    return None if midnight is None else midnight + _DAY_NS + _LATEST_NS


def reference_cell(row: Row, column: str, *, required: bool = False) -> str:
    """A reference number: letters, digits, ``.``, ``/`` and ``-``, at most 40."""
    text = row.required(column) if required else row.text(column)
    if text and not _REFERENCE.fullmatch(text):
        row.problem(
            column,
            "is not a reference number",
            "letters, digits, '.', '/' and '-' only: no names and no reasons",
        )
    return text


def _midnight_ns(row: Row, column: str) -> int | None:
    text = row.text(column)
    if not text:
        return None
    try:
        if len(text) != len("2026-11-22"):
            raise ValueError
        day = datetime.date.fromisoformat(text)
    except ValueError:
        row.problem(column, f"{text!r} is not a date", "write it as 2026-11-22")
        return None
    return (day.toordinal() - datetime.date(1970, 1, 1).toordinal()) * _DAY_NS
