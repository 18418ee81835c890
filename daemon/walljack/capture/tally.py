"""What was met while a capture was read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of one capture, complete when its last packet was given.

    ``frames``: records of the file, read or not, as other programs number them.
    ``first_ns``, ``last_ns``: least and greatest packet time, None without packets.
    ``weirds``: kind → count: ``capture-truncated`` (the last record is not whole),
    ``capture-damaged`` (what follows cannot be read), ``capture-link-type`` (packets of an
    interface that we do not read), ``capture-interface`` (packets of an interface that was
    not described), ``capture-time`` (packets from outside 1970-2262, left out).
    ``digest``: SHA-256 of the file as stored, hexadecimal; "" until the end was reached.
    """

    frames: int = 0
    first_ns: int | None = None
    last_ns: int | None = None
    weirds: dict[str, int] = field(default_factory=dict)
    digest: str = ""

    @property
    def truncated(self) -> bool:
        """The capture stops before its end."""
        return "capture-truncated" in self.weirds or "capture-damaged" in self.weirds

    def note(self, kind: str) -> None:
        """Count a weird."""
        self.weirds[kind] = self.weirds.get(kind, 0) + 1

    def take(self, at_ns: int) -> bool:
        """Take in a packet's time; False, and a weird, when it cannot be a time.

        A time is kept as a 64-bit integer of nanoseconds.
        """
        if not 0 <= at_ns < 1 << 63:
            self.note("capture-time")
            return False
        if self.first_ns is None or at_ns < self.first_ns:
            self.first_ns = at_ns
        if self.last_ns is None or at_ns > self.last_ns:
            self.last_ns = at_ns
        return True
