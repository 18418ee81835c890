"""The HTML report in a real browser: Debian's chromium, judged by axe-core.

Needs chromium and node, and in this folder ``npm ci``. With ``CI=true`` nothing skips.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.unit.render.hostile import hostile_view
from tests.unit.render.sample import TEMPLATES, empty_view, report_view
from walljack.render import render_report_html

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("WALLJACK_CHROMIUM", "/usr/bin/chromium")
PAGES = ("empty", "hostile", "report")


def _missing() -> list[str]:
    """What the browser tests need and do not find."""
    wanted = {
        "chromium": Path(CHROMIUM).exists(),
        "node": shutil.which("node") is not None,
        "npm ci in tests/web": (HERE / "node_modules" / "axe-core").exists(),
    }
    return [name for name, there in wanted.items() if not there]


@pytest.fixture(scope="session")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the browser saw of every page, light and dark, wide and narrow."""
    missing = _missing()
    if missing and os.environ.get("CI") != "true":
        pytest.skip(f"missing: {', '.join(missing)}")
    assert not missing
    folder = Path(os.environ.get("WALLJACK_SCREENSHOTS") or tmp_path_factory.mktemp("pages"))
    # Two cases hold the whole corpus; axe needs a minute for thirty.
    hostile = hostile_view()
    hostile = replace(hostile, cases=hostile.cases[:2], information=hostile.information[:2])
    views = {"report": report_view(), "empty": empty_view(), "hostile": hostile}
    for name, view in views.items():
        page = render_report_html(view, TEMPLATES)
        (folder / f"{name}.html").write_text(page, encoding="utf-8", errors="surrogateescape")
    pages = [str(folder / f"{name}.html") for name in PAGES]
    command = ["node", str(HERE / "look.mjs"), str(folder), *pages]
    # A cold browser on a busy machine needs half a minute; a hung one is given up after two.
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(found) == len(PAGES) * 4
    return found


def test_axe_finds_nothing(seen: list[dict[str, Any]]) -> None:
    """No page breaks a WCAG 2.1 A or AA rule that axe-core knows, at 1280 or 320 pixels."""
    assert {tuple(look["violations"]) for look in seen} == {()}
    assert min(look["passes"] for look in seen) > 20  # axe looked at something


def test_no_sideways_scrolling(seen: list[dict[str, Any]]) -> None:
    """At 320 pixels no page is wider than the screen (WCAG 1.4.10); only tables scroll."""
    assert not any(look["sideways"] for look in seen)


def test_page_needs_nothing_else(seen: list[dict[str, Any]]) -> None:
    """A page asks for no other file, and nothing from the wire runs in it."""
    assert {(look["requests"], look["scripts"]) for look in seen} == {(1, "quiet")}


def test_keyboard_skips_to_the_report(seen: list[dict[str, Any]]) -> None:
    """The first stop of the Tab key skips the navigation."""
    stops = {(look["first"], look["landed"]) for look in seen if "first" in look}
    assert stops == {("Skip to the report", "report")}
