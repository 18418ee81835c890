"""The JSON report is of the form that docs/report-schema.json tells."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.render.hostile import hostile_view
from tests.unit.render.sample import ROOT, empty_view, report_view
from tests.unit.render.schema import problems
from walljack.model.view import ReportView
from walljack.render import render_report_json
from walljack.render.report_csv import COLUMNS

SCHEMA: dict[str, Any] = json.loads((ROOT / "docs/report-schema.json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs/report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("view", [report_view, empty_view, hostile_view])
def test_report_is_of_its_form(view: Callable[[], ReportView]) -> None:
    """A full, an empty and a hostile report have every member of the schema and no other."""
    assert problems(json.loads(render_report_json(view())), SCHEMA, SCHEMA) == []


def test_schema_refuses_what_is_wrong() -> None:
    """A report of another version, with a member too many or a wrong time, breaks the schema."""
    document = json.loads(render_report_json(report_view()))
    document |= {"schema": "walljack-report-2", "colour": "red", "at": "yesterday"}
    document["cases"][0]["level"] = "urgent"
    del document["notes"]
    assert sorted(problems(document, SCHEMA, SCHEMA)) == [
        "$.at: none of anyOf",
        "$.cases[0].level: 'urgent' is not in the list",
        "$.schema: is not 'walljack-report-1'",
        "$: has colour too",
        "$: lacks notes",
    ]


def test_every_column_is_documented() -> None:
    """docs/report.md has a row for each column of the CSV, in its order."""
    rows = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert [name for name in rows if name in COLUMNS] == list(COLUMNS)


def test_every_part_of_the_schema_is_used() -> None:
    """No definition stands in the schema that nothing refers to."""
    text = json.dumps(SCHEMA)
    assert [name for name in SCHEMA["$defs"] if f'"#/$defs/{name}"' not in text] == []
