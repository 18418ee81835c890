"""``walljack fingerprints``: the book, checked and explained."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from walljack import app
from walljack.app import Workplace
from walljack.cli.explanation import explanation_lines, explanation_record
from walljack.cli.option import JsonFlag
from walljack.cli.output import print_json, print_text
from walljack.cli.verb import Exit, verb
from walljack.files import write_bytes
from walljack.fingerprint import EDITION, Book, Site, explain, parse_arguments, parse_book
from walljack.render import counted

# Where the package's build looks for it; of other folders none is made.
_EDITION = Path("build") / EDITION

fingerprints = typer.Typer(no_args_is_help=True, help="The fingerprint book.")


@verb(fingerprints, "check")
def check(
    place: Workplace,
    path: Annotated[
        Path | None,
        typer.Argument(
            help="A folder with vendor/ and stack/, a folder of your own entries, or one file; "
            "by default the shipped book and your own entries.",
            metavar="[PATH]",
        ),
    ] = None,
) -> Exit:
    """Check every entry by its own examples; all problems are told at once."""
    if path is None:
        book = app.check_book(place.shipped, place.vocabulary)
        _tell_book(book, len(place.fingerprint_files()))
        _tell_site(place.site_book)
        print_text(f"{len(place.check_marks().marks)} marks of whose a device is: sound.")
    elif app.is_book(path):
        files = place.fingerprint_files(path)
        _tell_book(parse_book(files, place.vocabulary), len(files))
    else:
        _tell_site(app.read_site_files(path, place.shipped_book))
    return Exit.DONE


def _tell_book(book: Book, files: int) -> None:
    print_text(f"{files} files, {len(book)} entries: sound.")


def _tell_site(site: Site | None) -> None:
    """A district's own entries: how many, and which shipped ones they displace."""
    if site is None:
        return
    print_text(f"{counted(len(site.entries), 'entry', 'entries')} of your own: sound.")
    for entry in site.overridden:
        own = site.book.by_id[entry.id]
        print_text(f"  {entry.id} of {own.file} stands in the place of that of {entry.file}")
    for entry in site.off:
        print_text(f"  {entry.id} of {entry.file} is switched off")
    for entry in site.entries:
        if entry.sets_aside:
            services = ", ".join(sorted(entry.sets_aside))
            print_text(f"  {entry.id} of {entry.file} sets aside what a device says of {services}")


@verb(fingerprints, "build")
def build(
    place: Workplace,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="Write the file here.", metavar="PATH"),
    ] = _EDITION,
) -> Exit:
    """Check the shipped entries in full and make of them the one file that a package ships."""
    octets, book = app.make_edition(place.shipped, place.vocabulary)
    if output == _EDITION:
        with suppress(OSError):  # what comes of it is told when the file is written
            output.parent.mkdir(exist_ok=True)
    write_bytes(output, octets)
    print_text(f"{output}: {len(book)} entries, SHA-256 {hashlib.sha256(octets).hexdigest()}")
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
