"""DHCPv4 by hand-built messages: whom a message belongs to and what it binds."""

from __future__ import annotations

import pytest

from tests.unit.decode import frames as f
from walljack.address import Eui48
from walljack.model.observation import Statement
from walljack.model.packet import Link

_SERVER = f.option(54, f.ip(f.SERVER_IP))
_LEASE = f.option(51, (28800).to_bytes(4, "big"))


def _client(kind: int | None, options: bytes = b"", **fields: str) -> Statement:
    (statement,) = f.said(f.from_client(f.dhcp(kind, options, **fields)))  # type: ignore[arg-type]
    return statement


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (1, "discover"),
        (3, "request"),
        (4, "decline"),
        (7, "release"),
        (8, "inform"),
        (None, "bootp"),
    ],
)
def test_client_messages(kind: int | None, word: str) -> None:
    """A client's message is a sighting of its chaddr and names the message type."""
    statement = _client(kind)
    assert statement.subject == statement.speaker == f.eui(f.DEVICE)
    assert statement.present
    assert statement.giaddr is None
    assert f.facts(statement)["dhcp.message"] == [word]


def test_every_option_of_a_client() -> None:
    """Each option that identifies a client is stated under its own signal."""
    options = b"".join(
        [
            f.option(12, b"Ada-Laptop\0"),
            f.option(15, b"example.net"),
            f.option(50, f.ip(f.IP)),
            f.option(51, (7776000).to_bytes(4, "big")),
            _SERVER,
            f.option(55, bytes([1, 3, 6, 15, 119, 252])),
            f.option(57, (1500).to_bytes(2, "big")),
            f.option(60, b"MSFT 5.0"),
            f.option(61, b"\1" + f.eui(f.DEVICE).octets),
            f.option(77, b"\x05staff\x04room"),
            f.option(81, b"\4\0\0" + f.name("Ada-Laptop", "example", "net")),
            f.option(124, b"\0\0\0\x09\x05phone\0\0\1\x37\x03lab"),
        ]
    )
    assert f.facts(_client(3, options)) == {
        "dhcp.message": ["request"],
        "dhcp.options": ["53,12,15,50,51,54,55,57,60,61,77,81,124"],
        "dhcp.hostname": ["Ada-Laptop"],
        "dhcp.domain": ["example.net"],
        "dhcp.lease": ["7776000"],
        "dhcp.server_id": [f.SERVER_IP],
        "dhcp.params": ["1,3,6,15,119,252"],
        "dhcp.max_size": ["1500"],
        "dhcp.vendor_class": ["MSFT 5.0"],
        "dhcp.client_id": ["01001122334455"],
        "dhcp.user_class": ["staff,room"],
        "dhcp.fqdn": ["Ada-Laptop.example.net"],
        "dhcp.vivc": ["311:lab", "9:phone"],
    }


def test_fqdn_in_ascii() -> None:
    """The old encoding of option 81 is read too (RFC 4702 section 2.3.1)."""
    assert f.facts(_client(3, f.option(81, b"\0\0\0pc7.example.net.")))["dhcp.fqdn"] == [
        "pc7.example.net"
    ]


def test_user_class_without_lengths() -> None:
    """Boot loaders and Windows send option 77 as plain text."""
    assert f.facts(_client(1, f.option(77, b"RRAS.Microsoft")))["dhcp.user_class"] == [
        "RRAS.Microsoft"
    ]


def test_bindings_of_a_client() -> None:
    """ciaddr is an address in use; option 50 is only wanted."""
    assert f.bindings(_client(3, f.option(50, f.ip(f.IP)))) == [(f.IP, "requested", None)]
    assert f.bindings(_client(3, ciaddr=f.IP)) == [(f.IP, "renewed", None)]
    assert f.bindings(_client(8, ciaddr=f.IP)) == [(f.IP, "renewed", None)]


def test_declined_and_released_addresses_are_not_bound() -> None:
    """An address that is declined or given back is not the client's."""
    assert _client(4, f.option(50, f.ip(f.IP))).bindings == ()
    assert _client(7, ciaddr=f.IP).bindings == ()


@pytest.mark.parametrize(
    ("options", "boot"),
    [
        (f.option(60, b"PXEClient:Arch:00007:UNDI:003016"), "PXEClient:Arch:00007:UNDI:003016"),
        (f.option(60, b"HTTPClient:Arch:00016"), "HTTPClient:Arch:00016"),
        (f.option(77, b"iPXE") + f.option(93, b"\0\7"), "iPXE"),
        (f.option(93, b"\0\7\0\x09"), "arch:7,9"),
        (f.option(94, b"\1\3\x10"), "arch:unknown"),
    ],
)
def test_boot_loader_is_a_stage(options: bytes, boot: str) -> None:
    """Of a boot loader only the stage, its architecture and the machine's UUID are stated."""
    rest = f.option(55, b"\1\3\6") + f.option(12, b"old-name") + f.option(97, bytes(range(17)))
    told = f.facts(_client(1, options + rest))
    assert (told["dhcp.boot"], told["dhcp.uuid"]) == ([boot], [bytes(range(1, 17)).hex()])
    assert told.keys() <= {"dhcp.boot", "dhcp.uuid", "dhcp.arch", "dhcp.ndi"}


def test_boot_architecture_and_interface() -> None:
    """Options 93 and 94 are stated as numbers and as octets (RFC 4578)."""
    told = f.facts(_client(1, f.option(93, b"\0\7\0\x09") + f.option(94, b"\1\3\x10")))
    assert (told["dhcp.arch"], told["dhcp.ndi"]) == (["7,9"], ["010310"])


def test_relayed_client_is_present() -> None:
    """A relayed message belongs to chaddr, carries giaddr, and its speaker is the relay."""
    relay = f.option(82, f.option(1, b"Gi1/0/14") + f.option(2, b"\x00\x06\x00\x50\x56\x00"))
    message = f.dhcp(1, f.option(55, b"\1") + relay, giaddr="10.20.0.1")
    (statement,) = f.said(f.from_client(message, source=f.ROUTER, ip_source="10.20.0.1"))
    assert (statement.subject, statement.speaker) == (f.eui(f.DEVICE), f.eui(f.ROUTER))
    assert statement.present
    assert str(statement.giaddr) == "10.20.0.1"
    assert f.facts(statement)["dhcp.relay.circuit_id"] == ["Gi1/0/14"]
    assert f.facts(statement)["dhcp.relay.remote_id"] == ["000600505600"]
    assert f.facts(statement)["dhcp.options"] == ["53,55"]


def test_unrelayed_word_of_another_is_hearsay() -> None:
    """A frame of somebody else without a relay is no sighting of chaddr."""
    (statement,) = f.said(f.from_client(f.dhcp(3, ciaddr=f.IP), source=f.OTHER))
    assert not statement.present
    assert statement.speaker == f.eui(f.OTHER)


def test_helper_copy() -> None:
    """A bare payload from a helper socket is a sighting without speaker."""
    message = f.dhcp(1, f.option(12, b"pc7"), giaddr="10.20.0.1")
    (statement,) = f.said(message, Link.DHCP_PAYLOAD)
    assert statement.speaker == Eui48(0)
    assert statement.present
    assert f.facts(statement)["dhcp.hostname"] == ["pc7"]


def test_ack_binds_with_its_lease() -> None:
    """An ACK binds yiaddr to chaddr, which is not seen by it, and shows who serves."""
    message = f.dhcp(5, _SERVER + _LEASE, operation=2, yiaddr=f.IP)
    client, server = f.said(f.from_server(message))
    assert (client.subject, client.speaker) == (f.eui(f.DEVICE), f.eui(f.ROUTER))
    assert f.bindings(client) == [(f.IP, "ack", 28800)]
    assert not client.present
    assert client.facts == ()
    assert (server.subject, server.present) == (f.eui(f.ROUTER), True)
    assert f.facts(server) == {"dhcp.serves": ["ack"]}
    assert f.bindings(server) == [(f.SERVER_IP, "source", None)]


def test_offer_binds_nothing() -> None:
    """An OFFER is not yet an address; it shows who serves."""
    message = f.dhcp(2, _SERVER + _LEASE, operation=2, yiaddr=f.IP)
    (server,) = f.said(f.from_server(message))
    assert f.facts(server) == {"dhcp.serves": ["offer"]}


def test_infinite_lease_has_no_end() -> None:
    """A lease of 0xffffffff seconds is a lease without a stated end."""
    message = f.dhcp(5, f.option(51, b"\xff" * 4), operation=2, yiaddr=f.IP)
    assert f.bindings(f.said(f.from_server(message))[0]) == [(f.IP, "ack", None)]


@pytest.mark.parametrize(
    ("fields", "frame"),
    [
        ({"giaddr": "10.20.0.1"}, {}),
        ({}, {"ip_source": "10.99.0.1"}),
        ({"ciaddr": f.IP}, {"destination": f.IP}),
        ({}, {"destination": f.IP, "hops": 63}),
    ],
)
def test_router_in_between_is_no_server(fields: dict[str, str], frame: dict[str, str]) -> None:
    """A relayed or routed answer does not make the router a DHCP server."""
    message = f.dhcp(5, _SERVER, operation=2, yiaddr=f.IP, **fields)  # type: ignore[arg-type]
    statements = f.said(f.from_server(message, **frame))  # type: ignore[arg-type]
    assert [s.subject for s in statements] == [f.eui(f.DEVICE)]


def test_server_echoes_place_of_the_client() -> None:
    """Option 82 that a server echoes says where the client is attached, and so does giaddr."""
    options = _SERVER + f.option(82, f.option(1, b"Gi1/0/14"))
    message = f.dhcp(2, options, operation=2, yiaddr=f.IP, giaddr="10.20.0.1")
    (statement,) = f.said(f.from_server(message))
    assert statement.subject == f.eui(f.DEVICE)
    assert not statement.present
    assert f.facts(statement) == {"dhcp.relay.circuit_id": ["Gi1/0/14"]}
    assert str(statement.giaddr) == "10.20.0.1"


@pytest.mark.parametrize("kind", [9, 10, 11, 13, 99])
def test_lease_queries_are_about_others(kind: int) -> None:
    """A lease query names a third party in chaddr, so nothing is stated of it."""
    assert f.said(f.from_client(f.dhcp(kind))) == []


@pytest.mark.parametrize("chaddr", ["00:00:00:00:00:00", "01:00:5e:00:00:01", "00:00:5e:00:01:07"])
def test_no_device_no_statement(chaddr: str) -> None:
    """A chaddr that is no device gets no statement."""
    assert f.said(f.from_client(f.dhcp(1, chaddr=chaddr))) == []


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (f.dhcp(1)[:239], "dhcp-truncated"),
        (f.dhcp(1, operation=3), "dhcp-operation"),
        (f.dhcp(1, hardware=(32, 0)), "dhcp-hardware"),
        (f.dhcp(1, hardware=(1, 16)), "dhcp-hardware"),
        (f.dhcp(1)[:236] + bytes(20), "dhcp-cookie"),
    ],
)
def test_broken_header_is_named(message: bytes, kind: str) -> None:
    """A header that cannot be read is one weird, and nothing is stated."""
    observation = f.see(f.from_client(message))
    assert [w.kind for w in observation.weirds] == [kind]
    assert observation.statements == ()


@pytest.mark.parametrize(
    "broken",
    [
        f.option(50, b"\1\2\3"),
        f.option(51, b"\1"),
        f.option(54, b""),
        f.option(57, b"\1\2\3"),
        f.option(81, b"\4\0"),
        f.option(81, b"\4\0\0\x40abc"),
        f.option(124, b"\0\0\0\x09\x50phone"),
    ],
)
def test_broken_option_is_named_and_the_rest_kept(broken: bytes) -> None:
    """An option of the wrong length is a weird at its place; other options stay facts."""
    observation = f.see(f.from_client(f.dhcp(3, broken + f.option(12, b"pc7"))))
    start = 14 + 20 + 8 + 240 + 3
    assert [(w.kind, w.offset) for w in observation.weirds] == [("dhcp-option-length", start)]
    assert f.facts(observation.statements[0])["dhcp.hostname"] == ["pc7"]


def test_broken_relay_information_is_named() -> None:
    """Suboptions that do not fit into option 82 are a weird."""
    message = f.dhcp(1, f.option(82, b"\1\x20abc"))
    assert f.weirds(f.from_client(message)) == ["dhcp-relay-information"]


def test_dhcp_over_ipv6_is_not_ours() -> None:
    """DHCPv4 does not run over IPv6."""
    frame = f.ethernet(f.ipv6(f.udp(f.dhcp(1), 68, 67)), 0x86DD)
    assert f.said(frame) == []
