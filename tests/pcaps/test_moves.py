"""Addresses that move, are handed on, or come through a relay, in the special captures."""

from __future__ import annotations

import pytest

from tests.pcaps.special import LAPTOP, PC, RELAY, ROKU, Walk, everything
from walljack.model.identity import Band
from walljack.model.signal import Standing


@pytest.mark.parametrize("register", [True, False])
def test_address_moves(register: bool, walk: Walk) -> None:
    """Three tenures; neither device takes over the other's evidence, type or permission."""
    kept = walk("address-moves", register=register)
    assert kept.holders("10.20.1.21") == [PC, LAPTOP, PC]
    first, between, last = (
        t for t in sorted(kept.tenures, key=lambda t: t.first_ns) if str(t.ip) == "10.20.1.21"
    )
    assert first.last_ns < between.first_ns <= between.last_ns < last.first_ns
    assert kept.taken_for(PC)[0] == "computer"
    assert kept.taken_for(LAPTOP) == ("unknown", Band.UNKNOWN)
    assert {signal.name for signal in kept.signals(LAPTOP)} == {"arp.kind"}
    assert not kept.signals(PC, Standing.HEARSAY)
    assert kept.rules(LAPTOP) == (["unlisted-device-wired"] if register else [])
    assert kept.cases == []


def test_address_moves_to_an_impostor_that_never_speaks_dhcp(walk: Walk) -> None:
    """The registered PC's tag stands beside the PC alone, though both used its IP address."""
    kept = walk("address-moves")
    said = [reason for finding in kept.findings for reason in finding.reasons]
    assert not any("T-002" in reason for reason in said)
    assert kept.rules(PC) == []


@pytest.mark.parametrize("register", [True, False])
@everything
def test_address_handed_on(register: bool, policy: str, walk: Walk) -> None:
    """A released address goes to the next Chromebook: two Chromebooks, nothing to see to."""
    kept = walk("address-handed-on", register=register, policy=policy)
    books = ["00:e0:4c:20:02:11", "00:e0:4c:20:02:12"]
    assert kept.holders("10.20.2.77") == books
    assert [kept.taken_for(book)[0] for book in books] == ["chromebook", "chromebook"]
    assert kept.findings == []
    assert kept.cases == []


@pytest.mark.parametrize("register", [True, False])
def test_behind_relay(register: bool, walk: Walk) -> None:
    """The Roku is itself present on the giaddr's segment, by its own word; the relay is not it."""
    kept = walk("behind-relay", register=register)
    assert kept.taken_for(ROKU)[0] == "streaming_player"
    assert kept.present_on(ROKU) == {"portables"}
    assert kept.present_on(RELAY) == {"room"}
    assert kept.taken_for(RELAY)[0] == "unknown"
    assert kept.signals(RELAY) == []
    # The server's answer repeats option 82 (RFC 3046 section 2.2); nobody says more of the Roku.
    echoed = kept.signals(ROKU, Standing.HEARSAY)
    assert {signal.name for signal in echoed} == {"dhcp.relay.circuit_id", "dhcp.relay.remote_id"}
    assert kept.holders("10.40.1.23") == [ROKU]
    port = {signal.name: signal.value for signal in kept.signals(ROKU, Standing.OWN)}
    assert port["dhcp.relay.circuit_id"] == "Gi1/0/14"
    assert port["dhcp.relay.remote_id"] == "portables-sw1"


def test_behind_relay_names_the_port(walk: Walk) -> None:
    """The finding says at which port of which switch to look; with a register a case opens."""
    kept = walk("behind-relay")
    (finding,) = kept.findings_of(ROKU)
    assert finding.rule == "personal-device-wired"
    assert any("port Gi1/0/14 of switch portables-sw1" in reason for reason in finding.reasons)
    assert len(kept.cases_of(ROKU)) == 1
    kept = walk("behind-relay", register=False)
    assert kept.rules(ROKU) == ["household-type-wired"]
    assert kept.cases == []


def test_a_known_port_makes_a_mixed_segment_wired_for_its_device(walk: Walk) -> None:
    """On mixed segments the relay's word about the port is what puts the Roku on the wire."""
    kept = walk("behind-relay", medium="mixed")
    assert kept.rules(ROKU) == ["personal-device-wired"]
    assert kept.rules(RELAY) == []


@pytest.mark.parametrize("register", [True, False])
def test_arp_probe(register: bool, walk: Walk) -> None:
    """The prober never owned the address that it asked about; it owns the one it settled on."""
    kept = walk("arp-probe", register=register)
    prober = "a4:ae:12:20:09:02"
    assert kept.holders("10.20.1.21") == [PC]
    assert kept.holders("10.20.1.22") == [prober]
    assert [str(tenure.ip) for tenure in kept.tenures_of(prober)] == ["10.20.1.22"]
    assert kept.rules(prober) == (["unlisted-device-wired"] if register else [])
    assert kept.cases == []
