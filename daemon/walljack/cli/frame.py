"""``walljack frame``: look at one frame of a capture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from walljack.app import Workplace
from walljack.cli.output import print_text
from walljack.cli.own_program import run_own_program
from walljack.cli.verb import Exit, verb
from walljack.model.error import WalljackError

frame = typer.Typer(no_args_is_help=True, help="Look at single frames of a capture.")


@verb(frame, "show")
def show(
    _place: Workplace,
    file: Annotated[Path, typer.Argument(help="The capture.", metavar="FILE")],
    number: Annotated[int, typer.Argument(help="Which frame; the first is 1.", min=1)],
) -> Exit:
    """Show one frame of a capture, dissected by scapy in a process of its own."""
    if not file.is_file():
        raise WalljackError(f"{file}: no such file: check the path")
    done = run_own_program("walljack.cli.dissect", str(file), str(number))
    if done.returncode == Exit.DONE:
        print_text(done.stdout)
        return Exit.DONE
    lines = done.stderr.strip().splitlines() or ["scapy could not read it"]
    raise WalljackError(f"{file}: frame {number} cannot be shown: {lines[-1]}")
