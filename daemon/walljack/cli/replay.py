"""``walljack replay``: captures through the whole road."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from walljack import app
from walljack.app import Workplace
from walljack.cli.output import print_text
from walljack.cli.report import Format, format_of, report_text
from walljack.cli.verb import Exit
from walljack.files import check_writable, write_text
from walljack.fingerprint import Site

# Entries that a line names; `walljack fingerprints check` names them all.
_NAMED = 5


def replay(
    place: Workplace,
    captures: Annotated[
        list[str],
        typer.Argument(help="Captures, in this order; - is standard input.", metavar="CAPTURE"),
    ],
    again: Annotated[
        bool,
        typer.Option("--again", help="Also read what was read before; counts add up."),
    ] = False,
    capture_point: Annotated[
        str,
        typer.Option(
            "--capture-point",
            help="What packets are said to be heard on; empty = the names in a pcapng file.",
            metavar="NAME",
        ),
    ] = "capture",
    report: Annotated[
        Path | None,
        typer.Option(
            "--report",
            help="Write the report here too; the ending names its form (.html, .txt, .csv, .json).",
            metavar="PATH",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Do not print the report.")] = False,
) -> Exit:
    """Read captures into the database, judge what they show, and print the report."""
    form = format_of(report) if report else None
    if report:
        check_writable(report)
    with _bar() as progress:
        done = app.replay(
            place,
            captures,
            again=again,
            capture_point=capture_point or None,
            progress=progress,
            standard_input=sys.stdin.buffer,
        )
    for name in done.known:
        sys.stderr.write(f"walljack: {name} was read before: --again reads it anew\n")
    if done.rejudged:
        sys.stderr.write("walljack: the books changed: every device was judged anew\n")
    if place.site_book is not None:
        sys.stderr.writelines(f"walljack: {line}\n" for line in _displaced(place.site_book))
    if done.cost.times and not quiet:
        frames = sum(capture.frames for capture in done.read)
        cost = done.cost.sentence("identifications of devices that changed")
        sys.stderr.write(f"walljack: {frames:,} frames; {cost}\n")
    if report and form:
        write_text(report, report_text(place, form))
    if not quiet:
        print_text(report_text(place, Format.TEXT))
    if report:
        sys.stderr.write(f"walljack: the report is in {report}\n")
    return Exit.DONE


def _displaced(site: Site) -> Iterator[str]:
    """What a district's own entries take the place of, so that nobody forgets it."""
    for entries, what in (
        (site.overridden, "own entries stand in the place of shipped ones"),
        (site.off, "shipped entries are switched off"),
    ):
        names = [entry.id for entry in entries]
        if names:
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            yield f"{what}: {', '.join(names[:_NAMED])}{more}"


@contextmanager
def _bar() -> Iterator[app.Progress | None]:
    """A progress bar on a terminal; nothing when standard error is something else."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def told(name: str, octets: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(Path(name).name, total=total)
            bars.update(tasks[name], completed=octets, total=total)

        yield told
