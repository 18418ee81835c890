"""Frames rewritten: whole, of the same kind, with right checksums and nothing personal."""

from __future__ import annotations

import struct

import pytest
from scapy.layers.inet import IP, UDP
from scapy.layers.inet6 import IPv6
from scapy.layers.l2 import Ether

from tests.unit.decode import frames as f
from tests.unit.decode.disguised import disguise, rewritten
from tests.unit.decode.test_mdns import ANNOUNCEMENT, CAST, HOST, INSTANCE, PTR
from walljack.decode import disguise_packet
from walljack.model.error import DecodeError
from walljack.model.packet import Link, Packet

_DHCP = f.dhcp(
    1,
    f.option(12, b"abernathy-pc")
    + f.option(55, bytes([1, 3, 6]))
    + f.option(60, b"MSFT 5.0")
    + f.option(50, f.ip(f.IP))
    + f.option(61, b"\1" + f.eui(f.DEVICE).octets)
    + f.option(43, b"secret")
    + f.option(82, f.option(1, b"Gi1/0/14"))
    + f.option(81, b"\4\0\0" + f.name("abernathy-pc", "school"))
    + f.option(97, b"\0" + bytes(range(16))),
)
_SSDP = """NOTIFY * HTTP/1.1
HOST: 239.255.255.250:1900
NT: upnp:rootdevice
NTS: ssdp:alive
SERVER: Linux UPnP/1.0 Sonos/57.3 (ZPS1)
USN: uuid:RINCON_00112233445501400::upnp:rootdevice
LOCATION: http://10.20.0.7:1400/xml/device_description.xml
X-FRIENDLY: Abernathy
LINK: [fe80::211:22ff:fe33:4455]

"""


def _said(data: bytes) -> dict[str, list[str]]:
    (statement,) = f.said(data)
    return f.facts(statement)


def _reverse(address: str) -> bytes:
    return f.dotted(".".join(reversed(address.split("."))) + ".in-addr.arpa")


_MDNS = f.dns(
    answers=[
        *ANNOUNCEMENT,
        f.record(_reverse(f.IP), PTR, HOST),
        f.record(INSTANCE, 16, f.txt(b"id=Abernathy7", b"md=Google Home Mini", b"flag", b"x")),
        f.record(HOST, 13, f.txt(b"X86_64", b"LINUX")),
        f.record(HOST, 99, b"abernathy"),
        f.record(HOST, 47, HOST + b"\0\4\x40\0\0\x08"),
    ],
    additionals=[f.owner_option(f.OTHER, f.DEVICE)],
)


def test_dhcp() -> None:
    """Lists and classes stay; names, identifiers, addresses, options 43 and 82 do not."""
    with_ = disguise()
    old, data = f.from_client(_DHCP), rewritten(f.from_client(_DHCP), with_)
    said, was = _said(data), _said(old)
    same = ("dhcp.message", "dhcp.params", "dhcp.vendor_class", "dhcp.boot", "dhcp.options")
    assert {name: said.get(name) for name in same} == {name: was.get(name) for name in same}
    assert said.keys() == was.keys() - {"dhcp.relay.circuit_id"}
    for gone in (b"abernathy", b"secret", b"Gi1/0", f.eui(f.DEVICE).octets, bytes(range(16))):
        assert gone not in data
    assert len(data) == len(old)


def test_dhcp_names_stay_one_name() -> None:
    """Options 12 and 81 and mDNS still give the same host name."""
    with_ = disguise()
    message = f.dhcp(1, f.option(12, b"Abernathy-PC") + f.option(81, b"\0\0\0ABERNATHY-PC"))
    said = _said(rewritten(f.from_client(message), with_))
    assert said["dhcp.hostname"][0].lower() == said["dhcp.fqdn"][0].lower() != "abernathy-pc"


@pytest.mark.parametrize(
    "value",
    [
        b"\xff\0\0\0\1" + b"\0\1\0\1\x22\x33\x44\x55" + f.eui(f.DEVICE).octets,
        b"\xff\0\0\0\1" + b"\0\4" + bytes(range(1, 17)),
        b"abernathy-client",
        b"\0abernathy",
        b"\x07\xfe\xed\xfa\xce",
    ],
)
def test_client_ids_of_every_form(value: bytes) -> None:
    """A DUID, a text and a number each keep their form, and none its value."""
    data = rewritten(f.from_client(f.dhcp(1, f.option(61, value))), disguise())
    new = bytes.fromhex(_said(data)["dhcp.client_id"][0])
    assert len(new) == len(value)
    assert new != value
    assert f.eui(f.DEVICE).octets not in data


def test_mdns() -> None:
    """Services, product keys and types stay where they are; no octet moves."""
    with_ = disguise()
    old, data = f.mdns(_MDNS), rewritten(f.mdns(_MDNS), with_)
    assert len(data) == len(old)
    (was, *_), (now, *_) = f.said(old), f.said(data)
    said, before = f.facts(now), f.facts(was)
    # A key that nobody has documented may be somebody's text; one letter is nobody's.
    assert before.keys() - said.keys() == {"mdns.txt.flag"}
    assert said["mdns.service"] == before["mdns.service"]
    assert said["mdns.txt.md"] == before["mdns.txt.md"]
    for gone in (b"Abernathy", b"abernathy", b"Cast-12", f.ip(f.IP), f.eui(f.DEVICE).octets):
        assert gone not in data
    assert b"X86_64" in data


def test_networks_that_are_asked_about_are_hidden() -> None:
    """Apple asks for the browsing domains of its own network, by the network's reverse name."""
    asked = [
        f.question(f.dotted("b._dns-sd._udp.0.1.20.10.in-addr.arpa")),
        f.question(f.dotted("lb._dns-sd._udp.4.3.2.1.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")),
    ]
    data = rewritten(f.mdns(f.dns(0, asked)), disguise())
    assert b"\x010\x011\x0220\x0210" not in data
    assert b"b\x07_dns-sd\x04_udp\x010" in data
    assert b"\x018\x01b\x01d\x010\x011" not in data
    assert _said(data)["mdns.query"] == _said(f.mdns(f.dns(0, asked)))["mdns.query"]


def test_compressed_names_still_point_to_each_other() -> None:
    """A label that several names share is replaced once, for all of them."""
    compressed = f.dns(answers=[f.record(CAST, 12, INSTANCE[:8] + b"\xc0\x0c"), b""]) + f.record(
        b"\xc0\x2e", 33, f.srv(b"\x09Abernathy\xc0\x18")
    )
    with_ = disguise(words=frozenset())
    data = rewritten(f.mdns(compressed), with_)
    (statement,) = f.said(data)
    said = f.facts(statement)
    assert said["mdns.instance"] == [with_.text(b"Room 12").decode()]
    assert said["mdns.host"] == [f"{with_.text(b'Abernathy').decode()}._tcp.local"]


def test_ssdp() -> None:
    """Targets and servers stay; addresses, UUIDs and unknown headers do not; it may grow."""
    with_ = disguise()
    data = rewritten(f.ssdp(_SSDP), with_)
    said = _said(data)
    assert said["ssdp.nt"] == ["upnp:rootdevice"]
    assert said["ssdp.server"] == ["Linux UPnP/1.0 Sonos/57.3 (ZPS1)"]
    assert said["ssdp.location"] == ["http://192.0.2.1:1400/xml/device_description.xml"]
    assert said["ssdp.usn"][0].endswith("::upnp:rootdevice")
    assert with_.stand_in.octets.hex() in said["ssdp.usn"][0].lower()
    for gone in (b"Abernathy", b"001122334455", b"10.20.0.7", b"fe33:4455"):
        assert gone not in data


def test_dhcp_keeps_no_transaction_and_no_leftovers() -> None:
    """Transaction ids are drawn anew, and the fields for server and file are emptied."""
    message = bytearray(f.dhcp(1, f.option(55, b"\1")))
    message[4:8], message[44:49], message[108:113] = b"\xde\xad\xbe\xef", b"annas", b"annas"
    data = rewritten(f.from_client(bytes(message)), disguise())
    assert b"\xde\xad\xbe\xef" not in data
    assert b"annas" not in data


def test_a_user_class_is_a_name() -> None:
    """Option 77 is the word of whoever manages the device, in one piece or in several."""
    for value in (b"Evergreen Abernathy", b"\x09Abernathy\x05Staff"):
        data = rewritten(f.from_client(f.dhcp(1, f.option(77, value))), disguise())
        assert b"Abernathy" not in data
        assert len(_said(data)["dhcp.user_class"][0]) == len(
            _said(f.from_client(f.dhcp(1, f.option(77, value))))["dhcp.user_class"][0]
        )


def test_keys_and_headers_that_nobody_documented_are_text() -> None:
    """A TXT string without a sign, a key and a header's name may be somebody's word."""
    strings = (b"Anna Abernathy Room 112 CNB1J12345", b"abernathy=yes", b"txtvers=1", b"fn=x")
    with_ = disguise()
    data = rewritten(f.mdns(f.dns(answers=[f.record(INSTANCE, 16, f.txt(*strings))])), with_)
    said = _said(data)
    assert b"bernathy" not in data
    assert b"CNB1J12345" not in data
    assert {"mdns.txt.txtvers", "mdns.txt.fn", "mdns.text"} <= said.keys()
    text = "NOTIFY * HTTP/1.1\nNT: upnp:rootdevice\nX-Abernathy-Home: abernathy\n\n"
    assert b"bernathy" not in rewritten(f.ssdp(text), with_)


def test_what_lies_behind_a_message_is_left_out() -> None:
    """Octets after the last record, and a body after the headers, are no part of it."""
    data = rewritten(f.mdns(_MDNS + b"abernathy behind"), disguise())
    assert b"behind" not in data
    data = rewritten(f.ssdp(_SSDP + "abernathy's body\n"), disguise())
    assert b"body" not in data


def test_a_flow_label_is_drawn_per_conversation() -> None:
    """It would tell that two captures are of one conversation: it is zero."""
    frame = bytearray(_FRAMES["mdns6"])
    frame[15:18] = b"\x0a\xbc\xde"
    assert rewritten(bytes(frame), disguise())[14:18] == b"\x60\0\0\0"


def test_a_name_that_went_elsewhere_goes_in_the_products_text() -> None:
    """Who is named in the host name is not kept where the product is told."""
    message = f.dhcp(1, f.option(60, b"box of Abernathy") + f.option(12, b"abernathy"))
    said = _said(rewritten(f.from_client(message), disguise()))
    assert said["dhcp.vendor_class"][0].startswith("box of ")
    assert "bernathy" not in said["dhcp.vendor_class"][0]


def test_the_path_of_a_description_is_text() -> None:
    """A port and a program's words stay; serial numbers and names do not."""
    data = rewritten(f.ssdp(_SSDP.replace("/xml/", "/YH00AA123456/annas-box/")), disguise())
    (location,) = _said(data)["ssdp.location"]
    assert location.startswith("http://192.0.2.1:1400/")
    assert location.endswith("/device_description.xml")
    assert "annas" not in location
    assert "YH00AA123456" not in location


def test_arp_and_what_lies_behind_it() -> None:
    """Both addresses go, and so does what a sender left in the padding."""
    data = rewritten(f.arp(1) + b"left from memory!!", disguise())
    assert len(data) == len(f.arp(1)) + 18
    assert data.endswith(bytes(18))
    assert f.ip(f.IP) not in data
    (statement,) = f.said(data)
    assert f.bindings(statement) == [("192.0.2.1", "arp", None)]


def test_vlans_are_numbered() -> None:
    """Tags stay, with their priority; their numbers are those of nobody's network."""
    tags = [(0x88A8, 0xE000 | 100), (0x8100, 20)]
    data = rewritten(f.ethernet(f.arp(2)[14:], 0x0806, tags=tags), disguise())
    assert struct.unpack_from("!HHHH", data, 12) == (0x88A8, 0xE001, 0x8100, 2)


def test_cooked_links() -> None:
    """The sender's address of a Linux cooked capture is replaced too."""
    octets = f.eui(f.DEVICE).octets
    sll = struct.pack("!HHH", 1, 1, 6) + octets + bytes(2) + b"\x08\x06" + f.arp(1)[14:]
    data = rewritten(sll, disguise(), Link.SLL)
    assert octets not in data
    assert f.see(data, Link.SLL).source == disguise().stand_in


_FRAMES = {
    "dhcp": f.from_client(_DHCP),
    "mdns": f.mdns(_MDNS),
    "mdns6": f.ethernet(f.ipv6(f.udp(f.dns(answers=ANNOUNCEMENT))), 0x86DD),
    "ssdp": f.ssdp(_SSDP),
}


@pytest.mark.parametrize("name", _FRAMES)
def test_scapy_finds_the_checksums_right(name: str) -> None:
    """Lengths and checksums are those that another program makes of the same message."""
    frame = bytearray(_FRAMES[name])
    at = 14 + (40 if name == "mdns6" else 20) + 6
    frame[at : at + 2] = b"\1\1"  # a sender that made a checksum, however wrong
    data = rewritten(bytes(frame), disguise())
    packet = Ether(data)
    layer = packet[IPv6] if name == "mdns6" else packet[IP]
    told = layer.plen if name == "mdns6" else (layer.len, layer.chksum)
    udp = packet[UDP].len, packet[UDP].chksum
    for part in (layer, packet[UDP]):
        for field in ("len", "plen", "chksum"):
            if field in part.fields:
                del part.fields[field]
    again = Ether(bytes(packet))
    layer = again[IPv6] if name == "mdns6" else again[IP]
    assert told == (layer.plen if name == "mdns6" else (layer.len, layer.chksum))
    assert udp == (again[UDP].len, again[UDP].chksum)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (f.ethernet(f.ipv4(f.udp(b"", 5353, 5353), options=bytes(4))), "ip-options"),
        (f.from_client(f.dhcp(1, f.option(12, b"aber") + f.option(12, b"nathy"))), "option-twice"),
        (f.ethernet(f.ipv4(f.udp(b"GET / HTTP/1.1", 80, 80))), "not-ours"),
        (f.ethernet(b"", 0x88CC), "not-ours"),
        (f.ethernet(f.ipv6(bytes([17, 0]) + bytes(6) + f.udp(b""), following=0), 0x86DD), "ip-op"),
    ],
)
def test_what_cannot_be_walked_is_refused(data: bytes, reason: str) -> None:
    """A form that cannot be cleaned to its end is refused by name, never half done."""
    with pytest.raises(DecodeError, match=reason):
        disguise_packet(Packet(Link.ETHERNET, data, 0, "eth0", len(data)), disguise())
