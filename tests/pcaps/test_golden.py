"""The rows that each special capture and each recorded client leaves, compared exactly.

After a wanted change: ``python -m pytest tests/pcaps/test_golden.py --update-golden`` writes the
files again. Read the difference before you commit it: it is part of the review.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcaps.district import CASES, CLIENTS, HERE, RECORDED_NETS, Kept, school
from tests.pcaps.golden_rows import golden_text
from walljack.app import replay

GOLDEN = HERE / "golden"
_CAPTURES = {
    f"{folder.name}-{path.stem}": path
    for folder in (CASES, CLIENTS)
    for path in sorted(folder.glob("*.pcap"))
}
# The district's server and router, as the register of every golden replay lists them.
_LISTED = {
    "8c:ec:4b:10:00:05": "server",
    "00:1b:54:10:0a:01": "router",
    "8c:04:ba:20:01:01": "desktop",
    "00:00:5e:00:53:05": "server",
}


@pytest.mark.parametrize("name", _CAPTURES)
def test_rows_are_as_agreed(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The capture leaves exactly these devices, signals, identities, findings and cases."""
    nets = RECORDED_NETS if name.startswith("clients-") else ("10.20", "10.40")
    place = school(tmp_path, policy="mukilteo-2314p", listed=_LISTED, nets=nets)
    replay(place, [str(_CAPTURES[name])])
    text = golden_text(Kept(place))
    golden = GOLDEN / f"{name}.json"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_its_capture() -> None:
    """No golden file stands for a capture that is no longer there."""
    assert sorted(path.stem for path in GOLDEN.glob("*.json")) == sorted(_CAPTURES)
