"""Multicast DNS: what a sender announces, asks for, and for whom it speaks.

Source: RFC 6762 (sections 5.4 unicast replies, 6.7 legacy queries, 8.2 probes, 11 source
address, 18 message format), RFC 6763; draft-cheshire-edns0-owner-option (sleep proxies).
"""

from __future__ import annotations

from walljack.address import Eui48
from walljack.decode.dns import TYPE_OPT, Message, Question, Record, read_message
from walljack.decode.mdns_records import Announcement
from walljack.decode.owner_option import read_owner
from walljack.decode.service_name import parse_service_name
from walljack.decode.told import Told, settle_facts
from walljack.decode.udp import Datagram
from walljack.model.error import DecodeError
from walljack.model.observation import Basis, Binding, Fact, Protocol, Statement

PORT = 5353

_QUERY, _UPDATE = 0, 5
_PROXY = Fact("mdns.proxy", "sleep")


def observe_mdns(data: bytes, datagram: Datagram) -> Told:
    """What an mDNS message states of its sender, or of the owner that it speaks for.

    A unicast message that came through a router states nothing: its Ethernet source is the
    router (RFC 6762 section 11). Known answers of a query are not the sender's own records;
    the authority records of a probe are, and so are those of a registration with a sleep
    proxy (an update). A message that was cut before an Owner option counts as the sender's.
    Raises: DecodeError ``truncated``.
    """
    message = read_message(data, datagram.start, datagram.end)
    broken = message.broken
    if message.code or not datagram.unrouted:  # RFC 6762 section 18.11
        return Told((), tuple(broken))
    if message.response:
        # Replies come from port 5353, also to legacy queries (RFC 6762 section 6).
        if message.operation != _QUERY or datagram.source_port != PORT:
            return Told((), tuple(broken))
        stated = message.answers + message.additionals
    elif message.operation in (_QUERY, _UPDATE):
        stated = message.authorities
    else:
        return Told((), tuple(broken))  # RFC 6762 section 18.3
    announcement = Announcement(data, stated)
    broken += announcement.broken
    asked = [] if message.response or message.operation == _UPDATE else _asked(message)
    return Told(_attribute(data, datagram, message, announcement, asked), tuple(broken))


def _asked(message: Message) -> list[Fact]:
    """What the sender looks for; a probe's questions are for its own names, so not those."""
    own = {tuple(map(bytes.lower, record.owner)) for record in message.authorities}
    return [
        _question_fact(question)
        for question in message.questions
        if not own or tuple(map(bytes.lower, question.name)) not in own
    ]


def _question_fact(question: Question) -> Fact:
    service = parse_service_name(question.name)
    return Fact("mdns.query", service.type if service else "host")


def _attribute(
    data: bytes,
    datagram: Datagram,
    message: Message,
    announcement: Announcement,
    asked: list[Fact],
) -> tuple[Statement, ...]:
    """The statement about the sender, or about the owner of the records and the sender."""
    speaker, broken = datagram.speaker, message.broken
    source = datagram.source
    bindings = (Binding(source, Basis.SOURCE),) if source.usable else ()
    hosts = announcement.hosts()
    owner = _owner(data, message.additionals, broken)
    statements = []
    if owner is None or owner == speaker:
        facts = announcement.facts + asked
    else:
        facts = [*asked, _PROXY]
        if owner.can_be_device:
            theirs = settle_facts(announcement.facts, broken, datagram.start)
            statements.append(Statement(owner, speaker, Protocol.MDNS, False, theirs, (), hosts))
        hosts = ()
    if speaker.can_be_device:
        own = settle_facts(facts, broken, datagram.start)
        statements.append(Statement(speaker, speaker, Protocol.MDNS, True, own, bindings, hosts))
    return tuple(statements)


def _owner(data: bytes, additionals: list[Record], broken: list[DecodeError]) -> Eui48 | None:
    for record in additionals:
        if record.type == TYPE_OPT:
            try:
                return read_owner(data, record.start, record.end)
            except DecodeError as breach:
                broken.append(breach)
                return None
    return None
