"""Prefixes that say how an address was made: virtual machines, containers, random addresses."""

from __future__ import annotations

import tomllib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from walljack.model.error import Problem, ProblemsError

_LOCAL_BIT = 0b0010  # the U/L bit, in the second hexadecimal digit of an address


class KnownPrefix(BaseModel):
    """One prefix. ``virtual``: a virtual machine, container or software adapter speaks."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    prefix: Annotated[str, Field(pattern=r"^[0-9a-f]{2,12}$")]
    name: Annotated[str, Field(min_length=1)]
    administered: Literal["universal", "local"]
    virtual: bool
    source: Annotated[str, Field(min_length=1)]


class _PrefixFile(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    prefix: list[KnownPrefix] = []


def parse_prefixes(name: str, text: str) -> tuple[KnownPrefix, ...]:
    """The prefixes in a text of the form of ``data/oui/virtual.toml``.

    Raises: ProblemsError with every problem.
    """
    try:
        known = _PrefixFile.model_validate(tomllib.loads(text)).prefix
    except tomllib.TOMLDecodeError as error:
        raise ProblemsError([Problem(name, f"not TOML: {error}", "correct that line")]) from error
    except ValidationError as error:
        raise ProblemsError(
            Problem(f"{name} {'.'.join(map(str, item['loc']))}", item["msg"], "correct it")
            for item in error.errors()
        ) from error
    problems = []
    seen = set()
    for item in known:
        where = f"{name} prefix {item.prefix}"
        is_local = bool(int(item.prefix[1], 16) & _LOCAL_BIT)
        if is_local != (item.administered == "local"):
            problems.append(
                Problem(
                    where,
                    f"administered is {item.administered!r}, but its U/L bit is {int(is_local)}",
                    "correct one of the two",
                )
            )
        if item.prefix in seen:
            problems.append(Problem(where, "it stands twice", "keep one"))
        seen.add(item.prefix)
    if problems:
        raise ProblemsError(problems)
    return tuple(known)
