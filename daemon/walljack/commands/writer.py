"""What the commands need of the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from walljack.model.log import LogEntry
from walljack.model.register import Register


class Writer(Protocol):
    """The stored log and lists, as the store keeps them."""

    def change_log(self) -> Sequence[LogEntry]:
        """Who did or looked at what, the oldest first."""

    def save_log_entry(self, entry: LogEntry, /) -> None:
        """Append to the change log."""

    def save_register(self, register: Register, /) -> None:
        """Put this register in the place of the one before."""
