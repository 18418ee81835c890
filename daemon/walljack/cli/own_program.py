"""A program of ours that runs in a process of its own, because scapy is in it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile


def run_own_program(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m module`` to its end and give what it printed."""
    with tempfile.TemporaryDirectory() as home:
        # scapy reads settings and caches from the home directory: give it an empty one.
        return subprocess.run(  # noqa: S603  (our own program, arguments are not a shell's)
            [sys.executable, "-m", module, *arguments],
            env={**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
