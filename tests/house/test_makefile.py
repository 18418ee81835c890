"""The Makefile prepares what the tests need."""

from __future__ import annotations

import subprocess

import pytest

from tests.house.tree import ROOT


@pytest.mark.parametrize("target", ["test", "check"])
def test_the_browser_tests_are_prepared(target: str) -> None:
    """After a change to its lock file, and in a fresh clone, tests/web is installed first."""
    lock = "tests/web/package-lock.json"
    told = subprocess.run(
        ["make", "--dry-run", "-W", lock, target],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.index("npm ci") < told.stdout.index("-m pytest")
