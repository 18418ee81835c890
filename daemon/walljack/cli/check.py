"""``walljack custody verify`` and ``walljack db check``: is what is kept whole?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

import typer

from walljack.app import Workplace, check_database, verify_custody
from walljack.cli.option import JsonFlag
from walljack.cli.output import print_json, print_text
from walljack.cli.verb import Exit, verb
from walljack.model.error import Problem, WalljackError

_DIGEST = re.compile(r"[0-9a-f]{64}")

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
    json: JsonFlag = False,
) -> Exit:
    """Check that no entry of the custody log was altered, removed or reordered."""
    if anchor is not None and not _DIGEST.fullmatch(anchor):
        raise WalljackError(
            f"--anchor {anchor!r} is no digest: copy all 64 digits from the end of the report"
        )
    verified = verify_custody(place, anchor)
    if json:
        told: dict[str, str | int] = {"entries": verified.entries, "head": verified.head}
        return _json(verified.problems, told)
    if verified.problems:
        return _told(verified.problems)
    print_text(verified.sentence)
    return Exit.DONE


@verb(db, "check")
def check(place: Workplace, json: JsonFlag = False) -> Exit:
    """Check the database file: its pages, its rows and its custody log."""
    problems = check_database(place)
    if json:
        return _json(problems, {"path": str(place.db)})
    if problems:
        return _told(problems)
    print_text(f"{place.db}: whole.")
    return Exit.DONE


def _told(problems: list[Problem]) -> Exit:
    for problem in problems:
        print_text(str(problem))
    return Exit.FOUND


def _json(problems: list[Problem], told: Mapping[str, str | int]) -> Exit:
    print_json({**told, "whole": not problems, "problems": [p._asdict() for p in problems]})
    return Exit.FOUND if problems else Exit.DONE
