"""``walljack vendors``: the table of vendor prefixes; nothing else runs this program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from walljack.app import Workplace
from walljack.cli.option import parse_device
from walljack.cli.output import print_text
from walljack.cli.verb import Exit, verb
from walljack.files import OUI_DATA_VERSION, build_vendor_table

vendors = typer.Typer(no_args_is_help=True, help="The table of vendor prefixes.")


@verb(vendors, "build")
def build(
    _place: Workplace,
    oui_data: Annotated[
        Path,
        typer.Option("--oui-data", help="index.json of the npm package oui-data.", metavar="FILE"),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to write into.", metavar="FOLDER")
    ] = Path("data/oui"),
    oui_data_version: Annotated[
        str, typer.Option("--oui-data-version", help="Its version.", metavar="VERSION")
    ] = OUI_DATA_VERSION,
) -> Exit:
    """Build the table from installed packages and one file. Nothing is downloaded."""
    today = dt.datetime.now(dt.UTC).date().isoformat()
    print_text(build_vendor_table(oui_data, output, today, oui_data_version))
    return Exit.DONE


@verb(vendors, "lookup")
def lookup(
    place: Workplace,
    address: Annotated[str, typer.Argument(help="An EUI-48.", metavar="ADDRESS")],
) -> Exit:
    """Say whom an address's prefix is assigned to."""
    wanted = parse_device(address)
    found = place.vendors.lookup(wanted)
    virtual = place.vendors.virtual(wanted)
    if virtual:
        print_text(f"{wanted}: {virtual}")
    elif wanted.locally_administered:
        print_text(f"{wanted}: locally administered: nobody was assigned it")
    elif found is None:
        print_text(f"{wanted}: not assigned, as far as the table knows")
    else:
        print_text(f"{wanted}: {found.vendor or 'private'} ({found.prefix}, {found.bits} bits)")
    return Exit.DONE
