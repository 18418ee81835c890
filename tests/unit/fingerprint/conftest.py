"""A small book for tests, written as the shipped ones are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from walljack.fingerprint import Book, parse_book, parse_vocabulary
from walljack.model.vocabulary import Vocabulary

FINGERPRINTS = Path(__file__).parents[3] / "fingerprints"

MakeBook = Callable[..., Book]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    return parse_vocabulary((FINGERPRINTS / "vocabulary.toml").read_text("utf-8"))


def inline(value: Any) -> str:
    """A value as TOML writes it in one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {inline(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value)


def entry_text(
    name: str, match: dict[str, Any], says: dict[str, str], example: dict[str, str], **more: Any
) -> str:
    """One entry as TOML; ``more`` replaces or adds keys."""
    keys = {"basis": "captured", "source": "a test", "licence": "Apache-2.0"} | more
    lines = [
        "[[entry]]",
        f"id = {json.dumps(name)}",
        f"match = {inline(match)}",
        f"says = {inline(says)}",
        f"example = [ {inline(example)} ]",
        "added = 2026-11-22",
        *(f"{key} = {inline(value)}" for key, value in keys.items()),
    ]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def book_of(vocabulary: Vocabulary) -> MakeBook:
    """Makes a book from entries, each a tuple (id, match, says, example[, more])."""

    def make(*entries: tuple[Any, ...]) -> Book:
        text = "\n".join(
            entry_text(*given[:4], **(given[4] if len(given) > 4 else {})) for given in entries
        )
        return parse_book({"vendor/test.toml": text}, vocabulary)

    return make


CAST = {"mdns.txt.md@_googlecast._tcp": "Google Home Mini"}

# One book that most tests share: each kind of evidence, specific and generic, and a rival.
ENTRIES: tuple[tuple[Any, ...], ...] = (
    (
        "cast-home",
        {"mdns.txt.md@_googlecast._tcp": "^(?P<model>Google Home( Mini)?)$"},
        {"type": "smart_speaker", "vendor": "Google", "model": "{model}", "line": "home"},
        CAST,
    ),
    (
        "cast",
        {"mdns.service": ["_googlecast._tcp"]},
        {"type": "media"},
        {"mdns.service": "_googlecast._tcp"},
        {"generic": True},
    ),
    (
        "chromecast-name",
        {"dhcp.hostname": "^Chromecast"},
        {"type": "streaming_player", "vendor": "Google"},
        {"dhcp.hostname": "Chromecast-Ultra"},
    ),
    (
        "google-home-name",
        {"dhcp.hostname": "^Google-Home"},
        {"type": "smart_speaker", "vendor": "Google"},
        {"dhcp.hostname": "Google-Home-Mini"},
    ),
    (
        "windows-class",
        {"dhcp.vendor_class": ["MSFT 5.0"]},
        {"type": "computer", "os": "Windows"},
        {"dhcp.vendor_class": "MSFT 5.0"},
        {"generic": True, "basis": "documented"},
    ),
    (
        "laptop-name",
        {"dhcp.hostname": "^LAPTOP-[A-Z0-9]{8}$"},
        {"type": "laptop", "os": "Windows 10 or later"},
        {"dhcp.hostname": "LAPTOP-0A1B2C3D"},
    ),
    (
        "desktop-name",
        {"dhcp.hostname": "^DESKTOP-[A-Z0-9]{7}$"},
        {"type": "desktop"},
        {"dhcp.hostname": "DESKTOP-0A1B2C3"},
    ),
    (
        "apple-list",
        {"dhcp.params": ["1,121,3,6,15,119,252"]},
        {"type": "mobile", "vendor": "Apple"},
        {"dhcp.params": "1,121,3,6,15,119,252"},
        {"generic": True},
    ),
    (
        "nintendo-habit",
        {"oui": "^Nintendo", "dhcp.params": ["1,3,6,28"]},
        {"type": "game_console", "vendor": "Nintendo"},
        {"oui": "Nintendo Co.,Ltd", "dhcp.params": "1,3,6,28"},
    ),
    (
        "sonos-prefix",
        {"oui": "^Sonos"},
        {"vendor": "Sonos"},
        {"oui": "Sonos, Inc."},
        {"generic": True},
    ),
    (
        "sonos-server",
        {"ssdp.server": r"^Linux UPnP/1\.0 Sonos/[0-9.-]+ \((?P<model>ZP[A-Z0-9]{1,6})\)$"},
        {"type": "smart_speaker", "vendor": "Sonos", "model": "{model}"},
        {"ssdp.server": "Linux UPnP/1.0 Sonos/57.3-81090 (ZPS1)"},
    ),
    (
        "said-printer",
        {"mdns.txt.ty@_ipp._tcp": "^EPSON ET-[0-9]{4} Series$"},
        {"type": "printer", "vendor": "Epson", "line": "home"},
        {"mdns.txt.ty@_ipp._tcp": "EPSON ET-2750 Series"},
        {"basis": "reported"},
    ),
)


@pytest.fixture(scope="session")
def book(book_of: MakeBook) -> Book:
    """The shared book, without records."""
    return book_of(*ENTRIES)
