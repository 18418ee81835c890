"""``walljack evaluate``: identities against labelled devices."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from walljack import app
from walljack.app import Workplace
from walljack.cli.option import JsonFlag
from walljack.cli.output import print_json, print_table
from walljack.cli.verb import Exit
from walljack.files import write_text
from walljack.fingerprint import Ratio, ratios, tally
from walljack.model.table import Table


def evaluate(
    place: Workplace,
    labels: Annotated[
        Path | None,
        typer.Option("--labels", help="Labelled devices in captures.", metavar="CSV"),
    ] = None,
    captures: Annotated[
        Path | None,
        typer.Option("--captures", help="Folder of the captures that it names.", metavar="DIR"),
    ] = None,
    signals: Annotated[
        list[Path] | None,
        typer.Option("--signals", help="Posted signals: JSON lines, or a CSV.", metavar="FILE"),
    ] = None,
    more: Annotated[
        list[Path] | None, typer.Argument(help="More files of signals.", metavar="[FILE]")
    ] = None,
    records: Annotated[
        Path | None,
        typer.Option("--records", help="Write the record behind the bands here.", metavar="PATH"),
    ] = None,
    json: JsonFlag = False,
) -> Exit:
    """Score what the fingerprint book says of labelled devices."""
    files = [*([labels] if labels else []), *(signals or []), *(more or [])]
    result = app.evaluate(place, files, captures)
    if records is not None:
        today = dt.datetime.now(dt.UTC).date().isoformat()
        command = _command(labels, captures, files)
        write_text(records, tally(result.tallies, today, result.sources, command))
    if json:
        print_json(result.score)
    else:
        print_table(_ratios(result.score))
        print_table(_wrong(result.score))
    return Exit.DONE


def _command(labels: Path | None, captures: Path | None, files: list[Path]) -> str:
    """The command that writes the same record again, with the names of files alone."""
    words = ["walljack evaluate"]
    words += [f"--labels {labels.name}"] if labels else []
    words += [f"--captures {captures.name}"] if captures else []
    words += [f"--signals {path.name}" for path in files if path != labels]
    return " ".join([*words, "--records records.toml"])


def _ratios(score: app.Score) -> Table:
    rows = tuple((line.what, f"{line.right}/{line.n}", *_percents(line)) for line in ratios(score))
    return Table(
        f"{score['devices']} devices, {score['speaking']} of them speak",
        ("Share", "Count", "%", "95 % interval"),
        rows,
        "",
    )


def _percents(line: Ratio) -> tuple[str, str]:
    if line.n == 0:
        return "–", "–"
    share = f"{100 * line.right / line.n:.1f}"
    return share, f"{100 * line.lower:.1f}–{100 * line.upper:.1f}"


def _wrong(score: app.Score) -> Table:
    rows = tuple(
        (row["id"], row["truth"], row["answer"], row["band"], "; ".join(row["evidence"][:1]))
        for row in score["rows"]
        if row["verdict"] == "wrong"
    )
    columns = ("Device", "Truth", "Answer", "Band", "Because")
    return Table(f"{len(rows)} wrong answers", columns, rows, "No wrong answer.")
