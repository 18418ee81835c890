"""Statements into profiles."""

from __future__ import annotations

import itertools

from walljack.address import Eui48, Ipv4
from walljack.model.observation import Basis, Binding, Fact, HostRecord, Protocol, Statement
from walljack.model.profile import Profile
from walljack.profile import absorb, absorb_presence
from walljack.profile.absorb import FACTS_PER_DEVICE, SIGHTING_GAP_NS, VALUES_PER_SIGNAL

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
