"""Where on the switches a device was last put, in a relay's words."""

from __future__ import annotations

from walljack.model.profile import Profile

CIRCUIT = "dhcp.relay.circuit_id"
REMOTE = "dhcp.relay.remote_id"


def place_of(profile: Profile, segment_id: str) -> str:
    """The switch port or circuit where a relay last put the device (RFC 3046), "" if unknown."""
    told: dict[str, tuple[int, str]] = {}
    for key, span in profile.facts.items():
        if key.segment == segment_id and key.fact.signal in (CIRCUIT, REMOTE):
            newest = told.get(key.fact.signal, (-1, ""))
            told[key.fact.signal] = max(newest, (span.last_ns, key.fact.value))
    parts = [told[signal][1] for signal in (REMOTE, CIRCUIT) if signal in told]
    return " ".join(parts) if CIRCUIT in told else ""
