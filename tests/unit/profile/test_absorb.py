"""Statements into profiles."""

from __future__ import annotations

import itertools

from walljack.address import Eui48, Ipv4
from walljack.model.observation import Basis, Binding, Fact, HostRecord, Protocol, Statement
from walljack.model.profile import BindingKey, FactKey, Profile
from walljack.model.span import Span
from walljack.profile import absorb, absorb_presence
from walljack.profile.absorb import (
    BINDINGS_PER_DEVICE,
    FACTS_PER_DEVICE,
    FACTS_PER_SPEAKER,
    HEARSAY_PER_DEVICE,
    HEARSAY_VALUES_PER_SIGNAL,
    HOSTS_PER_DEVICE,
    LEASES_PER_DEVICE,
    SEGMENTS_PER_DEVICE,
    SIGHTING_GAP_NS,
    VALUES_PER_SIGNAL,
)

DEVICE = Eui48(0x3C5282000001)
OTHER = Eui48(0x3C5282000002)
SECOND = 1_000_000_000


def said(*facts: Fact, **more: object) -> Statement:
    fields: dict[str, object] = {
        "subject": DEVICE,
        "speaker": DEVICE,
        "protocol": Protocol.DHCP,
        "present": True,
        "facts": facts,
    }
    return Statement(**(fields | more))  # type: ignore[arg-type]


def test_a_repeat_is_counted_and_not_novel() -> None:
    """The same statement twice is one fact, counted twice, and news only once."""
    profile = Profile(DEVICE)
    statement = said(Fact("dhcp.hostname", "PS5-1"))
    assert absorb(profile, statement, "a", 5)
    assert not absorb(profile, statement, "a", 3)
    [span] = profile.facts.values()
    assert (span.first_ns, span.last_ns, span.count) == (3, 5, 2)


def test_order_of_statements_does_not_matter() -> None:
    """Any order of the same statements gives the same profile."""
    parts = [
        (said(Fact("dhcp.hostname", "x")), "a", 7 * SECOND),
        (said(Fact("dhcp.params", "1,3")), "a", 2 * SIGHTING_GAP_NS),
        (said(Fact("dhcp.hostname", "x")), "b", 1),
        (said(bindings=(Binding(Ipv4(0x0A000001), Basis.ARP),)), "a", SIGHTING_GAP_NS),
    ]
    seen = []
    for order in itertools.permutations(parts):
        profile = Profile(DEVICE)
        for statement, segment, at_ns in order:
            absorb(profile, statement, segment, at_ns)
        seen.append(profile)
    assert all(profile == seen[0] for profile in seen)


def test_presence_is_intervals() -> None:
    """A silence longer than the gap begins a new interval; a packet between joins two."""
    profile = Profile(DEVICE)
    assert absorb_presence(profile, "a", 0)
    absorb_presence(profile, "a", SIGHTING_GAP_NS + SECOND)
    assert [(s.first_ns, s.last_ns) for s in profile.sightings["a"]] == [
        (0, 0),
        (SIGHTING_GAP_NS + SECOND, SIGHTING_GAP_NS + SECOND),
    ]
    absorb_presence(profile, "a", SIGHTING_GAP_NS)
    assert [(s.first_ns, s.last_ns, s.count) for s in profile.sightings["a"]] == [
        (0, SIGHTING_GAP_NS + SECOND, 3)
    ]


def test_the_word_of_another_is_no_sighting() -> None:
    """What another device says is kept with its speaker and makes nobody present."""
    profile = Profile(DEVICE)
    hearsay = said(Fact("mdns.service", "_airplay._tcp"), speaker=OTHER, present=False)
    assert absorb(profile, hearsay, "a", 1)
    assert profile.first_ns is None
    [key] = profile.facts
    assert key.speaker == OTHER


def test_a_relayed_request_is_the_clients_own_word() -> None:
    """A relay's EUI-48 on the frame does not make a client's DHCP request hearsay."""
    profile = Profile(DEVICE)
    absorb(profile, said(Fact("dhcp.params", "1,3"), speaker=OTHER), "a", 1)
    [key] = profile.facts
    assert key.speaker == 0
    assert profile.first_ns == 1


def test_bounds_are_counted() -> None:
    """Values of one signal and facts of one device are bounded, and what is lost is counted."""
    profile = Profile(DEVICE)
    for number in range(VALUES_PER_SIGNAL + 3):
        absorb(profile, said(Fact("dhcp.hostname", f"h{number}")), "a", 1)
    assert len(profile.facts) == VALUES_PER_SIGNAL
    assert profile.dropped == {"values of dhcp.hostname": 3}
    for number in range(FACTS_PER_DEVICE):
        absorb(profile, said(Fact(f"mdns.txt.k{number}", "v")), "a", 1)
    assert len(profile.facts) == FACTS_PER_DEVICE
    assert profile.dropped["facts"] == VALUES_PER_SIGNAL


def test_hosts_are_kept_only_from_its_own_word() -> None:
    """Address records are kept with the device that sent them."""
    profile = Profile(DEVICE)
    record = HostRecord("pc.local", (Ipv4(0x0A000001),))
    absorb(profile, said(hosts=(record,), speaker=OTHER, present=False), "a", 1)
    assert not profile.hosts
    absorb(profile, said(hosts=(record,)), "a", 1)
    assert [key.host for key in profile.hosts] == ["pc.local"]


def test_only_a_server_gives_another_device_an_address() -> None:
    """A lease counts whoever forwards it; another's word about an address does not."""
    profile = Profile(DEVICE)
    lease = Binding(Ipv4(0x0A000007), Basis.ACK, 3600)
    claim = Binding(Ipv4(0x0A000008), Basis.RENEWED)
    absorb(profile, said(bindings=(lease, claim), speaker=OTHER, present=False), "a", 1)
    assert [key.ip for key in profile.bindings] == [lease.ip]


def of(speaker: int, *facts: Fact, **more: object) -> Statement:
    """What another says of the device."""
    return said(*facts, speaker=Eui48(OTHER + speaker), present=False, **more)


def test_hearsay_crowds_nothing_of_its_own_out() -> None:
    """However much others say of a device, its own word has all of its room."""
    profile = Profile(DEVICE)
    for speaker in range(20):
        for number in range(FACTS_PER_SPEAKER + 10):
            absorb(profile, of(speaker, Fact(f"mdns.txt.k{number}", "v")), "a", 1)
            absorb(profile, of(speaker, Fact("dhcp.hostname", f"h{number}")), "a", 1)
    assert len(profile.facts) == HEARSAY_PER_DEVICE
    assert set(profile.dropped) == {"hearsay", "hearsay of one speaker"}
    turned_away = dict(profile.dropped)
    for number in range(FACTS_PER_DEVICE):
        fact = Fact(f"mdns.txt.k{number // VALUES_PER_SIGNAL}", str(number))
        assert absorb(profile, said(fact), "a", 1) or number == 0
    assert len(profile.facts) == HEARSAY_PER_DEVICE + FACTS_PER_DEVICE
    assert profile.dropped == turned_away


def test_one_speaker_leaves_room_for_the_next() -> None:
    """A speaker that says too much of a device is cut short alone."""
    profile = Profile(DEVICE)
    for number in range(HEARSAY_VALUES_PER_SIGNAL + 5):
        absorb(profile, of(1, Fact("mdns.instance", f"n{number}")), "a", 1)
    for number in range(FACTS_PER_SPEAKER):
        absorb(profile, of(1, Fact(f"mdns.txt.k{number}", "v")), "a", 1)
    assert len(profile.facts) == FACTS_PER_SPEAKER
    assert profile.dropped == {"hearsay of one speaker": 5 + HEARSAY_VALUES_PER_SIGNAL}
    assert absorb(profile, of(2, Fact("mdns.instance", "another")), "a", 1)


def test_invented_leases_leave_room_for_its_own_addresses() -> None:
    """Leases that a forger gives fill their own bound; the addresses it uses have theirs."""
    profile = Profile(DEVICE)
    for number in range(LEASES_PER_DEVICE.most + 7):
        lease = Binding(Ipv4(0x0A000000 + number), Basis.ACK, 60)
        absorb(profile, of(1, bindings=(lease,)), "a", 1)
    assert profile.dropped == {"leases": 7}
    for number in range(BINDINGS_PER_DEVICE.most + 1):
        used = Binding(Ipv4(0x0A010000 + number), Basis.ARP)
        absorb(profile, said(bindings=(used,)), "a", 1)
    assert len(profile.bindings) == LEASES_PER_DEVICE.most + BINDINGS_PER_DEVICE.most
    assert profile.dropped == {"leases": 7, "bindings": 1}


def test_hosts_and_segments_are_bounded() -> None:
    """Hosts that a device names, and segments that it was on, have an end and are counted."""
    profile = Profile(DEVICE)
    for number in range(HOSTS_PER_DEVICE.most + 2):
        record = HostRecord(f"h{number}.local", (Ipv4(0x0A000001),))
        absorb(profile, said(hosts=(record,)), "a", 1)
    for number in range(SEGMENTS_PER_DEVICE.most + 2):
        absorb_presence(profile, f"s{number}", 1)
    assert len(profile.hosts) == HOSTS_PER_DEVICE.most
    assert len(profile.sightings) == SEGMENTS_PER_DEVICE.most
    assert profile.dropped == {"hosts": 2, "segments": 3}
    assert not absorb_presence(profile, "a", 2)
    assert profile.sightings["a"][0].count == HOSTS_PER_DEVICE.most + 3


def test_a_profile_from_a_store_is_counted_like_any() -> None:
    """Facts that a store put in use the bounds too."""
    profile = Profile(DEVICE)
    for number in range(VALUES_PER_SIGNAL):
        fact = Fact("dhcp.hostname", f"h{number}")
        profile.facts[FactKey("a", 0, fact)] = Span(1, 1)
    for number in range(LEASES_PER_DEVICE.most):
        key = BindingKey("a", Ipv4(0x0A000000 + number), Basis.ACK)
        profile.bindings[key] = Span(1, 1)
    assert not absorb(profile, said(Fact("dhcp.hostname", "new"), present=False), "a", 2)
    lease = Binding(Ipv4(0x0B000000), Basis.ACK, 60)
    assert not absorb(profile, of(1, bindings=(lease,)), "a", 2)
    assert profile.dropped == {"values of dhcp.hostname": 1, "leases": 1}
