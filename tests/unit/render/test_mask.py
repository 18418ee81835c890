"""Names with the personal part masked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.render.sample import GENERIC_WORDS
from walljack.render import (
    mask_name,
    mask_sentence,
    mask_signal,
    parse_generic_words,
)

GENERIC = parse_generic_words(GENERIC_WORDS)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Martins-iPhone", "***-iPhone"),
        ("Anna's iPad", "*** iPad"),
        ("Anna Maria Lopez’s MacBook Pro", "*** MacBook Pro"),
        ("iPhone-von-Jürgen", "iPhone-***"),
        ("Kitchen Echo of Anna", "Kitchen Echo of ***"),
        ("MacBook-Pro", "MacBook-Pro"),
        ("PS5-112", "PS5-112"),
        ("DESKTOP-4F7K2LQ", "DESKTOP-***"),
        ("LAPTOP-ANNAMAE", "LAPTOP-***"),
        ("Room 112b TV", "Room 112b TV"),
        ("lab3-printer", "lab3-printer"),
        ("NPI1A2B3C", "NPI1A2B3C"),
        ("Chromecast-4f2a9c1d", "Chromecast-4f2a9c1d"),
        ("android-1a2b3c4d5e6f7a8b", "android-1a2b3c4d5e6f7a8b"),
        ("ada12345", "***"),
        ("Ed2012", "***"),
        ("Bea200", "***"),
        ("s1234567", "***"),
        ("1234567", "***"),
        ("alopez", "***"),
        ("💖 iPhone 💖", "*** iPhone ***"),
        ("O'Brien-PC", "***-PC"),
        ("HP LaserJet MFP [3A4B5C],", "HP LaserJet MFP [3A4B5C],"),
        ("HP LaserJet Lopez [alopez],", "HP LaserJet *** [***],"),
        ("Anna Maria (Lopez) Ruiz", "*** (***) ***"),
        ("", ""),
        ("---", "---"),
        ("***", "***"),
    ],
)
def test_mask_name(name: str, shown: str) -> None:
    """Product words, rooms and codes stay; every other word is masked, however long it is."""
    assert mask_name(name, GENERIC) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Annas-MBP.mukilteo.k12.wa.us", "***-MBP.***.k12.wa.us"),
        ("annas-iphone.local", "***-iphone.local"),
        ("jane.smith.local", "***.local"),
        ("mac.jones.local", "mac.***.local"),
        ("jones.lan", "***.lan"),
        ("1.0.168.192.in-addr.arpa", "1.0.168.192.in-***.arpa"),
        ("anna.lopez", "***"),
        ("iphone.anna.lopez", "iphone.***"),
        ("anna", "***"),
        ("anna.", "***."),
    ],
)
@pytest.mark.parametrize("signal", ["dhcp.fqdn", "mdns.host", "dhcp.domain", "dhcp.hostname"])
def test_every_label_of_a_domain_is_masked(signal: str, name: str, shown: str) -> None:
    """A family name may stand in any label: only generic ones stay, wherever they are."""
    assert mask_signal(signal, name, GENERIC) == shown


@pytest.mark.parametrize(
    ("signal", "value", "shown"),
    [
        ("dhcp.hostname", "Annas-iPhone", "***-iPhone"),
        ("mdns.instance", "Anna's HomePod", "*** HomePod"),
        ("mdns.host", "annas-ipad.local", "***-ipad.local"),
        ("dhcp.fqdn", "anna.example.org", "***.org"),
        ("dhcp.domain", "lopez.home", "***.home"),
        ("dhcp.client_id", "018c04ba200101", None),
        ("dhcp.client_id", "ff8c04ba20000100012ab3c4d58c04ba200101", None),
        ("dhcp.client_id", "00" + b"annas-ipad".hex(), "***"),
        ("dhcp.client_id", "01" + b"anna lopez".hex(), "***"),
        ("dhcp.client_id", "ff" + b"anna lopez".hex(), "***"),
        ("dhcp.client_id", b"anna".hex(), "***"),
        ("dhcp.client_id", "", ""),
        ("mdns.txt.note", "iPhone", "***"),
        ("mdns.txt.note", "", ""),
        ("ssdp.header.x-user", "anna", "***"),
    ],
)
def test_mask_signal(signal: str, value: str, shown: str | None) -> None:
    """Names keep generic words, identifiers made of an address stay; all else shows nothing."""
    assert mask_signal(signal, value, GENERIC) == (value if shown is None else shown)


def test_mask_sentence_takes_whole_words() -> None:
    """A name in a sentence is masked in any case, the longest first, and never inside a word."""
    names = {"Anna": "***", "Anna Lopez": "***", "iPhone": "iPhone"}
    assert mask_sentence("anna lopez's iPhone; Annapolis; ANNA", names) == (
        "***'s iPhone; Annapolis; ***"
    )
    assert mask_sentence("nothing to mask", {}) == "nothing to mask"


def test_words_are_lower_case_and_longer_than_a_letter() -> None:
    """Every generic word is a lower-case word of at least two letters or digits."""
    assert [
        word for word in GENERIC if not (word.isalnum() and word.islower() and len(word) > 1)
    ] == []


# The most frequent given and family names of the United States, and some of the school's own
# neighbourhood. Source: Social Security Administration, baby names by decade; Census Bureau,
# surnames occurring 100 or more times (both public domain).
NAMES = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_generic(name: str) -> None:
    """No frequent name is shown, alone or with a year behind it."""
    assert mask_name(name, GENERIC) == "***"
    assert mask_name(f"{name}s-iPhone", GENERIC) == "***-iPhone"
    for tail in ("1", "12", "2012", "20121"):
        assert name not in mask_name(f"{name}{tail}", GENERIC)
