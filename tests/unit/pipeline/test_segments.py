"""From a frame's place to a segment."""

from __future__ import annotations

from walljack.address import Ipv4, parse_subnet
from walljack.model.segment import Medium, Segment
from walljack.model.settings import SegmentMatch
from walljack.pipeline.segments import MOST_UNKNOWN_RELAYS, RELAY_UNKNOWN, Segments

ANY_20 = Segment("any-20", medium=Medium.WIRED, subnets=(parse_subnet("10.20.0.0/16"),))
ETH1_20 = Segment("eth1-20")
ETH1 = Segment("eth1-rest")
SEGMENTS = (
    SegmentMatch(ETH1, interface="eth1"),
    SegmentMatch(ANY_20, vlan=20, relays=(Ipv4(0x0A1E0001),)),
    SegmentMatch(ETH1_20, interface="eth1", vlan=20),
)


def test_the_closest_description_wins() -> None:
    """Interface and VLAN beat VLAN alone, which beats interface alone."""
    segments = Segments(SEGMENTS)
    assert segments.heard("eth1", (20,)) is ETH1_20
    assert segments.heard("eth0", (20,)) is ANY_20
    assert segments.heard("eth1", (30,)) is ETH1
    assert segments.heard("eth1", ()) is ETH1


def test_the_outer_tag_decides() -> None:
    """A QinQ frame belongs to the segment of its outer tag."""
    assert Segments(SEGMENTS).heard("eth0", (20, 7)) is ANY_20


def test_what_nobody_describes_is_mixed() -> None:
    """An unconfigured place is a segment of its own that claims no wire."""
    segments = Segments(SEGMENTS)
    found = segments.heard("eth0", (99,))
    assert (found.id, found.medium, found.configured) == ("eth0.99", Medium.MIXED, False)
    assert segments.heard("eth0", (99,)) is found
    assert segments.heard("eth0", ()).id == "eth0"
    assert segments.named("gone").configured is False


def test_relays_place_their_clients() -> None:
    """A giaddr is looked up by name, then by subnet where no relays are named."""
    segments = Segments(SEGMENTS)
    assert segments.relayed(Ipv4(0x0A1E0001)) is ANY_20
    assert segments.relayed(Ipv4(0x0A140001)).id == "relay-10.20.0.1"
    assert Segments([SegmentMatch(ANY_20, vlan=20)]).relayed(Ipv4(0x0A140001)) is ANY_20
    assert segments.relayed(Ipv4(0x0B000001)).id == "relay-11.0.0.1"


def test_listed_servers_belong() -> None:
    """A DHCP server belongs when listed; nobody can say where no list is given."""
    segments = Segments([SegmentMatch(ANY_20, vlan=20, dhcp_servers=(Ipv4(7),))])
    assert segments.serves_here("any-20", Ipv4(7)) is True
    assert segments.serves_here("any-20", Ipv4(8)) is False
    assert Segments(SEGMENTS).serves_here("any-20", Ipv4(7)) is None


def test_forged_relays_make_few_segments() -> None:
    """Beyond a number, relays that nothing describes are one segment; known ones stay their own,
    those that the store knew count too, and each packet beyond is told."""
    segments = Segments(SEGMENTS)
    assert segments.named("relay-9.9.9.9").id == "relay-9.9.9.9"
    ids = [segments.relayed(Ipv4(0x0B000000 + n)).id for n in range(MOST_UNKNOWN_RELAYS + 6)]
    assert len(set(ids)) == MOST_UNKNOWN_RELAYS
    assert ids[-7:] == [RELAY_UNKNOWN] * 7
    assert segments.relayed(Ipv4(0x0B000000)).id == ids[0]
    assert segments.relayed(Ipv4(0x0A1E0001)) is ANY_20
    assert segments.take_relays_beyond() == 7
    assert segments.take_relays_beyond() == 0
