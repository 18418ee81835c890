"""Captures: files and pipes in, packets out; and packets into a file again."""

from walljack.capture.capture import DEFAULT_POINT, Capture, read_capture
from walljack.capture.octets import Progress
from walljack.capture.tally import Tally
from walljack.capture.write_pcap import pcap_octets

__all__ = ["DEFAULT_POINT", "Capture", "Progress", "Tally", "pcap_octets", "read_capture"]
