"""A table file → a table, or every problem of it with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from walljack.fingerprint.licence import LICENCES, unknown_licences
from walljack.fingerprint.match import BASES
from walljack.fingerprint.refusal import nearest
from walljack.fingerprint.says import SAID, Says
from walljack.fingerprint.table import Row, Table
from walljack.model.error import Problem
from walljack.model.vocabulary import UNKNOWN, Vocabulary

KEY = "key"
KEY_FOLDED = "key (any case)"
_KEYS = (KEY, KEY_FOLDED)
_NEEDED = ("source", "licence")
_COLUMNS = (*_KEYS, *SAID, "basis", *_NEEDED)
_LINES = ("home", "office")
_PLACE = re.compile(r"(?:.*/)?tables/([a-z0-9]+(?:-[a-z0-9]+)*)\.csv")


def is_table(path: str) -> bool:
    """The file is a table, by its name."""
    return path.endswith(".csv")


def parse_tables(
    files: Mapping[str, str], vocabulary: Vocabulary, problems: list[Problem]
) -> dict[str, Table]:
    """Every table among the files, by its name; what is wrong with them is added to problems."""
    tables = {}
    for path in sorted(filter(is_table, files)):
        table = _parse(path, files[path], vocabulary, problems)
        if table is not None:
            tables[table.name] = table
    return tables


def _parse(path: str, text: str, vocabulary: Vocabulary, problems: list[Problem]) -> Table | None:
    place = _PLACE.fullmatch(path)
    if place is None:
        problems.append(
            Problem(path, "lies in the wrong place", "name it tables/NAME.csv, in lower case")
        )
        return None
    lines = csv.reader(io.StringIO(text), strict=True)
    try:
        header = [cell.strip() for cell in next(lines, [])]
        if not header:
            problems.append(Problem(path, "is empty", "give it a header and a row"))
            return None
        refused = list(_check_header(f"{path}, line 1", header))
        if refused:
            problems += refused
            return None
        table = Table(
            name=place[1],
            columns=tuple(name for name in SAID if name in header),
            folded=KEY_FOLDED in header,
            rows={},
        )
        _read_rows(path, header, lines, table, vocabulary=vocabulary, problems=problems)
    except csv.Error as error:
        problems.append(Problem(f"{path}, line {lines.line_num}", f"is no CSV: {error}"))
        return None
    return table


def _check_header(where: str, header: list[str]) -> Iterator[Problem]:
    for number, name in enumerate(header):
        if name not in _COLUMNS:
            remedy = nearest(name, _COLUMNS) or f"known: {', '.join(_COLUMNS)}"
            yield Problem(where, f"“{name}” is no column of a table", remedy)
        elif name in header[:number]:
            yield Problem(where, f"column “{name}” stands twice", "keep one")
    keys = [name for name in _KEYS if name in header]
    if len(keys) != 1:
        yield Problem(
            where,
            "has two key columns" if keys else "has no key column",
            f"name one column “{KEY}”, or “{KEY_FOLDED}” when case does not matter",
        )
    for name in _NEEDED:
        if name not in header:
            yield Problem(where, f"has no column “{name}”", "every row says where it is from")
    if not set(SAID) & set(header):
        yield Problem(where, "says nothing", f"add a column: {', '.join(SAID)}")


def _read_rows(
    path: str,
    header: list[str],
    lines: Iterator[list[str]],
    table: Table,
    *,
    vocabulary: Vocabulary,
    problems: list[Problem],
) -> None:
    """Fill the table with its rows and tell what is wrong with each."""
    number = 1
    first: dict[str, int] = {}
    heard: set[str] = set()
    for cells in lines:
        number = lines.line_num  # type: ignore[attr-defined]  # the reader of csv has it
        where = f"{path}, line {number}"
        if len(cells) != len(header):
            problems.append(
                Problem(
                    where,
                    f"has {len(cells)} cells, the header {len(header)}",
                    "give each column one; put one that holds a comma in double quotes",
                )
            )
            continue
        told = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        heard |= {name for name, cell in told.items() if cell}
        written = told[KEY_FOLDED if table.folded else KEY]
        key = written.casefold() if table.folded else written
        if not key:
            problems.append(Problem(where, "has no key", "write the key, or take the line out"))
        elif key in first:
            what = f"key “{written}” stands in line {first[key]} already"
            problems.append(Problem(where, what, "keep one of them"))
        first.setdefault(key, number)
        row = Row(
            Says(**{name: told.get(name, "") for name in SAID}),
            told.get("basis", ""),
            told["source"],
            told["licence"],
        )
        problems += _check_row(where, row, vocabulary)
        table.rows[key] = row
    if number == 1:
        problems.append(Problem(path, "has no rows", "add one, or take the file out"))
    if not first:
        return
    for name in header:
        if name not in heard and name in (*SAID, "basis"):
            problems.append(
                Problem(f"{path}, line 1", f"column “{name}” is empty", "fill it, or take it out")
            )


def _check_row(where: str, row: Row, vocabulary: Vocabulary) -> Iterator[Problem]:
    said = row.says
    if said.silent():
        yield Problem(where, "says nothing", f"fill one of {', '.join(SAID)}")
    if said.type and not vocabulary.path(said.type):
        remedy = (
            "leave the cell empty when the type is not known"
            if said.type == UNKNOWN
            else nearest(said.type, vocabulary.types) or "types stand in vocabulary.toml"
        )
        yield Problem(f"{where}, type", f"“{said.type}” is no type", remedy)
    if said.line and said.line not in _LINES:
        yield Problem(f"{where}, line", f"is “{said.line}”, must be {' or '.join(_LINES)}")
    if row.basis and row.basis not in BASES:
        yield Problem(f"{where}, basis", f"is “{row.basis}”, must be {' or '.join(BASES)}")
    for name, text in (("source", row.source), ("licence", row.licence)):
        if not text:
            yield Problem(f"{where}, {name}", "must not be empty")
    for licence in unknown_licences(row.licence) if row.licence else ():
        yield Problem(
            f"{where}, licence",
            f"“{licence}” is no licence that entries name",
            nearest(licence, LICENCES) or f"one of: {', '.join(sorted(LICENCES))}",
        )
