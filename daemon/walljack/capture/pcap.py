"""Classic capture files.

Source: draft-ietf-opsawg-pcap (magic numbers, link type and FCS bits, records); the record of
the modified format has eight more octets (interface, protocol, packet type).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from walljack.capture import link_type
from walljack.capture.octets import Octets
from walljack.capture.tally import Tally
from walljack.model.error import Problem, ProblemsError
from walljack.model.packet import Link, Packet

# libpcap's own ceiling for the link types that we read (MAXIMUM_SNAPLEN): a longer record is a
# damaged or hostile one, and believing it would take up to 4 GiB of memory.
RECORD_MAX_BYTES = 262_144

_HEADER_BYTES = 24


class _Format(NamedTuple):
    order: str  # byte order as struct writes it
    ns: int  # nanoseconds of one unit of the fraction
    extra: int  # octets of a record's header beyond sixteen


MAGICS = {
    b"\xa1\xb2\xc3\xd4": _Format(">", 1000, 0),
    b"\xd4\xc3\xb2\xa1": _Format("<", 1000, 0),
    b"\xa1\xb2\x3c\x4d": _Format(">", 1, 0),
    b"\x4d\x3c\xb2\xa1": _Format("<", 1, 0),
    b"\xa1\xb2\xcd\x34": _Format(">", 1000, 8),
    b"\x34\xcd\xb2\xa1": _Format("<", 1000, 8),
}


def read_pcap(octets: Octets, where: str, capture_point: str, tally: Tally) -> Iterator[Packet]:
    """The packets of a classic capture, in file order.

    Takes: ``octets`` at the magic number; ``where``, the capture's name for messages.
    Raises: ProblemsError at once when the header is not whole, its version or link type is
    one that we do not read.
    """
    header = octets.read(_HEADER_BYTES)
    if len(header) < _HEADER_BYTES:
        raise ProblemsError(
            [
                Problem(
                    where,
                    f"stops inside the file header, after {len(header)} octets",
                    "copy the capture again: this one is not whole",
                )
            ]
        )
    form = MAGICS[header[:4]]
    major, minor, _, _, _, network = struct.unpack_from(f"{form.order}HHiIII", header, 4)
    if major != 2:
        raise ProblemsError(
            [
                Problem(
                    where,
                    f"is a pcap file of version {major}.{minor}; version 2 is read",
                    "convert it with: editcap -F pcap IN OUT",
                )
            ]
        )
    number = network & 0xFFFF  # the upper bits tell the length of the frame check sequence
    link = link_type.READ.get(number)
    if link is None:
        raise ProblemsError(
            [
                Problem(
                    where,
                    f"{link_type.describe(number)} is not read",
                    link_type.remedy(number),
                )
            ]
        )
    return _records(octets, form, link, capture_point, tally)


def _records(
    octets: Octets, form: _Format, link: Link, capture_point: str, tally: Tally
) -> Iterator[Packet]:
    unpack = struct.Struct(f"{form.order}IIII").unpack_from
    size = 16 + form.extra
    read = octets.read
    while header := read(size):
        if len(header) < size:
            tally.note("capture-truncated")
            return
        seconds, fraction, captured, wire = unpack(header)
        if captured > RECORD_MAX_BYTES:
            tally.note("capture-damaged")
            return
        data = read(captured)
        if len(data) < captured:
            tally.note("capture-truncated")
            return
        tally.frames += 1
        at_ns = seconds * 1_000_000_000 + fraction * form.ns
        if tally.take(at_ns):
            yield Packet(link, data, at_ns, capture_point, max(wire, captured))
