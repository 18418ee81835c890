"""A look at names in clear, on record before it happens."""

from __future__ import annotations

from walljack.commands.writer import Writer
from walljack.model.access import Look
from walljack.model.log import LogEntry


def record_look(writer: Writer, look: Look, at_ns: int) -> None:
    """Log who looks at what in clear, as whom and why; ``at_ns`` is the time of day, UTC."""
    detail: dict[str, str | int | None] = {"role": look.role.value, "reason": look.reason}
    writer.save_log_entry(LogEntry(at_ns, look.who, "unmask", look.what, detail))
