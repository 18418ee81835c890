"""Names in a DNS message, with compression.

Every limit names the attack that it stops: pointers may only go back, so no loop can be
written; jumps are counted, so that no chain of pointers is walked again for every record.
Source: RFC 1035 sections 2.3.4, 3.1 and 4.1.4; RFC 6762 section 18.14.
"""

from __future__ import annotations

from walljack.model.error import DecodeError

# A label and a name on the wire, length octets included (RFC 1035 section 2.3.4). Longer ones
# would make one record as costly as a whole message.
LABEL_MAX = 63
NAME_MAX = 255
# Pointers followed for one name. Real messages nest three or four deep; a chain of 16 000
# pointers fits into one datagram and would be walked for each of its records.
JUMPS_MAX = 16
_HEADER_BYTES = 12

Name = tuple[bytes, ...]


class NameReader:
    """Reads the names of the message in ``data`` from ``start`` to ``end``.

    ``data``, ``end``: as given. Names already read are kept by offset, so that a suffix which
    many records share is read once.
    """

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self.data = data
        self._start = start
        self.end = end
        self._known: dict[int, tuple[Name, int]] = {}

    def read(self, offset: int) -> tuple[Name, int]:
        """The labels of the name at ``offset``, without the root, and the offset after it.

        Raises: DecodeError ``name-truncated``, ``name-length``, ``name-label``,
        ``name-loop``, ``name-forward``, ``name-pointer``, ``name-jumps``.
        """
        data, end, known = self.data, self.end, self._known
        if offset + 1 < end and data[offset] > LABEL_MAX:
            # Most names of an announcement are a pointer to one that was read before.
            found = known.get(self._target(offset, offset))
            if found is not None:
                return found[0], offset + 2
        labels: list[bytes] = []
        places: list[int] = []
        tail: tuple[Name, int] = ((), 1)  # the root label is one octet
        wire = after = jumps = 0
        at = floor = offset
        while True:
            if at >= end:
                raise DecodeError(end, "name-truncated")
            size = data[at]
            if size == 0:
                after = after or at + 1
                break
            if size > LABEL_MAX:
                target = self._target(at, floor)
                after = after or at + 2
                found = known.get(target)
                if found is not None:
                    tail = found
                    break
                jumps += 1
                if jumps > JUMPS_MAX:
                    raise DecodeError(at, "name-jumps")
                at = floor = target
                continue
            stop = at + 1 + size
            if stop > end:
                raise DecodeError(end, "name-truncated")
            wire += size + 1
            if wire >= NAME_MAX:
                raise DecodeError(at, "name-length")
            labels.append(data[at + 1 : stop])
            places.append(at)
            at = stop
        name = (*labels, *tail[0])
        wire += tail[1]
        if wire > NAME_MAX:
            raise DecodeError(offset, "name-length")
        for index, place in enumerate(places):
            known[place] = (name[index:], wire)
            wire -= len(labels[index]) + 1
        return name, after

    def _target(self, at: int, floor: int) -> int:
        """Where the pointer at ``at`` points: before ``floor``, after the header."""
        if self.data[at] < 0xC0:  # 0x40 and 0x80 are label types that nobody uses (RFC 6891)
            raise DecodeError(at, "name-label")
        if at + 1 >= self.end:
            raise DecodeError(self.end, "name-truncated")
        target = self._start + ((self.data[at] & 0x3F) << 8 | self.data[at + 1])
        if target >= floor:
            raise DecodeError(at, "name-loop" if target <= at else "name-forward")
        if target < self._start + _HEADER_BYTES:
            raise DecodeError(at, "name-pointer")
        return target
