"""A table of models: what one entry says of hundreds of products."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from walljack.fingerprint.says import Says, fill, groups_in


class Row(NamedTuple):
    """One line of a table. ``basis``: how it is known, "" when the table does not say."""

    says: Says
    basis: str
    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``columns``: what it says of Says, where its cells are empty too.

    ``folded``: its keys are compared in any case. ``rows``: by key, case-folded if so.
    """

    name: str
    columns: tuple[str, ...]
    folded: bool
    rows: dict[str, Row] = field(hash=False)

    def row(self, key: str) -> Row | None:
        """The row of a key; None when the table has none."""
        return self.rows.get(key.casefold() if self.folded else key)


class Lookup(NamedTuple):
    """How an entry finds its row. ``key``: a template of named groups of one pattern."""

    table: Table
    key: str

    def row(self, groups: Mapping[str, str]) -> Row | None:
        """The row that these groups lead to; None when the table lacks it."""
        return self.table.row(fill(self.key, groups))

    def completed(self, says: Says, row: Row) -> Says:
        """What the entry says, with the row's word for every column of the table."""
        return replace(says, **{name: getattr(row.says, name) for name in self.table.columns})

    def groups(self) -> list[str]:
        """The names of the groups that make the key."""
        return groups_in(self.key)
