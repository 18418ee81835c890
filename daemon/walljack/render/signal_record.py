"""A signal as a JSON object."""

from __future__ import annotations

from walljack.model.signal import Signal
from walljack.render.moment import iso

Record = dict[str, object]


def signal_record(signal: Signal, meaning: str = "") -> Record:
    """A signal as a JSON object. ``speaker`` is null for the device's own word."""
    record: Record = {
        "signal": signal.name,
        "value": signal.value,
        "scope": signal.scope,
        "standing": signal.standing.value,
        "speaker": signal.speaker or None,
        "first_seen": iso(signal.first_ns) or None,
        "last_seen": iso(signal.last_ns) or None,
        "count": signal.count,
    }
    return record | {"meaning": meaning} if meaning else record
