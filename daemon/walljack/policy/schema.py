"""The shape of a policy file: strict, unknown words refused."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from walljack.model.error import Problem
from walljack.policy.example import BandWord, BehaviourWord, Example, MediumWord, OwnerWord

Text = Annotated[str, Field(min_length=1)]
_NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_PERIOD = r"^[1-9][0-9]{0,3}[smhd]$"
_WRITTEN = {_NAME: "as lower-case words joined by hyphens", _PERIOD: "like 30m, 12h or 7d"}

Name = Annotated[str, Field(pattern=_NAME)]
Texts = Annotated[list[Text], Field(min_length=1)]

# Where what is wrong does not yet say what to do.
_REMEDIES = {"missing": "add it", "string_too_short": "write it, or leave the key out"}

_STRICT = ConfigDict(extra="forbid", strict=True)


class HeadFile(BaseModel):
    """What a policy file says of itself. ``document``: how its clauses are cited."""

    model_config = _STRICT

    id: Name
    title: Text
    district: Text
    version: Text
    document: Text
    contact: str = ""


class ClauseFile(BaseModel):
    """A ``[[clause]]``, cited as printed. ``item``: "" where the document prints no number."""

    model_config = _STRICT

    id: Name
    kind: Literal["rule", "authority", "duty", "contact"]
    heading: Text
    item: str = ""
    first_words: Text
    paraphrase: Text
    confiscates: bool = False
    decides: str = ""
    consequence: str = ""


class WhenFile(BaseModel):
    """A rule's ``when``: words of the closed list, all of which must hold."""

    model_config = _STRICT

    watched: bool | None = None
    behaviour: Annotated[list[BehaviourWord], Field(min_length=1)] | None = None
    type_in: Texts | None = None
    type_not_in: Texts | None = None
    band_at_least: BandWord | None = None
    line: Literal["home", "office"] | None = None
    personal: bool | None = None
    owner: Annotated[list[OwnerWord], Field(min_length=1)] | None = None
    owner_at_least: BandWord | None = None
    unauthorised: bool | None = None
    registered: bool | None = None
    granted: bool | None = None
    locally_administered: bool | None = None
    wired: bool | None = None
    medium: Annotated[list[MediumWord], Field(min_length=1)] | None = None
    classroom: bool | None = None


class RuleFile(BaseModel):
    """A ``[[rule]]``. ``quiet``: ``30m``, ``12h``, ``7d``. ``holds``, ``fails``: its examples."""

    model_config = _STRICT

    id: Name
    clause: Text
    also: list[Text] = Field(default_factory=list)
    unless: list[Text] = Field(default_factory=list)
    level: Literal["info", "low", "medium", "high"]
    title: Text
    when: WhenFile
    # The only key so far: clusters never enter, because they come and go (DESIGN section 5).
    key: Annotated[list[Literal["device", "segment"]], Field(min_length=2, max_length=2)]
    quiet: Annotated[str, Field(pattern=_PERIOD)]
    false_positives: Texts
    advice: Text
    holds: Annotated[list[Example], Field(min_length=1)]
    fails: Annotated[list[Example], Field(min_length=1)]


Shape = TypeVar("Shape", bound=BaseModel)


def read_shape(
    shape: type[Shape], value: dict[str, Any], where: str, problems: list[Problem]
) -> Shape | None:
    """The value in the shape, or None with everything wrong with it added to ``problems``."""
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        problems.extend(_problem(shape, dict(detail), where) for detail in error.errors())
        return None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy that names the nearest known word; "" when none is near."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean {near[0]!r}?" if near else ""


def _problem(shape: type[BaseModel], detail: dict[str, Any], where: str) -> Problem:
    path = [part + 1 if isinstance(part, int) else part for part in detail["loc"]]
    word = str(path[-1])
    if detail["type"] == "extra_forbidden":
        place = ", ".join([where, *map(str, path[:-1])])
        known = _fields(shape, detail["loc"][:-1])
        remedy = did_you_mean(word, known) or f"known here: {', '.join(known)}"
        return Problem(place, f"{word!r} is not a word of this format", remedy)
    added = _REMEDIES.get(detail["type"], "")
    return Problem(", ".join([where, *map(str, path)]), _said(detail), added)


def _said(detail: dict[str, Any]) -> str:
    """Our own sentence, so that the text does not change with a library's version."""
    context = detail.get("ctx", {})
    sentences = {
        "missing": "is missing",
        "string_type": "must be text in quotes",
        "bool_type": "must be true or false",
        "list_type": "must be a list in brackets",
        "model_type": "must be a table",
        "dict_type": "must be a table",
        "string_too_short": "must not be empty",
        "too_short": f"needs at least {context.get('min_length')}",
        "too_long": f"takes at most {context.get('max_length')}",
        "literal_error": f"{detail.get('input')!r} is not one of {context.get('expected')}",
        "string_pattern_mismatch": f"{detail.get('input')!r} is not written "
        f"{_WRITTEN.get(str(context.get('pattern')), 'as it should be')}",
    }
    return sentences.get(detail["type"], str(detail["msg"]))


def _fields(shape: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The words that are known at a place of the shape."""
    for part in path:
        if part == "when":
            shape = WhenFile
        elif part in ("holds", "fails"):
            shape = Example
    return list(shape.model_fields)
