"""Makers of modules and of other people's products: their name says nothing of the product."""

from __future__ import annotations

import tomllib
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from walljack.model.error import Problem, ProblemsError


class Maker(BaseModel):
    """One maker. ``name``: how its registered names begin; ``makes``: in a technician's words."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: Annotated[str, Field(min_length=2)]
    makes: Annotated[str, Field(min_length=1)]

    def is_meant(self, vendor: str) -> bool:
        """A registered vendor name begins with this maker's name, as a whole word."""
        begin, whole = self.name.casefold(), vendor.casefold()
        return whole.startswith(begin) and not whole[len(begin) : len(begin) + 1].isalnum()


class _MakerFile(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    maker: list[Maker] = []


def parse_makers(name: str, text: str) -> tuple[Maker, ...]:
    """The makers in a text of the form of ``data/oui/makers.toml``.

    Raises: ProblemsError with every problem.
    """
    try:
        return tuple(_MakerFile.model_validate(tomllib.loads(text)).maker)
    except tomllib.TOMLDecodeError as error:
        raise ProblemsError([Problem(name, f"not TOML: {error}", "correct that line")]) from error
    except ValidationError as error:
        raise ProblemsError(
            Problem(f"{name} {'.'.join(map(str, item['loc']))}", item["msg"], "correct it")
            for item in error.errors()
        ) from error
