"""Any text is a list, or a list of problems."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from walljack.model.error import ProblemsError
from walljack.register import Listing, parse_assets, parse_exemptions, parse_grants, parse_watch
from walljack.register.assets import COLUMNS as ASSETS
from walljack.register.exemptions import COLUMNS as EXEMPTIONS
from walljack.register.grants import COLUMNS as GRANTS
from walljack.register.watch import COLUMNS as WATCH

Parse = Callable[[str, str], Listing[Any]]
PARSERS: list[tuple[Parse, tuple[str, ...]]] = [
    (parse_assets, ASSETS),
    (parse_grants, GRANTS),
    (parse_exemptions, EXEMPTIONS),
    (parse_watch, WATCH),
]
cells = st.sampled_from(
    ["", "00:00:5e:00:53:01", "0000.5e00.5302", "02:00:5e:00:53:03", "ff:ff:ff:ff:ff:ff", "A-1",
     "staff", "on-file", "2026-11-22", "9999-12-31", "0001-01-01", "=1+1", '"', "x" * 300, "\x00"]
)  # fmt: skip


@pytest.mark.parametrize(("parse", "columns"), PARSERS)
@given(st.text())
def test_any_text_is_a_list_or_a_list_of_problems(
    parse: Parse, columns: tuple[str, ...], text: str
) -> None:
    """No text makes a parser fail in another way, with a right header or without."""
    for whole in (text, ",".join(columns) + "\n" + text):
        with suppress(ProblemsError):
            parse("list.csv", whole)


@pytest.mark.parametrize(("parse", "columns"), PARSERS)
@given(st.data())
def test_any_cells_are_a_list_or_a_list_of_problems(
    parse: Parse, columns: tuple[str, ...], data: st.DataObject
) -> None:
    """Nor do cells that are nearly right; what is taken has one item for every row."""
    row = st.lists(cells, min_size=len(columns), max_size=len(columns))
    rows = data.draw(st.lists(row.filter(any), max_size=5))
    text = io.StringIO()
    csv.writer(text).writerows([columns, *rows])
    with suppress(ProblemsError):
        assert len(parse("list.csv", text.getvalue()).rows) == len(rows)
