"""Addresses: every written form, what they say of themselves, and when two are equal."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from walljack.address import Eui48, Ipv4, Ipv6, parse_eui48, parse_ip, parse_subnet

DOCUMENTATION = Eui48(0x00_00_5E_00_53_01)  # RFC 7042: for documentation


@pytest.mark.parametrize(
    "text",
    [
        "00:00:5e:00:53:01",
        "00:00:5E:00:53:01",
        "00-00-5E-00-53-01",
        "0000.5e00.5301",
        "0000-5E00-5301",
        "00005e-005301",
        "00005e005301",
        "00005E005301",
        "0:0:5e:0:53:1",
        "  00:00:5e:00:53:01\r\n",
    ],
)
def test_every_form_that_vendors_write(text: str) -> None:
    """Colons, hyphens, dots, bare digits, left-out zeros and any case name the same address."""
    assert parse_eui48(text) == DOCUMENTATION


def test_twelve_decimal_digits_are_an_address() -> None:
    """An address without letters is not taken for a number."""
    assert str(parse_eui48("123456789012")) == "12:34:56:78:90:12"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "printer",
        "00:00:5e:00:53",
        "00:00:5e:00:53:01:02:03",
        "00005e00530",
        "0005e005301",
        "00005e0053g1",
        "0x005e005301",
        "1_3456789012",
        "+12345678901",
        "１２３４５６７８９０１２",
        "10.20.0.7",
        "00 00 5e 00 53 01",
    ],
)
def test_anything_else_is_refused_with_its_text(text: str) -> None:
    """What is no address is quoted in the refusal, with an example of what to write."""
    said = f"{text!r} is not an EUI-48 address: write it as 00:00:5e:00:53:01"
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        parse_eui48(text)


@given(st.integers(0, (1 << 48) - 1))
def test_written_and_read_back(number: int) -> None:
    """Every address is read back from its own text and from its octets."""
    address = Eui48(number)
    assert parse_eui48(str(address)) == Eui48.of(address.octets) == address


@given(st.text(max_size=24))
def test_any_text_is_an_address_or_a_value_error(text: str) -> None:
    """No text makes the parsers fail otherwise than with ValueError."""
    for parse in (parse_eui48, parse_ip, parse_subnet):
        with suppress(ValueError):
            parse(text)


@pytest.mark.parametrize(
    ("text", "virtual_router"),
    [
        ("00:00:5e:00:01:07", True),  # VRRP for IPv4
        ("00:00:5e:00:02:07", True),  # VRRP for IPv6
        ("00:00:5e:00:53:01", False),
        ("00:00:0c:07:ac:01", True),  # HSRP
        ("00:00:0c:07:ad:01", False),
        ("00:00:0c:9f:f0:01", True),  # HSRPv2
        ("00:00:0c:9f:e0:01", False),
        ("00:05:73:a0:0f:ff", True),  # HSRPv2 for IPv6
        ("00:05:73:a0:10:00", False),
        ("00:07:b4:00:01:01", True),  # GLBP, group 1, forwarder 1
        ("00:07:b4:03:ff:04", True),  # GLBP, group 1023
        ("00:07:b4:04:00:01", False),
    ],
)
def test_virtual_routers_are_no_devices(text: str, virtual_router: bool) -> None:
    """The addresses that routers share are known, and their neighbours are not taken for them."""
    address = parse_eui48(text)
    assert address.virtual_router is virtual_router
    assert address.can_be_device is not virtual_router


def test_zero_and_group_addresses_are_no_devices() -> None:
    """Nobody sends from zero, broadcast or multicast."""
    for text in ("00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:fb"):
        assert not parse_eui48(text).can_be_device
    assert parse_eui48("ff:ff:ff:ff:ff:ff").group


def test_the_local_bit() -> None:
    """The U/L bit, and nothing else, makes an address locally administered."""
    assert parse_eui48("02:00:00:00:00:00").locally_administered
    assert parse_eui48("de:ad:be:ef:00:01").locally_administered
    assert not parse_eui48("fd:ff:ff:ff:ff:ff").locally_administered


def test_versions_are_never_equal() -> None:
    """An IPv4 and an IPv6 address of one number are two keys; so is a plain number's address."""
    assert Ipv4(7) != Ipv6(7)
    assert Ipv6(7) != Ipv4(7)
    assert Ipv4(7) == Ipv4(7)
    assert Ipv6(7) == Ipv6(7)
    assert len({Ipv4(7), Ipv6(7), Ipv4(7)}) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.20.0.7", Ipv4(0x0A140007)),
        (" 10.20.0.7 ", Ipv4(0x0A140007)),
        ("fe80::1", Ipv6(0xFE80 << 112 | 1)),
        ("FE80:0:0:0:0:0:0:1", Ipv6(0xFE80 << 112 | 1)),
        ("::ffff:10.0.0.1", Ipv6(0xFFFF0A000001)),
    ],
)
def test_ip_addresses(text: str, expected: Ipv4 | Ipv6) -> None:
    """Both versions are read in their usual forms and keep their version."""
    address = parse_ip(text)
    assert address == expected
    assert type(address) is type(expected)
    assert parse_ip(str(address)) == address
    assert len(address.octets) == {4: 4, 6: 16}[address.version]


@pytest.mark.parametrize(
    "text", ["", "10", "10.20.7", "010.1.1.1", "0x0a.1.1.1", "256.1.1.1", "1.2.3.4/24", "fe80::1%e"]
)
def test_what_is_no_ip_address(text: str) -> None:
    """Short, octal, hexadecimal and scoped forms are refused: people mean different things."""
    said = f"{text!r} is not an IP address: write it as 10.20.0.7"
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        parse_ip(text)


@pytest.mark.parametrize(
    ("text", "usable", "link_local"),
    [
        ("10.0.0.1", True, False),
        ("169.254.9.9", True, True),
        ("0.0.0.0", False, False),
        ("127.0.0.1", False, False),
        ("224.0.0.251", False, False),
        ("255.255.255.255", False, False),
        ("fe80::1", True, True),
        ("febf::1", True, True),
        ("fec0::1", True, False),
        ("::", False, False),
        ("::1", False, False),
        ("ff02::fb", False, False),
    ],
)
def test_what_an_ip_address_is_good_for(text: str, usable: bool, link_local: bool) -> None:
    """Zero, loopback, multicast and broadcast belong to no device; link-local ones do."""
    address = parse_ip(text)
    assert (address.usable, address.link_local) == (usable, link_local)


def test_subnets() -> None:
    """Host bits are allowed, both ends belong, and the other version never does."""
    subnet = parse_subnet(" 10.20.3.4/16 ")
    assert str(subnet) == "10.20.0.0/16"
    assert parse_ip("10.20.0.0") in subnet
    assert parse_ip("10.20.255.255") in subnet
    assert parse_ip("10.21.0.0") not in subnet
    assert Ipv6(0x0A140007) not in subnet
    assert "10.20.0.7" not in subnet
    assert parse_ip("fe80::1") in parse_subnet("fe80::/10")


@pytest.mark.parametrize("text", ["10.20.0.0", "10/8", "10.0.0.0/33", "x/1", "/8", "10.0.0.0/-1"])
def test_what_is_no_subnet(text: str) -> None:
    """A subnet needs a whole address and a possible length."""
    said = f"{text!r} is not a subnet: write it as 10.20.0.0/16"
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        parse_subnet(text)


@pytest.mark.parametrize("text", ["00:1b:54", "1.2.3", "00-1b-54", "0050.56", "12:34:56:78:9a"])
def test_a_shortened_address_is_refused(text: str) -> None:
    """What is too short to be an address is not taken for one with zeros."""
    with pytest.raises(ValueError, match="is not an EUI-48 address"):
        parse_eui48(text)
