"""Taking a statement into a device's profile, within bounds."""

from __future__ import annotations

from typing import NamedTuple

from walljack.model.observation import Basis, Binding, Statement
from walljack.model.profile import BindingKey, Counts, FactKey, HostKey, Profile
from walljack.model.span import Span

# A talkative printer states some 120 facts; four times that leaves room for a device that
# moves between segments, and bounds what an mDNS bomb can make us keep. Of its own word alone:
# what others say of it has bounds of its own, so that nobody can talk a device down.
FACTS_PER_DEVICE = 512
# Forty values is a host that renames itself weekly for a school year; a forger needs more.
VALUES_PER_SIGNAL = 40
# One full announcement of a talkative printer, as a reflector or sleep proxy repeats it.
FACTS_PER_SPEAKER = 128
# A reflector and a relay on each of a few segments; more speakers of one device are a forger's.
HEARSAY_PER_DEVICE = 512
# Values of one signal by one other speaker: a proxy or relay repeats what the device says.
HEARSAY_VALUES_PER_SIGNAL = 20


class _Bound(NamedTuple):
    """At most ``most`` of a kind; the kind is the word under which the rest is counted."""

    most: int
    kind: str


# One address a day on each of a few segments for a term; leases, which anybody's frame may
# claim to give, apart from the addresses that the device used.
BINDINGS_PER_DEVICE = _Bound(256, "bindings")
LEASES_PER_DEVICE = _Bound(256, "leases")
# As many host names; a reflector of a large building tells some hundred.
HOSTS_PER_DEVICE = _Bound(256, "hosts")
# A cart of Chromebooks sees each classroom segment of a large building; invented relays and
# VLAN tags make more.
SEGMENTS_PER_DEVICE = _Bound(64, "segments")
# Silence after which a device counts as having left: three ARP cache lifetimes (5 min).
SIGHTING_GAP_NS = 15 * 60 * 1_000_000_000
# A device present morning and afternoon of every school day of two years; beyond it the two
# oldest intervals become one.
SIGHTINGS_PER_SEGMENT = 800


def absorb(profile: Profile, statement: Statement, segment: str, at_ns: int) -> bool:
    """Take a statement into the profile of its subject.

    Takes: ``segment``, id of the segment that the statement is about; ``at_ns``, packet time.
    Gives: True when it said something that the profile did not hold before. The profile is
    changed in place; any order of the same statements gives the same profile, as long as no
    bound is met (then ``dropped`` counts what was turned away).
    """
    own = statement.present or statement.speaker in (0, statement.subject)
    speaker = 0 if own else int(statement.speaker)
    novel = False
    counts = _counts(profile)
    if statement.present:
        novel = absorb_presence(profile, segment, at_ns)
    for fact in statement.facts:
        key = FactKey(segment, speaker, fact)
        span = profile.facts.get(key)
        if span is not None:
            span.add(at_ns)
        elif _room_for(profile, counts, key):
            profile.facts[key] = Span(at_ns, at_ns)
            _count_fact(counts, key)
            novel = True
    for binding in believed(statement):
        novel |= _absorb_binding(profile, counts, segment, binding, at_ns)
    if speaker == 0:
        for record in statement.hosts:
            for address in record.addresses:
                novel |= _absorb_host(profile, HostKey(segment, record.host, address), at_ns)
    return novel


def believed(statement: Statement) -> list[Binding]:
    """The address bindings of a statement that count.

    A device tells its own addresses, and a server those that it gives; what anybody else says
    of another's address could be meant to frame it.
    """
    own = statement.present or statement.speaker in (0, statement.subject)
    return [
        binding
        for binding in statement.bindings
        if binding.ip.usable and (own or binding.basis is Basis.ACK)
    ]


def absorb_presence(profile: Profile, segment: str, at_ns: int) -> bool:
    """Record that the device itself was heard on the segment.

    Gives: True when it had never been present on this segment before.
    """
    spans = profile.sightings.get(segment)
    if spans is None:
        if len(profile.sightings) >= SEGMENTS_PER_DEVICE.most:
            _drop(profile, SEGMENTS_PER_DEVICE.kind)
            return False
        profile.sightings[segment] = [Span(at_ns, at_ns)]
        return True
    newest = spans[-1]
    if newest.first_ns <= at_ns <= newest.last_ns + SIGHTING_GAP_NS:
        newest.add(at_ns)
    else:
        spans.append(Span(at_ns, at_ns))
        _join_close(profile, spans)
    return False


def _join_close(profile: Profile, spans: list[Span]) -> None:
    """Order intervals by time and join those with no absence between them."""
    spans.sort(key=lambda span: span.first_ns)
    joined = [spans[0]]
    for span in spans[1:]:
        if span.first_ns <= joined[-1].last_ns + SIGHTING_GAP_NS:
            _merge(joined[-1], span)
        else:
            joined.append(span)
    if len(joined) > SIGHTINGS_PER_SEGMENT:
        _merge(joined[0], joined.pop(1))
        _drop(profile, "sightings")
    spans[:] = joined


def _merge(into: Span, other: Span) -> None:
    into.first_ns = min(into.first_ns, other.first_ns)
    into.last_ns = max(into.last_ns, other.last_ns)
    into.count += other.count


def _absorb_binding(
    profile: Profile, counts: Counts, segment: str, binding: Binding, at_ns: int
) -> bool:
    key = BindingKey(segment, binding.ip, binding.basis)
    span = profile.bindings.get(key)
    if span is not None:
        span.add(at_ns)
        return False
    leased = binding.basis is Basis.ACK
    bound = LEASES_PER_DEVICE if leased else BINDINGS_PER_DEVICE
    if (counts.leases if leased else counts.of_bindings - counts.leases) >= bound.most:
        _drop(profile, bound.kind)
        return False
    profile.bindings[key] = Span(at_ns, at_ns)
    counts.of_bindings += 1
    counts.leases += leased
    return True


def _absorb_host(profile: Profile, key: HostKey, at_ns: int) -> bool:
    span = profile.hosts.get(key)
    if span is not None:
        span.add(at_ns)
        return False
    if len(profile.hosts) >= HOSTS_PER_DEVICE.most:
        _drop(profile, HOSTS_PER_DEVICE.kind)
        return False
    profile.hosts[key] = Span(at_ns, at_ns)
    return True


def _room_for(profile: Profile, counts: Counts, key: FactKey) -> bool:
    """Hold a new fact against the bounds; what is turned away is counted by its kind."""
    signal = key.fact.signal
    said = counts.facts[key.speaker, ""]
    values = counts.facts[key.speaker, signal]
    if key.speaker == 0:
        if said >= FACTS_PER_DEVICE:
            kind = "facts"
        elif values >= VALUES_PER_SIGNAL:
            kind = f"values of {signal}"
        else:
            return True
    elif counts.of_facts - counts.facts[0, ""] >= HEARSAY_PER_DEVICE:
        kind = "hearsay"
    elif said >= FACTS_PER_SPEAKER or values >= HEARSAY_VALUES_PER_SIGNAL:
        kind = "hearsay of one speaker"
    else:
        return True
    _drop(profile, kind)
    return False


def _count_fact(counts: Counts, key: FactKey) -> None:
    counts.of_facts += 1
    counts.facts[key.speaker, ""] += 1
    counts.facts[key.speaker, key.fact.signal] += 1


def _counts(profile: Profile) -> Counts:
    """The counts of the profile, derived anew when it was filled by another hand (a store)."""
    counts = profile.counts
    if counts.of_facts != len(profile.facts) or counts.of_bindings != len(profile.bindings):
        counts = profile.counts = Counts(of_bindings=len(profile.bindings))
        for key in profile.facts:
            _count_fact(counts, key)
        counts.leases = sum(key.basis is Basis.ACK for key in profile.bindings)
    return counts


def _drop(profile: Profile, kind: str) -> None:
    profile.dropped[kind] = profile.dropped.get(kind, 0) + 1
