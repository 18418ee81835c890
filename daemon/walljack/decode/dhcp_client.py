"""What a DHCPv4 client says about itself in the options that it sends.

Source: RFC 2132; RFC 3004 (77), RFC 3925 (124), RFC 4578 (93, 94, 97), RFC 4702 (81).
"""

from __future__ import annotations

from collections.abc import Callable

from walljack.decode.dhcp_options import (
    Options,
    numbers,
    read_fqdn,
    split_user_classes,
    split_vendor_classes,
)
from walljack.decode.text import TEXT_MAX_BYTES, text_of
from walljack.model.error import DecodeError
from walljack.model.observation import Fact

RELAY_INFORMATION = 82

# Client system architecture, network interface, machine identifier: what PXE adds (RFC 4578).
_BOOT_OPTIONS = frozenset({93, 94, 97})
_BOOT_CLASSES = (b"PXEClient", b"HTTPClient")
_MACHINE_ID = 97
_VENDOR_CLASSES = 124


def client_facts(message: str, options: Options) -> list[Fact]:
    """The facts in a client's message; breaches are added to ``options.broken``.

    Takes: ``message``, the message type in lower case. A boot loader is a stage of a machine
    and not what it is, so from one come only ``dhcp.boot``, ``dhcp.arch``, ``dhcp.ndi`` and
    ``dhcp.uuid``.
    """
    values = options.values
    if values.get(60, b"").startswith(_BOOT_CLASSES) or not _BOOT_OPTIONS.isdisjoint(values):
        return _boot_facts(options)
    facts = [Fact("dhcp.message", message)]
    # The relay's own option is left out: the same client must look the same on both sides.
    order = ",".join(str(code) for code in options.order if code != RELAY_INFORMATION)
    if order:
        facts.append(Fact("dhcp.options", order))
    for code, signal, read in _READERS:
        value = values.get(code)
        if value is None:
            continue
        text = read(value)
        if text is None:
            options.broken.append(DecodeError(options.places[code], "option-length"))
        elif text:
            facts.append(Fact(signal, text))
    if _VENDOR_CLASSES in values:
        classes = split_vendor_classes(values[_VENDOR_CLASSES])
        if classes is None:
            options.broken.append(DecodeError(options.places[_VENDOR_CLASSES], "option-length"))
        else:
            facts += [Fact("dhcp.vivc", f"{number}:{text_of(name)}") for number, name in classes]
    return facts


def _boot_facts(options: Options) -> list[Fact]:
    values = options.values
    stage = text_of(values.get(60, b"")) or text_of(b",".join(_user_classes(values)))
    facts = [Fact("dhcp.boot", stage or "arch:" + (_pairs(values.get(93, b"")) or "unknown"))]
    if 93 in values:
        facts.append(Fact("dhcp.arch", _pairs(values[93]) or "unknown"))
    if 94 in values:
        facts.append(Fact("dhcp.ndi", values[94][:TEXT_MAX_BYTES].hex()))
    machine = values.get(_MACHINE_ID)
    if machine is not None:
        if len(machine) == 17 and machine[0] == 0:  # type 0 is the only one (RFC 4578 section 2.3)
            facts.append(Fact("dhcp.uuid", machine[1:].hex()))
        else:
            options.broken.append(DecodeError(options.places[_MACHINE_ID], "option-length"))
    return facts


def _user_classes(values: dict[int, bytes]) -> tuple[bytes, ...]:
    return split_user_classes(values.get(77, b""))


def _number(size: int) -> Callable[[bytes], str | None]:
    def read(value: bytes) -> str | None:
        return str(int.from_bytes(value, "big")) if len(value) == size else None

    return read


def _pairs(value: bytes) -> str | None:
    """Numbers of two octets, decimal, joined by commas; None when one is cut in two."""
    if len(value) % 2:
        return None
    return ",".join(str(value[i] << 8 | value[i + 1]) for i in range(0, len(value), 2))


def _hexadecimal(value: bytes) -> str:
    return value[: TEXT_MAX_BYTES // 2].hex()


def _quad(value: bytes) -> str | None:
    return ".".join(map(str, value)) if len(value) == 4 else None


def _fqdn(value: bytes) -> str | None:
    name = read_fqdn(value)
    return None if name is None else text_of(name)


def _classes(value: bytes) -> str:
    return text_of(b",".join(split_user_classes(value)))


def _list(value: bytes) -> str:
    # One code is at most four characters with its comma.
    return numbers(value[: TEXT_MAX_BYTES // 4])


# Options 93 and 94 are not here: whoever sends them is a boot loader (_boot_facts).
_READERS: tuple[tuple[int, str, Callable[[bytes], str | None]], ...] = (
    (12, "dhcp.hostname", text_of),
    (15, "dhcp.domain", text_of),
    (51, "dhcp.lease", _number(4)),
    (54, "dhcp.server_id", _quad),
    (55, "dhcp.params", _list),
    (57, "dhcp.max_size", _number(2)),
    (60, "dhcp.vendor_class", text_of),
    (61, "dhcp.client_id", _hexadecimal),
    (77, "dhcp.user_class", _classes),
    (81, "dhcp.fqdn", _fqdn),
)
