"""The books that everything in the database was judged by, and when they changed."""

from __future__ import annotations

from collections.abc import Mapping

from walljack.commands.writer import Writer
from walljack.model.log import LogEntry
from walljack.model.register import Register

JUDGED_BY = "judged-by"


def books_changed(writer: Writer, digests: Mapping[str, str]) -> tuple[str, ...]:
    """Which books are not those that were judged by; all of them when nothing was.

    Takes: ``digests``, book → SHA-256.
    """
    log = [entry for entry in writer.change_log() if entry.act == JUDGED_BY]
    before = log[-1].detail if log else {}
    return tuple(name for name in sorted(digests) if digests[name] != before.get(name))


def record_books(
    writer: Writer, digests: Mapping[str, str], register: Register, at_ns: int
) -> None:
    """Keep the register, and log which books changed and what they are now.

    Takes: ``digests``, book → SHA-256; ``register``, the one that is judged with; ``at_ns``, when
    the caller says that it was, logged as given (nanoseconds UTC).
    """
    changed = ", ".join(books_changed(writer, digests))
    writer.save_register(register)
    writer.save_log_entry(LogEntry(at_ns, "walljack", JUDGED_BY, changed, dict(digests)))
