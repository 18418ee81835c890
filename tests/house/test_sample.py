"""The sample district's lists fit the program and its capture."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.house.tree import ROOT
from walljack.model.error import Problem
from walljack.register import parse_assets, parse_exemptions, parse_grants, parse_watch
from walljack.settings import parse_settings

_SAMPLES = ROOT / "data" / "samples"


def _text(name: str) -> str:
    return (_SAMPLES / name).read_text(encoding="utf-8")


def test_lists_parse_without_a_remark() -> None:
    """Register, grants, exemptions and watch list are accepted, and nothing in them is odd."""
    remarks: list[Problem] = [
        *parse_assets("register.csv", _text("register.csv")).notices,
        *parse_grants("grants.csv", _text("grants.csv")).notices,
        *parse_exemptions("exemptions.csv", _text("exemptions.csv")).notices,
        *parse_watch("watch.csv", _text("watch.csv")).notices,
    ]
    assert remarks == []


def test_configuration_names_files_that_are_there() -> None:
    """The configuration is accepted, and its lists lie beside it."""
    settings = parse_settings("walljack.toml", _text("walljack.toml"), _SAMPLES)
    lists = (settings.register, settings.grants, settings.exemptions, settings.watch)
    assert [path for path in lists if not Path(path).is_file()] == []


def test_every_listed_device_is_in_the_capture() -> None:
    """Each address of the register, grants and exemptions sends in the sample capture."""
    capture = (_SAMPLES / "school-morning.pcap").read_bytes()
    missing = [
        row["address"]
        for name in ("register.csv", "grants.csv", "exemptions.csv")
        for row in csv.DictReader(_text(name).splitlines())
        if bytes.fromhex(row["address"].replace(":", "")) not in capture
    ]
    assert missing == []
