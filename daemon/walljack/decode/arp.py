"""ARP: who uses which IPv4 address, by the sender's own word.

Source: RFC 826; RFC 5227 (probes section 1.1 and 2.1, announcements section 2.3).
"""

from __future__ import annotations

import struct

from walljack.address import Eui48, Ipv4
from walljack.decode.told import Told
from walljack.model.error import DecodeError
from walljack.model.observation import Basis, Binding, Fact, Protocol, Statement

_ARP = struct.Struct("!HHBBHHIIHII")  # each EUI-48 as two and four octets

# Ethernet, and IEEE 802 as some bridges and old printers write it.
_HARDWARE = frozenset({1, 6})
_REQUEST, _REPLY = 1, 2
# Highest assigned operation code (IANA ARP parameters: 25, MAPOS-UNARP and neighbours).
_OPERATION_MAX = 25

# Facts are the same few for millions of frames, so they are made once.
_FACTS = {
    kind: (Fact("arp.kind", kind),)
    for kind in ("probe", "announcement", "gratuitous", "request", "reply")
}


def observe_arp(data: bytes, start: int, source: Eui48) -> Told:
    """What an ARP packet says of its sender hardware address.

    A probe wants an address, it does not own one: no binding. When the Ethernet source is
    somebody else (proxy ARP, a forger), the statement is that one's word: not present, and no
    binding, since an address must not be moved by a third party.
    Raises: DecodeError ``truncated``, ``hardware``, ``protocol``, ``lengths``, ``operation``.
    """
    if len(data) < start + _ARP.size:
        raise DecodeError(len(data), "truncated")
    (hardware, protocol, hlen, plen, operation, sha_high, sha_low, spa, _, _, tpa) = (
        _ARP.unpack_from(data, start)
    )
    if hardware not in _HARDWARE:
        raise DecodeError(start, "hardware")
    if protocol != 0x0800:
        raise DecodeError(start + 2, "protocol")
    if hlen != 6 or plen != 4:
        raise DecodeError(start + 4, "lengths")
    if operation == _REQUEST:
        kind = "announcement" if spa == tpa else "request"
        if not spa:
            kind = "probe"
    elif operation == _REPLY:
        kind = "gratuitous" if spa == tpa else "reply"
    elif 0 < operation <= _OPERATION_MAX:
        return Told()  # reverse, inverse and experimental ARP: good, and not about an owner
    else:
        raise DecodeError(start + 6, "operation")
    subject = Eui48(sha_high << 32 | sha_low)
    if not subject.can_be_device:
        return Told()
    own = subject == source or not source
    address = Ipv4(spa)
    bindings = (Binding(address, Basis.ARP),) if own and address.usable else ()
    return Told((Statement(subject, source, Protocol.ARP, own, _FACTS[kind], bindings),))
