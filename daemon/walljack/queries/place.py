"""Where a device is, in words that a technician can walk by."""

from __future__ import annotations

import re

from walljack.model.profile import Profile
from walljack.model.segment import Medium, Segment

_CIRCUIT = "dhcp.relay.circuit_id"
_REMOTE = "dhcp.relay.remote_id"

# How Cisco and switches that copy it write option 82 in binary: circuit id = type 0, length 4,
# VLAN (two octets), module, port; remote id = type 0, length 6, the switch's EUI-48; either
# may be text behind type 1 and a length. Source: Cisco, Catalyst 2960 Software Configuration
# Guide, "Configuring DHCP Snooping", figure "Suboption Packet Formats".
_CIRCUIT_BINARY = re.compile(r"0004([0-9a-f]{4})([0-9a-f]{2})([0-9a-f]{2})")
_REMOTE_BINARY = re.compile(r"0006([0-9a-f]{12})")

_MEDIA = {
    Medium.WIRED: "wired",
    Medium.WIRELESS: "wireless",
    Medium.MIXED: "wired and wireless are heard here",
}


def switch_port(profile: Profile, segment_id: str) -> str:
    """The switch port where a DHCP relay last put the device; "" when none has told.

    Source: RFC 3046 (option 82).
    """
    told: dict[str, tuple[int, str]] = {}
    for key, span in profile.facts.items():
        if key.segment == segment_id and key.fact.signal in (_CIRCUIT, _REMOTE):
            newest = told.get(key.fact.signal, (-1, ""))
            told[key.fact.signal] = max(newest, (span.last_ns, key.fact.value))
    if _CIRCUIT not in told:
        return ""
    port = _port_words(told[_CIRCUIT][1])
    return f"{port} of {_switch_words(told[_REMOTE][1])}" if _REMOTE in told else port


def place_words(segment: Segment, site: str, port: str = "") -> str:
    """Where to look: port, building, site and segment, as far as each is known."""
    building = [part for part in (segment.building, site) if part]
    known = [port] if port else []
    known += building
    medium = f"segment {segment.id}, {_MEDIA[segment.medium]}"
    return f"{', '.join(known)} ({medium})" if known else medium[0].upper() + medium[1:]


def _port_words(circuit: str) -> str:
    binary = _CIRCUIT_BINARY.fullmatch(circuit)
    if binary is None:
        return f"port {circuit}"
    vlan, module, port = (int(digits, 16) for digits in binary.groups())
    return f"port {module}/{port} (VLAN {vlan})"


def _switch_words(remote: str) -> str:
    binary = _REMOTE_BINARY.fullmatch(remote)
    if binary is None:
        return f"switch {remote}"
    digits = binary.group(1)
    return "switch " + ":".join(digits[at : at + 2] for at in range(0, 12, 2))
