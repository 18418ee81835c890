"""What is usual on a network and must accuse nobody, and a DHCP server that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcaps.district import CASES, Kept, school
from tests.pcaps.special import GATEWAY, PC, SERVER, Walk, everything
from walljack.app import replay
from walljack.model.policy import Level
from walljack.model.signal import Standing


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
