"""One broken policy for every message, with the message's exact text beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from walljack.model.error import ProblemsError
from walljack.policy import parse_policy

FOLDER = Path(__file__).parent / "policies"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_a_broken_policy_is_refused_with_this_text(path: Path) -> None:
    """The policy is refused, and the message is word for word the one in the text file."""
    with pytest.raises(ProblemsError) as refused:
        parse_policy(path.name, path.read_text(encoding="utf-8"))
    assert f"{refused.value}\n" == path.with_suffix(".txt").read_text(encoding="utf-8")
