"""Where on the switches a device is, as a DHCP relay told it."""

from __future__ import annotations

import re

from walljack.model.profile import Profile

CIRCUIT = "dhcp.relay.circuit_id"
REMOTE = "dhcp.relay.remote_id"

# How Cisco and switches that copy it write option 82 in binary: circuit id = type 0, length 4,
# VLAN (two octets), module, port; remote id = type 0, length 6, the switch's EUI-48; either
# may be text behind type 1 and a length. Source: Cisco, Catalyst 2960 Software Configuration
# Guide, "Configuring DHCP Snooping", figure "Suboption Packet Formats".
_CIRCUIT_BINARY = re.compile(r"0004([0-9a-f]{4})([0-9a-f]{2})([0-9a-f]{2})")
_REMOTE_BINARY = re.compile(r"0006([0-9a-f]{12})")


def switch_port(profile: Profile, segment_id: str) -> str:
    """The switch port where a DHCP relay last put the device; "" when none has told.

    Source: RFC 3046 (option 82).
    """
    told: dict[str, tuple[int, str]] = {}
    for key, span in profile.facts.items():
        own = key.segment == segment_id and key.speaker == 0
        if own and key.fact.signal in (CIRCUIT, REMOTE):
            newest = told.get(key.fact.signal, (-1, ""))
            told[key.fact.signal] = max(newest, (span.last_ns, key.fact.value))
    if CIRCUIT not in told:
        return ""
    port = _port_words(told[CIRCUIT][1])
    return f"{port} of {_switch_words(told[REMOTE][1])}" if REMOTE in told else port


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
