"""Packets written as a classic capture file.

Source: draft-ietf-opsawg-pcap; nanosecond magic number, so that no time is rounded.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from walljack.capture import link_type
from walljack.model.packet import Packet

_MAGIC_NS = 0xA1B23C4D
_SNAP_BYTES = 262_144
_SECOND_NS = 1_000_000_000


def pcap_octets(packets: Sequence[Packet]) -> bytes:
    """The octets of a capture file, little-endian.

    Takes: packets of one link type, at least one.
    """
    number = next(known for known, link in link_type.READ.items() if link is packets[0].link)
    made = [struct.pack("<IHHiIII", _MAGIC_NS, 2, 4, 0, 0, _SNAP_BYTES, number)]
    for packet in packets:
        seconds, fraction = divmod(packet.at_ns, _SECOND_NS)
        made.append(struct.pack("<IIII", seconds, fraction, len(packet.data), packet.wire_bytes))
        made.append(packet.data)
    return b"".join(made)
