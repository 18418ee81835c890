"""Things that may stand in a list only once."""

from __future__ import annotations

from collections.abc import Hashable

from walljack.address import Eui48
from walljack.model.error import Problem
from walljack.register.sheet import Row


class Once:
    """Remembers where each key of a list was first seen, and refuses it the second time."""

    def __init__(self) -> None:
        self._seen: dict[Hashable, str] = {}

    def add(self, row: Row, column: str, key: Hashable, shown: str) -> None:
        """Note a key; a problem that names both rows when it was there before."""
        before = self._seen.setdefault(key, row.where)
        if before != row.where:
            line = before.rpartition(", ")[2]
            row.problem(column, f"{shown} is already on {line}", "keep one of the two rows")


def private_notice(row: Row, address: Eui48, effect: str) -> Problem | None:
    """A notice that a device may give itself another address than this one, and the effect."""
    if not address.locally_administered:
        return None
    what = f"{address} is locally administered: {effect}"
    return Problem(f"{row.where}, column 'address'", what)
