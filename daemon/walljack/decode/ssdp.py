"""SSDP: what a sender searches for and what it announces.

A request to the site-local group 239.255.255.250 may be routed where multicast routing is
configured, and nothing in it tells; elsewhere its Ethernet source is its sender.
Source: UPnP Device Architecture 2.0 sections 1.2 (NOTIFY), 1.3 (search); RFC 9112 section 5
(header lines).
"""

from __future__ import annotations

from walljack.decode.text import text_of
from walljack.decode.told import Told, settle_facts
from walljack.decode.udp import Datagram
from walljack.model.error import DecodeError
from walljack.model.observation import Basis, Binding, Fact, Protocol, Statement

PORT = 1900

# Header lines read of one message and length of a header's name. UPnP defines a dozen; a
# 64 KiB datagram of "a:\n" lines would invent 20 000 signals.
HEADERS_MAX = 48
NAME_MAX_BYTES = 48

# Headers that change from boot to boot, packet to packet or not at all, and say nothing of
# the product.
_IDLE = frozenset(
    {
        "host", "man", "date", "ext", "cache-control", "opt", "01-nls", "nts", "content-length",
        "bootid.upnp.org", "configid.upnp.org", "nextbootid.upnp.org", "connection",
    }
)  # fmt: skip
_SEARCH = {"st": "ssdp.st", "mx": "ssdp.mx", "user-agent": "ssdp.user_agent"}
_NOTIFY = {"nt": "ssdp.nt", "usn": "ssdp.usn", "server": "ssdp.server", "location": "ssdp.location"}
_REPLY = {"st": "ssdp.nt", "usn": "ssdp.usn", "server": "ssdp.server", "location": "ssdp.location"}
_NAME_OCTETS = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789-._")


def observe_ssdp(data: bytes, datagram: Datagram) -> Told:
    """What an SSDP message states of its sender.

    ``ssdp:byebye`` states only that the sender is there. A unicast reply that came through a
    router states nothing: its Ethernet source is the router.
    Raises: DecodeError ``start-line``.
    """
    text = data[datagram.start : datagram.end]
    first, _, rest = text.partition(b"\n")
    start_line = first.strip()
    broken: list[DecodeError] = []
    if start_line.startswith(b"M-SEARCH "):
        names, required = _SEARCH, "st"
    elif start_line.startswith(b"NOTIFY "):
        names, required = _NOTIFY, "nt"
    elif start_line.startswith(b"HTTP/1.") and start_line[8:12] == b" 200":
        names, required = _REPLY, "st"
    elif datagram.to_many:
        raise DecodeError(datagram.start, "start-line")
    else:
        return Told()  # 1900 is also an ephemeral port of old stacks
    headers = _read_headers(rest, datagram.start + len(first) + 1, broken)
    if not datagram.unrouted or not datagram.speaker.can_be_device:
        return Told((), tuple(broken))
    if required not in headers:
        broken.append(DecodeError(datagram.start, "no-target"))
    facts = [] if headers.get("nts", "").lower() == "ssdp:byebye" else _facts(headers, names)
    source = datagram.source
    statement = Statement(
        datagram.speaker,
        datagram.speaker,
        Protocol.SSDP,
        True,
        settle_facts(facts, broken, datagram.start),
        (Binding(source, Basis.SOURCE),) if source.usable else (),
    )
    return Told((statement,), tuple(broken))


def _facts(headers: dict[str, str], names: dict[str, str]) -> list[Fact]:
    return [
        Fact(names.get(name) or f"ssdp.header.{name}", value)
        for name, value in headers.items()
        if value and name not in _IDLE
    ]


def _read_headers(text: bytes, at: int, broken: list[DecodeError]) -> dict[str, str]:
    """Header name in lower case → value, first one of a name, up to the empty line."""
    found: dict[str, str] = {}
    # One more piece than lines are read: the rest, however long, stays unsplit.
    lines = text.split(b"\n", HEADERS_MAX)
    for index, line in enumerate(lines):
        stripped = line.strip()
        if not stripped:
            break
        if index == HEADERS_MAX:
            broken.append(DecodeError(at, "too-many-headers"))
            break
        name, colon, value = stripped.partition(b":")
        key = name.strip().lower()
        if not colon or not key or len(key) > NAME_MAX_BYTES or not _NAME_OCTETS.issuperset(key):
            if not any(breach.reason == "header" for breach in broken):
                broken.append(DecodeError(at, "header"))
        else:
            found.setdefault(key.decode(), text_of(value.strip()))
        at += len(line) + 1
    return found
