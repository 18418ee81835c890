"""Captures: files and pipes in, packets out."""

from walljack.capture.capture import DEFAULT_POINT, Capture, read_capture
from walljack.capture.octets import Progress
from walljack.capture.tally import Tally

__all__ = ["DEFAULT_POINT", "Capture", "Progress", "Tally", "read_capture"]
