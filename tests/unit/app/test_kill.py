"""A replay that is killed leaves nothing of its capture, and is simply run again."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.pcaps.district import CASES, MORNING, FixedPlace, Kept, rows_of, sample_school
from walljack.app import replay
from walljack.custody import verify

_ROOT = Path(__file__).parents[3]
_EARLIER = CASES / "proxy-arp.pcap"

# Tells when it begins to read and when all is done; between the two it is killed.
_REPLAY = """
import sys
from pathlib import Path
from tests.pcaps.district import FixedPlace
from walljack.app import replay
place = FixedPlace(Path(sys.argv[1]), Path(sys.argv[2]))
place.policy, place.register
print("begun", flush=True)
replay(place, sys.argv[3:])
print("done", flush=True)
"""


def begun(place: FixedPlace, *captures: Path) -> subprocess.Popen[str]:
    """A replay in a process of its own, that has read its books."""
    running = subprocess.Popen(
        [sys.executable, "-c", _REPLAY, str(place.db), str(place.config), *map(str, captures)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": f"{_ROOT / 'daemon'}:{_ROOT}"},
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"
    return running


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> FixedPlace:
    """The rows that a replay leaves that nobody disturbs."""
    place = sample_school(tmp_path_factory.mktemp("undisturbed"))
    replay(place, [str(_EARLIER)])
    replay(FixedPlace(place.db, place.config), [str(MORNING)])
    return place


# Seeded: a failing moment can be tried again. A replay of the morning takes about a second.
@pytest.mark.parametrize("after_s", [round(random.Random(n).uniform(0, 1.2), 3) for n in range(4)])
def test_kill_9_leaves_nothing_of_the_capture(
    after_s: float, tmp_path: Path, undisturbed: FixedPlace
) -> None:
    """After SIGKILL at any moment the rows are those of before or of after; again mends all."""
    place = sample_school(tmp_path)
    replay(place, [str(_EARLIER)])
    before = rows_of(place.db)
    running = begun(place, MORNING)
    time.sleep(after_s)
    running.send_signal(signal.SIGKILL)
    running.wait(timeout=30)
    assert running.stdout is not None
    running.stdout.close()
    with place.open_store() as store:
        assert store.check() == []
        assert verify(store.custody()) == []
    assert rows_of(place.db) in (before, rows_of(undisturbed.db))
    replay(FixedPlace(place.db, place.config), [str(MORNING)])
    assert rows_of(place.db) == rows_of(undisturbed.db)


def test_kill_9_of_the_first_replay_ever(tmp_path: Path) -> None:
    """Killed while it makes the database, a replay can be run again as if nothing had been."""
    for n, after_s in enumerate((0.0, 0.01, 0.05)):
        place = sample_school(tmp_path, name=f"first{n}")
        running = begun(place, _EARLIER)
        time.sleep(after_s)
        running.send_signal(signal.SIGKILL)
        running.wait(timeout=30)
        assert running.stdout is not None
        running.stdout.close()
        replay(FixedPlace(place.db, place.config), [str(_EARLIER)])
        assert len(Kept(place).captures) == 1
        assert len(Kept(place).devices) == 2
