"""How each kind of entry has done on labelled devices: what a band rests on."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from walljack.fingerprint.refusal import problems_of
from walljack.fingerprint.tally import Tally, count
from walljack.fingerprint.wilson import wilson
from walljack.model.error import Problem, ProblemsError
from walljack.model.identity import Band, Record

FILE = "records.toml"

# DESIGN, Confidence: lower bounds of the 95 % interval.
BOUNDS = ((Band.CONFIRMED, 0.90), (Band.LIKELY, 0.70), (Band.POSSIBLE, 0.40))

# Below ten devices the interval says more about us than about the entry (ten of ten right is
# 0.72 at the lower end, five of five 0.57): such a kind is no more than possible.
LEAST_DEVICES = 10

HOW = (
    "out of fold by device and by source; devices of one publisher that are one product, or "
    "that say the same, count once"
)

AGREED = "independent sources agree"  # the kind of an answer that two groups give


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _RecordText(_Strict):
    """``n``: witnesses; ``devices``: the labelled devices that they are; ``origins``: of how
    many publishers."""

    kind: Annotated[str, Field(min_length=1)]
    n: Annotated[int, Field(ge=0)]
    right: Annotated[int, Field(ge=0)]
    devices: Annotated[int, Field(ge=0)]
    origins: Annotated[int, Field(ge=0)]


class _RecordsText(_Strict):
    date: datetime.date
    how: Annotated[str, Field(min_length=1)]
    sources: list[str]
    record: list[_RecordText] = []


@dataclass(frozen=True, slots=True)
class Records:
    """Record by kind. ``date``: when they were computed; ``sources``: over which devices.

    ``here``: record by kind of what people at this site verified, kept apart.
    """

    by_kind: dict[str, Record] = field(default_factory=dict)
    date: str = ""
    sources: tuple[str, ...] = ()
    here: dict[str, Record] = field(default_factory=dict)

    def get(self, kind: str) -> Record | None:
        """The record of a kind on labelled devices; None when too few stand behind it."""
        record = self.by_kind.get(kind)
        return record if record is not None and record.n >= LEAST_DEVICES else None

    def earned(self, kind: str) -> tuple[Band, Record | None]:
        """The band that a kind has earned, and the record behind it.

        Without a record nobody has counted: then it is no more than possible. What was verified
        at this site counts with the labelled devices. A kind that was wrong here falls by a band
        at once, until enough devices of this site alone earn it again; right answers raise it
        only when as many as make a record were verified here.
        """
        known, here = self.get(kind), self.here.get(kind)
        band = band_of(known) if known is not None else Band.POSSIBLE
        if here is None:
            return band, known
        labelled = self.by_kind.get(kind) or Record(kind, 0, 0)
        record = labelled._replace(here_n=here.n, here_right=here.right)
        together = _counted_band(labelled.n + here.n, labelled.right + here.right)
        alone = _counted_band(here.n, here.right)
        if here.right < here.n and alone.rank < band.rank:
            # One mistake does not make a possible answer unknown: the record of both does that.
            fallen = max(band.rank - 1, Band.POSSIBLE.rank)
            return min(together, _ranked(fallen), key=lambda each: each.rank), record
        if together.rank > band.rank and here.n < LEAST_DEVICES:
            return band, record
        return together, record


def _counted_band(n: int, right: int) -> Band:
    return band_of(Record("", n, right)) if n >= LEAST_DEVICES else Band.POSSIBLE


def _ranked(rank: int) -> Band:
    return next(band for band in Band if band.rank == rank)


def count_records(tallies: Iterable[Tally]) -> Records:
    """The records of these devices."""
    return Records({kind: counted.record for kind, counted in count(tallies).items()})


def refine(records: Records, verified: Iterable[Tally]) -> Records:
    """The records with what people at this site saw with their own eyes.

    Takes: ``verified``, from ``tallies`` of every device that somebody went to see.
    """
    return replace(records, here=count_records(verified).by_kind)


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
        Problem(f"{FILE}, kind {record.kind}", f"{less} {smaller} of {more} {larger}")
        for record in read.record
        for less, smaller, more, larger in (
            (record.right, "right", record.n, "devices that count"),
            (record.n, "that count", record.devices, "devices"),
            (record.origins, "publishers", record.n, "devices that count"),
        )
        if less > more
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


def write_records(tallies: Iterable[Tally], date: str, sources: Iterable[str], command: str) -> str:
    """The text of ``records.toml``.

    Takes: ``tallies``, of every labelled device whose label is independent of its traffic, told
    by entries that were not learnt from it; ``date`` as 2026-11-22; ``sources``, what the
    devices were read from; ``command``, how to do it again.
    """
    lines = [
        "# How often each kind of evidence was right on labelled devices. Do not edit by hand; it",
        "# is what this command writes (docs/evaluation.md says how it counts):",
        *_wrapped(command),
        f"date = {date}",
        f"how = {_quoted(HOW)}",
        "sources = [",
        *(f"  {_quoted(source)}," for source in sources),
        "]",
    ]
    for kind, (record, devices, origins) in count(tallies).items():
        lower, _upper = wilson(record.right, record.n)
        lines += [
            "",
            "[[record]]",
            f"kind = {_quoted(kind)}",
            f"n = {record.n}",
            f"right = {record.right}",
            f"devices = {devices}",
            f"origins = {origins}",
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
