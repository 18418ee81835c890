"""A DNS message as mDNS uses it: questions and records, bounded, as far as it is good.

Source: RFC 1035 section 4; RFC 2782 (SRV); RFC 3596 (AAAA); RFC 6762 section 18; RFC 6891
section 6.1.2 (OPT).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import NamedTuple

from walljack.address import IpAddress, Ipv4, Ipv6
from walljack.decode.dns_name import Name, NameReader
from walljack.model.error import DecodeError

TYPE_A, TYPE_PTR, TYPE_TXT, TYPE_AAAA, TYPE_SRV = 1, 12, 16, 28, 33
TYPE_OPT, TYPE_NSEC = 41, 47
CLASS_INTERNET = 1

# Questions and records read of one message. The largest mDNS message (9 000 octets, RFC 6762
# section 17) holds some 300; a 64 KiB datagram of eleven-octet records would hold 5 900.
ENTRIES_MAX = 512

_HEADER = struct.Struct("!xxHHHHH")
_QUESTION = struct.Struct("!HH")
_RECORD = struct.Struct("!HHIH")
# The top bit of a class is the cache-flush bit of a record and the unicast-reply bit of a
# question (RFC 6762 sections 10.2 and 5.4).
_CLASS = 0x7FFF


class Question(NamedTuple):
    """What is asked for."""

    name: Name
    type: int


class Record(NamedTuple):
    """One resource record. ``target``: the name that a PTR or SRV record points to.

    ``address``: of an A or AAAA record. ``start``, ``end``: its data, offsets in the packet.
    """

    owner: Name
    type: int
    class_: int
    ttl: int
    start: int
    end: int
    target: Name | None = None
    address: IpAddress | None = None


@dataclass(slots=True)
class Message:
    """A message as far as it could be read; ``broken`` tells where it could not.

    Records whose data are wrong are left out; those whose end is unknown end the message.
    """

    flags: int
    questions: list[Question] = field(default_factory=list)
    answers: list[Record] = field(default_factory=list)
    authorities: list[Record] = field(default_factory=list)
    additionals: list[Record] = field(default_factory=list)
    broken: list[DecodeError] = field(default_factory=list)

    @property
    def response(self) -> bool:
        """The QR bit."""
        return bool(self.flags & 0x8000)

    @property
    def operation(self) -> int:
        """The opcode: 0 query, 5 update."""
        return self.flags >> 11 & 0xF

    @property
    def code(self) -> int:
        """The response code."""
        return self.flags & 0xF


def read_message(data: bytes, start: int, end: int) -> Message:
    """The message in ``data`` from ``start`` to ``end``.

    Raises: DecodeError ``truncated`` when there is no whole header.
    """
    if start + 12 > end:
        raise DecodeError(end, "truncated")
    flags, *counts = _HEADER.unpack_from(data, start)
    message = Message(flags)
    names = NameReader(data, start, end)
    try:
        _read_sections(message, counts, start + 12, names)
    except DecodeError as breach:
        message.broken.append(breach)
    return message


def _read_sections(message: Message, counts: list[int], at: int, names: NameReader) -> None:
    data, end = names.data, names.end
    left = ENTRIES_MAX
    for _ in range(counts[0]):
        if not left:
            raise DecodeError(at, "too-many-records")
        left -= 1
        name, at = names.read(at)
        if at + _QUESTION.size > end:
            raise DecodeError(end, "truncated")
        kind, _ = _QUESTION.unpack_from(data, at)
        at += _QUESTION.size
        message.questions.append(Question(name, kind))
    sections = (message.answers, message.authorities, message.additionals)
    for count, section in zip(counts[1:], sections, strict=True):
        for _ in range(count):
            if not left:
                raise DecodeError(at, "too-many-records")
            left -= 1
            owner, at = names.read(at)
            if at + _RECORD.size > end:
                raise DecodeError(end, "truncated")
            kind, class_, ttl, length = _RECORD.unpack_from(data, at)
            at += _RECORD.size
            after = at + length
            if after > end:
                raise DecodeError(end, "truncated")
            if kind != TYPE_OPT:
                class_ &= _CLASS
            try:
                target, address = _read_data(kind, at, after, names)
            except DecodeError as breach:
                message.broken.append(breach)
            else:
                section.append(Record(owner, kind, class_, ttl, at, after, target, address))
            at = after


def _read_data(
    kind: int, at: int, after: int, names: NameReader
) -> tuple[Name | None, IpAddress | None]:
    """The name and the address in a record's data, None where its type has none."""
    data = names.data
    if kind in (TYPE_PTR, TYPE_SRV):
        begin = at + 6 if kind == TYPE_SRV else at
        if begin >= after:
            raise DecodeError(at, "record-length")
        target, stop = names.read(begin)
        if stop != after:
            raise DecodeError(at, "record-length")
        return target, None
    if kind == TYPE_A:
        if after - at != 4:
            raise DecodeError(at, "record-length")
        return None, Ipv4(int.from_bytes(data[at:after], "big"))
    if kind == TYPE_AAAA:
        if after - at != 16:
            raise DecodeError(at, "record-length")
        return None, Ipv6(int.from_bytes(data[at:after], "big"))
    return None, None
