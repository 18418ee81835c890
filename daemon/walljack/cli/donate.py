"""``walljack donate``: a capture of one device that may be given away."""

from __future__ import annotations

import csv
import io
import secrets
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from walljack.address import Eui48
from walljack.app import Donation, Workplace, donate_capture, donate_kept
from walljack.cli.option import parse_device
from walljack.cli.output import print_text
from walljack.cli.own_program import run_own_program
from walljack.cli.verb import Exit
from walljack.files import check_writable, write_bytes
from walljack.model.error import WalljackError
from walljack.model.identity import Identity
from walljack.render import counted

# As docs/evaluation.md tells of --labels, with what a reader wants to know besides.
_COLUMNS = ("file", "mac", "device_type", "vendor", "model", "label_basis")
_BASIS = "donated"
# A round of announcements and a lease's renewal at a school's usual lease times.
_SECONDS = 300
_SECONDS_MOST = 86_400


def donate(
    place: Workplace,
    words: Annotated[
        list[str],
        typer.Argument(
            help="The device's EUI-48; before it a capture, else the frames that --db keeps.",
            metavar="[CAPTURE] ADDRESS",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The capture to write.", metavar="PATH")
    ],
    label: Annotated[
        str, typer.Option("--label", help="What it is: a word of the type tree.", metavar="TYPE")
    ] = "",
    vendor: Annotated[str, typer.Option("--vendor", help="Who made it.", metavar="TEXT")] = "",
    model: Annotated[str, typer.Option("--model", help="Which product.", metavar="TEXT")] = "",
    interface: Annotated[
        str, typer.Option("--interface", help="Listen here instead (as root).", metavar="NAME")
    ] = "",
    seconds: Annotated[
        int | None,
        typer.Option(
            "--seconds",
            help="For how long.",
            min=1,
            max=_SECONDS_MOST,
            show_default=str(_SECONDS),
        ),
    ] = None,
) -> Exit:
    """Write an anonymised capture of one device: only what it says itself."""
    capture, device = _asked(words)
    if capture and interface:
        raise WalljackError("a capture and --interface: give one of them")
    if seconds is not None and not interface:
        raise WalljackError("--seconds is for listening: give --interface too, or leave it out")
    if str(output) == "-":
        raise WalljackError("-o -: the line for --label is what is printed: name a file")
    if label and not place.vocabulary.path(label):
        raise WalljackError(
            f"--label {label!r} is no type: one of {', '.join(sorted(place.vocabulary.types))}"
        )
    check_writable(output)
    key = secrets.token_bytes(32)  # never kept: nobody can go back
    if interface:
        made = _listened(place, device, interface, seconds or _SECONDS, key)
    elif capture:
        made = donate_capture(place, capture, device, key)
    else:
        made = donate_kept(place, device, key)
    write_bytes(output, made.octets)
    _tell(place, device, output, made)
    if label:
        print_text(_row(output, made, (label, vendor, model)))
    else:
        sys.stderr.write("walljack: give --label TYPE for the line that evaluate --labels reads\n")
    return Exit.DONE


def _asked(words: list[str]) -> tuple[Path | None, Eui48]:
    if len(words) > 2:
        raise WalljackError(f"{words[2]!r} is one word too many: write [CAPTURE] ADDRESS")
    capture = Path(words[0]) if len(words) == 2 else None
    return capture, parse_device(words[-1])


def _listened(
    place: Workplace, device: Eui48, interface: str, seconds: int, key: bytes
) -> Donation:
    with tempfile.TemporaryDirectory(prefix="walljack-") as folder:  # its owner's alone
        recorded = Path(folder) / "recorded.pcapng"
        sys.stderr.write(f"walljack: listening on {interface} for {seconds} s\n")
        done = run_own_program(
            "walljack.cli.record", interface, str(seconds), str(device), str(recorded)
        )
        if done.returncode != Exit.DONE:
            lines = done.stderr.strip().splitlines() or ["scapy could not listen"]
            raise WalljackError(f"{interface}: {lines[-1]}: name an interface, and run it as root")
        if done.stdout.strip() == "0":
            raise WalljackError(
                f"{device}: was not heard on {interface} for {seconds} s: "
                "give more --seconds, or plug it in again meanwhile"
            )
        return donate_capture(place, recorded, device, key)


def _tell(place: Workplace, device: Eui48, output: Path, made: Donation) -> None:
    """What was written, and whether the book says the same of it as of the original."""
    told = [f"{output}: {counted(made.frames, 'frame', 'frames')} of {device}, now {made.device}."]
    if made.left_out:
        told.append(
            f"{counted(made.left_out, 'frame was', 'frames were')} left out: "
            "cut, broken or in a form that cannot be anonymised."
        )
    was, now = _said(place, made.was), _said(place, made.is_now)
    if made.differs:
        told.append(f"The book takes the original for: {was}.")
        told.append(f"It takes this capture for: {now}.")
        told += [f"  {what}: {old or 'none'} → {new or 'none'}" for what, old, new in made.differs]
    else:
        told.append(f"The book takes it for the same as the original: {was}.")
    told.append("Look through it before you give it away: docs/security.md says what may stay.")
    sys.stderr.write("".join(f"walljack: {line}\n" for line in told))


def _said(place: Workplace, identity: Identity) -> str:
    named = f" ({identity.product})" if identity.product else ""
    return f"{place.vocabulary.plain(identity.type)}{named}, {identity.band.value}"


def _row(output: Path, made: Donation, label: tuple[str, str, str]) -> str:
    paper = io.StringIO()
    writer = csv.writer(paper, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerow((output.name, made.device, *label, _BASIS))
    return paper.getvalue()
