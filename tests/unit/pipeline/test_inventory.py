"""Whose word is it, and about whom: frames into profiles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pcaps import products
from tests.pcaps.district import Kept, school
from tests.pcaps.station import Station
from tests.pcaps.wire import Wire
from walljack.address import Eui48, Ipv4, parse_eui48, parse_ip, parse_subnet
from walljack.app import replay
from walljack.model.observation import (
    Basis,
    Binding,
    Fact,
    Observation,
    Protocol,
    Statement,
    Weird,
)
from walljack.model.packet import Link, Packet
from walljack.model.segment import Segment
from walljack.model.settings import SegmentMatch
from walljack.model.signal import Standing
from walljack.pipeline.inventory import (
    FRAMES_PER_DAY,
    HEARSAY_FRAMES_PER_DAY,
    MOST_WEIRD_KINDS,
    Inventory,
)
from walljack.pipeline.segments import Segments
from walljack.pipeline.tenures import Tenures
from walljack.profile import believed

START_S = 1_791_297_600
SPEAKER = Station("94:ea:32:30:03:05", "10.20.5.35")
GATEWAY = Station("00:1b:17:10:00:09", "10.20.0.9")
OFFERS = products.airplay("Library", SPEAKER.mac, "AudioAccessory5,1")
Script = Callable[[Wire], None]


@pytest.fixture
def heard(tmp_path: Path) -> Callable[[Script], Kept]:
    """What is kept of a scripted wire, on the room's segment."""

    def played(script: Script) -> Kept:
        wire = Wire(START_S)
        script(wire)
        wire.save(tmp_path / "wire.pcap")
        place = school(tmp_path, policy="mukilteo-2314p")
        replay(place, [str(tmp_path / "wire.pcap")])
        return Kept(place)

    return played


def test_an_honest_speaker_is_one(heard: Callable[[Script], Kept]) -> None:
    """A HomePod that announces itself at its own address is a smart speaker."""

    def script(wire: Wire) -> None:
        wire.announce(0, SPEAKER)
        wire.services(3, SPEAKER, "Library.local", OFFERS)

    assert heard(script).taken_for(SPEAKER.mac)[0] == "smart_speaker"


def test_a_static_address_of_home_hides_nothing(heard: Callable[[Script], Kept]) -> None:
    """A speaker with an address of another network that it claims by ARP speaks for itself."""
    stranger = Station(SPEAKER.mac, "192.168.1.35")

    def script(wire: Wire) -> None:
        wire.announce(0, stranger)
        wire.services(3, stranger, "Library.local", OFFERS)

    assert heard(script).taken_for(SPEAKER.mac)[0] == "smart_speaker"


def test_a_reflector_that_keeps_the_source_address(heard: Callable[[Script], Kept]) -> None:
    """Announcements that come with an address of another segment are not the gateway's own."""

    def script(wire: Wire) -> None:
        wire.announce(0, GATEWAY)
        foreign = Station(GATEWAY.mac, "10.30.1.35")
        for n in range(3):
            wire.services(10 + n, foreign, "Library.local", OFFERS)

    kept = heard(script)
    # Its prefix says Palo Alto Networks: a network device, and neither speaker nor printer.
    assert kept.taken_for(GATEWAY.mac)[0] == "network"
    assert kept.holders("10.30.1.35") == []
    assert "mdns.reflector" in {signal.name for signal in kept.signals(GATEWAY.mac)}


def test_who_speaks_for_another_says_nothing_of_himself(heard: Callable[[Script], Kept]) -> None:
    """An announcement for a stranger's address leaves what the laptop said of itself alone."""
    laptop = Station("f8:5e:a0:20:09:01", "10.20.5.31")

    def script(wire: Wire) -> None:
        wire.announce(0, laptop)
        wire.announce(1, SPEAKER)
        wire.services(5, laptop, "Library.local", OFFERS, ip=SPEAKER.ip)

    kept = heard(script)
    assert kept.taken_for(laptop.mac)[0] == "unknown"
    told = kept.signals(SPEAKER.mac, Standing.HEARSAY)
    assert {signal.speaker for signal in told} == {laptop.mac}
    assert kept.findings == []


def test_kept_frames_are_bounded(heard: Callable[[Script], Kept], tmp_path: Path) -> None:
    """A device that says something new in every frame keeps its first frames, and no more.

    Beside its own word stand the first of the server's answers to it.
    """

    def script(wire: Wire) -> None:
        for n in range(FRAMES_PER_DAY + 20):
            wire.lease(n, Station(SPEAKER.mac, f"10.20.6.{n}"), products.lwip(), GATEWAY, xid=n)

    heard(script)
    place = school(tmp_path, policy="mukilteo-2314p")
    with place.open_store() as store:
        (device,) = (
            d.profile.device for d in store.devices() if str(d.profile.device) == SPEAKER.mac
        )
        assert len(store.frames(device)) == FRAMES_PER_DAY + HEARSAY_FRAMES_PER_DAY


# -- whose word a relayed message is ------------------------------------------------------------

VICTIM = parse_eui48("8c:04:ba:20:01:01")
CARRIER = parse_eui48("f8:5e:a0:20:09:01")
ROUTER = parse_eui48("00:1b:54:10:0a:01")
HERE, FAR = "10.20.0.1", "10.40.0.1"
PARAMS = Fact("dhcp.params", "1,3,6")


def _ipv4(text: str) -> Ipv4:
    address = parse_ip(text)
    assert isinstance(address, Ipv4)
    return address


def _inventory() -> Inventory:
    """Of a room that is heard and portables that are heard by relay alone."""
    room = Segment("room", subnets=(parse_subnet("10.20.0.0/16"),))
    portables = Segment("portables", subnets=(parse_subnet("10.40.0.0/16"),))
    segments = Segments(
        [
            SegmentMatch(room, interface="eth0"),
            SegmentMatch(Segment("servers"), interface="eth1"),
            SegmentMatch(portables, relays=(_ipv4(FAR),)),
        ]
    )
    return Inventory(segments, Tenures())


def _hear(
    inventory: Inventory, statement: Statement, *, at: str = "eth0", n: int = 0, at_s: int = 0
) -> None:
    at_ns = (START_S + at_s) * 1_000_000_000
    observation = Observation(at_ns, at, statement.speaker, (), (statement,))
    data = n.to_bytes(60, "big")
    inventory.take_in(observation, Packet(Link.ETHERNET, data, at_ns, at, len(data)))


def _arp(device: Eui48, address: str) -> Statement:
    return Statement(
        device,
        device,
        Protocol.ARP,
        True,
        (Fact("arp.kind", "request"),),
        (Binding(_ipv4(address), Basis.ARP),),
    )


def _relayed(carrier: Eui48, giaddr: str) -> Statement:
    return Statement(VICTIM, carrier, Protocol.DHCP, True, (PARAMS,), giaddr=_ipv4(giaddr))


def _is_own_word(inventory: Inventory) -> bool:
    """The request counts as the victim's own; else as its carrier's, and is no sighting."""
    profile = inventory.profiles[VICTIM]
    (speaker,) = {key.speaker for key in profile.facts if key.fact == PARAMS}
    assert bool(profile.sightings) == (speaker == 0)
    assert speaker in (0, CARRIER)
    return speaker == 0


def test_a_carrier_of_which_nothing_else_is_known_is_a_relay() -> None:
    """For a segment that nobody hears, a carrier that says nothing else is believed."""
    inventory = _inventory()
    _hear(inventory, _relayed(CARRIER, FAR))
    assert _is_own_word(inventory)


def test_a_relay_speaks_arp_too() -> None:
    """A router that asks for its DHCP server's address by ARP is a relay all the same."""
    inventory = _inventory()
    _hear(inventory, _arp(CARRIER, "10.20.0.40"))
    _hear(inventory, _relayed(CARRIER, FAR))
    assert _is_own_word(inventory)


@pytest.mark.parametrize("kind", ["dhcp.params", "mdns.service", "ssdp.nt"])
def test_a_host_is_no_relay(kind: str) -> None:
    """Who asks for a lease or announces a service does not carry the word of others."""
    inventory = _inventory()
    own = Statement(CARRIER, CARRIER, Protocol.DHCP, True, (Fact(kind, "1"),))
    _hear(inventory, own)
    _hear(inventory, _relayed(CARRIER, FAR))
    assert not _is_own_word(inventory)


def test_who_holds_the_giaddr_is_its_relay() -> None:
    """A home-like router that is a client too is believed, since it is heard at the giaddr."""
    inventory = _inventory()
    _hear(inventory, Statement(CARRIER, CARRIER, Protocol.DHCP, True, (PARAMS,)))
    _hear(inventory, _arp(CARRIER, HERE))
    _hear(inventory, _relayed(CARRIER, HERE), at="eth1")
    assert _is_own_word(inventory)


@pytest.mark.parametrize("at", ["eth0", "eth1"])
def test_the_address_of_another_makes_no_relay(at: str) -> None:
    """A carrier that names an address that another device holds is not believed."""
    inventory = _inventory()
    _hear(inventory, _arp(ROUTER, HERE))
    _hear(inventory, _arp(CARRIER, "10.20.5.31"))
    _hear(inventory, _relayed(CARRIER, HERE), at=at)
    assert not _is_own_word(inventory)


def test_nobody_relays_on_the_clients_own_segment() -> None:
    """A copy heard where the client itself would be heard needs no belief, and gets none."""
    inventory = _inventory()
    _hear(inventory, _relayed(CARRIER, HERE))
    assert not _is_own_word(inventory)
    inventory = _inventory()
    _hear(inventory, _relayed(CARRIER, HERE), at="eth1")
    assert _is_own_word(inventory)


def test_a_helpers_copy_has_no_carrier_to_doubt() -> None:
    """A copy that a helper handed on, with no sender, is the client's own word."""
    inventory = _inventory()
    _hear(inventory, _arp(ROUTER, HERE))
    _hear(inventory, _relayed(Eui48(0), HERE))
    assert _is_own_word(inventory)


def test_which_bindings_are_believed() -> None:
    """One's own addresses and a server's lease are; what others say of one's address is not."""
    given, claimed = Binding(_ipv4(HERE), Basis.ACK, 60), Binding(_ipv4(FAR), Basis.RENEWED)
    nobodys = Binding(Ipv4(0), Basis.ARP)
    bindings = (given, claimed, nobodys)
    own = Statement(VICTIM, VICTIM, Protocol.DHCP, True, (), bindings)
    others = Statement(VICTIM, CARRIER, Protocol.DHCP, False, (), bindings)
    helpers = Statement(VICTIM, Eui48(0), Protocol.DHCP, False, (), bindings)
    assert believed(own) == [given, claimed]
    assert believed(others) == [given]
    assert believed(helpers) == [given, claimed]


# -- what is kept of a flood --------------------------------------------------------------------


def _named(number: int, speaker: Eui48 = VICTIM) -> Statement:
    """A word that is new each time; of another signal each ten, so that no bound is met."""
    fact = Fact(f"mdns.txt.k{number // 10}", str(number))
    return Statement(VICTIM, speaker, Protocol.MDNS, speaker == VICTIM, (fact,))


def test_a_day_with_much_news_leaves_the_next_its_frames() -> None:
    """The bound on frames is for a day of packet time: what changes later has its evidence."""
    inventory, day_s = _inventory(), 86_400
    for n in range(FRAMES_PER_DAY + 9):
        _hear(inventory, _named(n), n=n)
    assert len(inventory.take_frames()) == FRAMES_PER_DAY
    for n in range(100, 100 + FRAMES_PER_DAY + 9):
        _hear(inventory, _named(n), n=n, at_s=day_s)
    kept = inventory.take_frames()
    assert len(kept) == FRAMES_PER_DAY
    _hear(inventory, _named(200), n=200)  # older than the newest day, and no way around the bound
    assert inventory.take_frames() == []


def test_hearsay_uses_up_no_frame_of_its_own_word() -> None:
    """However much others say of it, the frames of what a device says itself are kept."""
    inventory = _inventory()
    for n in range(FRAMES_PER_DAY + 9):
        _hear(inventory, _named(n, CARRIER), n=n)
    assert len(inventory.take_frames()) == HEARSAY_FRAMES_PER_DAY
    for n in range(FRAMES_PER_DAY):
        _hear(inventory, _named(n), n=100 + n)
    assert len(inventory.take_frames()) == FRAMES_PER_DAY


def test_weirds_beyond_the_bound_are_counted_as_other() -> None:
    """Kinds that find no room any more are counted under one kind, and none is lost."""
    inventory = _inventory()
    packet = Packet(Link.ETHERNET, b"x", 5, "eth0", 1)
    for n in range(MOST_WEIRD_KINDS + 7):
        inventory.count_weird(f"s{n}", Weird("arp-short", 0), packet)
    inventory.count_weird("s3", Weird("arp-short", 0), packet)
    tallies = {(tally.segment, tally.kind): tally.times for tally in inventory.take_weirds()}
    assert len(tallies) == MOST_WEIRD_KINDS + 1
    assert tallies["", "other"] == 7
    assert tallies["s3", "arp-short"] == 2
