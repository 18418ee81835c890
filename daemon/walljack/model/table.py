"""A table for people: a terminal draws it, a test compares it."""

from __future__ import annotations

from typing import NamedTuple


class Table(NamedTuple):
    """One table. Every cell is text that is already safe to print.

    ``title``: what it shows, with the number of rows. ``empty``: the sentence to print instead
    when there are no rows.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
