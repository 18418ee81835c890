"""One broken list for every message, with the message's exact text beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from walljack.model.error import ProblemsError
from walljack.register import parse_assets, parse_exemptions, parse_grants, parse_watch

FOLDER = Path(__file__).parent / "register"
PARSERS: dict[str, Callable[[str, str], object]] = {
    "assets": parse_assets,
    "grants": parse_grants,
    "exemptions": parse_exemptions,
    "watch": parse_watch,
}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.stem)
def test_a_broken_list_is_refused_with_this_text(path: Path) -> None:
    """The list is refused, and the message is word for word the one in the text file."""
    parse = PARSERS[path.stem.partition("-")[0]]
    with pytest.raises(ProblemsError) as refused:
        parse(path.name, path.read_text(encoding="utf-8"))
    assert f"{refused.value}\n" == path.with_suffix(".txt").read_text(encoding="utf-8")
