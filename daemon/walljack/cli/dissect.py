"""A program of its own: scapy's dissection of one frame of a capture.

Run as ``python -m walljack.cli.dissect FILE NUMBER``; ``walljack frame show`` starts it, so that
scapy never enters the process that reads the network (DESIGN section 8).
"""

from __future__ import annotations

import sys

REFUSED = 2


def main(path: str, number: int) -> int:
    """Print the dissection of frame ``number`` (the first is 1); 2 when there is no such frame."""
    from scapy.all import PcapReader, hexdump  # noqa: PLC0415  (0.6 s: after the arguments)
    from scapy.error import Scapy_Exception  # noqa: PLC0415

    try:
        reader = PcapReader(path)
    except (Scapy_Exception, OSError, EOFError) as error:
        return _refused(str(error)[:1].lower() + str(error)[1:])
    with reader:
        for position, packet in enumerate(reader, start=1):
            if position == number:
                sys.stdout.write(f"Frame {number}: {len(packet)} octets, {packet.summary()}\n")
                sys.stdout.write(f"{packet.show(dump=True)}\n{hexdump(packet, dump=True)}\n")
                return 0
    return _refused("the capture has no such frame")


def _refused(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return REFUSED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
