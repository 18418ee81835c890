"""Whose rows: one sensor in one of its epochs."""

from __future__ import annotations

from typing import NamedTuple

from walljack.model.identifier import identifier


class Origin(NamedTuple):
    """A sensor, and the epoch in which its counters are cumulative.

    ``number``: how rows of this file refer to it. ``epoch``: 32 hexadecimal digits, drawn when
    the file was made; a sensor that is imaged anew has a new one. ``created_ns``: when.
    """

    number: int
    sensor: str
    epoch: str
    created_ns: int

    def identifier(self, at_ns: int, kind: str, *key: str) -> str:
        """The id of a row of this origin, unique everywhere."""
        return identifier(at_ns, kind, self.sensor, self.epoch, *key)
