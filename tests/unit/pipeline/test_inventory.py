"""Whose word is it, and about whom: frames into profiles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pcaps import products
from tests.pcaps.district import Kept, school
from tests.pcaps.station import Station
from tests.pcaps.wire import Wire
from walljack.app import replay
from walljack.model.signal import Standing
from walljack.pipeline.inventory import FRAMES_PER_DEVICE

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
    assert kept.taken_for(GATEWAY.mac)[0] == "unknown"
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
    """A device that says something new in every frame keeps its first frames, and no more."""

    def script(wire: Wire) -> None:
        for n in range(FRAMES_PER_DEVICE + 20):
            wire.lease(n, Station(SPEAKER.mac, f"10.20.6.{n}"), products.lwip(), GATEWAY, xid=n)

    heard(script)
    place = school(tmp_path, policy="mukilteo-2314p")
    with place.open_store() as store:
        (device,) = (
            d.profile.device for d in store.devices() if str(d.profile.device) == SPEAKER.mac
        )
        assert len(store.frames(device)) == FRAMES_PER_DEVICE
