"""What a device calls itself by, beside its address, that no other thing should."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from walljack.address import Eui48
from walljack.model.cluster import Carried, IdentifierKind
from walljack.model.signal import Signal, Standing
from walljack.profile.host_name import is_telling

_CLIENT_ID = "dhcp.client_id"
_MACHINE = "dhcp.uuid"
_HOST = "mdns.host"
_USN = "ssdp.usn"
_TXT = {
    ("mdns.txt.deviceid", "_airplay._tcp"): IdentifierKind.AIRPLAY,
    ("mdns.txt.id", "_hap._tcp"): IdentifierKind.HOMEKIT,
    ("mdns.txt.id", "_hap._udp"): IdentifierKind.HOMEKIT,
    ("mdns.txt.id", "_googlecast._tcp"): IdentifierKind.CAST,
    **{
        ("mdns.txt.uuid", f"_{service}._tcp"): IdentifierKind.PRINTER
        for service in ("ipp", "ipps", "printer", "pdl-datastream", "uscan", "uscans")
    },
}
# Which product it says it is: two that differ in one of these are two things. A board may say
# several (a television that is a Cast device too), so each is compared with its own kind.
MODELS = frozenset(
    {
        ("mdns.txt.model", "_device-info._tcp"),
        ("mdns.txt.model", "_airplay._tcp"),
        ("mdns.txt.am", "_raop._tcp"),
        ("mdns.txt.rpmd", "_companion-link._tcp"),
        ("mdns.txt.md", "_googlecast._tcp"),
        ("mdns.txt.md", "_hap._tcp"),
    }
)

# The signals that identifiers and models are read from.
SOURCES = frozenset(
    {_CLIENT_ID, _MACHINE, _HOST, _USN, *(name for name, _ in _TXT), *(name for name, _ in MODELS)}
)

# Values that many things have: what a board maker, a sample configuration or a system that hides
# its address fills in. Sources: RFC 9562 sections 5.9 and 5.10 (nil, max); the default of AMI's
# firmware, in both orders of its octets; the address that Android shows to programs
# (developer.android.com, WifiInfo.getMacAddress); the example configuration of Homebridge.
_PLACEHOLDERS = frozenset(
    {
        "03000200040005000006000700080009",
        "00020003000400050006000700080009",
        "123456781234567890abcdefabcdef12",
        "12345678123412341234123456789abc",
        "020000000000",
        "cc223de3ce30",
        "112233445566",
        "123456789abc",
        "aabbccddeeff",
    }
)
# Dell's form of the machine identifier with an empty service tag (SMBIOS 3.7 section 7.2.1 leaves
# the value to the maker; Dell writes its tag there as text, here blanks).
_DELL_WITHOUT_TAG = re.compile(r"(?:4c4c4544|44454c4c)0000.{14}202020")
# Real identifiers of six octets or more have at least this many different hexadecimal digits.
_LEAST_DIGITS = 4
# Below six octets an identifier is a number that somebody chose.
_LEAST_OCTETS = 6
# DUID types and their shortest length in octets: with link-layer address and time, by enterprise
# (six octets of identifier), with link-layer address, UUID. RFC 8415 section 11.
_DUIDS = {1: 14, 2: 12, 3: 10, 4: 18}
# Where in it the part begins that somebody made for this one machine.
_DUID_BODY = {1: 8, 2: 6, 3: 4, 4: 2}
# What the first octet of a client id says that follows: an Ethernet address, or a DUID behind the
# number of an interface. RFC 2132 section 9.14, RFC 4361 section 6.1.
_ETHERNET = 1
_WITH_DUID = 255
# More than any product carries. A device that says more is read in the order of kinds and values.
MOST_CARRIED = 32
_HEXADECIMAL = re.compile(r"[0-9a-f]+")
_GROUP = "google cast group"


def identifiers(
    signals: Iterable[Signal], device: Eui48, generic_words: Collection[str]
) -> tuple[Carried, ...]:
    """What the device carries by its own word, in order of kind and value.

    Takes: ``generic_words``, words of names that say nothing (lower case). Gives: nothing that
    many things have alike: nil and default values, names of products, groups' identifiers. A
    client id that is the device's own address is left out: it says nothing more.
    """
    own = [signal for signal in signals if signal.standing is Standing.OWN]
    # Whoever leads a group of Cast devices announces the group's id beside its own, and nothing
    # tells the two apart; the group goes to another leader when this one is gone.
    leads = any(s.name == "mdns.txt.md" and s.value.casefold() == _GROUP for s in own)
    found: dict[tuple[IdentifierKind, str], Carried] = {}
    for signal in own:
        carried = _read(signal, generic_words)
        if carried is None or carried.address == device:
            continue
        if carried.kind is IdentifierKind.CAST and leads:
            continue
        key = carried.kind, carried.value
        if key not in found or (carried.since_ns, carried.said) < (
            found[key].since_ns,
            found[key].said,
        ):
            found[key] = carried
    return tuple(found[key] for key in sorted(found)[:MOST_CARRIED])


def models(signals: Iterable[Signal]) -> frozenset[tuple[str, str]]:
    """Which products the device says that it is, each with the signal that says so."""
    return frozenset(
        (f"{signal.name}@{signal.scope}", signal.value.casefold())
        for signal in signals
        if signal.standing is Standing.OWN and (signal.name, signal.scope) in MODELS
    )


def _read(signal: Signal, generic_words: Collection[str]) -> Carried | None:
    if signal.name == _HOST:
        name = signal.value.casefold().removesuffix(".local")
        if not is_telling(name, generic_words):
            return None
        return Carried(IdentifierKind.HOST, name, signal.name, signal.value, signal.first_ns)
    read = _READERS.get(signal.name, _read_txt)
    return read(signal)


def _read_txt(signal: Signal) -> Carried | None:
    kind = _TXT.get((signal.name, signal.scope))
    digits = re.sub(r"[-:{}\s]", "", signal.value.casefold())
    if kind is None or _HEXADECIMAL.fullmatch(digits) is None:
        return None
    made = _made(kind, digits, signal)
    if made and kind is IdentifierKind.AIRPLAY and len(digits) == 12:
        return made._replace(address=Eui48(int(digits, 16)))
    return made


def _read_machine(signal: Signal) -> Carried | None:
    return _made(IdentifierKind.MACHINE, signal.value, signal)


def _read_usn(signal: Signal) -> Carried | None:
    name, _, _ = signal.value.casefold().removeprefix("uuid:").partition("::")
    made = _made(IdentifierKind.UPNP, _plain(name), signal)
    return made._replace(tied=True) if made else None


def _read_client_id(signal: Signal) -> Carried | None:
    """Source: RFC 2132 section 9.14, RFC 4361 section 6.1."""
    if len(signal.value) % 2 or _HEXADECIMAL.fullmatch(signal.value) is None:
        return None
    octets = bytes.fromhex(signal.value)
    if octets[0] == _WITH_DUID:
        return _read_duid(signal, octets[5:])
    body = octets[1:]
    made = _made(IdentifierKind.CLIENT, body.hex(), signal)
    if made is None:
        return None
    text = body.rstrip(b"\0")
    if text.isascii() and text.decode("ascii").isprintable():
        # Words that a program or a person chose, unless an address is among them.
        return made._replace(value=_plain(text.decode("ascii")), tied=True)
    address = Eui48.of(body) if octets[0] == _ETHERNET and len(body) == 6 else None
    return made._replace(value=signal.value, address=address)


def _read_duid(signal: Signal, duid: bytes) -> Carried | None:
    """Takes: ``duid``, what stands behind the type and the number of the interface."""
    kind = int.from_bytes(duid[:2], "big")
    if len(duid) < _DUIDS.get(kind, len(duid) + 1):
        return None
    # What it is made of must be real: the address, the enterprise's number of it, the UUID.
    made = _made(IdentifierKind.DUID, duid[_DUID_BODY[kind] :].hex(), signal)
    return made._replace(value=duid.hex()) if made else None


def _made(kind: IdentifierKind, value: str, signal: Signal) -> Carried | None:
    if len(value) < 2 * _LEAST_OCTETS or not _real(value):
        return None
    return Carried(kind, value, signal.name, signal.value, signal.first_ns)


def _real(digits: str) -> bool:
    """Somebody made it for one thing: no placeholder, no run of one digit."""
    return (
        len(set(digits)) >= _LEAST_DIGITS
        and digits not in _PLACEHOLDERS
        and _DELL_WITHOUT_TAG.fullmatch(digits) is None
    )


def _plain(text: str) -> str:
    """Letters and digits alone, so that an address in it is found however it is written."""
    return re.sub(r"[^0-9a-z]", "", text.casefold())


_READERS: dict[str, Callable[[Signal], Carried | None]] = {
    _CLIENT_ID: _read_client_id,
    _MACHINE: _read_machine,
    _USN: _read_usn,
}
