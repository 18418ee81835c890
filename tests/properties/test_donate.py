"""Whatever a device is called: its donated frames decode alike, and nothing of it is left."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.decode import frames as f
from tests.unit.decode.disguised import disguise, rewritten
from walljack.decode import disguise_packet, leaks, observe
from walljack.decode.disguise import Disguise
from walljack.model.error import DecodeError
from walljack.model.packet import Link, Packet

# Words that no protocol, key or product of the frames below holds.
_LETTERS = "bfjkquvwxyz"
words = st.text(_LETTERS, min_size=4, max_size=12).map(str.capitalize)
serials = st.text(string.digits, min_size=7, max_size=14)
hosts = st.builds("{}-{}".format, words, serials)
names = st.one_of(
    words,
    st.builds("{}'s iPhone".format, words),
    st.builds("{}’s iPad ({})".format, words, st.integers(1, 99)),
    st.builds("{} {}, Room {}".format, words, words, st.integers(1, 9999)),
)
addresses = st.builds(
    "00:11:22:{:02x}:{:02x}:{:02x}".format, *[st.integers(1, 255) for _ in range(3)]
)
quads = st.builds("10.{}.{}.{}".format, *[st.integers(1, 254) for _ in range(3)])


def _frames(mac: str, ip: str, host: str, name: str, serial: str) -> list[bytes]:
    """What one device with these names says over four protocols."""
    service = f.dotted("_googlecast._tcp.local")
    instance = f.name(name.encode()[:60], "_googlecast", "_tcp", "local")
    full = f.name(host[:60], "local")
    announced = f.dns(
        answers=[
            f.record(service, 12, instance, class_=1),
            f.record(instance, 33, f.srv(full)),
            f.record(
                instance,
                16,
                f.txt(b"md=Google Home", b"fn=" + name.encode(), b"sn=" + serial.encode()),
            ),
            f.record(full, 1, f.ip(ip)),
        ]
    )
    asked = f.dhcp(
        1,
        f.option(12, host.encode())
        + f.option(55, bytes([1, 3, 6]))
        + f.option(61, b"\1" + f.eui(mac).octets)
        + f.option(50, f.ip(ip))
        + f.option(81, b"\0\0\0" + host.encode()),
        chaddr=mac,
    )
    found = (
        "NOTIFY * HTTP/1.1\nNT: upnp:rootdevice\nNTS: ssdp:alive\n"
        f"USN: uuid:{serial}-{f.eui(mac).octets.hex()}::upnp:rootdevice\n"
        f"LOCATION: http://{ip}:80/d.xml\nX-NAME: {name}\nSERVER: Linux/5.10 UPnP/1.0 Box/2.1\n\n"
    )
    ssdp = f.udp(found.replace("\n", "\r\n").encode(), 50000, 1900)
    return [
        f.arp(1, mac, ip),
        f.from_client(asked, mac),
        f.mdns(announced, mac, ip),
        f.ethernet(f.ipv4(ssdp, ip, "239.255.255.250"), source=mac),
    ]


def _seen(data: bytes) -> list[tuple[str, str]]:
    """Signals and scopes that a frame states, in order; a value may change, they may not."""
    observation = observe(Packet(Link.ETHERNET, data, 1_000, "eth0", len(data)))
    assert observation.weirds == ()
    return [
        (fact.signal, fact.scope) for one in observation.statements for fact in sorted(one.facts)
    ]


def _texts(frames: list[bytes]) -> list[str]:
    return [
        fact.value
        for data in frames
        for one in observe(Packet(Link.ETHERNET, data, 1_000, "eth0", len(data))).statements
        for fact in one.facts
    ]


def _made(with_: Disguise, frames: list[bytes]) -> list[bytes]:
    for data in frames:
        rewritten(data, with_)
    return [rewritten(data, with_) for data in frames]


@given(addresses, quads, hosts, names, serials, st.binary(min_size=1, max_size=8))
def test_nothing_is_left_and_the_form_stays(
    mac: str, ip: str, host: str, name: str, serial: str, key: bytes
) -> None:
    """The same signals in the same frames; no name, serial number or address of before."""
    frames = _frames(mac, ip, host, name, serial)
    with_ = disguise(mac, key=key)
    made = _made(with_, frames)
    assert list(map(_seen, made)) == list(map(_seen, frames))
    together = b"\n".join(made)
    for gone in (f.eui(mac).octets, f.ip(ip), serial.encode(), host.encode()):
        assert gone not in together
    for word in {word for word in (*name.split(), *host.split("-")) if word[0] in _LETTERS.upper()}:
        assert word.removesuffix("'s").removesuffix("’s").encode() not in together
    # What would be refused is chance alone: another key spells other words.
    found = leaks(together, _texts(made), with_)
    if found:
        again = disguise(mac, key=key + b"again")
        made = _made(again, frames)
        assert leaks(b"\n".join(made), _texts(made), again) == []


@given(addresses, st.binary(max_size=300))
def test_any_octets_are_rewritten_or_refused(mac: str, message: bytes) -> None:
    """Whatever an mDNS message holds, it comes out as long as it was, or not at all."""
    data = f.mdns(message, mac)
    try:
        made = disguise_packet(Packet(Link.ETHERNET, data, 0, "eth0", len(data)), disguise(mac))
    except DecodeError:
        return
    assert len(made.data) == len(data)


@given(addresses, st.binary(max_size=120))
def test_any_options_are_rewritten_or_refused(mac: str, options: bytes) -> None:
    """Whatever DHCP options hold, they come out as long as they were, or not at all."""
    data = f.from_client(f.dhcp(1, options, chaddr=mac), mac)
    try:
        made = disguise_packet(Packet(Link.ETHERNET, data, 0, "eth0", len(data)), disguise(mac))
    except DecodeError:
        return
    assert len(made.data) == len(data)
