"""``walljack custody verify`` and ``walljack db check``: is what is kept whole?"""

from __future__ import annotations

from typing import Annotated

import typer

from walljack.app import Workplace, check_database, verify_custody
from walljack.cli.output import print_text
from walljack.cli.verb import Exit, verb
from walljack.model.error import Problem

custody = typer.Typer(no_args_is_help=True, help="The chain of custody.")
db = typer.Typer(no_args_is_help=True, help="The database file.")


@verb(custody, "verify")
def verify(
    place: Workplace,
    anchor: Annotated[
        str | None,
        typer.Option(
            "--anchor", help="The digest that an earlier report printed.", metavar="DIGEST"
        ),
    ] = None,
) -> Exit:
    """Check that no entry of the custody log was altered, removed or reordered."""
    verified = verify_custody(place, anchor)
    if verified.problems:
        return _told(verified.problems)
    print_text(verified.sentence)
    return Exit.DONE


@verb(db, "check")
def check(place: Workplace) -> Exit:
    """Check the database file: its pages, its rows and its custody log."""
    problems = check_database(place)
    if problems:
        return _told(problems)
    print_text(f"{place.db}: whole.")
    return Exit.DONE


def _told(problems: list[Problem]) -> Exit:
    for problem in problems:
        print_text(str(problem))
    return Exit.FOUND
