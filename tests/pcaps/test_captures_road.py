"""Every capture at hand through the whole road into a database, in bounded time.

With WALLJACK_SHARED set to a folder of labelled (``captures/set``) and hostile (``hostile``)
captures, those are replayed too; the totals are printed (``pytest -s``).
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pcaps.district import Kept, rows_of, school
from tests.pcaps.test_scapy_differential import captures_at_hand
from walljack.app import replay
from walljack.custody import verify
from walljack.model.error import Problem, ProblemsError

# A thousand packets take about a second, a database some 50 ms; the rest is a busy machine.
_AT_LEAST_S = 5.0
_PER_PACKET_S = 0.02

_totals: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def _told() -> Iterator[None]:
    """Print the totals when all captures are through."""
    yield
    sys.stdout.write("\n" + ", ".join(f"{n} {what}" for what, n in sorted(_totals.items())) + "\n")


@pytest.mark.parametrize("path", captures_at_hand(), ids=lambda path: path.name)
def test_capture_is_replayed_or_refused(path: Path, tmp_path: Path) -> None:
    """A capture leaves whole rows and a verified log, or is refused and leaves none."""
    place = school(tmp_path, policy="mukilteo-2314p", listed={"8c:ec:4b:10:00:05": "server"})
    refused: tuple[Problem, ...] = ()
    began = time.perf_counter()
    try:
        done = replay(place, [str(path)])
    except ProblemsError as problems:
        refused = problems.problems
    if refused:
        assert ["link type" in problem.what for problem in refused] == [True]
        _totals["refused"] += 1
        if place.db.exists():
            assert rows_of(place.db)["device"] == []
        return
    took = time.perf_counter() - began
    (row,) = done.read
    assert took < _AT_LEAST_S + row.frames * _PER_PACKET_S
    kept = Kept(place)
    assert verify(kept.custody) == []
    for address, stored in kept.devices.items():
        assert not stored.profile.device.group, address
    _totals["replayed"] += 1
    _totals["frames"] += row.frames
    _totals["devices"] += len(kept.devices)
    _totals["findings"] += len(kept.findings)
    _totals["weirds"] += sum(kept.weirds.values())
    _totals["ms"] += int(1000 * took)


def test_all_into_one_database(tmp_path: Path) -> None:
    """All of them together into one database: it is whole, and its log verifies."""
    place = school(tmp_path, policy="mukilteo-2314p", listed={"8c:ec:4b:10:00:05": "server"})
    for path in captures_at_hand():
        with contextlib.suppress(ProblemsError):  # by name: told of each by the test above
            replay(place, [str(path)])
    with place.open_store() as store:
        # Some were captured by a clock that stood still: that is told, and nothing else.
        assert [found for found in store.check() if "rows are dated" not in found.what] == []
        assert verify(store.custody()) == []
