"""``walljack fingerprints new`` and ``coverage``: what keeps the book up to date."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from walljack.app import Workplace, asking, book_coverage, draft_fingerprint
from walljack.cli.inventory import asker
from walljack.cli.option import JsonFlag, OutputOption, ReasonOption, UnmaskFlag, parse_device
from walljack.cli.output import print_table, print_text
from walljack.cli.verb import Exit
from walljack.files import read_text, write_text
from walljack.model.coverage import Coverage
from walljack.model.error import WalljackError
from walljack.queries import Given
from walljack.render import (
    coverage_text,
    new_words_table,
    plain,
    render_coverage_json,
    signals_table,
    unexplained_table,
)

_LIMIT = 20


def new(
    place: Workplace,
    address: Annotated[
        str, typer.Argument(help="The EUI-48 of a device in the database.", metavar="ADDRESS")
    ],
    device_type: Annotated[
        str, typer.Option("--type", help="What it is: a word of the type tree.", metavar="TYPE")
    ] = "",
    vendor: Annotated[str, typer.Option("--vendor", help="Who made it.", metavar="TEXT")] = "",
    model: Annotated[str, typer.Option("--model", help="Which product.", metavar="TEXT")] = "",
    output: OutputOption = None,
    unmask: UnmaskFlag = False,
    reason: ReasonOption = "",
) -> Exit:
    """Draft an entry from a device that was heard, with nobody's name in it."""
    device = parse_device(address)
    if device_type and not place.vocabulary.path(device_type):
        raise WalljackError(
            f"--type {device_type!r} is no type: one of {', '.join(sorted(place.vocabulary.types))}"
        )
    draft = draft_fingerprint(place, device, Given(device_type, vendor, model))
    if unmask:
        with asking(place) as queries:
            page = queries.device(device, asker(unmask, reason))
        for row in page.signals if page else ():
            if place.vocabulary.is_name_signal(row.signal.name):
                sys.stderr.write(f"walljack: {row.signal.name}: {plain(row.signal.value)}\n")
    if output is None:
        print_text(draft.toml)
    else:
        there = read_text(output) + "\n" if output.exists() else ""
        write_text(output, there + draft.toml)
    told = [*draft.told, f"It belongs into {draft.file}.", "Next: write source in it, then"]
    told.append(f"  walljack fingerprints check {output or draft.file}")
    sys.stderr.write("".join(f"walljack: {plain(line)}\n" for line in told))
    return Exit.DONE


def coverage(
    place: Workplace,
    limit: Annotated[
        int, typer.Option("--limit", help="Lines of a table.", min=1, metavar="N")
    ] = _LIMIT,
    json: JsonFlag = False,
) -> Exit:
    """Show what the book leaves unexplained in a database."""
    told = book_coverage(place)
    if json:
        print_text(render_coverage_json(told, limit))
        return Exit.DONE
    print_text(coverage_text(told))
    if told.devices:
        print_table(unexplained_table(told, limit))
        print_table(new_words_table(told, limit))
        print_table(signals_table(told))
        print_text(_next(told))
    return Exit.DONE


def _next(told: Coverage) -> str:
    example = next((row.example for row in told.unexplained if row.unknown), "")
    if not example:
        return "Next: nothing here: no unknown device says anything that an entry could name."
    return f"Next: walljack device {example}, go and look, then walljack fingerprints new {example}"
