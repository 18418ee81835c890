"""The lists of three packages are read into one form, or refused."""

from __future__ import annotations

import struct

import pytest

from walljack.model.error import ProblemsError
from walljack.vendor import parse_aiooui, parse_mac_vendor_lookup, parse_oui_data

AIOOUI = (
    struct.pack("<4sI", b"OUI1", 2)
    + struct.pack("<2I", 0x00005E, 0x9C934E)
    + struct.pack("<2I", 4, 0)
    + "Zoë\nIANA\n".encode("latin-1")
)


def test_mac_vendor_lookup() -> None:
    """Lines of prefix, colon, name; a name may hold colons."""
    octets = "00005E:ICANN: IANA\n9C934E:Zoë\n".encode()
    assert parse_mac_vendor_lookup(octets) == {"00005e": "ICANN: IANA", "9c934e": "Zoë"}
    with pytest.raises(ProblemsError) as raised:
        parse_mac_vendor_lookup(b"00005E:IANA\nrubbish\n00005:short\n")
    assert str(raised.value) == (
        "mac-vendors.txt line 2: not PREFIX:name (reinstall the package)\n"
        "mac-vendors.txt line 3: not PREFIX:name (reinstall the package)"
    )


def test_aiooui() -> None:
    """Its table of prefixes and offsets gives names; another form is refused."""
    assert parse_aiooui(AIOOUI) == {"00005e": "IANA", "9c934e": "Zo�"}
    for bad in (b"", b"OUI2" + AIOOUI[4:], AIOOUI[:20], AIOOUI[:-1]):
        with pytest.raises(ProblemsError, match="not aiooui's table"):
            parse_aiooui(bad)


def test_oui_data() -> None:
    """Only the first line, the name, is taken; the postal address stays behind."""
    text = '{"00005E": "IANA\\nA street\\nA town", "0055DA0": "Shinko", "70B3D5ABC": "X"}'
    assert parse_oui_data(text) == {"00005e": "IANA", "0055da0": "Shinko", "70b3d5abc": "X"}
    for bad in ("", "[]", '{"00:00:5E": "IANA"}'):
        with pytest.raises(ProblemsError, match="oui-data"):
            parse_oui_data(bad)
