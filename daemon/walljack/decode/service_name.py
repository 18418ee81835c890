"""The names of DNS-based service discovery.

Source: RFC 6763 sections 4.1 (instances), 7 (service types), 7.1 (subtypes), 9 (meta query).
"""

from __future__ import annotations

from typing import NamedTuple

from walljack.decode.dns_name import Name
from walljack.decode.text import text_of

META_QUERY = "_services._dns-sd._udp"
_TRANSPORTS = (b"_tcp", b"_udp")
_SUBTYPE = b"_sub"


class ServiceName(NamedTuple):
    """``_type._tcp.local``, ``Instance._type._tcp.local`` or ``_x._sub._type._tcp.local``.

    ``type``: without domain, lower case. ``instance``, ``subtype``: "" when not named.
    """

    type: str
    instance: str = ""
    subtype: str = ""


def parse_service_name(name: Name) -> ServiceName | None:
    """The parts of a service's name; None when it is the name of something else."""
    place = len(name) - 1
    # From the right: an instance may be called anything, "_tcp" too.
    while place > 0 and name[place].lower() not in _TRANSPORTS:
        place -= 1
    if place < 1 or not name[place - 1].startswith(b"_"):
        return None
    before = name[: place - 1]
    pair = name[place - 1] + b"." + name[place]
    kind = text_of(pair.lower())
    if not before:
        return ServiceName(kind)
    if kind == "_dns-sd._udp":
        # _services enumerates types; the others (b, db, r, dr, lb) enumerate domains.
        return ServiceName(META_QUERY) if before[-1].lower() == b"_services" else None
    if before[-1].lower() == _SUBTYPE and len(before) > 1:
        subtype = b".".join((*before[:-1], _SUBTYPE)).lower()
        return ServiceName(kind, subtype=f"{text_of(subtype)}.{kind}")
    # Senders that forget to escape dots split an instance into several labels.
    return ServiceName(kind, instance=text_of(b".".join(before)))


def host_text(name: Name) -> str:
    """A host name as sent, joined by dots."""
    return text_of(b".".join(name))


def host_key(name: Name) -> str:
    """A host name for comparing: ASCII letters in lower case (RFC 6762 section 16)."""
    return text_of(b".".join(name).lower())
