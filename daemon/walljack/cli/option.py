"""Options and words that several verbs share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from walljack.address import Eui48, parse_eui48
from walljack.model.error import WalljackError

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
UnmaskFlag = Annotated[
    bool, typer.Option("--unmask", help="Show names in clear; the look is logged.")
]
ReasonOption = Annotated[
    str, typer.Option("--reason", help="Why names are shown in clear, for the log.", metavar="TEXT")
]
SegmentOption = Annotated[
    str, typer.Option("--segment", help="Only on this segment.", metavar="ID")
]
SinceOption = Annotated[
    str,
    typer.Option(
        "--since", help="Only since then, by the district's clock.", metavar="YYYY-MM-DD[THH:MM]"
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write here instead.", metavar="PATH")
]


def parse_since(text: str, zone: dt.tzinfo) -> int | None:
    """The moment that ``--since`` names, nanoseconds UTC; None when it is not given.

    Takes: ``zone``, by whose clock a moment without a zone of its own is meant.

    Raises: WalljackError when it is no day and no moment.
    """
    if not text:
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise WalljackError(
            f"--since {text!r} is no day or moment: write it as 2026-10-06 or 2026-10-06T07:40"
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return int(moment.timestamp()) * 1_000_000_000


def parse_device(text: str) -> Eui48:
    """The device that a person names by its address.

    Raises: WalljackError when it is no EUI-48.
    """
    try:
        return parse_eui48(text)
    except ValueError as error:
        raise WalljackError(str(error)) from None
