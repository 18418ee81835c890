"""Apple's models: what names them, what imitates them, and which word counts more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.data.test_fingerprints import shipped
from walljack.fingerprint import identify
from walljack.model.identity import Band, Identity
from walljack.model.signal import Signal

APPLE = Signal("oui", "Apple, Inc.")


def airplay(model: str) -> Signal:
    """The model that an AirPlay receiver announces."""
    return Signal("mdns.txt.model", model, "_airplay._tcp")


def device_info(model: str) -> Signal:
    """The model that a host announces beside its files."""
    return Signal("mdns.txt.model", model, "_device-info._tcp")


def taken_for(*signals: Signal) -> Identity:
    """The answer of the shipped book."""
    return identify(signals, shipped())


@pytest.mark.parametrize(
    ("model", "meant", "product"),
    [
        ("AudioAccessory5,1", "smart_speaker", "HomePod mini"),
        ("B520AP", "smart_speaker", "HomePod mini"),
        ("b520ap", "smart_speaker", "HomePod mini"),
        ("AppleTV14,1", "streaming_player", "Apple TV 4K (3rd generation)"),
        ("iPad7,11", "tablet", "iPad (7th generation)"),
        ("J171AP", "tablet", "iPad (7th generation)"),
        ("J171aAP", "tablet", "iPad (8th generation)"),
        ("MacBookAir10,1", "laptop", "MacBook Air (M1, 2020)"),
        ("Mac16,10", "desktop", "Mac mini (2024)"),
    ],
)
def test_identifiers_and_boards_name_the_product(model: str, meant: str, product: str) -> None:
    """An identifier or a board id, in any case, gives type and product."""
    identity = taken_for(airplay(model))
    assert (identity.type, identity.model) == (meant, product)


@pytest.mark.parametrize(
    ("model", "meant"),
    [
        ("AudioAccessory39,1", "smart_speaker"),
        ("AppleTV39,1", "streaming_player"),
        ("iPhone39,2", "phone"),
        ("MacBookPro39,1", "laptop"),
        ("Mac39,1", "computer"),
    ],
)
def test_a_newer_model_is_known_by_its_family(model: str, meant: str) -> None:
    """What the table lacks is of its family's type, and called what it calls itself."""
    identity = taken_for(airplay(model))
    assert (identity.type, identity.model) == (meant, model)


@pytest.mark.parametrize("tell", [airplay, device_info])
@pytest.mark.parametrize(
    "model",
    [
        *(
            "AppleTV3,2",
            "appletv3,2",
            "AppleTV2,1",
            "MacPro7,1",
            "macpro7,1",
            "Xserve",
            "Xserve3,1",
        ),
        *("RackMac", "RackMac1,2", "TimeCapsule", "TimeCapsule6,116", "MacSamba"),
    ],
)
def test_what_programs_imitate_is_believed_from_apple_alone(
    tell: Callable[[str], Signal], model: str
) -> None:
    """Receiver programs and file servers call themselves so: alone it makes nothing of Apple's."""
    for oui in ("Synology Incorporated", "Amazon Technologies Inc."):
        identity = taken_for(tell(model), Signal("oui", oui))
        assert identity.vendor != "Apple"
        assert "Apple" not in identity.model
    alone = taken_for(tell(model))
    assert [claim for claim in alone.claims_for if claim.vendor == "Apple" and claim.type] == []


@pytest.mark.parametrize(
    ("model", "meant"),
    [("AppleTV3,2", "streaming_player"), ("MacPro7,1", "desktop"), ("Xserve3,1", "server")],
)
def test_from_an_apple_address_it_is_what_it_says(model: str, meant: str) -> None:
    """The same words from an address of Apple's are believed."""
    assert taken_for(device_info(model), APPLE).type == meant


def test_airplay_outweighs_device_info() -> None:
    """Where the two disagree, what the receiver says of itself is taken, with care."""
    identity = taken_for(airplay("AudioAccessory5,1"), device_info("MacBookPro18,1"))
    assert identity.type == "smart_speaker"
    assert identity.claims_against
    assert taken_for(device_info("MacBookPro18,1")).type == "laptop"


OTHER_PREFIXES = (
    "Dell Inc.",
    "Intel Corporate",
    "Raspberry Pi Trading Ltd",
    "ASIX Electronics Corp.",
)


@pytest.mark.parametrize("prefix", OTHER_PREFIXES)
@pytest.mark.parametrize("model", ["AppleTV6,2", "AppleTV99,9", "AudioAccessory5,1"])
def test_another_makers_prefix_is_no_apple_tv(prefix: str, model: str) -> None:
    """A program that plays an Apple TV or a HomePod makes no computer one, name and all."""
    said = [
        Signal("oui", prefix),
        airplay(model),
        Signal("mdns.txt.am", model, "_raop._tcp"),
        Signal("mdns.txt.rpmd", model, "_companion-link._tcp"),
        device_info(model),
        Signal("mdns.service", "_mediaremotetv._tcp"),
        Signal("dhcp.hostname", "Apple-TV"),
        Signal("mdns.host", "HomePod.local"),
    ]
    identity = taken_for(*said)
    assert identity.type not in ("streaming_player", "smart_speaker")
    assert identity.vendor != "Apple" or identity.band.rank <= Band.POSSIBLE.rank


@pytest.mark.parametrize("model", ["AppleTV6,2", "AudioAccessory5,1", "iPad13,4"])
def test_a_program_alone_confirms_nothing(model: str) -> None:
    """What one program says, by mDNS alone and whatever its prefix, is never confirmed."""
    said = [
        airplay(model),
        Signal("mdns.txt.am", model, "_raop._tcp"),
        Signal("mdns.txt.rpmd", model, "_companion-link._tcp"),
        Signal("mdns.service", "_airplay._tcp"),
        Signal("mdns.service", "_mediaremotetv._tcp"),
        Signal("mdns.host", "HomePod.local"),
    ]
    for prefix in ((), (APPLE,), (Signal("oui", "Dell Inc."),)):
        assert taken_for(*said, *prefix).band is not Band.CONFIRMED


@pytest.mark.parametrize("model", ["MacBookPro18,1", "iPad13,4", "iPhone14,5"])
def test_what_may_be_behind_an_adapter_is_believed(model: str) -> None:
    """A notebook, a tablet or a telephone has the prefix of its adapter."""
    assert taken_for(Signal("oui", "ASIX Electronics Corp."), airplay(model)).vendor == "Apple"


@pytest.mark.parametrize("prefix", ["Dell Inc.", "Signify B.V.", "Raspberry Pi Trading Ltd"])
def test_another_makers_prefix_is_no_echo(prefix: str) -> None:
    """A program that searches for lamps as an Echo does makes no computer a loudspeaker."""
    said = [
        Signal("ssdp.st", "urn:schemas-upnp-org:device:basic:1"),
        Signal("ssdp.mx", "15"),
    ]
    assert taken_for(*said).type == "smart_speaker"
    assert taken_for(Signal("oui", prefix), *said).type != "smart_speaker"
