"""The recordings of real clients through the whole road."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcaps.district import CLIENTS, RECORDED_NETS, Kept, school, type_words
from walljack.app import replay
from walljack.model.identity import Band
from walljack.model.signal import Standing

SERVER = "00:00:5e:00:53:05"
RELAY = "00:00:5e:00:53:0a"
# All ran on a Debian computer: recording, its client, the most and the least to be told of it.
RECORDED = {
    "dhclient": ("00:00:5e:00:53:11", "computer", "unknown"),
    "udhcpc": ("00:00:5e:00:53:12", "computer", "unknown"),
    "dhcpcd": ("00:00:5e:00:53:13", "computer", "computer"),
    "avahi": ("00:00:5e:00:53:14", "computer", "computer"),
    "zeroconf": ("00:00:5e:00:53:15", "unknown", "unknown"),
    "ssdp": ("00:00:5e:00:53:16", "unknown", "unknown"),
    "relayed-dhclient": ("00:00:5e:00:53:17", "computer", "unknown"),
}


def walked(name: str, folder: Path) -> Kept:
    """A recording through the road, without a register."""
    place = school(folder, policy="mukilteo-2314p", nets=RECORDED_NETS)
    replay(place, [str(CLIENTS / f"{name}.pcap")])
    return Kept(place)


def test_the_table_is_what_was_recorded() -> None:
    """Every recording stands in the table of this test."""
    assert {path.stem for path in CLIENTS.glob("*.pcap")} == set(RECORDED)


@pytest.mark.parametrize("name", RECORDED)
def test_what_a_client_is_taken_for(name: str, tmp_path: Path) -> None:
    """A real client is a computer, an operating system, or unknown: never a gadget."""
    address, most, least = RECORDED[name]
    kept, words = walked(name, tmp_path), type_words()
    kind, _ = kept.taken_for(address)
    path = ("unknown", *words.path(most))
    assert kind in path[path.index(least) :]
    assert kept.identity(address).os.rpartition(" ")[2] in ("", "Linux")


@pytest.mark.parametrize("name", RECORDED)
def test_nothing_is_found_and_nothing_is_weird(name: str, tmp_path: Path) -> None:
    """No client of the recordings breaks a protocol, reflects, or breaks a rule."""
    kept = walked(name, tmp_path)
    assert kept.weirds == {}
    assert kept.findings == []
    for address in kept.devices:
        assert "mdns.reflector" not in {signal.name for signal in kept.signals(address)}


@pytest.mark.parametrize("name", ["dhclient", "udhcpc", "dhcpcd"])
def test_dhcp_is_heard_from_both_sides(name: str, tmp_path: Path) -> None:
    """The client's request and the server's answer: an address that was given, and by whom."""
    kept = walked(name, tmp_path)
    address = RECORDED[name][0]
    assert kept.taken_for(SERVER)[0] == "dhcp_server"
    (held,) = kept.tenures_of(address)
    assert held.basis.value == "ack"
    assert kept.signals(address, Standing.HEARSAY) == []


def test_a_relayed_client_is_where_its_relay_is(tmp_path: Path) -> None:
    """The client behind dhcrelay is on the giaddr's segment; the relay is in front of it."""
    kept = walked("relayed-dhclient", tmp_path)
    address = RECORDED["relayed-dhclient"][0]
    assert kept.present_on(address) == {"portables"}
    assert kept.present_on(RELAY) == {"room"}
    assert kept.taken_for(RELAY) == ("unknown", Band.UNKNOWN)
    told = {signal.name: signal.value for signal in kept.signals(address, Standing.OWN)}
    assert told["dhcp.relay.circuit_id"] == "eth1"


def test_a_goodbye_takes_nothing_back(tmp_path: Path) -> None:
    """Avahi says goodbye at its end; what it had announced stays known."""
    kept = walked("avahi", tmp_path)
    address = RECORDED["avahi"][0]
    services = {s.value for s in kept.signals(address) if s.name == "mdns.service"}
    assert services == {"_ipp._tcp", "_workstation._tcp"}
    assert kept.identity(address).type != "printer"  # it shares a queue, it is none
