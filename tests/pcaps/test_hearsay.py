"""What others say of a device, true or forged, in the special captures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcaps import make_cases, products
from tests.pcaps.district import CASES, POLICIES, Kept, school
from tests.pcaps.special import GATEWAY, LAPTOP, LISTED, PC, REFLECTOR, SERVER, Walk, everything
from tests.pcaps.station import Station
from tests.pcaps.wire import Wire
from walljack.app import replay
from walljack.model.identity import Band
from walljack.model.policy import Level
from walljack.model.signal import Standing


@pytest.mark.parametrize("register", [True, False])
@everything
def test_reflector(register: bool, policy: str, walk: Walk) -> None:
    """The gateway, a firewall by its prefix, is neither the HomePod nor the printer it repeats."""
    kept = walk("reflector", register=register, policy=policy)
    # Its prefix says Palo Alto Networks, whose things are network devices; no more is known.
    assert kept.taken_for(REFLECTOR) == ("network", Band.POSSIBLE)
    evidence = {signal.name for signal in kept.signals(REFLECTOR)}
    assert "mdns.reflector" in evidence
    assert not any(name.startswith(("mdns.service", "mdns.txt", "mdns.host")) for name in evidence)
    assert set(kept.devices) == {REFLECTOR}
    assert kept.findings == []
    assert kept.cases == []


@pytest.mark.parametrize("register", [True, False])
def test_reflected_device_is_supported_by_hearsay_alone(register: bool, tmp_path: Path) -> None:
    """The real HomePod, silent itself, is at most possible by the reflector's word: no finding.

    It holds its address in the library, where only its ARP was heard.
    """
    listed = LISTED if register else None
    place = school(tmp_path, policy="mukilteo-2314p", listed=listed)
    silent = tmp_path / "silent.pcap"
    make_silent_homepod(silent)
    replay(place, [str(silent), str(CASES / "reflector.pcap")])
    kept = Kept(place)
    homepod = "94:ea:32:30:03:05"
    assert kept.present_on(homepod) == {"library"}
    told = kept.signals(homepod, Standing.HEARSAY)
    assert {signal.speaker for signal in told} == {REFLECTOR}
    assert any(signal.value == "AudioAccessory5,1" for signal in told)
    kind, band = kept.taken_for(homepod)
    assert kind == "smart_speaker"
    assert band is Band.POSSIBLE
    assert "smart-speaker" not in kept.rules(homepod)
    assert kept.cases == []


def make_silent_homepod(path: Path) -> None:
    """A capture of the library: a HomePod that says nothing but ARP."""
    wire = Wire(make_cases.START_S)
    homepod = Station("94:ea:32:30:03:05", "10.30.1.35", 30)
    for n in range(3):
        wire.announce(5 * n, homepod)
    wire.save(path)


@pytest.mark.parametrize("register", [True, False])
@everything
def test_forged_homepod(register: bool, policy: str, walk: Walk) -> None:
    """The teacher's PC stays a Windows computer without a finding; the laptop is no HomePod."""
    kept = walk("forged-homepod", register=register, policy=policy)
    for address in (PC, LAPTOP):
        assert kept.taken_for(address)[0] in ("computer", "laptop", "desktop")
        assert kept.identity(address).os.startswith("Windows")
        assert set(kept.history[address]).isdisjoint({"smart_speaker", "media"})
        assert not any("speaker" in rule for rule in kept.rules(address))
    assert kept.rules(PC) == []
    assert kept.cases == []
    assert kept.holders("10.20.1.21") == [PC]


def test_forged_homepod_is_hearsay_with_its_speaker(walk: Walk) -> None:
    """What was said of the PC is kept with the laptop as its speaker, and is no sighting of it."""
    kept = walk("forged-homepod")
    told = kept.signals(PC, Standing.HEARSAY)
    assert {signal.speaker for signal in told} == {LAPTOP}
    assert any(signal.value == "AudioAccessory5,1" for signal in told)
    own = {signal.name for signal in kept.signals(LAPTOP, Standing.OWN)}
    assert not any(name.startswith(("mdns.service", "mdns.txt")) for name in own)


def test_forged_homepod_at_an_unlisted_pc(tmp_path: Path) -> None:
    """Even when nobody has registered the PC, the forger opens no case against it."""
    for policy in POLICIES:
        listed = {SERVER: "server", GATEWAY: "router"}
        place = school(tmp_path, policy=policy, listed=listed, name=policy)
        replay(place, [str(CASES / "forged-homepod.pcap")])
        kept = Kept(place)
        assert kept.cases == []
        assert {finding.level for finding in kept.findings_of(PC)} <= {Level.LOW}


def test_forged_homepod_for_a_silent_victim(tmp_path: Path) -> None:
    """A PC of which only ARP was heard is at most possibly a speaker, and has no case."""
    wire = Wire(make_cases.START_S)
    wire.announce(0, make_cases.TEACHER_PC)
    wire.announce(1, make_cases.LAPTOP)
    offers = products.airplay("Room 12", PC, "AudioAccessory5,1")
    for n in range(4):
        wire.services(60 + 20 * n, make_cases.LAPTOP, "Room-12.local", offers, ip="10.20.1.21")
    wire.save(tmp_path / "silent.pcap")
    for policy in POLICIES:
        listed = {SERVER: "server", GATEWAY: "router"}
        place = school(tmp_path, policy=policy, listed=listed, name=policy)
        replay(place, [str(tmp_path / "silent.pcap")])
        kept = Kept(place)
        assert kept.identity(PC).band.rank <= Band.POSSIBLE.rank
        assert kept.taken_for(LAPTOP)[0] == "unknown"
        assert not any("speaker" in finding.rule for finding in kept.findings)
        assert kept.cases == []


@pytest.mark.parametrize("register", [True, False])
@everything
def test_forged_relay(register: bool, policy: str, walk: Walk) -> None:
    """What a feigned relay carries is its own word, and no case of the PC that it names."""
    kept = walk("forged-relay", register=register, policy=policy)
    assert kept.taken_for(PC)[0] in ("computer", "desktop")
    assert set(kept.history[PC]).isdisjoint({"streaming_player", "media"})
    assert kept.rules(PC) == []
    assert kept.cases == []
    told = kept.signals(PC, Standing.HEARSAY)
    assert {signal.speaker for signal in told} == {LAPTOP}
    assert any("Roku" in signal.value for signal in told)
    assert not any("Roku" in signal.value for signal in kept.signals(PC, Standing.OWN))


@pytest.mark.parametrize("register", [True, False])
def test_sleep_proxy(register: bool, walk: Walk) -> None:
    """The sleeping iMac is known by hearsay and without a sighting; the proxy stays itself."""
    kept = walk("sleep-proxy", register=register)
    imac, proxy = "14:98:77:20:09:03", "a8:5b:78:30:03:01"
    assert kept.present_on(imac) == set()
    assert kept.devices[imac].profile.first_ns is None
    told = kept.signals(imac, Standing.HEARSAY)
    assert {signal.speaker for signal in told} == {proxy}
    assert any("nes-imac-07" in signal.value.lower() for signal in told)
    assert kept.identity(imac).band.rank <= Band.POSSIBLE.rank
    assert kept.taken_for(proxy)[0] == "streaming_player"
    assert not any("imac" in signal.value.lower() for signal in kept.signals(proxy))
    assert kept.rules(imac) == []
    assert kept.cases_of(imac) == []


@pytest.mark.parametrize("register", [True, False])
def test_cast_group(register: bool, walk: Walk) -> None:
    """One smart speaker; the group that it leads is no device and changes nothing."""
    kept = walk("cast-group", register=register)
    speaker = "48:d6:d5:20:06:07"
    assert set(kept.devices) == {speaker}
    assert kept.taken_for(speaker)[0] == "smart_speaker"
    assert "Mini" in kept.identity(speaker).model
