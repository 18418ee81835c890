"""Options of the whole test suite."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` writes the expected rows of tests/pcaps/golden again."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files of tests/pcaps again; read the difference before committing",
    )
