"""A program of its own: scapy listens on an interface for the frames of one device.

Run as ``python -m walljack.cli.record INTERFACE SECONDS ADDRESS FILE``; ``walljack donate
--interface`` starts it, so that scapy never enters the process that decodes (DESIGN section 8).
It needs the right to open a packet socket, calls nothing that sends, and keeps no frame that
does not hold the device's address.
"""

from __future__ import annotations

import sys
from typing import Any

REFUSED = 2
# DHCP, SSDP and mDNS (as source or destination); ARP is no UDP.
_PORTS = frozenset({67, 68, 1900, 5353})
# A device that floods is known by its first frames.
_MOST_FRAMES = 20_000


def main(interface: str, seconds: int, address: str, path: str) -> int:
    """Record for some seconds; prints how many frames were kept. 2 when it may not listen."""
    from scapy.all import PcapNgWriter, conf, sniff  # noqa: PLC0415  (0.6 s to load)
    from scapy.error import Scapy_Exception  # noqa: PLC0415
    from scapy.layers.inet import UDP  # noqa: PLC0415
    from scapy.layers.l2 import ARP  # noqa: PLC0415

    device = bytes.fromhex(address.replace(":", ""))
    # No lookups, no route or neighbour questions: a listener asks nobody anything.
    conf.ipv6_enabled = False

    def wanted(frame: Any) -> bool:
        if device not in bytes(frame):
            return False
        if ARP in frame:
            return True
        return UDP in frame and not _PORTS.isdisjoint({frame[UDP].sport, frame[UDP].dport})

    try:
        frames = sniff(
            iface=interface, timeout=seconds, lfilter=wanted, count=_MOST_FRAMES, promisc=True
        )
    except (Scapy_Exception, OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _refused((reason[:1].lower() + reason[1:]).rstrip(" !."))  # scapy exclaims
    with PcapNgWriter(path) as written:
        for frame in frames:
            written.write(frame)
    sys.stdout.write(f"{len(frames)}\n")
    return 0


def _refused(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return REFUSED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]))
