"""Every capture at hand through reader and decoders, within bounds.

With WALLJACK_SHARED set to a folder of labelled (``captures/set``) and hostile (``hostile``)
captures, those are read too.
"""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from tests.pcaps.test_scapy_differential import captures_at_hand
from walljack.capture import read_capture
from walljack.decode import observe
from walljack.model.error import ProblemsError

# Per packet with memory tracing on, which slows Python some five times: a rich announcement
# takes 0.2 ms without. What has no bound takes seconds for one packet.
_LONGEST_S = 0.5
# Two pieces of a file as it is read, the largest record, and what one observation holds.
_LARGEST_BYTES = 4 * 1024 * 1024


@pytest.mark.parametrize("path", captures_at_hand(), ids=lambda path: path.name)
def test_capture_within_bounds(path: Path) -> None:
    """A capture is read to its end, or refused by name, in bounded time and memory."""
    slowest, refusal = 0.0, ""
    silent = 0
    tracemalloc.start()
    try:
        with read_capture(path) as capture:
            for packet in capture:
                began = time.perf_counter()
                silent += not observe(packet).statements
                slowest = max(slowest, time.perf_counter() - began)
        assert capture.tally.frames >= silent
        assert len(capture.tally.digest) == 64
    except ProblemsError as refused:
        refusal = str(refused)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert "link type" in refusal or not refusal
    assert slowest < _LONGEST_S
    assert peak < _LARGEST_BYTES
