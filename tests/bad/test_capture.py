"""One broken capture for every message, with the message's exact text beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from walljack.capture import read_capture
from walljack.model.error import ProblemsError

FOLDER = Path(__file__).parent / "capture"


@pytest.mark.parametrize(
    "path",
    sorted(path for path in FOLDER.iterdir() if path.suffix != ".txt"),
    ids=lambda path: path.name,
)
def test_a_broken_capture_is_refused_with_this_text(path: Path) -> None:
    """The capture is refused, and the message is word for word the one in the text file."""
    with (
        path.open("rb") as stream,
        pytest.raises(ProblemsError) as refused,
        read_capture(stream, where=path.name) as capture,
    ):
        list(capture)
    expected = path.with_name(f"{path.name}.txt").read_text(encoding="utf-8")
    assert f"{refused.value}\n" == expected
