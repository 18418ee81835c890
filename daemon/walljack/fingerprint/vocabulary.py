"""Vocabulary text → the words that fingerprints may use."""

from __future__ import annotations

import hashlib
import tomllib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from walljack.fingerprint.refusal import problems_of
from walljack.model.error import Problem, ProblemsError
from walljack.model.vocabulary import (
    UNKNOWN,
    SignalClass,
    SignalFamily,
    SignalWord,
    TypeWord,
    Vocabulary,
)

FILE = "vocabulary.toml"

Words = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _SignalText(_Strict):
    name: Annotated[str, Field(pattern=r"^[a-z]+(\.[a-z_]+)*$")]
    meaning: Words
    detail: str = ""
    class_: Annotated[Literal["technical", "name"], Field(alias="class")]
    group: Words
    source: Words


class _FamilyText(_Strict):
    prefix: Annotated[str, Field(pattern=r"^[a-z]+(\.[a-z_]+)*\.$")]
    meaning: Words
    detail: str = ""
    group: Words
    source: Words
    product: list[str]
    fixed: list[str] = []


class _TypeText(_Strict):
    plain: Words
    parent: str = ""
    consumer: bool = False


class _ModulesText(_Strict):
    makers: list[Words]


class _VocabularyText(_Strict):
    signal: list[_SignalText]
    family: list[_FamilyText]
    modules: _ModulesText
    type: dict[str, _TypeText]


def parse_vocabulary(text: str) -> Vocabulary:
    """The vocabulary written as TOML.

    Raises: ProblemsError with every problem.
    """
    try:
        read = _VocabularyText.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ProblemsError([Problem(FILE, f"is no TOML: {error}")]) from None
    except ValidationError as error:
        raise ProblemsError(problems_of(error, FILE)) from None
    problems = _problems(read)
    if problems:
        raise ProblemsError(problems)
    return Vocabulary(
        signals={
            word.name: SignalWord(
                word.name,
                word.meaning,
                SignalClass(word.class_),
                word.group,
                word.source,
                word.detail,
                typed=word.class_ == "name",
            )
            for word in read.signal
        },
        families=tuple(
            SignalFamily(
                family.prefix,
                family.meaning,
                family.group,
                family.source,
                frozenset(family.product),
                family.detail,
                frozenset(family.fixed),
            )
            for family in read.family
        ),
        types={
            name: TypeWord(name, word.parent, word.plain, word.consumer)
            for name, word in read.type.items()
        },
        module_makers=tuple(maker.casefold() for maker in read.modules.makers),
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _problems(read: _VocabularyText) -> list[Problem]:
    """What the form allows and the words do not."""
    problems = []
    seen: set[str] = set()
    for word in read.signal:
        if word.name in seen:
            problems.append(Problem(f"{FILE}, signal {word.name}", "stands twice", "keep one"))
        seen.add(word.name)
    problems += [
        Problem(
            f"{FILE}, family {family.prefix}", f"“{key}” is in product and in fixed", "keep one"
        )
        for family in read.family
        for key in sorted({*family.product} & {*family.fixed})
    ]
    for name, kind in read.type.items():
        parent = read.type.get(kind.parent)
        where = f"{FILE}, type {name}"
        if kind.parent and parent is None:
            problems.append(Problem(where, f"its parent “{kind.parent}” is no type"))
        elif parent is not None and parent.parent:
            problems.append(
                Problem(where, "lies three deep", "the tree has branches and leaves only")
            )
    if UNKNOWN not in read.type:
        problems.append(Problem(FILE, f"has no type “{UNKNOWN}”", "add it, without a parent"))
    return problems
