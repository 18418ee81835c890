"""How each kind of entry has done on labelled devices: what a band rests on."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from walljack.fingerprint.refusal import problems_of
from walljack.fingerprint.wilson import wilson
from walljack.model.error import Problem, ProblemsError
from walljack.model.identity import Band, Record

FILE = "records.toml"

# DESIGN, Confidence: lower bounds of the 95 % interval.
BOUNDS = ((Band.CONFIRMED, 0.90), (Band.LIKELY, 0.70), (Band.POSSIBLE, 0.40))

# Below ten devices the interval says more about us than about the entry (ten of ten right is
# 0.72 at the lower end, five of five 0.57): such a kind is no more than possible.
LEAST_DEVICES = 10

AGREED = "independent sources agree"  # the kind of an answer that two groups give


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _RecordText(_Strict):
    kind: Annotated[str, Field(min_length=1)]
    n: Annotated[int, Field(ge=0)]
    right: Annotated[int, Field(ge=0)]


class _RecordsText(_Strict):
    date: datetime.date
    sources: list[str]
    record: list[_RecordText] = []


@dataclass(frozen=True, slots=True)
class Records:
    """Record by kind. ``date``: when they were computed; ``sources``: over which devices."""

    by_kind: dict[str, Record] = field(default_factory=dict)
    date: str = ""
    sources: tuple[str, ...] = ()

    def get(self, kind: str) -> Record | None:
        """The record of a kind; None when too few labelled devices stand behind it."""
        record = self.by_kind.get(kind)
        return record if record is not None and record.n >= LEAST_DEVICES else None


class Tally(NamedTuple):
    """One labelled device as one kind of entry told it, and whether that was right."""

    kind: str
    right: bool


def band_of(record: Record) -> Band:
    """The band that a record earns; unknown when it is right too seldom to be told."""
    lower, _upper = wilson(record.right, record.n)
    return next((band for band, bound in BOUNDS if lower >= bound), Band.UNKNOWN)


def parse_records(text: str) -> Records:
    """The records written as TOML.

    Raises: ProblemsError with every problem.
    """
    try:
        read = _RecordsText.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ProblemsError([Problem(FILE, f"is no TOML: {error}")]) from None
    except ValidationError as error:
        raise ProblemsError(problems_of(error, FILE)) from None
    problems = [
        Problem(f"{FILE}, kind {record.kind}", f"{record.right} right of {record.n}")
        for record in read.record
        if record.right > record.n
    ]
    kinds = [record.kind for record in read.record]
    problems += [
        Problem(f"{FILE}, kind {kind}", "stands twice", "keep one")
        for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1})
    ]
    if problems:
        raise ProblemsError(problems)
    return Records(
        {record.kind: Record(record.kind, record.n, record.right) for record in read.record},
        read.date.isoformat(),
        tuple(read.sources),
    )


def tally(rows: Iterable[Tally], date: str, sources: Iterable[str], command: str) -> str:
    """Records text from scored rows.

    Takes: ``rows``: from ``tallies`` of every labelled device whose label is independent of
    its traffic (right includes coarser and finer, and the accepted types); ``date`` as
    2026-11-22; ``sources``, what the devices were read from; ``command``, how to do it again.
    Gives: the text of ``records.toml``.
    """
    counts: dict[str, tuple[int, int]] = {}
    for row in rows:
        n, right = counts.get(row.kind, (0, 0))
        counts[row.kind] = n + 1, right + row.right
    lines = [
        "# How often each kind of entry was right on labelled devices. Do not edit by hand; it is",
        "# what this command writes (docs/evaluation.md says what the record can show):",
        *_wrapped(command),
        f"date = {date}",
        "sources = [",
        *(f"  {_quoted(source)}," for source in sources),
        "]",
    ]
    for kind in sorted(counts):
        n, right = counts[kind]
        lower, _upper = wilson(right, n)
        lines += [
            "",
            "[[record]]",
            f"kind = {_quoted(kind)}",
            f"n = {n}",
            f"right = {right}",
            f"# lower bound {lower:.2f}",
        ]
    return "\n".join(lines) + "\n"


def _wrapped(command: str) -> list[str]:
    """A command as comment lines, broken before its options."""
    first, *options = command.split(" --")
    lines = [f"#   {first}", *(f"#     --{option}" for option in options)]
    return [f"{line} \\" for line in lines[:-1]] + lines[-1:]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
