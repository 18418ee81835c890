"""mDNS by hand-built messages: what is announced, asked, and for whom."""

from __future__ import annotations

import struct

import pytest

from tests.unit.decode import frames as f
from walljack.model.observation import Fact, HostRecord, Statement

A, PTR, TXT, AAAA, SRV, NSEC, ANY = 1, 12, 16, 28, 33, 47, 255
CAST = f.dotted("_googlecast._tcp.local")
INSTANCE = f.name("Room 12", "_googlecast", "_tcp", "local")
HOST = f.dotted("Cast-12.local")
ANNOUNCEMENT = [
    f.record(CAST, PTR, INSTANCE, class_=1),
    f.record(INSTANCE, SRV, f.srv(HOST)),
    f.record(INSTANCE, TXT, f.txt(b"md=Google Home Mini", b"CA=199172")),
    f.record(HOST, A, f.ip(f.IP)),
    f.record(HOST, AAAA, f.ip("fe80::7")),
]


def _one(message: bytes, **frame: str) -> Statement:
    (statement,) = f.said(f.mdns(message, **frame))
    return statement


def test_announcement() -> None:
    """Service, instance, TXT and host come with their type and the host that SRV names."""
    statement = _one(f.dns(answers=ANNOUNCEMENT))
    kind, host = "_googlecast._tcp", "cast-12.local"
    assert statement.facts == (
        Fact("mdns.host", "Cast-12.local", "", host),
        Fact("mdns.instance", "Room 12", kind, host),
        Fact("mdns.service", kind, "", host),
        Fact("mdns.txt.ca", "199172", kind, host),
        Fact("mdns.txt.md", "Google Home Mini", kind, host),
    )
    (record,) = statement.hosts
    assert record.host == host
    assert [str(address) for address in record.addresses] == [f.IP, "fe80::7"]
    assert f.bindings(statement) == [(f.IP, "source", None)]
    assert statement.subject == statement.speaker == f.eui(f.DEVICE)
    assert statement.present


def test_announcement_over_ipv6() -> None:
    """The same message over IPv6 binds the IPv6 source."""
    data = f.ethernet(f.ipv6(f.udp(f.dns(answers=ANNOUNCEMENT))), 0x86DD)
    (statement,) = f.said(data)
    assert f.bindings(statement) == [("fe80::7", "source", None)]
    assert f.facts(statement)["mdns.service"] == ["_googlecast._tcp"]


def test_order_of_records_does_not_matter() -> None:
    """Facts are the same in whatever order the records stand."""
    forward = _one(f.dns(answers=ANNOUNCEMENT))
    assert _one(f.dns(additionals=ANNOUNCEMENT[::-1])) == forward


def test_service_without_instance_records() -> None:
    """A pointer alone states service and instance; its host is unknown."""
    statement = _one(f.dns(answers=ANNOUNCEMENT[:1]))
    assert {fact.host for fact in statement.facts} == {""}
    assert f.facts(statement) == {
        "mdns.service": ["_googlecast._tcp"],
        "mdns.instance": ["Room 12"],
    }


def test_device_info_borrows_the_host_of_its_instance() -> None:
    """A TXT record without SRV belongs to the host of the same instance name."""
    info = f.record(f.name("ROOM 12", "_device-info", "_tcp", "local"), TXT, f.txt(b"model=Q1"))
    facts = _one(f.dns(answers=[*ANNOUNCEMENT, info])).facts
    assert Fact("mdns.txt.model", "Q1", "_device-info._tcp", "cast-12.local") in facts


def test_subtype() -> None:
    """A subtype's pointer states subtype and service."""
    owner = f.dotted("_Printer._sub._ipp._tcp.local")
    target = f.name("Laser 1.5", "_ipp", "_tcp", "local")
    facts = f.facts(_one(f.dns(answers=[f.record(owner, PTR, target)])))
    assert facts == {
        "mdns.subtype": ["_printer._sub._ipp._tcp"],
        "mdns.service": ["_ipp._tcp"],
        "mdns.instance": ["Laser 1.5"],
    }


def test_meta_query_answers() -> None:
    """Answers to the meta query state service types, without instance."""
    owner = f.dotted("_services._dns-sd._udp.local")
    answers = [f.record(owner, PTR, f.dotted(f"{kind}.local")) for kind in ("_A._tcp", "_b._udp")]
    assert f.facts(_one(f.dns(answers=answers))) == {"mdns.service": ["_a._tcp", "_b._udp"]}


def test_domain_enumeration_is_no_service() -> None:
    """Pointers that enumerate domains name no service."""
    answer = f.record(f.dotted("lb._dns-sd._udp.local"), PTR, f.dotted("example.net"))
    assert _one(f.dns(answers=[answer])).facts == ()


def test_reverse_pointers() -> None:
    """Reverse pointers give a host its addresses, IPv4 and IPv6."""
    nibbles = ".".join(reversed("fe80" + "0" * 27 + "7"))
    statement = _one(
        f.dns(
            answers=[
                f.record(f.dotted("7.0.20.10.in-addr.arpa"), PTR, HOST),
                f.record(f.dotted(f"{nibbles}.ip6.arpa"), PTR, HOST),
            ]
        )
    )
    assert f.facts(statement) == {"mdns.host": ["Cast-12.local"]}
    assert [str(a) for a in statement.hosts[0].addresses] == [f.IP, "fe80::7"]


@pytest.mark.parametrize("owner", ["7.0.20.in-addr.arpa", "x.0.20.10.in-addr.arpa", "1.ip6.arpa"])
def test_reverse_names_of_no_address(owner: str) -> None:
    """A reverse name that stands for no address states nothing."""
    assert _one(f.dns(answers=[f.record(f.dotted(owner), PTR, HOST)])).facts == ()


def test_denial_names_the_host() -> None:
    """An NSEC record belongs to who sends it, so its host name is the sender's."""
    denial = f.record(HOST, NSEC, HOST + b"\0\1\x40")
    assert f.facts(_one(f.dns(answers=[denial]))) == {"mdns.host": ["Cast-12.local"]}


def test_unusable_addresses_are_left_out() -> None:
    """An address that no device can have is not linked to a host."""
    answers = [f.record(HOST, A, f.ip("127.0.0.1")), f.record(HOST, AAAA, f.ip("::1"))]
    assert _one(f.dns(answers=answers)).hosts == ()


def test_goodbye_states_nothing() -> None:
    """Records with time to live 0 are taken back: only the sender's presence remains."""
    answers = [f.record(CAST, PTR, INSTANCE, ttl=0), f.record(HOST, A, f.ip(f.IP), ttl=0)]
    statement = _one(f.dns(answers=answers))
    assert statement.facts == ()
    assert statement.hosts == ()
    assert statement.present


def test_other_classes_state_nothing() -> None:
    """Records of a class that is not Internet are passed over."""
    assert _one(f.dns(answers=[f.record(HOST, A, f.ip(f.IP), class_=3)])).facts == ()


def test_questions_are_what_the_sender_seeks() -> None:
    """A query states what is sought; known answers are no statements of the sender."""
    questions = [
        f.question(CAST),
        f.question(f.dotted("_services._dns-sd._udp.local"), class_=0x8001),
        f.question(HOST, A),
    ]
    statement = _one(f.dns(0, questions, answers=ANNOUNCEMENT))
    assert f.facts(statement) == {
        "mdns.query": ["_googlecast._tcp", "_services._dns-sd._udp", "host"]
    }
    assert statement.hosts == ()


def test_probe_announces() -> None:
    """A probe's authority records are the sender's; its questions are no search."""
    questions = [f.question(INSTANCE, ANY), f.question(HOST, ANY)]
    facts = f.facts(_one(f.dns(0, questions, authorities=ANNOUNCEMENT[1:])))
    assert facts["mdns.txt.md"] == ["Google Home Mini"]
    assert "mdns.query" not in facts


def test_legacy_query() -> None:
    """A query from another port than 5353 is a query."""
    data = f.ethernet(f.ipv4(f.udp(f.dns(0, [f.question(CAST)]), 50000, 5353)))
    assert f.facts(f.said(data)[0]) == {"mdns.query": ["_googlecast._tcp"]}


def test_unicast_reply() -> None:
    """A unicast reply from port 5353 states, with any hop count that is fresh."""
    message = f.udp(f.dns(answers=ANNOUNCEMENT), 5353, 50000)
    for hops in (64, 128, 255):
        (statement,) = f.said(f.ethernet(f.ipv4(message, destination=f.OTHER_IP, hops=hops)))
        assert "mdns.service" in f.facts(statement)


def test_routed_unicast_states_nothing() -> None:
    """A unicast message that a router forwarded is not the word of its Ethernet source."""
    message = f.udp(f.dns(answers=ANNOUNCEMENT), 5353, 5353)
    assert f.said(f.ethernet(f.ipv4(message, destination=f.OTHER_IP, hops=254))) == []


@pytest.mark.parametrize(
    ("flags", "source_port"), [(0x8403, 5353), (0xA400, 5353), (0x1000, 5353), (0x8400, 53)]
)
def test_messages_to_be_ignored(flags: int, source_port: int) -> None:
    """Errors, unknown operations and responses from other ports are ignored silently."""
    message = f.udp(f.dns(flags, answers=ANNOUNCEMENT), source_port, 5353)
    assert f.said(f.ethernet(f.ipv4(message))) == []


def test_sleep_proxy() -> None:
    """Records under an Owner option are about the owner, and show the speaker as a proxy."""
    message = f.dns(answers=ANNOUNCEMENT, additionals=[f.owner_option(f.OTHER)])
    owner, proxy = f.said(f.mdns(message))
    assert (owner.subject, owner.speaker) == (f.eui(f.OTHER), f.eui(f.DEVICE))
    assert not owner.present
    assert owner.bindings == ()
    assert f.facts(owner)["mdns.service"] == ["_googlecast._tcp"]
    assert [record.host for record in owner.hosts] == ["cast-12.local"]
    assert (proxy.subject, proxy.present) == (f.eui(f.DEVICE), True)
    assert f.facts(proxy) == {"mdns.proxy": ["sleep"]}
    assert proxy.hosts == ()


@pytest.mark.parametrize(("primary", "wake"), [(f.DEVICE, ""), (f.OTHER, f.DEVICE)])
def test_owner_that_speaks_itself(primary: str, wake: str) -> None:
    """An Owner option that names the sender, by the address to wake first, changes nothing."""
    message = f.dns(answers=ANNOUNCEMENT, additionals=[f.owner_option(primary, wake)])
    assert _one(message).facts == _one(f.dns(answers=ANNOUNCEMENT)).facts


def test_owner_that_is_no_device() -> None:
    """An Owner option that names no device leaves only the proxy."""
    message = f.dns(answers=ANNOUNCEMENT, additionals=[f.owner_option("01:00:5e:00:00:01")])
    assert f.facts(_one(message)) == {"mdns.proxy": ["sleep"]}


def test_registration_with_a_sleep_proxy() -> None:
    """An update that a sleeper sends to its proxy is its own announcement."""
    zone = f.question(f.dotted("local"), 6)
    message = f.dns(
        5 << 11, [zone], authorities=ANNOUNCEMENT, additionals=[f.owner_option(f.DEVICE)]
    )
    data = f.ethernet(f.ipv4(f.udp(message, 50000), destination=f.OTHER_IP))
    facts = f.facts(f.said(data)[0])
    assert facts["mdns.service"] == ["_googlecast._tcp"]
    assert "mdns.query" not in facts


def test_unknown_version_of_the_owner_option() -> None:
    """An Owner option of a version that is not defined says nothing."""
    value = b"\1\0" + f.eui(f.OTHER).octets
    opt = f.record(b"\0", 41, struct.pack("!HH", 4, 8) + value, 0, 1440)
    assert _one(f.dns(answers=ANNOUNCEMENT, additionals=[opt])).subject == f.eui(f.DEVICE)


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        (b"\0\4\0\7" + bytes(7), "mdns-owner-option"),
        (b"\0\4\0\x40" + bytes(8), "mdns-edns-option"),
        (b"\0\4\0", "mdns-edns-option"),
    ],
)
def test_broken_owner_option(options: bytes, kind: str) -> None:
    """An Owner option of the wrong length is a weird; the records count as the sender's."""
    opt = f.record(b"\0", 41, options, 0, 1440)
    observation = f.see(f.mdns(f.dns(answers=ANNOUNCEMENT, additionals=[opt])))
    assert [w.kind for w in observation.weirds] == [kind]
    assert observation.statements[0].subject == f.eui(f.DEVICE)


def test_no_device_no_statement() -> None:
    """A sender that is no device gets no statement."""
    assert f.said(f.mdns(f.dns(answers=ANNOUNCEMENT), source="00:00:5e:00:01:01")) == []


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (f.record(HOST, A, b"\1\2\3"), "mdns-record-length"),
        (f.record(HOST, AAAA, b"\1\2\3\4"), "mdns-record-length"),
        (f.record(INSTANCE, SRV, b"\0\0\0"), "mdns-record-length"),
        (f.record(CAST, PTR, INSTANCE + b"x"), "mdns-record-length"),
        (f.record(CAST, PTR, b"\xc0\xff"), "mdns-name-forward"),
        (f.record(INSTANCE, TXT, b"\x09a=1"), "mdns-txt-length"),
    ],
)
def test_broken_record_is_named_and_the_rest_kept(record: bytes, kind: str) -> None:
    """A record whose data are wrong is a weird; the records around it are facts."""
    observation = f.see(f.mdns(f.dns(answers=[*ANNOUNCEMENT[:3], record, *ANNOUNCEMENT[3:]])))
    assert [w.kind for w in observation.weirds] == [kind]
    statement = observation.statements[0]
    assert f.facts(statement)["mdns.txt.md"] == ["Google Home Mini"]
    assert len(statement.hosts[0].addresses) == 2


def test_message_that_stops_early() -> None:
    """Sections that promise more than there is are one weird; what came is kept."""
    message = bytearray(f.dns(answers=ANNOUNCEMENT))
    message[7] = 200
    observation = f.see(f.mdns(bytes(message)))
    assert [w.kind for w in observation.weirds] == ["mdns-name-truncated"]
    assert "mdns.service" in f.facts(observation.statements[0])


def test_short_header() -> None:
    """A message without a whole header is truncated and states nothing."""
    observation = f.see(f.mdns(bytes(11)))
    assert [w.kind for w in observation.weirds] == ["mdns-truncated"]
    assert observation.statements == ()


def test_too_many_records() -> None:
    """A message of nothing but tiny records is a weird, found after a fixed number."""
    assert f.weirds(f.mdns(f.dns(answers=[f.record(b"\0", 99, b"")] * 600))) == [
        "mdns-too-many-records"
    ]
    assert f.weirds(f.mdns(f.dns(0, [f.question(b"\0")] * 600))) == ["mdns-too-many-records"]


def test_too_many_hosts_and_addresses() -> None:
    """A message that names endless hosts or addresses is cut, and each bound is named."""
    hosts = [f.record(f.dotted(f"h{i}.local"), A, f.ip(f.IP)) for i in range(40)]
    many = [f.record(HOST, A, f.ip(f"10.20.1.{i}")) for i in range(40)]
    statement = f.see(f.mdns(f.dns(answers=many + hosts)))
    assert {w.kind for w in statement.weirds} == {"mdns-too-many-hosts", "mdns-too-many-addresses"}
    assert max(len(record.addresses) for record in statement.statements[0].hosts) == 16
    assert len(statement.statements[0].hosts) == 32


def test_too_many_facts() -> None:
    """A message of endless facts is cut, and the bound is named."""
    records = [
        f.record(f.dotted(f"i{n}._x._tcp.local"), TXT, f.txt(*(b"k%d=" % k for k in range(50))))
        for n in range(9)
    ]
    observation = f.see(f.mdns(f.dns(answers=[*records, *records])))
    assert len(observation.statements[0].facts) <= 256
    services = [
        f.record(f.dotted(f"i._s{n}._tcp.local"), TXT, f.txt(*(b"k%d=" % k for k in range(50))))
        for n in range(9)
    ]
    observation = f.see(f.mdns(f.dns(answers=services)))
    assert [w.kind for w in observation.weirds] == ["mdns-too-many-facts"]
    assert len(observation.statements[0].facts) == 256


def test_names_keep_their_case_and_are_compared_without() -> None:
    """A host name is kept as sent, and its key is lower case in ASCII only."""
    host = f.dotted("KÜCHE-TV.local")
    statement = _one(f.dns(answers=[f.record(host, A, f.ip(f.IP))]))
    assert statement.facts == (Fact("mdns.host", "KÜCHE-TV.local", "", "kÜche-tv.local"),)
    assert statement.hosts[0] == HostRecord("kÜche-tv.local", statement.hosts[0].addresses)
