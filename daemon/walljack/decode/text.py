"""Octets that a device sent as text, kept short and always storable."""

from __future__ import annotations

# Longest text that is kept, in octets of UTF-8. Patterns are matched on at most this many, and
# no field that identifies a product comes near it (a DHCP option or DNS label holds at most 255).
TEXT_MAX_BYTES = 512


def text_of(octets: bytes) -> str:
    """The text in ``octets``: UTF-8, other octets written as ``\\xff``, cut, NULs trimmed.

    Gives: text whose UTF-8 form has at most ``TEXT_MAX_BYTES`` octets; never a surrogate.
    """
    if len(octets) > TEXT_MAX_BYTES:
        octets = octets[:TEXT_MAX_BYTES]
        # A character cut in two would turn into escapes that nobody sent.
        whole = octets.decode(errors="ignore").encode()
        octets = whole if octets.startswith(whole) else octets
    octets = octets.rstrip(b"\0")
    try:
        return octets.decode()
    except UnicodeDecodeError:
        # Escapes are longer than the octets that they stand for, so cut again.
        escaped = octets.decode(errors="backslashreplace").encode()
        return escaped[:TEXT_MAX_BYTES].decode(errors="ignore")


def printable_or_hex(octets: bytes) -> str:
    """The text when every octet is printable ASCII, else lower-case hexadecimal."""
    kept = octets[:TEXT_MAX_BYTES]
    if kept and kept.isascii() and (text := kept.decode("ascii")).isprintable():
        return text
    return octets[: TEXT_MAX_BYTES // 2].hex()
