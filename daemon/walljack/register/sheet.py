"""A CSV list as rows of named cells, with everything wrong with it told by row and column."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from walljack.model.error import Problem, ProblemsError

# A register of the largest district has some 200,000 rows; a list of its columns fits on a
# screen; a cell is a tag, a number or a name. More is another file, or an attack on memory.
MOST_ROWS = 500_000
MOST_COLUMNS = 64
MOST_CHARACTERS = 200
# Nobody reads more at once, and a list in the wrong format is wrong in every row.
MOST_PROBLEMS = 100

Item = TypeVar("Item")


class Listing(NamedTuple, Generic[Item]):
    """A list that was accepted. ``notices``: rows that are odd and were taken all the same."""

    rows: tuple[Item, ...]
    notices: tuple[Problem, ...]


@dataclass(slots=True)
class Row:
    """One row. ``where``: as a person finds it, counting lines from 1 with the header."""

    where: str
    cells: dict[str, str]
    problems: list[Problem]

    def text(self, column: str) -> str:
        """The cell, "" when it is empty or the list has no such column."""
        return self.cells.get(column, "")

    def required(self, column: str, remedy: str = "") -> str:
        """The cell, which must not be empty."""
        value = self.text(column)
        if not value:
            self.problem(column, "is empty", remedy)
        return value

    def one_of(self, column: str, words: Sequence[str], default: str, remedy: str = "") -> str:
        """The cell as one of a closed list of words, in any case; ``default`` when empty."""
        value = self.text(column).casefold() or default
        if value not in words:
            what = f"{self.text(column)!r} is not one of {', '.join(words)}"
            self.problem(column, what if value else "is empty", near(value, words) or remedy)
        return value

    def problem(self, column: str, what: str, remedy: str = "") -> None:
        """Note that a cell is wrong."""
        self.problems.append(Problem(f"{self.where}, column {column!r}", what, remedy))


@dataclass(slots=True)
class Sheet:
    """The rows of one list, and what is wrong with it so far."""

    name: str
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def build(self, make: Callable[[Row], Item | None]) -> list[Item]:
        """An item of every row that can be made into one.

        Raises: ProblemsError with all problems of all rows, when there is any.
        """
        items = []
        for row in self.rows:
            item = make(row)
            if item is not None and not row.problems:
                items.append(item)
            self.problems.extend(row.problems)
        self.refuse()
        return items

    def refuse(self) -> None:
        """Raise ProblemsError when something is wrong with the list."""
        if len(self.problems) > MOST_PROBLEMS:
            more = len(self.problems) - MOST_PROBLEMS
            told = [*self.problems[:MOST_PROBLEMS], Problem(self.name, f"and {more} more problems")]
            raise ProblemsError(told)
        if self.problems:
            raise ProblemsError(self.problems)


def parse_sheet(
    name: str, text: str, columns: Sequence[str], required: Sequence[str], aim: str
) -> Sheet:
    """The rows of a CSV list under its header.

    Takes: ``name``, what to call the file; ``columns``, all that the list may have;
    ``required``, those that it must have; ``aim``, what the list is, for messages. In the
    header case does not count, nor whether words are joined by a space, ``_`` or ``-``. A byte
    order mark, blank lines and rows of empty cells are left out.
    Raises: ProblemsError when the header cannot be used; problems of rows wait in the sheet.
    Source: RFC 4180.
    """
    sheet = Sheet(name)
    lines = _lines(name, text, sheet)
    header = next(lines, None)
    if header is None:
        remedy = f"the first line names the columns: {','.join(columns)}"
        sheet.problems.append(Problem(name, f"is empty: {aim} has at least a header", remedy))
        sheet.refuse()
        return sheet
    names = _header(name, header[1], columns, required, sheet)
    sheet.refuse()
    for line, cells in lines:
        where = f"{name}, line {line}"
        if len(sheet.rows) == MOST_ROWS:
            sheet.problems.append(Problem(where, f"has more than {MOST_ROWS} rows", "split it"))
            break
        if len(cells) != len(names):
            what = f"has {len(cells)} cells under {len(names)} columns"
            sheet.problems.append(Problem(where, what, "put a cell with a comma in quotes"))
            continue
        row = Row(where, dict(zip(names, cells, strict=True)), [])
        for column, value in row.cells.items():
            if len(value) > MOST_CHARACTERS:
                row.problem(column, f"has more than {MOST_CHARACTERS} characters")
            elif not value.isprintable():
                row.problem(column, "holds a control character or line break", "remove it")
        sheet.rows.append(row)
    return sheet


def near(word: str, known: Sequence[str]) -> str:
    """A remedy that names the nearest known word; "" when none is near."""
    match = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {match[0]!r}?" if match else ""


def _lines(name: str, text: str, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of every line that is not blank; cells without outer blanks."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    while True:
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            what = f"is not CSV: {error}"
            sheet.problems.append(Problem(f"{name}, line {reader.line_num}", what))
            return
        if any(cells):
            yield reader.line_num, cells


def _plain(column: str) -> str:
    return " ".join(column.casefold().replace("_", " ").replace("-", " ").split())


def _header(
    name: str, cells: list[str], columns: Sequence[str], required: Sequence[str], sheet: Sheet
) -> list[str]:
    """The columns in the file's order; what is wrong with them is noted in the sheet."""
    where = f"{name}, header"
    if len(cells) > MOST_COLUMNS:
        what = f"has {len(cells)} columns, more than {MOST_COLUMNS}"
        sheet.problems.append(Problem(where, what))
        return []
    if len(cells) == 1 and any(sign in cells[0] for sign in ";\t|"):
        remedy = "save it as comma-separated values (CSV)"
        sheet.problems.append(Problem(where, "its columns are not separated by commas", remedy))
        return []
    names = [_plain(cell) for cell in cells]
    for given, column in zip(cells, names, strict=True):
        if column not in columns:
            remedy = near(column, columns) or f"known columns: {', '.join(columns)}"
            shown = given[:MOST_CHARACTERS]
            sheet.problems.append(Problem(where, f"{shown!r} is not a column of this list", remedy))
    for column in columns:
        if names.count(column) > 1:
            sheet.problems.append(Problem(where, f"the column {column!r} is there twice"))
        elif column in required and column not in names:
            sheet.problems.append(Problem(where, f"the column {column!r} is missing"))
    return names
