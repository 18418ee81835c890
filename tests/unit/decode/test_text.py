"""Octets as text."""

from __future__ import annotations

from walljack.decode.text import TEXT_MAX_BYTES, printable_or_hex, text_of


def test_text_is_kept_as_sent() -> None:
    """UTF-8 stays what it is, trailing NULs go, other octets are written as escapes."""
    assert text_of("Küche’s TV\0\0".encode()) == "Küche’s TV"
    assert text_of(b"a\xffb") == "a\\xffb"
    assert text_of(b"\0") == ""


def test_text_is_cut_between_characters() -> None:
    """A long text is cut to 512 octets, never inside a character, never beyond by escapes."""
    assert text_of("ü".encode() * 400) == "ü" * 256
    assert text_of(b"a" + "ü".encode() * 400) == "a" + "ü" * 255
    assert len(text_of(b"\xff" * 600).encode()) <= TEXT_MAX_BYTES


def test_printable_or_hex() -> None:
    """Printable ASCII is text; anything else is hexadecimal."""
    assert printable_or_hex(b"Gi1/0/14") == "Gi1/0/14"
    assert printable_or_hex(b"\x00\x04\x00\x14") == "00040014"
    assert printable_or_hex("ü".encode()) == "c3bc"
    assert printable_or_hex(b"") == ""
