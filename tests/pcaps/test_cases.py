"""Every special capture through the whole road: what ``make_cases`` says must be judged."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.pcaps import make_cases, products, whose
from tests.pcaps.district import CASES, POLICIES, Kept, policy_named, school, type_words
from tests.pcaps.station import Station
from tests.pcaps.wire import Wire
from walljack.app import replay
from walljack.custody import verify
from walljack.model.identity import Band
from walljack.model.policy import Level
from walljack.model.signal import Standing

SERVER = make_cases.SERVER.mac
GATEWAY = make_cases.GATEWAY.mac
PC = make_cases.TEACHER_PC.mac
LAPTOP = make_cases.LAPTOP.mac
# What the district of the special captures answers for; the rest is nobody's.
LISTED = {
    SERVER: "server",
    GATEWAY: "router",
    PC: "desktop",
    "00:1b:54:10:0b:01": "router",
    "00:1b:17:10:00:09": "router",
    "70:10:5c:40:00:01": "switch",
    "00:e0:4c:20:02:11": "chromebook",
    "00:e0:4c:20:02:12": "chromebook",
    **{f"f4:8e:38:30:01:{n:02x}": "desktop" for n in range(1, 5)},
    **{owned.mac: owned.type for owned in whose.DEVICES if owned.listed},
}

Walk = Callable[..., Kept]


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Replays a special capture, once for each way of asking, and gives what was kept."""

    @cache
    def walked(
        case: str, *, register: bool = True, policy: str = "k12-default", medium: str = "wired"
    ) -> Kept:
        listed = LISTED if register else None
        place = school(tmp_path_factory.mktemp(case), policy=policy, medium=medium, listed=listed)
        replay(place, [str(CASES / f"{case}.pcap")])
        kept = Kept(place)
        assert verify(kept.custody) == []
        return kept

    return walked


# -- the same for every case --------------------------------------------------------------------

everything = pytest.mark.parametrize("policy", POLICIES)
every_case = pytest.mark.parametrize("case", [case.name for case in make_cases.CASES])


@everything
@every_case
def test_no_registered_device_has_a_case(case: str, policy: str, walk: Walk) -> None:
    """Whatever is on the wire, what the register lists has neither finding nor case."""
    kept = walk(case, policy=policy)
    for address in LISTED:
        assert kept.cases_of(address) == []
        assert [finding.rule for finding in kept.findings if str(finding.device) == address] == []


@everything
@every_case
def test_without_a_register_only_type_rules_speak(case: str, policy: str, walk: Walk) -> None:
    """Without a register, no finding rests on "unauthorised" or "personal"."""
    for finding in walk(case, policy=policy, register=False).findings:
        rule = policy_named(policy).rule(finding.rule)
        assert rule is not None
        assert not rule.needs_register


@everything
@every_case
@pytest.mark.parametrize("register", [True, False])
def test_cases_rest_on_findings_of_devices_that_were_there(
    case: str, policy: str, register: bool, walk: Walk
) -> None:
    """Each open case is about a device that was itself heard, on a finding that opens one."""
    kept = walk(case, policy=policy, register=register)
    levels = {finding.id: finding.level for finding in kept.findings}
    for opened in kept.cases:
        assert kept.devices[str(opened.device)].profile.sightings
        assert any(levels[finding].opens_case for finding in opened.findings)
    for finding in kept.findings:
        assert finding.segment in kept.present_on(str(finding.device))
    assert {entry.actor for entry in kept.custody} <= {"walljack"}


# What each device of the special captures is; the same address is the same device in all.
TRUTH = {
    SERVER: "server",
    GATEWAY: "router",
    PC: "desktop",
    LAPTOP: "laptop",
    "00:1b:54:10:0b:01": "router",
    "00:1b:17:10:00:09": "router",
    "70:10:5c:40:00:01": "switch",
    "00:e0:4c:20:02:11": "chromebook",
    "00:e0:4c:20:02:12": "chromebook",
    **{f"f4:8e:38:30:01:{n:02x}": "desktop" for n in range(1, 5)},
    "08:05:81:40:01:03": "streaming_player",
    "a4:ae:12:20:09:02": "desktop",
    "a8:5b:78:30:03:01": "streaming_player",
    "14:98:77:20:09:03": "desktop",
    "78:c8:81:20:06:05": "game_console",
    "50:c7:bf:20:07:01": "router",
    "48:d6:d5:20:06:07": "smart_speaker",
    **{owned.mac: owned.type for owned in whose.DEVICES},
}
# Serving DHCP is a role, which a server, a computer or a router may have.
ROLES = {"dhcp_server": {"server", "router"}}


@every_case
@pytest.mark.parametrize("register", [True, False])
def test_every_device_is_taken_for_what_it_is(case: str, register: bool, walk: Walk) -> None:
    """No device is taken for what it is not: the answer is its type, a branch above, or unknown."""
    kept = walk(case, register=register)
    words = type_words()
    for address in kept.devices:
        kind, band = kept.taken_for(address)
        truth = TRUTH[address]
        right = kind in ("unknown", *words.path(truth)) or truth in ROLES.get(kind, ())
        assert right, f"{address} is a {truth}, taken for {kind}"
        assert kind != "unknown" or band is Band.UNKNOWN


@every_case
def test_no_packet_is_weird(case: str, walk: Walk) -> None:
    """None of the packets breaks its protocol or goes back in time unnoticed."""
    assert walk(case).weirds == {}


@every_case
def test_an_unconfigured_network_accuses_nobody_of_a_wire(case: str, walk: Walk) -> None:
    """On a mixed segment whose places are unknown no rule says that something is wired."""
    if case == "behind-relay":  # its place is known
        return
    kept = walk(case, medium="mixed")
    for finding in kept.findings:
        assert "wired" not in finding.rule
        assert not any("is on the wired network" in reason for reason in finding.reasons)


# -- an address that moves ----------------------------------------------------------------------


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


# -- a lease that is handed on ------------------------------------------------------------------


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


# -- behind a relay -----------------------------------------------------------------------------

ROKU = "08:05:81:40:01:03"
RELAY = "70:10:5c:40:00:01"


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


# -- a reflector --------------------------------------------------------------------------------

REFLECTOR = "00:1b:17:10:00:09"


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


# -- a forger -----------------------------------------------------------------------------------


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


# -- an imaging lab -----------------------------------------------------------------------------


@pytest.mark.parametrize("register", [True, False])
@everything
def test_imaging_lab(register: bool, policy: str, walk: Walk) -> None:
    """Four Windows computers; what was shown never was anything but unknown or a computer."""
    kept = walk("imaging-lab", register=register, policy=policy)
    lab = [f"f4:8e:38:30:01:{n:02x}" for n in range(1, 5)]
    for address in lab:
        assert kept.taken_for(address)[0] in ("computer", "desktop")
        assert kept.identity(address).os.startswith("Windows")
        assert set(kept.history[address]) <= {"unknown", "computer", "desktop"}
        names = {signal.name for signal in kept.signals(address)}
        assert "dhcp.boot" in names
        assert "dhcp.vendor_class" in names
        assert not any(
            "PXE" in signal.value
            for signal in kept.signals(address, Standing.OWN)
            if signal.name == "dhcp.vendor_class"
        )
    assert kept.findings == []
    assert kept.cases == []


# -- an ARP probe -------------------------------------------------------------------------------


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


# -- a sleep proxy ------------------------------------------------------------------------------


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


# -- a virtual router, proxy ARP, a mirror ------------------------------------------------------


@pytest.mark.parametrize("register", [True, False])
def test_virtual_router(register: bool, walk: Walk) -> None:
    """The virtual address is no device, and nothing is found about those behind it."""
    kept = walk("virtual-router", register=register)
    assert set(kept.devices) == {GATEWAY, "00:1b:54:10:0b:01", PC}
    assert "00:00:5e:00:01:14" not in {str(tenure.device) for tenure in kept.tenures}
    assert kept.findings == []


@pytest.mark.parametrize("register", [True, False])
@everything
def test_proxy_arp(register: bool, policy: str, walk: Walk) -> None:
    """A router that answers for others is one device, and nothing is found about it."""
    kept = walk("proxy-arp", register=register, policy=policy)
    assert set(kept.devices) == {GATEWAY, PC}
    assert kept.findings == []


@pytest.mark.parametrize("register", [True, False])
@everything
def test_mirrored_twice(register: bool, policy: str, walk: Walk) -> None:
    """One console, one sighting, at most one case, and one finding of each rule."""
    kept = walk("mirrored-twice", register=register, policy=policy)
    console = "78:c8:81:20:06:05"
    assert kept.taken_for(console)[0] == "game_console"
    assert len(kept.devices[console].profile.sightings["room"]) == 1
    assert len(kept.findings) == len(kept.rules(console)) <= 1
    # Of Monroe's and the default's, none names a console: they need to know whose it is.
    assert len(kept.cases) == int(register or policy == "mukilteo-2314p")


# -- a stray DHCP server ------------------------------------------------------------------------


@everything
def test_stray_dhcp_server(policy: str, walk: Walk) -> None:
    """The home router that answers DHCP is to be seen today; the configured server is not."""
    kept = walk("stray-dhcp-server", policy=policy)
    router = "50:c7:bf:20:07:01"
    (finding,) = kept.findings_of(router)
    assert finding.rule == "stray-dhcp-server"
    assert finding.level is Level.HIGH
    assert len(kept.cases_of(router)) == 1
    assert kept.rules(SERVER) == []


def test_an_unregistered_server_that_is_configured_is_no_stray(tmp_path: Path) -> None:
    """A configured DHCP server that nobody entered in the register is not called a stray one."""
    place = school(tmp_path, listed={GATEWAY: "router"})
    replay(place, [str(CASES / "stray-dhcp-server.pcap")])
    kept = Kept(place)
    assert "stray-dhcp-server" not in kept.rules(SERVER)
    assert kept.cases_of(SERVER) == []


# -- a Cast group -------------------------------------------------------------------------------


@pytest.mark.parametrize("register", [True, False])
def test_cast_group(register: bool, walk: Walk) -> None:
    """One smart speaker; the group that it leads is no device and changes nothing."""
    kept = walk("cast-group", register=register)
    speaker = "48:d6:d5:20:06:07"
    assert set(kept.devices) == {speaker}
    assert kept.taken_for(speaker)[0] == "smart_speaker"
    assert "Mini" in kept.identity(speaker).model
