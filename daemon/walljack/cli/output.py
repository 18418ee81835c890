"""Printing: tables for a terminal, text and JSON for everything else."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table as Drawn
from rich.text import Text

from walljack.model.error import WalljackError
from walljack.model.table import Table

# A piped table is as wide as it needs, and at least as wide as a plain terminal.
_LEAST_WIDTH = 80
# A column of words that is narrower than this breaks most of them.
_WORDS_WIDTH = 14


def print_text(text: str) -> None:
    """Text that is already safe to print; it is out when this returns.

    Raises: WalljackError when it cannot be; BrokenPipeError when nobody reads on.
    """
    try:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_output()
        reason = (error.strerror or "unknown reason").lower()
        raise WalljackError(
            f"standard output cannot be written: {reason}: make room, or print elsewhere"
        ) from None
    except UnicodeEncodeError:
        raise WalljackError(
            f"standard output cannot show every letter ({sys.stdout.encoding}): "
            "set PYTHONIOENCODING=utf-8"
        ) from None


def discard_output() -> None:
    """Print nothing more: what is left over would fail again when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_json(value: object) -> None:
    """One JSON document."""
    print_text(json.dumps(value, indent=2, ensure_ascii=False))


def print_table(table: Table) -> None:
    """A table, drawn for the terminal; when piped, nothing in it is folded."""
    if not table.rows:
        print_text(table.empty)
        return
    screen, paper = Console(), io.StringIO()
    console = Console(
        file=paper,
        force_terminal=screen.is_terminal,
        width=screen.width if screen.is_terminal else _width(table),
        highlight=False,
        markup=False,
        emoji=False,
    )
    if console.is_terminal and console.width < _least(table):
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                console.print(Text(f"{column}: {cell}"), soft_wrap=True)
            console.print()
        return
    drawn = Drawn(title=Text(table.title), title_justify="left", show_edge=False)
    for column, cells in zip(table.columns, zip(*table.rows, strict=True), strict=True):
        drawn.add_column(Text(column), overflow="fold", no_wrap=_whole(cells))
    for row in table.rows:
        drawn.add_row(*(Text(cell) for cell in row))
    console.print(drawn)
    print_text(paper.getvalue())


def _least(table: Table) -> int:
    """The width below which a table hides more than it shows: what is never folded, and words."""
    columns = zip(table.columns, *table.rows, strict=True)
    return sum(
        max(Text(cell).cell_len for cell in cells)
        if _whole(cells[1:])
        else min(_WORDS_WIDTH, max(Text(cell).cell_len for cell in cells))
        for cells in columns
    ) + 3 * len(table.columns)


def _whole(cells: Sequence[str]) -> bool:
    """Addresses, times and codes are for copying: they are never folded."""
    return all(" " not in cell or cell[:1].isdigit() for cell in cells)


def _width(table: Table) -> int:
    """Wide enough for the widest cell of each column and three columns a separator."""
    widest = (
        max(Text(cell).cell_len for cell in column)
        for column in zip(table.columns, *table.rows, strict=True)
    )
    return max(sum(widest) + 3 * len(table.columns), _LEAST_WIDTH)
