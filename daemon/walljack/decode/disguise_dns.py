"""An mDNS message with everything personal replaced in place.

No octet moves: names point into each other (RFC 1035 section 4.1.4).
"""

from __future__ import annotations

import re
import struct
from typing import NamedTuple

from walljack.address import Eui48, Ipv4, Ipv6
from walljack.decode.disguise import Disguise
from walljack.decode.dns import TYPE_A, TYPE_AAAA, TYPE_NSEC, TYPE_OPT, TYPE_PTR, TYPE_SRV, TYPE_TXT
from walljack.decode.dns_name import JUMPS_MAX, LABEL_MAX
from walljack.model.error import DecodeError
from walljack.model.txt_key import is_key

_HEADER = struct.Struct("!xxxxHHHH")
_RECORD = struct.Struct("!HHIH")
_TYPE_CNAME, _TYPE_HINFO = 5, 13
_OWNER = 4  # draft-cheshire-edns0-owner-option
_TRANSPORTS = (b"_tcp", b"_udp")
_NIBBLES = 32  # of an IPv6 address
_NIBBLE, _NUMBER = re.compile(rb"[0-9a-f]"), re.compile(rb"[0-9]{1,3}")


class _Label(NamedTuple):
    at: int  # where its characters begin
    text: bytes


def disguise_dns(data: bytearray, start: int, end: int, disguise: Disguise) -> None:
    """Replace what is personal in the message from ``start`` to ``end``.

    Raises: DecodeError when the message cannot be walked to its end.
    """
    _Message(data, start, end, disguise).walk()


class _Message:
    """One message being rewritten. Names are read as they were, from a copy."""

    def __init__(self, data: bytearray, start: int, end: int, disguise: Disguise) -> None:
        self._data = data
        self._was = bytes(data)
        self._start = start
        self._end = end
        self._disguise = disguise
        self._planned: dict[int, bytes] = {}

    def walk(self) -> None:
        """Every question and record in turn; what lies after them is zeroed."""
        if self._start + 12 > self._end:
            raise DecodeError(self._end, "truncated")
        questions, *counts = _HEADER.unpack_from(self._was, self._start)
        at = self._start + 12
        for _ in range(questions):
            at = self._name(at) + 4
        for _ in range(sum(counts)):
            at = self._name(at)
            if at + _RECORD.size > self._end:
                raise DecodeError(self._end, "truncated")
            kind, _, _, length = _RECORD.unpack_from(self._was, at)
            at += _RECORD.size
            if at + length > self._end:
                raise DecodeError(self._end, "truncated")
            self._record(kind, at, at + length)
            at += length
        if at > self._end:
            raise DecodeError(self._end, "truncated")
        for place, text in self._planned.items():
            self._data[place : place + len(text)] = text
        self._data[at : self._end] = bytes(self._end - at)

    def _record(self, kind: int, at: int, after: int) -> None:
        data, disguise = self._data, self._disguise
        if kind in (TYPE_PTR, _TYPE_CNAME):
            self._name(at)
        elif kind == TYPE_SRV and after - at > 6:
            self._name(at + 6)
        elif kind == TYPE_NSEC:
            self._name(at)  # the bitmap after it tells types alone
        elif kind == TYPE_TXT:
            self._txt(at, after)
        elif kind == TYPE_A and after - at == 4:
            old = Ipv4(int.from_bytes(self._was[at:after], "big"))
            data[at:after] = disguise.ip(old).octets
        elif kind == TYPE_AAAA and after - at == 16:
            old6 = Ipv6(int.from_bytes(self._was[at:after], "big"))
            data[at:after] = disguise.ip(old6).octets
        elif kind == TYPE_OPT:
            self._options(at, after)
        elif kind == _TYPE_HINFO:
            for piece, stop in self._strings(at, after):
                data[piece:stop] = disguise.product_text(self._was[piece:stop])
        else:
            data[at:after] = bytes(after - at)

    def _txt(self, at: int, after: int) -> None:
        disguise, words = self._disguise, self._disguise.vocabulary
        for piece, stop in self._strings(at, after):
            key, sign, value = self._was[piece:stop].partition(b"=")
            name = key.decode("ascii", errors="replace").lower()
            if not is_key(name):
                self._data[piece:stop] = disguise.text(self._was[piece:stop])
                continue
            signal = f"mdns.txt.{name}"
            replace = disguise.text if words.is_name_signal(signal) else disguise.product_text
            self._data[piece:stop] = disguise.key(key, signal) + sign + replace(value)

    def _strings(self, at: int, after: int) -> list[tuple[int, int]]:
        """(start, end) of the strings, each behind its length octet."""
        found = []
        while at < after:
            stop = at + 1 + self._was[at]
            if stop > after:
                raise DecodeError(at, "txt-length")
            found.append((at + 1, stop))
            at = stop
        return found

    def _options(self, at: int, after: int) -> None:
        """EDNS options: the owner's addresses are replaced, whatever else is zeroed."""
        while at < after:
            code, length = struct.unpack_from("!HH", self._was, at)
            at += 4
            if at + length > after:
                raise DecodeError(at, "edns-option")
            made = bytearray(length)
            if code == _OWNER:
                made[:2] = self._was[at : at + 2]  # version and sequence
                for place in range(2, min(length, 14) - 5, 6):
                    old = Eui48.of(self._was[at + place : at + place + 6])
                    made[place : place + 6] = self._disguise.eui48(old).octets
            self._data[at : at + length] = made
            at += length

    def _name(self, at: int) -> int:
        """Plan what stands for the labels of a name; gives the offset after the name.

        A label that several names share is rewritten once, and stays when it is technical in one.
        """
        labels, after = self._labels(at)
        texts = self._replaced([label.text for label in labels])
        for label, (technical, text) in zip(labels, texts, strict=True):
            if technical or label.at not in self._planned:
                self._planned[label.at] = text
        return after

    def _labels(self, at: int) -> tuple[list[_Label], int]:
        was, after, jumps = self._was, 0, 0
        labels: list[_Label] = []
        while True:
            if at >= self._end:
                raise DecodeError(self._end, "name-truncated")
            size = was[at]
            if size == 0:
                return labels, after or at + 1
            if size > LABEL_MAX:
                jumps += 1
                if size < 0xC0 or at + 1 >= self._end or jumps > JUMPS_MAX:
                    raise DecodeError(at, "name-jumps")
                after = after or at + 2
                target = self._start + ((size & 0x3F) << 8 | was[at + 1])
                if target >= at:
                    raise DecodeError(at, "name-loop")
                at = target
                continue
            if at + 1 + size > self._end:
                raise DecodeError(self._end, "name-truncated")
            labels.append(_Label(at + 1, was[at + 1 : at + 1 + size]))
            at += 1 + size

    def _replaced(self, labels: list[bytes]) -> list[tuple[bool, bytes]]:
        """For each label whether it is technical, and what stands for it: by what it is part of,
        a service, an instance, a host or an address."""
        text, product = self._disguise.text, self._disguise.product_text
        low = [label.lower() for label in labels]
        end = len(labels) - 2
        if low[end:] == [b"in-addr", b"arpa"]:
            # Whole addresses, and networks whose domains are asked for (RFC 6763 section 11).
            digits = [
                self._disguise.digits(label.decode()).encode()
                if _NUMBER.fullmatch(label)
                else label
                for label in labels[:end]
            ]
            return [*_each(False, digits), *_each(True, labels[end:])]
        if low[end:] == [b"ip6", b"arpa"]:
            return [*_each(False, self._nibbles(low[:end])), *_each(True, labels[end:])]
        place = len(low) - 1
        while place > 0 and low[place] not in _TRANSPORTS:
            place -= 1
        if place < 1 or not low[place - 1].startswith(b"_"):
            place = 0
        made = []
        for index, label in enumerate(labels):
            service = place and index in (place - 1, place)
            subtype = place and index < place - 1 and low[place - 2] == b"_sub"
            meta = place and low[place - 1] == b"_dns-sd"
            if service or subtype or meta or (index == len(low) - 1 and low[index] == b"local"):
                made.append((True, product(label)))
            else:
                made.append((False, text(label)))
        return made

    def _nibbles(self, labels: list[bytes]) -> list[bytes]:
        digits = b"".join(reversed(labels))
        try:
            number = int(digits, 16) if len(labels) == len(digits) == _NIBBLES else None
        except ValueError:
            number = None
        if number is not None:
            new = f"{int(self._disguise.ip(Ipv6(number))):032x}"
            return [digit.encode() for digit in reversed(new)]
        drawn = iter(self._disguise.octets(digits).hex())
        return [next(drawn).encode() if _NIBBLE.fullmatch(one) else one for one in labels]


def _each(technical: bool, labels: list[bytes]) -> list[tuple[bool, bytes]]:
    return [(technical, label) for label in labels]
