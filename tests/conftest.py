"""Options of the whole test suite."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` writes the expected rows of tests/pcaps/golden again."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files of tests/pcaps again; read the difference before committing",
    )


# A merge is held to the same examples every time; at the desk every run tries new ones. No
# deadline: the machine may be busy, and time is measured elsewhere.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
