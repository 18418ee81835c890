"""Who did or looked at what."""

from __future__ import annotations

from typing import NamedTuple


class LogEntry(NamedTuple):
    """One line of the change log.

    ``act``: what was done (``unmask``, ``register-import`` …); ``subject``: to what;
    ``detail``: anything more that may stand there without a person's name.
    """

    at_ns: int
    actor: str
    act: str
    subject: str
    detail: dict[str, str | int | None]
