"""Places in words."""

from __future__ import annotations

import pytest

from tests.unit.queries.school import CONSOLE, span
from walljack.model.observation import Fact
from walljack.model.profile import FactKey, Profile
from walljack.model.segment import Medium, Segment
from walljack.profile import switch_port
from walljack.queries import place_words


@pytest.mark.parametrize(
    ("circuit", "remote", "words"),
    [
        ("Gi1/0/7", "rooms-sw1", "port Gi1/0/7 of switch rooms-sw1"),
        ("Gi1/0/7", "", "port Gi1/0/7"),
        ("", "rooms-sw1", ""),
        ("000400140107", "000600005e00530f", "port 1/7 (VLAN 20) of switch 00:00:5e:00:53:0f"),
        ("0004001401", "", "port 0004001401"),
        ("", "", ""),
    ],
)
def test_switch_port(circuit: str, remote: str, words: str) -> None:
    """Option 82 is told as port and switch, in text and in Cisco's binary form."""
    profile = Profile(CONSOLE)
    for signal, value in (("circuit_id", circuit), ("remote_id", remote)):
        if value:
            key = FactKey("rooms", 0, Fact(f"dhcp.relay.{signal}", value))
            profile.facts[key] = span()
    assert switch_port(profile, "rooms") == words
    assert switch_port(profile, "lab") == ""


def test_the_newest_port_counts() -> None:
    """A device that moved is where a relay put it last."""
    profile = Profile(CONSOLE)
    for port, last_s in (("Gi1/0/9", 10), ("Gi1/0/7", 50)):
        key = FactKey("rooms", 0, Fact("dhcp.relay.circuit_id", port))
        profile.facts[key] = span(last_s=last_s)
    assert switch_port(profile, "rooms") == "port Gi1/0/7"


@pytest.mark.parametrize(
    ("segment", "site", "port", "words"),
    [
        (
            Segment("rooms", "l", "Main building", Medium.WIRED),
            "Lincoln High",
            "port 7",
            "port 7, Main building, Lincoln High (segment rooms, wired)",
        ),
        (Segment("eth0"), "", "", "Segment eth0, wired and wireless are heard here"),
    ],
)
def test_place_words(segment: Segment, site: str, port: str, words: str) -> None:
    """A place starts with what is nearest to the jack."""
    assert place_words(segment, site, port) == words


def test_a_port_that_another_tells_is_no_place() -> None:
    """One forged message would send a technician to the wrong room."""
    profile = Profile(CONSOLE)
    key = FactKey("rooms", 0x3C5282000009, Fact("dhcp.relay.circuit_id", "Gi9/9/9"))
    profile.facts[key] = span()
    assert switch_port(profile, "rooms") == ""
