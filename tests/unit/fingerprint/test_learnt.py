"""Whether an entry was learnt from a device."""

from __future__ import annotations

import pytest

from tests.unit.fingerprint.conftest import MakeBook, entry_text
from walljack.fingerprint import Fold, left_out, match_book, origin, parse_book
from walljack.fingerprint.source import cites, traceable
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary

MODEL = Signal("mdns.txt.md", "Speaker 7", "_x._tcp")
NAME = Signal("mdns.instance", "Reading corner", "_x._tcp")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("ntop/nDPI tests/cfgs/default/pcap, capture", "ntop/nDPI"),
        ("suricata-verify and ntop/nDPI captures", "OISF/suricata-verify"),
        ("IoT Sentinel captures (ICDCS 2017)", "andypitcher/IoT_Sentinel"),
        ("captures, github.com/andypitcher/IoT_Sentinel", "andypitcher/IoT_Sentinel"),
        ("mikebrady/shairport-sync issue 156", "https://github.com/mikebrady/shairport-sync/issues/9"),
        ("kernelkit/infix mDNS inventory", "kernelkit/infix mDNS inventory, file id 39"),
        ("owner/project@0abc src/test/CluesTest.kt", "owner project CluesTest.kt, file id 7"),
        ("a forum thread, https://forum.example.org/t/9", "https://forum.example.org/t/10"),
        ("A LOG, indexed public file 12", "a log, indexed public file 12"),
    ],
)  # fmt: skip
def test_a_text_cites_a_source(text: str, source: str) -> None:
    """A source is cited by its repository, its host, one of its files, or its bare name."""
    assert cites(text, source)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("ntop/nDPI captures", "OISF/suricata-verify"),
        ("home-assistant-libs/pychromecast README.md", "home-assistant/core README.md"),
        ("IEEE MA-L registry", "andypitcher/IoT_Sentinel"),
        ("a log, indexed public file 13", "a log, indexed public file 12"),
        ("", "ntop/nDPI"),
    ],
)
def test_a_text_cites_no_other(text: str, source: str) -> None:
    """Another repository, another file or a registry is another source."""
    assert not cites(text, source)


def test_a_place_can_be_looked_up() -> None:
    """A repository or an address can be looked up; common knowledge cannot."""
    assert traceable("rapid7/recog@14fa1a7 xml/dhcp_vendor_class.xml")
    assert traceable("https://example.org/manual")
    assert not traceable("common knowledge; no citable source")
    assert not traceable("avahi-browse output, public repository")


def test_devices_of_one_publisher_share_its_name() -> None:
    """Threads of one repository are one publisher; a text without a place is its own."""
    assert origin("https://github.com/a/b/issues/3") == origin("A/B, capture") == "a/b"
    assert origin("https://forum.example.org/t/9") == "forum.example.org"
    assert origin("An  index, file 3") == "an index, file 3"
    assert origin("log.txt of https://www.example.org") == "example.org"
    assert origin("https://github.com/") == "https://github.com/"


@pytest.mark.parametrize(
    ("entry", "device", "fold", "left"),
    [
        # By source: whoever published the device taught the entry.
        ({"source": "a/b capture"}, "a/b", Fold.SOURCE, True),
        ({"source": "a/b capture"}, "c/d", Fold.SOURCE, False),
        ({"source": "a/b; c/d"}, "c/d", Fold.SOURCE, True),
        ({"source": "a/b", "basis": "documented"}, "a/b", Fold.SOURCE, True),
        # Nobody can say where it was learnt.
        ({"source": "common knowledge"}, "c/d", Fold.SOURCE, True),
        ({"source": "a/b, not yet checked"}, "c/d", Fold.SOURCE, True),
        ({"source": "a manual", "basis": "documented"}, "c/d", Fold.SOURCE, False),
        # By device.
        ({"source": "a/b capture"}, "a/b", Fold.DEVICE, False),
        ({"source": "common knowledge"}, "a/b", Fold.DEVICE, False),
    ],
)
def test_an_entry_is_left_out(
    book_of: MakeBook, entry: dict[str, str], device: str, fold: Fold, left: bool
) -> None:
    """By source goes what cites the publisher or nobody; by device only the only example."""
    example = {"mdns.txt.md": "Speaker 9"}
    book = book_of(("e", {"mdns.txt.md": "^Speaker [0-9]$"}, {"vendor": "X"}, example, entry))
    (match,) = match_book([MODEL], book)
    assert left_out(fold, [MODEL], device)(match) is left


@pytest.mark.parametrize("fold", list(Fold))
def test_the_only_example_of_an_entry_is_left_out(book_of: MakeBook, fold: Fold) -> None:
    """An entry that knows no other such device is not tried on the one that it knows."""
    example = {"mdns.txt.md": "Speaker 7"}
    match = {"mdns.txt.md": "^Speaker [0-9]$"}
    captured = ("e", match, {"vendor": "X"}, example, {"source": "a/b"})
    documented = (*captured[:4], {"source": "a/b", "basis": "documented"})
    for entry, left in ((captured, True), (documented, False)):
        book = book_of(entry)
        (met,) = match_book([MODEL], book)
        assert left_out(fold, [MODEL], "c/d")(met) is left


def test_one_example_of_several_is_learnt_by_source(vocabulary: Vocabulary) -> None:
    """Who says the very words of an example may be that example, whatever the entry cites."""
    text = entry_text(
        "e",
        {"mdns.instance": "^Reading"},
        {"vendor": "X"},
        {"mdns.instance": NAME.value},
        source="a/b",
    ).replace("example = [", 'example = [ { "mdns.instance" = "Reading 2" },')
    book = parse_book({"vendor/x.toml": text}, vocabulary)
    (match,) = match_book([NAME], book)
    assert left_out(Fold.SOURCE, [NAME], "c/d")(match)
    assert not left_out(Fold.DEVICE, [NAME], "c/d")(match)
    other = Signal("mdns.instance", "Reading room", "_x._tcp")
    (match,) = match_book([other], book)
    assert not left_out(Fold.SOURCE, [other], "c/d")(match)
