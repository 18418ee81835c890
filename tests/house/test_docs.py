"""The pages under docs tell of every option, column, condition and table that there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer.main

from tests.house.tree import ROOT
from walljack.app import Workplace, replay
from walljack.cli import root
from walljack.cli.report import Format, report_text
from walljack.policy.predicate import CONDITIONS
from walljack.policy.schema import ClauseFile, HeadFile, RuleFile
from walljack.register import assets, exemptions, grants, watch
from walljack.store import schema

_DOCS = ROOT / "docs"
_LISTS = {"assets": assets, "grants": grants, "exemptions": exemptions, "watch": watch}


def _page(name: str) -> str:
    return (_DOCS / name).read_text(encoding="utf-8")


def _options(command: Any) -> set[str]:
    """Every long option of a verb and of those below it."""
    found = {
        name
        for parameter in command.params
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--")
    }
    return found.union(*map(_options, getattr(command, "commands", {}).values()))


@pytest.mark.parametrize("option", sorted(_options(typer.main.get_command(root))))
def test_every_option_is_documented(option: str) -> None:
    """The page on verbs names the option, and not only as the beginning of another."""
    assert re.search(rf"{re.escape(option)}(?![a-z-])", _page("verbs.md"))


def test_no_option_is_invented() -> None:
    """Every option that the page on verbs shows in code is some verb's, or help."""
    shown = set(re.findall(r"(?<![a-z-])--[a-z][a-z-]*", _page("verbs.md")))
    assert shown - _options(typer.main.get_command(root)) == {"--help"}


@pytest.mark.parametrize("name", _LISTS)
def test_every_column_is_documented(name: str) -> None:
    """The page on configuration names every column of the list, and its closed words."""
    page = _page("configuration.md")
    listed = _LISTS[name]
    words = (*listed.COLUMNS, *getattr(listed, "OWNERS", ()))
    assert [word for word in words if f"`{word}`" not in page] == []


def test_every_condition_is_documented() -> None:
    """The page on policies names every condition and every word of the format."""
    page = _page("policies.md")
    words = {*CONDITIONS, *HeadFile.model_fields, *ClauseFile.model_fields, *RuleFile.model_fields}
    assert {word for word in words if f"`{word}`" not in page} == set()


def test_every_table_is_documented() -> None:
    """The page on the database names every table."""
    tables = set(re.findall(r"CREATE TABLE (\w+)", schema._TABLES))
    assert tables
    page = _page("database.md")
    assert {table for table in tables if f"`{table}`" not in page} == set()


def test_links_lead_somewhere() -> None:
    """Every relative link of README and docs names a file that is there."""
    pages = [ROOT / "README.md", *_DOCS.glob("*.md")]
    links = {
        page.parent / target
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    }
    assert links
    assert {str(link) for link in links if not link.is_file()} == set()


def test_excerpt_is_real(tmp_path: Path) -> None:
    """The case that the README shows is that case of the sample's report, shortened by lines."""
    samples = ROOT / "data" / "samples"
    place = Workplace(tmp_path / "walljack.db", samples / "walljack.toml")
    replay(place, [str(samples / "school-morning.pcap")])
    printed = report_text(place, Format.TEXT).splitlines()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    excerpt = re.search(r"^    Case .*\n(?:      .*\n)+", readme, re.MULTILINE)
    assert excerpt is not None
    shown = [line.removeprefix("    ") for line in excerpt[0].splitlines()]
    begin = printed.index(shown[0])
    rest = iter(printed[begin : begin + printed[begin:].index("")])
    assert [line for line in shown if line not in rest] == []  # each after the one before
