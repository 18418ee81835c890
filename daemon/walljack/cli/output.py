"""Printing: tables for a terminal, text and JSON for everything else."""

from __future__ import annotations

import io
import json
import os
import sys

from rich.console import Console
from rich.table import Table as Drawn
from rich.text import Text

from walljack.model.error import WalljackError
from walljack.model.table import Table

# A piped table is as wide as it needs, and at least as wide as a plain terminal.
_LEAST_WIDTH = 80


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
    drawn = Drawn(title=Text(table.title), title_justify="left", show_edge=False)
    for column, cells in zip(table.columns, zip(*table.rows, strict=True), strict=True):
        # Addresses, times and codes are for copying: they are never folded.
        whole = all(" " not in cell or cell[:1].isdigit() for cell in cells)
        drawn.add_column(Text(column), overflow="fold", no_wrap=whole)
    for row in table.rows:
        drawn.add_row(*(Text(cell) for cell in row))
    console.print(drawn)
    print_text(paper.getvalue())


def _width(table: Table) -> int:
    """Wide enough for the widest cell of each column and three columns a separator."""
    widest = (
        max(Text(cell).cell_len for cell in column)
        for column in zip(table.columns, *table.rows, strict=True)
    )
    return max(sum(widest) + 3 * len(table.columns), _LEAST_WIDTH)
