"""What all verbs have in common: where they work, how they fail, what they exit with."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from walljack.app import Workplace
from walljack.cli.output import discard_output
from walljack.model.error import ProblemsError, WalljackError

DEFAULT_DB = Path("walljack.db")
DEFAULT_CONFIG = Path("walljack.toml")


class Exit(IntEnum):
    """Exit codes, the same for every verb."""

    DONE = 0
    FOUND = 1  # a check found problems
    REFUSED = 2  # bad input or usage; nothing was changed


DbOption = Annotated[
    Path, typer.Option("--db", help="The database file.", metavar="PATH", show_default=True)
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        help="The configuration file; by default ./walljack.toml when there is one.",
        metavar="PATH",
    ),
]

_SHARED = (
    inspect.Parameter(
        "db", inspect.Parameter.KEYWORD_ONLY, default=DEFAULT_DB, annotation=DbOption
    ),
    inspect.Parameter(
        "config", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=ConfigOption
    ),
)


def verb(app: typer.Typer, name: str) -> Callable[[Callable[..., Exit]], Callable[..., Exit]]:
    """Make a function a verb: it gets ``--db`` and ``--config``, and its errors are told.

    Takes: a function whose first parameter is the workplace and which gives an exit code.
    """

    def decorate(function: Callable[..., Exit]) -> Callable[..., Exit]:
        signature = inspect.signature(function, eval_str=True)
        own = list(signature.parameters.values())[1:]

        def command(**given: Any) -> None:
            place = Workplace(given.pop("db"), _config(given.pop("config")))
            code = _told(lambda: function(place, **given))
            for notice in dict.fromkeys(place.notices):
                sys.stderr.write(f"walljack: {notice}\n")
            raise typer.Exit(code)

        command.__doc__ = function.__doc__
        command.__name__ = function.__name__
        command.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=[
                *(own_one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for own_one in own),
                *_SHARED,
            ],
            return_annotation=None,
        )
        app.command(name)(command)
        return function

    return decorate


def _config(given: Path | None) -> Path | None:
    if given is None and DEFAULT_CONFIG.is_file():
        return DEFAULT_CONFIG
    return given


def _told(act: Callable[[], Exit]) -> int:
    """Run a verb; its refusals become lines on standard error."""
    try:
        return int(act())
    except ProblemsError as refused:
        for problem in refused.problems:
            sys.stderr.write(f"walljack: {problem}\n")
    except WalljackError as error:
        sys.stderr.write(f"walljack: {error}\n")
    except BrokenPipeError:
        # Who reads our output has seen enough (a pager, head): that is no failure.
        discard_output()
        return int(Exit.DONE)
    return int(Exit.REFUSED)
