"""What in a value is one device's, in every writing that was met."""

from __future__ import annotations

import pytest

from walljack.address import parse_eui48
from walljack.model.particular import is_serial, own_address, particulars

DEVICE = parse_eui48("48:0f:cf:11:02:47")

# Value, what in it is one device's.
_FORMS = [
    # Vendor classes (option 60) of switches and printers.
    ("Juniper-ex2300-24p-JW3619412345", ["JW3619412345"]),
    ("Arista;DCS-7050S-64;01.23;JPE12345678", ["JPE12345678"]),
    ("Mfg=RICOH;Mod=MP C3004;Ser=3089R210123;", ["3089R210123"]),
    ("KYOCERA ECOSYS P2040dn VCF9305678", ["VCF9305678"]),
    ("HP LaserJet CNBRM2P0PW", ["CNBRM2P0PW"]),
    ("service tag 5CK7X13", ["5CK7X13"]),
    ("SEP001B54123456", ["SEP001B54123456"]),
    ("KM4A3B2C", ["KM4A3B2C"]),
    # Addresses.
    ("Acme 001b.5412.3456", ["001b.5412.3456"]),
    ("Acme 001b54-123456, 00-1B-54-12-34-56", ["001b54-123456", "00-1B-54-12-34-56"]),
    ("00:1b:54:ff:fe:12:34:56", ["00:1b:54:ff:fe:12:34:56"]),
    ("480f.cf11.0247 48.0f.cf.11.02.47", ["480f.cf11.0247", "48.0f.cf.11.02.47"]),
    ("HP480FCF110247.local [110247]", ["480FCF110247", "110247"]),
    ("Box 11:02:47 Box 0247 Box x0247", ["11:02:47", "0247"]),
    ("ip-10-20-1-9.local 10.20.1.9-10_20_1_9", ["10-20-1-9", "10.20.1.9", "10_20_1_9"]),
    ("http://[fe80::1]:80/", ["fe80::1"]),
    # Identifiers.
    ("uuid:Socket-1_0-221517K110005B", ["Socket-1_0-221517K110005B"]),
    ("uuid:b0c554255b0e-0::upnp:rootdevice", ["b0c554255b0e-0"]),
    ("uuid:annas-box", ["annas-box"]),
    ("564e4333-4d30-3431-3736-001b54123456", ["564e4333-4d30-3431-3736-001b54123456"]),
    ("_94b40827._sub._apple-mobdev2._tcp", ["94b40827"]),
    ("_Idd0a2f3c5b7e9a1c._sub._matter._tcp", ["Idd0a2f3c5b7e9a1c"]),
    # Numbers.
    ("call 206-555-0100", ["206-555-0100"]),
    ("asset 204117", ["204117"]),
]


@pytest.mark.parametrize(("value", "wanted"), _FORMS, ids=[value for value, _ in _FORMS])
def test_what_is_one_devices_is_found(value: str, wanted: list[str]) -> None:
    """Serial numbers, addresses and identifiers, each as a whole and nothing beside it."""
    assert [value[one.start : one.end] for one in particulars(value, device=DEVICE)] == wanted


@pytest.mark.parametrize(
    "value",
    [
        "Linux/5.10.66 UPnP/1.0 Canon iR-ADV C5535 III",
        "SM-G991B AppleTV11,1 MacBookPro18,3 0x445F8A00,0x1C340405F8A0",
        "dhcpcd-8.1.6:Linux-4.19.113:aarch64:BCM2835",
        "Windows 10.0.19041.1 PS4-1216B HP LaserJet M507",
        "V1.4,CP1,RS300-600,SRGB24,W8",
        "_googlecast._tcp _universal._sub._ipp._tcp",
        "DCS-7050S-64 ex2300-24p 57.3-77280 1,3,6,15,119,252",
        "12:30:45 1.2.3.4.5 10.4.256.1",
    ],
)
def test_what_is_a_products_is_left(value: str) -> None:
    """Models, versions, lists, flags and services are nobody's."""
    assert particulars(value, device=DEVICE) == ()


def test_a_kept_word_is_no_serial_number_but_may_be_the_address() -> None:
    """What an entry spells is the product's; the device's own address is not, wherever it is."""
    kept = frozenset({"ue55ru7100", "hp480fcf110247"})
    assert particulars("UE55RU7100", kept, DEVICE) == ()
    assert not is_serial("UE55RU7100", kept)
    (own,) = particulars("HP480FCF110247", kept, DEVICE)
    assert (own.start, own.end, own.form) == (2, 14, "own")


def test_the_end_of_an_address_that_is_a_word_is_none() -> None:
    """Two octets that spell letters alone, and any two in a whole file, are looked for nowhere."""
    assert not own_address(parse_eui48("00:11:22:33:fa:ce")).search("face")
    assert not own_address(DEVICE, short=False).search("0247")
