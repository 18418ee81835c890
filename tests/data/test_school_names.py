"""Names that districts give their own machines, held to the shipped book."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from walljack.fingerprint import BOOK_FILES, Book, identify, parse_book, parse_vocabulary
from walljack.model.signal import Signal

FINGERPRINTS = Path(__file__).parents[2] / "fingerprints"

# Room, asset and role codes as schools write them. Each was once, or could easily be, taken for a
# product: MB1204 for a Vivotek camera, avc-101 for a Denon receiver, ps4 for a console.
NAMES = [
    "AVC-101",
    "CPS-1204",
    "DCS-1204",
    "BDP-101",
    "CB21-STUDENT01",
    "DM1204",
    "FI1204",
    "MB1204",
    "MF264",
    "MI-12",
    "PS4",
    "PS4-001234",
    "PS5-204",
    "cat-s12",
    "IFP101",
    "NW-A12",
    "PND-1204",
    "RX-A12",
    "TT-1204",
    "WEB-101",
    "XJ-1204",
    "decoder-gym",
    "echo-hub",
    "fenix-101",
    "gym-tv",
    "honor-101",
    "leaf-3",
    "lib-a12",
    "library-ps5",
    "lobby-tv",
    "nook",
    "room-s10",
    "sense-laptop",
    "shield",
    "speaker",
    "stb",
    "tab-a101",
    "vive-101",
    "yeti-101",
    "yeti-lab",
]


@cache
def shipped() -> Book:
    """The shipped book, as it is loaded."""
    files = {
        path.relative_to(FINGERPRINTS).as_posix(): path.read_text("utf-8")
        for pattern in BOOK_FILES
        for path in sorted(FINGERPRINTS.glob(pattern))
    }
    vocabulary = parse_vocabulary((FINGERPRINTS / "vocabulary.toml").read_text("utf-8"))
    return parse_book(files, vocabulary, checked=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_room_or_asset_code_is_no_product(name: str) -> None:
    """A district's own kind of name tells no consumer product and no camera."""
    book = shipped()
    for signal, text in (("dhcp.hostname", name), ("mdns.host", f"{name}.local")):
        answer = identify([Signal(signal, text)], book).type
        named = book.vocabulary.path(answer)
        assert not {"mobile", "media", "building", "hotspot"} & set(named), (text, answer)


@pytest.mark.parametrize("name", ["room-a12", "lib-s10", "A12"])
def test_an_android_panel_named_by_its_room_is_no_phone(name: str) -> None:
    """Android's vendor class beside a room code does not make a Samsung phone of a panel."""
    signals = [Signal("dhcp.hostname", name), Signal("dhcp.vendor_class", "android-dhcp-11")]
    assert identify(signals, shipped()).type != "phone"
