"""``walljack report``: what a person reads."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from walljack.app import Workplace, asking, templates
from walljack.cli.inventory import asker
from walljack.cli.option import OutputOption, ReasonOption, UnmaskFlag
from walljack.cli.output import print_text
from walljack.cli.verb import Exit
from walljack.files import write_text
from walljack.model.access import Access
from walljack.model.error import WalljackError
from walljack.model.view import ReportView
from walljack.render import (
    render_report_csv,
    render_report_html,
    render_report_json,
    render_report_text,
)


class Format(StrEnum):
    """The forms of a report, and the endings of its files."""

    TEXT = "text"
    HTML = "html"
    CSV = "csv"
    JSON = "json"


_ENDINGS = {".txt": Format.TEXT, ".text": Format.TEXT} | {f".{form}": form for form in Format}


def report(
    place: Workplace,
    form: Annotated[
        Format | None, typer.Option("--format", help="The form; by default what --output ends in.")
    ] = None,
    output: OutputOption = None,
    unmask: UnmaskFlag = False,
    reason: ReasonOption = "",
) -> Exit:
    """Print the report: open cases first, then what to look at, then the inventory."""
    form = form or (format_of(output) if output else Format.TEXT)
    text = report_text(place, form, asker(unmask, reason))
    if output is None:
        print_text(text)
    else:
        write_text(output, text, private=unmask)
    return Exit.DONE


def report_text(place: Workplace, form: Format, access: Access | None = None) -> str:
    """The report in one of its forms."""
    with asking(place) as queries:
        view = queries.report(access) if access else queries.report()
    return _render(place, view, form)


def format_of(path: Path) -> Format:
    """The form that a file's ending names.

    Raises: WalljackError when it names none.
    """
    form = _ENDINGS.get(path.suffix.lower())
    if form is None:
        raise WalljackError(
            f"{path}: its ending names no form of report: "
            f"end it with one of {', '.join(sorted(_ENDINGS))}"
        )
    return form


def _render(place: Workplace, view: ReportView, form: Format) -> str:
    if form is Format.CSV:
        return render_report_csv(view)
    if form is Format.JSON:
        return render_report_json(view)
    texts = templates(place)
    return (
        render_report_html(view, texts) if form is Format.HTML else render_report_text(view, texts)
    )
