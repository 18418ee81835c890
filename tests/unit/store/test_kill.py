"""A process that is killed while it saves loses nothing that it was told is kept."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from walljack.store import Store

_ROOT = Path(__file__).parents[3]

_WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from tests.unit.store import samples
from walljack.model.change import Changes
from walljack.store import Store
with Store.open(Path(sys.argv[1]), "hs") as store:
    store.save(samples.everything())
    number = 1
    while True:
        number += 1
        store.save(Changes(
            findings=[samples.finding(f"f-{number + 1}")],
            cases=[replace(samples.case(), id=f"c-{number}", number=number)],
            custody=[samples.custody_entry(number)],
        ))
        print(number, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [2, 7, 30])
def test_kill_9_loses_nothing_acknowledged(tmp_path: Path, acknowledged: int) -> None:
    """After SIGKILL in the middle of saves, every acknowledged case and entry is there."""
    path = tmp_path / "x.db"
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": f"{_ROOT / 'daemon'}:{_ROOT}"},
    )
    assert writer.stdout is not None
    for line in writer.stdout:
        if int(line) >= acknowledged:
            writer.send_signal(signal.SIGKILL)
            break
    last = max([acknowledged, *(int(line) for line in writer.stdout if line.endswith("\n"))])
    writer.wait(timeout=30)
    writer.stdout.close()
    with Store.open(path) as store:
        assert store.check() == []
        kept = [entry.sequence for entry in store.custody()]
        assert kept == list(range(1, len(kept) + 1))
        assert len(kept) >= last
        assert len(store.cases()) == len(kept)
