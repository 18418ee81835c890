"""The table of every provision of a written policy: our reading of it, or why there is none."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from walljack.model.error import Problem, ProblemsError
from walljack.model.policy import Policy

COLUMNS = ["heading", "item", "first_words", "reading", "why"]


class Provision(NamedTuple):
    """One provision, found by heading, printed item number and first words.

    ``reading``: id of the clause that reads it, "" when nothing of it can be observed. ``why``:
    why not, or what part of it can be.
    """

    line: int
    heading: str
    item: str
    first_words: str
    reading: str
    why: str


def parse_provisions(name: str, text: str) -> tuple[Provision, ...]:
    """The table in a CSV file with the columns ``heading,item,first_words,reading,why``.

    Raises: ProblemsError for another header, a row with another number of cells, and a row that
    neither reads its provision nor says why not.
    """
    reader = csv.reader(io.StringIO(text, newline=""))
    if next(reader, []) != COLUMNS:
        what = f"does not begin with {','.join(COLUMNS)}"
        raise ProblemsError([Problem(name, what, "write that as its first line")])
    problems, provisions = [], []
    for cells in reader:
        where = f"{name}, line {reader.line_num}"
        if len(cells) != len(COLUMNS):
            what = f"has {len(cells)} cells, not {len(COLUMNS)}"
            problems.append(Problem(where, what, "put a cell that holds commas in quotes"))
            continue
        provision = Provision(reader.line_num, *cells)
        if not provision.heading or not provision.first_words:
            problems.append(Problem(where, "needs heading and first words", "copy them as printed"))
        if not provision.reading and not provision.why:
            what = "gives neither a reading nor why there is none"
            problems.append(Problem(where, what, "name the clause, or say why nobody could see it"))
        provisions.append(provision)
    if problems:
        raise ProblemsError(problems)
    return tuple(provisions)


def compare_provisions(
    name: str, policy: Policy, provisions: Sequence[Provision]
) -> tuple[Problem, ...]:
    """Where a policy and the table of its document do not say the same; none when they do.

    Every reading is a clause of the policy under the same heading and item, every clause stands
    in the table as it is cited, and no provision stands there twice.
    """
    problems = []
    places = set()
    cited = set()
    for provision in provisions:
        where = f"{name}, line {provision.line}"
        place = (provision.heading, provision.item, provision.first_words)
        if place in places:
            problems.append(Problem(where, "is there twice", "keep one of the two rows"))
        places.add(place)
        clause = policy.clauses.get(provision.reading)
        if provision.reading and clause is None:
            what = f"the policy has no clause {provision.reading!r}"
            problems.append(Problem(where, what, "add the clause, or mend the reading"))
        elif clause is not None and (clause.heading, clause.item) == place[:2]:
            cited.add((clause.id, provision.first_words))
    for clause in policy.clauses.values():
        if (clause.id, clause.first_words) not in cited:
            what = "does not stand in the table of provisions as it is cited"
            remedy = "add a row with its heading, item and first words"
            problems.append(Problem(f"{policy.id}, clause {clause.id!r}", what, remedy))
    return tuple(problems)
