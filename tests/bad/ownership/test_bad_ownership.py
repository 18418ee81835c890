"""One broken file of marks per kind of problem, with the exact text."""

from __future__ import annotations

from pathlib import Path

import pytest

from walljack.fingerprint import parse_marks, parse_vocabulary
from walljack.model.error import ProblemsError

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
WORDS = parse_vocabulary((ROOT / "fingerprints/vocabulary.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(HERE.glob("*.toml")), ids=lambda path: path.stem)
def test_bad_marks_are_refused_with_every_problem(path: Path) -> None:
    """Each broken file gets exactly the message beside it."""
    with pytest.raises(ProblemsError) as refused:
        parse_marks(path.read_text(encoding="utf-8"), WORDS)
    assert str(refused.value) + "\n" == path.with_suffix(".txt").read_text(encoding="utf-8")
