"""What a person types."""

from __future__ import annotations

from typing import Annotated

import typer

from walljack import __version__
from walljack.cli.check import custody, db
from walljack.cli.donate import donate
from walljack.cli.evaluate import evaluate
from walljack.cli.fingerprints import fingerprints
from walljack.cli.frame import frame
from walljack.cli.inventory import cases, device, devices, findings
from walljack.cli.policy import policy
from walljack.cli.replay import replay
from walljack.cli.report import report
from walljack.cli.upkeep import coverage, new
from walljack.cli.vendors import vendors
from walljack.cli.verb import verb

root = typer.Typer(
    name="walljack",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Tells a school district which personal devices are plugged into its wired network, "
    "how sure it is and why, and which clause of the policy that touches. It only listens.",
    epilog="Exit codes: 0 done, 1 a check found problems, 2 refused (bad input or usage).",
)

for _function, _name in (
    (replay, "replay"),
    (report, "report"),
    (devices, "devices"),
    (device, "device"),
    (findings, "findings"),
    (cases, "cases"),
    (evaluate, "evaluate"),
    (donate, "donate"),
):
    verb(root, _name)(_function)
verb(fingerprints, "new")(new)
verb(fingerprints, "coverage")(coverage)
for _group, _name in (
    (custody, "custody"),
    (db, "db"),
    (fingerprints, "fingerprints"),
    (frame, "frame"),
    (policy, "policy"),
    (vendors, "vendors"),
):
    root.add_typer(_group, name=_name)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"walljack {__version__}")
        raise typer.Exit


@root.callback()
def _root(
    _asked: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    """Options of the program itself."""


def main() -> None:
    """The program."""
    root()
