"""``walljack fingerprints``: the book, checked and explained."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from walljack.app import Workplace
from walljack.cli.explanation import explanation_lines, explanation_record
from walljack.cli.option import JsonFlag
from walljack.cli.output import print_json, print_text
from walljack.cli.verb import Exit, verb
from walljack.fingerprint import explain, parse_arguments, parse_book

fingerprints = typer.Typer(no_args_is_help=True, help="The fingerprint book.")


@verb(fingerprints, "check")
def check(
    place: Workplace,
    path: Annotated[
        Path | None,
        typer.Argument(
            help="A folder with vendor/ and stack/, or one file; by default the shipped book.",
            metavar="[PATH]",
        ),
    ] = None,
) -> Exit:
    """Check every entry by its own examples; all problems are told at once."""
    files = place.fingerprint_files(path)
    book = parse_book(files, place.vocabulary)
    print_text(f"{len(files)} files, {len(book)} entries: sound.")
    return Exit.DONE


@verb(fingerprints, "explain")
def explain_signals(
    place: Workplace,
    signals: Annotated[
        list[str], typer.Argument(help="What a device says.", metavar="SIGNAL=VALUE")
    ],
    json: JsonFlag = False,
) -> Exit:
    """Say what the book makes of some signals: which entries match, and which nearly do."""
    said = parse_arguments(signals, place.vocabulary)
    told = explain(said, place.book)
    if json:
        print_json(explanation_record(told))
    else:
        print_text("\n".join(explanation_lines(told, place.vocabulary)))
    return Exit.DONE
