"""Stand-ins: of the same shape, the same each time, and never the original."""

from __future__ import annotations

import re

import pytest

from tests.unit.decode import frames as f
from tests.unit.decode.disguised import disguise
from walljack.address import Eui48, Ipv4, Ipv6, parse_ip
from walljack.decode import leaks

_NAMES = [
    ("Anna's iPhone", r"[A-Z][a-z]{3}'s iPhone"),
    ("Annas-iPad (2)", r"[A-Z][a-z]{4}-iPad \(2\)"),
    ("AnnasMacBook", r"[A-Z][a-z]{4}MacBook"),
    ("PS5-4C2E81", r"PS5-[0-9][A-F][0-9][A-F][0-9]{2}"),
    ("BRN30055C4D5E6F", r"BRN[0-9]{5}[A-F][0-9][A-F][0-9][A-F][0-9][A-F]"),
    ("GXC7-204117", r"[A-Z]{3}[0-9]-[0-9]{6}"),
    ("Zoë", r"[A-Z][a-z]{3}"),  # as many octets
    ("ip-10-20-5-22", r"[a-z]{2}-[1-9]\d-[1-9]\d-[1-9]-[1-9]\d"),
    ("10.20.5.22", r"[1-9]\d\.[1-9]\d\.[1-9]\.[1-9]\d"),
]


@pytest.mark.parametrize(("name", "form"), _NAMES)
def test_a_name_keeps_its_form_and_its_products_words(name: str, form: str) -> None:
    """Words about products stay, all else is replaced, letter by letter and digit by digit."""
    new = disguise().text(name.encode())
    assert re.fullmatch(form, new.decode())
    assert len(new) == len(name.encode())
    assert new.decode() != name


def test_the_same_word_gets_the_same_stand_in_in_any_case() -> None:
    """A host name that DHCP and mDNS write in different case still belongs together."""
    with_ = disguise()
    assert with_.text(b"Abernathy-7").lower() == with_.text(b"ABERNATHY-7").lower()
    assert disguise(key=b"other").text(b"Abernathy") != with_.text(b"Abernathy")


def test_its_own_address_in_a_text_stays_its_own() -> None:
    """The device's address or its end, however it is written, becomes that of the stand-in."""
    with_ = disguise()
    old, new = f.eui(f.DEVICE).octets.hex(), with_.stand_in.octets.hex()
    for text, told in (
        (f"HOST-{old[6:].upper()}", f"HOST-{new[6:].upper()}"),
        (f"uuid-{old}01400", new),
        (f.DEVICE, str(with_.stand_in)),
        (f.DEVICE.replace(":", "-").upper(), str(with_.stand_in).replace(":", "-").upper()),
    ):
        new_text = with_.text(text.encode()).decode()
        assert told.removeprefix("HOST-").lower() in new_text.lower()
    assert with_.text(f"HOST-{old[6:]}".encode()).isupper()


def test_a_products_text_keeps_all_but_what_points_at_one() -> None:
    """Versions and models stay; addresses, UUIDs and serial numbers go."""
    with_ = disguise()
    kept = b"Linux/5.10.66 UPnP/1.0 SM-G991B AppleTV11,1 0x445F8A00"
    assert with_.product_text(kept) == kept
    for gone in (b"4b1e7e50-0a1b-4c2d-8e3f-00aabbccddee", b"00:aa:bb:cc:dd:ee", b"201234567890"):
        new = with_.product_text(b"Box " + gone + b" 2.1")
        assert (new[:4], new[-4:]) == (b"Box ", b" 2.1")
        assert gone not in new
        assert len(new) == len(gone) + 8


def test_what_may_be_an_address_is_none_of_the_versions() -> None:
    """10.4.1.2 may be somebody's address, whatever it is called; 10.4.1 and 10.4.1.2.3 are none."""
    with_ = disguise()
    new = with_.product_text(b"fw 10.4.1.2").decode()
    assert re.fullmatch(r"fw [1-9]\d\.[1-9]\.[1-9]\.[1-9]", new)
    assert new != "fw 10.4.1.2"
    for kept in (b"fw 10.4.1", b"fw 10.4.1.2.3", b"fw 10.4.1.256"):
        assert with_.product_text(kept) == kept


def test_link_layer_addresses() -> None:
    """The vendor's prefix stays, others get documentation addresses, groups stay."""
    with_ = disguise()
    assert with_.stand_in >> 24 == f.eui(f.DEVICE) >> 24
    assert with_.stand_in != f.eui(f.DEVICE)
    assert str(with_.eui48(f.eui(f.OTHER))) == "00:00:5e:00:53:00"
    assert str(with_.eui48(f.eui(f.ROUTER))) == "00:00:5e:00:53:01"
    assert str(with_.eui48(f.eui(f.OTHER))) == "00:00:5e:00:53:00"
    assert with_.eui48(f.eui(f.BROADCAST)) == f.eui(f.BROADCAST)
    assert str(with_.eui48(f.eui("33:33:ff:33:44:55"))) == "33:33:ff:00:00:00"


def test_a_local_address_keeps_what_tells_its_kind() -> None:
    """Of a locally administered address the four bits of IEEE 802c stay, and nothing else."""
    device = "da:11:22:33:44:55"
    stand_ins = {disguise(device, key=bytes([n]), kept_bits=0).stand_in for n in range(64)}
    assert {one >> 40 & 0x0F for one in stand_ins} == {0x0A}
    assert len({one >> 44 for one in stand_ins}) > 8


def test_a_stand_in_is_told_of_as_the_device_is() -> None:
    """Addresses that the vendor table takes for others are not used."""
    asked: list[Eui48] = []

    def alike(_old: Eui48, new: Eui48) -> bool:
        asked.append(new)
        return len(asked) == 3

    plain = disguise()
    with_ = type(plain)(
        b"k",
        f.eui(f.DEVICE),
        kept_bits=24,
        alike=alike,
        kept=frozenset(),
        vocabulary=plain.vocabulary,
    )
    assert with_.stand_in == asked[2]


def test_ip_addresses() -> None:
    """Documentation ranges in the order met; what is nobody's or one link's stays so."""
    with_ = disguise()
    seen = [str(with_.ip(Ipv4(0x0A140000 + n))) for n in range(1, 800)]
    assert (seen[0], seen[253], seen[254]) == ("192.0.2.1", "192.0.2.254", "198.51.100.1")
    assert len(set(seen)) == len(seen)
    assert seen[-1].startswith("198.18.")
    assert str(with_.ip(parse_ip("169.254.7.9"))).startswith("169.254.")
    for same in ("0.0.0.0", "255.255.255.255", "224.0.0.251", "127.0.0.1", "ff02::fb", "::"):
        assert str(with_.ip(parse_ip(same))) == same
    assert str(with_.ip(parse_ip("ff02::1:ff33:4455"))) == "ff02::1:ff00:0"


def test_an_ipv6_address_of_its_own_eui48_stays_that() -> None:
    """An interface identifier made of the address is made of the stand-in's."""
    with_ = disguise()
    octets = with_.stand_in.octets
    half = bytes([octets[0] ^ 2]) + octets[1:3] + b"\xff\xfe" + octets[3:]
    old = parse_ip("fe80::211:22ff:fe33:4455")
    assert with_.ip(old).octets == bytes.fromhex("fe80" + "0" * 12) + half
    first, second = (with_.ip(parse_ip(f"2a02:1:2:{n}::9")) for n in (3, 4))
    assert isinstance(first, Ipv6)
    assert first >> 64 != int(second) >> 64
    assert first >> 96 == 0x20010DB8


def test_a_leak_is_found_wherever_a_word_stands() -> None:
    """Whole words and addresses are found in any case; parts of other words are none."""
    with_ = disguise()
    with_.text(b"Mark Abernathy")
    assert leaks(b"..ABERNATHY..", (), with_) == ["a word of 9 characters"]
    assert leaks(b"Lexmark", ("Lexmark",), with_) == []
    assert leaks(b"\0" + f.eui(f.DEVICE).octets, (), with_) == ["an address"]
    assert leaks(b"", ("the mark 2",), with_) == ["a word of 4 characters"]


def test_a_number_is_not_left_in_an_address() -> None:
    """Room 192 went, and 192.0.2.1 stands for the address of something else."""
    with_ = disguise()
    with_.text(b"Room 192")
    assert leaks(b"", ("http://192.0.2.1:80/",), with_) == []
    assert leaks(b"", ("room 192",), with_) == ["a word of 3 characters"]


def test_an_address_is_found_in_any_writing() -> None:
    """With other signs between, in groups, and its end alone; one made of zeros is not sought."""
    with_ = disguise()
    old = f.eui(f.DEVICE).octets.hex()
    for text in (f"{old[:4]}.{old[4:8]}.{old[8:]}", f"x {old[6:8]}-{old[8:10]}-{old[10:]}"):
        assert leaks(text.encode(), (), with_) == ["an address"]
    with_.eui48(f.eui("00:00:00:00:00:07"))
    assert leaks(bytes(40) + b"\7", (), with_) == []
