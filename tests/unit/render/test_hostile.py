"""Everything from the wire is hostile: one corpus through every output."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from tests.unit.render.hostile import CORPUS, EVIL, hostile_page, hostile_view
from tests.unit.render.sample import TEMPLATES
from walljack.model.table import Table
from walljack.render import (
    cases_table,
    cell,
    devices_table,
    findings_table,
    plain,
    render_cases_json,
    render_device_json,
    render_device_text,
    render_devices_json,
    render_findings_json,
    render_report_csv,
    render_report_html,
    render_report_json,
    render_report_text,
)

TEXTS: dict[str, Callable[[], str]] = {
    "report.txt": lambda: render_report_text(hostile_view(), TEMPLATES),
    "report.html": lambda: render_report_html(hostile_view(), TEMPLATES),
    "report.csv": lambda: render_report_csv(hostile_view()).replace("\r\n", "\n"),
    "report.json": lambda: render_report_json(hostile_view()),
    "device.txt": lambda: render_device_text(hostile_page(), TEMPLATES),
    "device.json": lambda: render_device_json(hostile_page()),
    "devices.json": lambda: render_devices_json([hostile_page().row], names_masked=False),
    "findings.json": lambda: render_findings_json(hostile_view().information, names_masked=False),
    "cases.json": lambda: render_cases_json(hostile_view().cases, names_masked=False),
}
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _hidden(text: str) -> set[str]:
    """Characters that a reader does not see as themselves."""
    return {repr(sign) for sign in text if unicodedata.category(sign) in HIDDEN}


@pytest.mark.parametrize("name", TEXTS)
def test_output_holds_no_hidden_character(name: str) -> None:
    """No control, bidi or zero-width character, no surrogate reaches an output, but line feeds."""
    assert _hidden(TEXTS[name]().replace("\n", "")) == set()


@pytest.mark.parametrize("name", ["report.txt", "device.txt"])
def test_a_name_never_starts_a_line_of_its_own(name: str) -> None:
    """A line feed in a name begins no line: it cannot forge a line of the report."""
    assert re.search(r"^\s*Bcc:", TEXTS[name](), re.MULTILINE) is None


class _Tags(HTMLParser):
    """Collects tags, attributes and whatever is left open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_html_has_only_the_templates_tags() -> None:
    """Nothing from the wire becomes a tag or an attribute of the page."""
    page = _Tags()
    page.feed(render_report_html(hostile_view(), TEMPLATES))
    assert page.tags & {"script", "img", "svg", "iframe", "object", "b", "link", "base"} == set()
    assert {name for name in page.attributes if name.startswith("on")} == set()
    assert "src" not in page.attributes


def test_html_has_no_address_outside_itself() -> None:
    """Every link of the page leads into the page."""
    page = render_report_html(hostile_view(), TEMPLATES)
    assert set(re.findall(r'(?:href|src|action)="(.)', page)) == {"#"}
    assert "url(" not in page
    assert "@import" not in page


def test_csv_has_no_formula() -> None:
    """No cell starts like a formula, after white space or a semicolon either."""
    rows = list(csv.reader(io.StringIO(render_report_csv(hostile_view()), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = [value for row in rows for value in row]
    assert [value for value in cells if re.search(r"(^|;)\s*[=+\-@\t\r＝＋－＠]", value)] == []


@pytest.mark.parametrize("text", CORPUS)
def test_cell_keeps_the_text_readable(text: str) -> None:
    """A cell is the plain text with nothing but apostrophes added."""
    assert cell(text).replace("'", "") == plain(text).replace("'", "")


def test_json_gives_every_value_back() -> None:
    """A program that reads the JSON gets each name exactly as it was sent."""
    document = json.loads(render_device_json(hostile_page()))
    assert document["device"]["names"] == list(CORPUS)
    assert document["device"]["vendor"] == EVIL


@pytest.mark.parametrize(
    "table",
    [
        devices_table([hostile_page().row]),
        findings_table(hostile_view().information),
        cases_table(hostile_view().cases),
    ],
    ids=["devices", "findings", "cases"],
)
def test_table_cells_are_plain(table: Table) -> None:
    """Every cell of a table for the terminal is one plain line of bounded length."""
    cells = [text for row in table.rows for text in row]
    assert _hidden("".join(cells)) == set()
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_templates_never_run_what_they_print() -> None:
    """Braces in a name are printed, not computed."""
    assert "{{ 7*7 }}" in render_report_text(hostile_view(), TEMPLATES)
    assert "49{" not in render_report_html(hostile_view(), TEMPLATES)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Kitchen Echo", "Kitchen Echo"),
        ("café", "café"),
        ("a\x1b[2J", r"a\x1b[2J"),
        ("a\r\nb", r"a\x0d\x0ab"),
        ("a\u202eb", r"a\u202eb"),
        ("a\xa0b", r"a\xa0b"),
        ("\U000e0041", r"\U000e0041"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_plain_writes_out_what_is_not_printed(sent: str, shown: str) -> None:
    """A character that would be obeyed or hidden is written as its code; others stay."""
    assert plain(sent) == shown
