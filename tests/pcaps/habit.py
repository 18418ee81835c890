"""How DHCP clients and relays speak on a scripted wire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.pcaps.station import Station

MESSAGES = {
    **{"discover": 1, "offer": 2, "request": 3, "decline": 4},
    **{"ack": 5, "nak": 6, "release": 7, "inform": 8},
}


@dataclass(frozen=True)
class Habit:
    """How a DHCP client speaks. ``order``: option codes of its messages, 50 and 54 included.

    Options that it has no value for, or that a message does not carry, are left out.
    """

    order: tuple[int, ...]
    params: tuple[int, ...] = ()
    vendor_class: bytes = b""
    hostname: str = ""
    client_id: bool = True
    max_size: int = 0
    lease_s: int = 0
    more: Mapping[int, bytes] = field(default_factory=dict)

    def options(self, station: Station, message: str, server: str, wanted: str) -> bytes:
        """The options of one message of this client, ending with 255."""
        values = {53: bytes([MESSAGES[message]]), **self.more}
        if self.client_id:
            values.setdefault(61, b"\x01" + station.octets)
        if self.params:
            values[55] = bytes(self.params)
        if self.vendor_class:
            values[60] = self.vendor_class
        if self.hostname:
            values[12] = self.hostname.encode()
        if 81 in self.order and self.hostname:
            values[81] = b"\0\0\0" + self.hostname.encode()
        if self.max_size:
            values[57] = self.max_size.to_bytes(2, "big")
        if self.lease_s:
            values[51] = self.lease_s.to_bytes(4, "big")
        if server:
            values[54] = ipv4(server)
        if wanted:
            values[50] = ipv4(wanted)
        if message != "request":
            values.pop(81, None)
        return options((code, values[code]) for code in (53, *self.order) if code in values)


@dataclass(frozen=True)
class Relay:
    """A DHCP relay agent: where it asks from, and what option 82 it adds."""

    station: Station  # its interface towards the server
    giaddr: str
    circuit_id: bytes = b""
    remote_id: bytes = b""

    @property
    def option(self) -> bytes:
        """Option 82 with its sub-options, or nothing (RFC 3046)."""
        inner = b"".join(
            bytes([code, len(value)]) + value
            for code, value in ((1, self.circuit_id), (2, self.remote_id))
            if value
        )
        return bytes([82, len(inner)]) + inner if inner else b""


def ipv4(text: str) -> bytes:
    """Four octets of a dotted quad."""
    return bytes(int(part) for part in text.split("."))


def options(pairs: Iterable[tuple[int, bytes]]) -> bytes:
    """DHCP options in the order given, ending with 255."""
    return b"".join(bytes([code, len(value)]) + value for code, value in pairs) + b"\xff"
