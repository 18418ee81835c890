"""``walljack evaluate``: identities against labelled devices."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from walljack import app
from walljack.app import Workplace
from walljack.cli.option import JsonFlag
from walljack.cli.output import print_json, print_table
from walljack.cli.verb import Exit
from walljack.files import write_text
from walljack.fingerprint import (
    Average,
    Ratio,
    Tally,
    averages,
    count,
    ratios,
    wilson,
    write_records,
)
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
        write_text(records, write_records(result.tallies, today, result.sources, command))
    if json:
        print_json(result.score)
    else:
        print_table(_ratios(result.score))
        print_table(_types(result.score))
        print_table(_records(result.tallies))
        print_table(_wrong(result.score))
        sys.stderr.write(f"walljack: {result.cost.sentence('devices identified')}\n")
    return Exit.DONE


def _command(labels: Path | None, captures: Path | None, files: list[Path]) -> str:
    """The command that writes the same record again, with the names of files alone."""
    words = ["walljack evaluate"]
    words += [f"--labels {labels.name}"] if labels else []
    words += [f"--captures {captures.name}"] if captures else []
    words += [f"--signals {path.name}" for path in files if path != labels]
    return " ".join([*words, "--records records.toml"])


def _ratios(score: app.Score) -> Table:
    folds = [score, *score["out_of_fold"].values()]
    lines = [[*ratios(fold), *averages(fold)] for fold in folds]
    rows = tuple((same[0].what, *map(_share, same)) for same in zip(*lines, strict=True))
    return Table(
        f"{score['devices']} devices, {score['speaking']} of them speak: count, share and "
        "95 % interval",
        ("Share", "As shipped", *(f"Out of fold by {fold}" for fold in score["out_of_fold"])),
        rows,
        "",
    )


def _share(line: Ratio | Average) -> str:
    if isinstance(line, Average):
        return f"{100 * line.share:.1f} % over {line.types} types" if line.types else "–"
    if line.n == 0:
        return "none"
    interval = f"{100 * line.lower:.1f}–{100 * line.upper:.1f}"
    return f"{line.right}/{line.n} {100 * line.right / line.n:.1f} % ({interval})"


def _types(score: app.Score) -> Table:
    columns = ("right", "coarser", "unknown", "wrong")
    rows = tuple(
        (name, str(counts["truth"]), *(str(counts[column]) for column in columns))
        for name, counts in score["types"].items()
        if counts["truth"]
    )
    heads = ("True type", "Devices", "Exact or finer", "Coarser", "Unknown", "Wrong")
    return Table("By true type, as shipped", heads, rows, "")


def _records(tallies: Sequence[Tally]) -> Table:
    rows = tuple(
        (
            kind,
            f"{record.right}/{record.n}",
            str(devices),
            str(origins),
            f"{wilson(record.right, record.n)[0]:.2f}",
        )
        for kind, (record, devices, origins) in count(tallies).items()
    )
    heads = ("Kind of evidence", "Right", "Of devices", "Of publishers", "Lower end")
    return Table("Record behind the bands, out of fold by device and source", heads, rows, "None.")


def _wrong(score: app.Score) -> Table:
    rows = tuple(
        (row["id"], row["truth"], row["answer"], row["band"], "; ".join(row["evidence"][:1]))
        for row in score["rows"]
        if row["verdict"] == "wrong"
    )
    columns = ("Device", "Truth", "Answer", "Band", "Because")
    return Table(f"{len(rows)} wrong answers", columns, rows, "No wrong answer.")
