"""One broken list for every message, with the message's exact text beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from walljack.model.error import ProblemsError
from walljack.model.register import WatchItem
from walljack.register import (
    Known,
    Listing,
    parse_assets,
    parse_exemptions,
    parse_grants,
    parse_watch,
)

FOLDER = Path(__file__).parent / "register"
KNOWN = Known(
    rules={"game-console-wired", "smart-speaker", "watched-device"},
    other_rules={"household-device"},
    segments={"north-classrooms", "north-office", "mirror"},
    sites={"north", "south"},
    types={"desktop", "smart_speaker"},
)


def _watch(name: str, text: str, _: Known) -> Listing[WatchItem]:
    return parse_watch(name, text)


PARSERS: dict[str, Callable[[str, str, Known], object]] = {
    "assets": parse_assets,
    "grants": parse_grants,
    "exemptions": parse_exemptions,
    "watch": _watch,
}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.stem)
def test_a_broken_list_is_refused_with_this_text(path: Path) -> None:
    """The list is refused, and the message is word for word the one in the text file."""
    parse = PARSERS[path.stem.partition("-")[0]]
    with pytest.raises(ProblemsError) as refused:
        parse(path.name, path.read_text(encoding="utf-8"), KNOWN)
    assert f"{refused.value}\n" == path.with_suffix(".txt").read_text(encoding="utf-8")
