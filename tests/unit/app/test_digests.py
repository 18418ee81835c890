"""What devices are judged by, as a digest."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.pcaps.district import SAMPLES

_PROGRAM = (
    "import sys; from pathlib import Path; from walljack.app import Workplace; "
    "print(sorted(Workplace(Path('no.db'), Path(sys.argv[1])).digests.items()))"
)


def test_every_process_makes_the_same_digests() -> None:
    """The books of one configuration are the same books in the next process."""
    said = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(SAMPLES / "walljack.toml")],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
