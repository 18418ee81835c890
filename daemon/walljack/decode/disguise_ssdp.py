"""An SSDP message with everything personal replaced; it is plain text and may change its length."""

from __future__ import annotations

import re

from walljack.address import Ipv6, parse_ip
from walljack.decode.disguise import Disguise
from walljack.model.txt_key import DOCUMENTED_HEADERS

_QUAD = re.compile(rb"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")
# Behind an address, the port that a program chose.
_PORT = re.compile(rb"(?<=[\0\1\]0-9]):\d{1,5}(?=/)")
_IPV6 = re.compile(rb"\[([0-9A-Fa-f:.]+)(?:%[^\]]*)?\]")
# After "uuid:" stands whatever the maker likes; after "::" the type of device or service.
_UUID = re.compile(rb"(?i)(?<=uuid:)(?:(?!::)[^\s])+")
_GROUPS = (b"239.255.255.250", b"255.255.255.255")


def disguise_ssdp(payload: bytes, disguise: Disguise) -> bytes:
    """The message with stand-ins; a body, which discovery has none of, is dropped."""
    lines = payload.split(b"\n")
    made = [disguise.product_text(lines[0])]
    for number, line in enumerate(lines[1:], start=1):
        if not line.strip():
            made += [line] if number < len(lines) - 1 else []
            made.append(b"")
            break
        name, colon, value = line.partition(b":")
        key = name.strip().lower().decode("ascii", errors="replace")
        signal = f"ssdp.header.{key}"
        # The path of a description may hold a serial number or a name as well.
        personal = key == "location" or (
            key not in DOCUMENTED_HEADERS and disguise.vocabulary.is_name_signal(signal)
        )
        new = disguise.key(name, signal) if colon else disguise.text(name)
        made.append(new + colon + _value(value, disguise, personal=personal))
    return b"\n".join(made)


def _value(value: bytes, disguise: Disguise, *, personal: bool) -> bytes:
    """Addresses first, as they are; then what stands for a device; then the words."""
    shields: list[bytes] = []

    def shield(new: bytes) -> bytes:
        # A sign that no header holds keeps the stand-in from being replaced in its turn.
        shields.append(new)
        return b"\0" * len(shields) + b"\1"

    def quad(found: re.Match[bytes]) -> bytes:
        if found.group() in _GROUPS:
            return shield(found.group())
        try:
            return shield(str(disguise.ip(parse_ip(found.group().decode()))).encode())
        except ValueError:
            return found.group()

    def bracketed(found: re.Match[bytes]) -> bytes:
        try:
            old = parse_ip(found[1].decode())
        except ValueError:
            return found.group()
        new = disguise.ip(old) if isinstance(old, Ipv6) else old
        return shield(f"[{new}]".encode())

    if b"\0" in value or b"\1" in value:
        return disguise.text(value)
    value = _IPV6.sub(bracketed, _QUAD.sub(quad, value))
    value = _PORT.sub(lambda m: shield(m.group()), value)
    value = _UUID.sub(lambda m: shield(disguise.text(m.group())), value)
    value = disguise.text(value) if personal else disguise.product_text(value)
    for number in range(len(shields), 0, -1):
        value = value.replace(b"\0" * number + b"\1", shields[number - 1], 1)
    return value
