"""Other people's words for types and vendors, in ours."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from walljack.model.vocabulary import UNKNOWN, Vocabulary

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Words:
    """Words in ours: ``types`` by (whose, word), ``vendors`` by recog's spelling."""

    types: Mapping[tuple[str, str], str]
    vendors: Mapping[str, str]

    def type_of(self, whose: str, word: str) -> str:
        """Our type for a word; ``unknown`` when the table says that it names none.

        Raises: KeyError when nobody has said what the word means.
        """
        return self.types[whose, word]

    def vendor_of(self, name: str) -> str:
        """Our spelling of a vendor."""
        return self.vendors.get(name, name)


def read_words(folder: Path = HERE) -> Words:
    """The tables of words beside this module."""
    return Words(
        {
            (row["whose"], row["word"]): row["type"] or UNKNOWN
            for row in read_table(folder, "words")
        },
        {row["recog"]: row["ours"] for row in read_table(folder, "vendors")},
    )


def read_table(folder: Path, name: str) -> list[dict[str, str]]:
    """Rows of one of the tables that belong to the comparison."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def combine(types: Iterable[str], vocabulary: Vocabulary) -> str:
    """One answer from several: the finest that agree, else the branch that all share.

    Gives: ``unknown`` when there is none, or when they share no branch.
    """
    told = {one for one in types if one != UNKNOWN}
    leaves = {one for one in told if not any(vocabulary.is_ancestor(one, other) for other in told)}
    if len(leaves) == 1:
        return leaves.pop()
    branches = {vocabulary.path(one)[0] for one in leaves}
    return branches.pop() if len(branches) == 1 else UNKNOWN
