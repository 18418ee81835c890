"""``walljack fingerprints new`` and ``coverage``: what keeps the book up to date."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Annotated

import typer

from walljack.app import Workplace, asking, book_coverage, draft_fingerprint
from walljack.cli.inventory import asker
from walljack.cli.option import JsonFlag, OutputOption, ReasonOption, UnmaskFlag, parse_device
from walljack.cli.output import print_table, print_text
from walljack.cli.verb import Exit
from walljack.files import read_text, write_text
from walljack.model.coverage import Coverage
from walljack.model.error import Problem, ProblemsError, WalljackError
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
    there = read_text(output) if output is not None and output.exists() else ""
    draft = draft_fingerprint(
        place, device, Given(device_type, vendor, model), taken=_ids(output, there)
    )
    if unmask:
        with asking(place) as queries:
            page = queries.device(device, asker(unmask, reason))
        for row in page.signals if page else ():
            if place.vocabulary.is_name_signal(row.signal.name):
                sys.stderr.write(f"walljack: {row.signal.name}: {plain(row.signal.value)}\n")
    if output is None:
        print_text(draft.toml)
    else:
        write_text(output, f"{there}\n{draft.toml}" if there else draft.toml)
    told = [*draft.told, f"It belongs into {draft.file}.", "Next: write source in it, then"]
    told.append(f"  walljack fingerprints check {output or draft.file}")
    sys.stderr.write("".join(f"walljack: {plain(line)}\n" for line in told))
    return Exit.DONE


def _ids(path: Path | None, text: str) -> set[str]:
    """The ids of the entries that a file holds, to which another is added."""
    try:
        entries = tomllib.loads(text).get("entry", [])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problem = Problem(str(path), f"is no TOML: {error}", "mend it, or name another file")
        raise ProblemsError([problem]) from None
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        problem = Problem(str(path), "holds no [[entry]]", "name a file of fingerprints")
        raise ProblemsError([problem])
    return {str(one.get("id", "")) for one in entries}


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
