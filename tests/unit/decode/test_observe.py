"""The whole of one packet."""

from __future__ import annotations

from tests.unit.decode import frames as f
from walljack.decode import observe
from walljack.model.packet import Link, Packet


def test_time_and_place_are_the_packets_own() -> None:
    """An observation carries the packet's time and capture point."""
    observation = observe(Packet(Link.ETHERNET, f.arp(1), 42, "mirror", 60))
    assert (observation.at_ns, observation.capture_point) == (42, "mirror")
    assert observation.source == f.eui(f.DEVICE)


def test_offset_of_a_weird_counts_from_the_start_of_the_packet() -> None:
    """A weird points into the packet, tags included."""
    data = f.ethernet(f.arp(1)[14:20] + b"\0\x63" + bytes(20), 0x0806, tags=[(0x8100, 5)])
    assert [(w.kind, w.offset) for w in f.see(data).weirds] == [("arp-operation", 24)]


def test_helper_copy_that_is_no_dhcp() -> None:
    """A payload that is no DHCP message is a weird, on the VLAN it came from."""
    observation = f.see(b"hello", Link.DHCP_PAYLOAD, vlan=9)
    assert [w.kind for w in observation.weirds] == ["dhcp-truncated"]
    assert observation.vlans == (9,)
