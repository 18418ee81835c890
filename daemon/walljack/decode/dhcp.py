"""DHCPv4: what clients say of themselves, what servers give them, who serves and who relays.

Source: RFC 2131 (message, table 1 and 3), RFC 2132 section 9.6 (message types), RFC 3046
(relay information), RFC 6842 (a server may echo the client identifier: not the server's own).
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from walljack.address import Eui48, Ipv4
from walljack.decode.dhcp_client import RELAY_INFORMATION, client_facts
from walljack.decode.dhcp_options import Options, read_options, split_relay_information
from walljack.decode.text import printable_or_hex
from walljack.decode.told import Told, settle_facts
from walljack.decode.udp import Datagram
from walljack.model.error import DecodeError
from walljack.model.observation import Basis, Binding, Fact, Protocol, Statement

PORTS = frozenset({67, 68})

# op htype hlen hops | xid | secs flags | ciaddr yiaddr siaddr giaddr | chaddr (6 of 16)
_HEADER = struct.Struct("!BBBB8xIIIIHI")
_SNAME, _FILE, _COOKIE, _OPTIONS = 44, 108, 236, 240
_MAGIC = b"\x63\x82\x53\x63"  # RFC 2131 section 3
_FROM_CLIENT, _FROM_SERVER = 1, 2
_HARDWARE = frozenset({1, 6})  # Ethernet, IEEE 802

# Lease queries (RFC 4388) and what came later ask about a third party, so they are not here.
_CLIENT_TYPES = {1: "discover", 3: "request", 4: "decline", 7: "release", 8: "inform"}
_SERVER_TYPES = {2: "offer", 5: "ack", 6: "nak"}
_LEASE_FOREVER = 0xFFFFFFFF  # RFC 2131 section 3.3


class _Message(NamedTuple):
    """The fields of a message that are used; ``relay`` is giaddr, None when it is zero."""

    kind: str
    chaddr: Eui48
    speaker: Eui48
    relay: Ipv4 | None
    ciaddr: Ipv4
    yiaddr: Ipv4
    options: Options


def observe_dhcp(
    data: bytes, start: int, end: int, speaker: Eui48, datagram: Datagram | None
) -> Told:
    """What the DHCP message from ``start`` to ``end`` states.

    Takes: ``datagram``, its envelope; None for a payload that a helper socket got.
    Raises: DecodeError ``truncated``, ``operation``, ``hardware``, ``cookie``.
    """
    if start + _OPTIONS > end:
        raise DecodeError(end, "truncated")
    operation, hardware, length, _, ciaddr, yiaddr, _, giaddr, high, low = _HEADER.unpack_from(
        data, start
    )
    if operation not in (_FROM_CLIENT, _FROM_SERVER):
        raise DecodeError(start, "operation")
    if hardware not in _HARDWARE or length != 6:
        raise DecodeError(start + 1, "hardware")
    if data[start + _COOKIE : start + _OPTIONS] != _MAGIC:
        raise DecodeError(start + _COOKIE, "cookie")
    options = read_options(data, start + _OPTIONS, end, start + _FILE, start + _SNAME)
    message = _Message(
        _message_type(options),
        Eui48(high << 32 | low),
        speaker,
        Ipv4(giaddr) if giaddr else None,
        Ipv4(ciaddr),
        Ipv4(yiaddr),
        options,
    )
    if operation == _FROM_CLIENT:
        statements = _of_client(message)
    else:
        statements = _of_server(message)
        if datagram is not None:
            statements += _of_serving(message, datagram)
    return Told(statements, tuple(options.broken))


def _message_type(options: Options) -> str:
    """The name of the type, "" for one that we do not use, ``bootp`` when there is none."""
    value = options.values.get(53)
    if value is None:
        return "bootp"
    if len(value) != 1:
        options.broken.append(DecodeError(options.places[53], "option-length"))
        return ""
    return _CLIENT_TYPES.get(value[0]) or _SERVER_TYPES.get(value[0], "")


def _of_client(message: _Message) -> tuple[Statement, ...]:
    """A client's message belongs to chaddr.

    It is a sighting when chaddr itself sent the frame, when a relay says that it carried it,
    or when nobody can tell (a helper's copy). A frame that another address sent without being
    a relay is that one's word: a forger's, or a renewal that a router forwarded, whose sender
    is on another segment.
    """
    kind, chaddr, options = message.kind, message.chaddr, message.options
    if kind != "bootp" and kind not in _CLIENT_TYPES.values():
        return ()
    if not chaddr.can_be_device:
        return ()
    bindings = []
    # An address that is declined or released is not the client's.
    if kind not in ("decline", "release"):
        if message.ciaddr.usable:
            bindings.append(Binding(message.ciaddr, Basis.RENEWED))
        wanted = _address(options, 50)
        if wanted is not None and wanted.usable:
            bindings.append(Binding(wanted, Basis.REQUESTED))
    facts = client_facts(kind, options) + _place_facts(options)
    settled = settle_facts(facts, options.broken, 0)
    speaker, relay = message.speaker, message.relay
    present = speaker == chaddr or not speaker or relay is not None
    return (
        Statement(chaddr, speaker, Protocol.DHCP, present, settled, tuple(bindings), giaddr=relay),
    )


def _of_server(message: _Message) -> tuple[Statement, ...]:
    """What a server's message says of the client: the address that it got, and its place."""
    chaddr, options = message.chaddr, message.options
    if message.kind not in _SERVER_TYPES.values() or not chaddr.can_be_device:
        return ()
    bindings: tuple[Binding, ...] = ()
    if message.kind == "ack" and message.yiaddr.usable:
        lease = options.values.get(51, b"")
        seconds = int.from_bytes(lease, "big") if len(lease) == 4 else None
        if lease and seconds is None:
            options.broken.append(DecodeError(options.places[51], "option-length"))
        # A lease without end has no time at which the address may change hands.
        seconds = None if seconds == _LEASE_FOREVER else seconds
        bindings = (Binding(message.yiaddr, Basis.ACK, seconds),)
    facts = settle_facts(_place_facts(options), options.broken, 0)
    if not facts and not bindings:
        return ()
    return (
        Statement(
            chaddr, message.speaker, Protocol.DHCP, False, facts, bindings, giaddr=message.relay
        ),
    )


def _of_serving(message: _Message, datagram: Datagram) -> tuple[Statement, ...]:
    """That the sender serves DHCP on this link itself.

    Only when no relay stands between (giaddr is zero), when the packet's source is the server
    that option 54 names, and when it did not come through a router: the answer to a renewal
    (ciaddr is set) may be routed, and then the Ethernet source is the router.
    """
    kind = message.kind
    server = _address(message.options, 54)
    if server is None or not server.usable or server != datagram.source:
        return ()
    if message.relay is not None or not datagram.speaker.can_be_device:
        return ()
    if kind not in _SERVER_TYPES.values():
        return ()
    if kind != "offer" and (message.ciaddr or not datagram.unrouted):
        return ()
    return (
        Statement(
            datagram.speaker,
            datagram.speaker,
            Protocol.DHCP,
            True,
            (Fact("dhcp.serves", kind),),
            (Binding(server, Basis.SOURCE),),
        ),
    )


def _address(options: Options, code: int) -> Ipv4 | None:
    value = options.values.get(code)
    if value is None:
        return None
    if len(value) != 4:
        breach = DecodeError(options.places[code], "option-length")
        if all(known.offset != breach.offset for known in options.broken):
            options.broken.append(breach)
        return None
    return Ipv4(int.from_bytes(value, "big"))


def _place_facts(options: Options) -> list[Fact]:
    """Where the relay or switch says that the client is attached (option 82)."""
    value = options.values.get(RELAY_INFORMATION)
    if value is None:
        return []
    found = split_relay_information(value)
    if found is None:
        options.broken.append(DecodeError(options.places[RELAY_INFORMATION], "relay-information"))
        return []
    return [
        Fact(f"dhcp.relay.{name}", printable_or_hex(found[code]))
        for code, name in ((1, "circuit_id"), (2, "remote_id"))
        if found.get(code)
    ]
