"""Taking a statement into a device's profile, within bounds."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from walljack.model.observation import Basis, Binding, Statement
from walljack.model.profile import BindingKey, FactKey, HostKey, Profile
from walljack.model.span import Span

_Key = TypeVar("_Key")

# A talkative printer states some 120 facts; four times that leaves room for a device that
# moves between segments, and bounds what an mDNS bomb can make us keep.
FACTS_PER_DEVICE = 512
# Forty values is a host that renames itself weekly for a school year; a forger needs more.
VALUES_PER_SIGNAL = 40


class _Bound(NamedTuple):
    """At most ``most`` of a kind; the kind is the word under which the rest is counted."""

    most: int
    kind: str


# One address a day on each of a few segments for a term.
BINDINGS_PER_DEVICE = _Bound(256, "bindings")
# As many host names; a reflector of a large building tells some hundred.
HOSTS_PER_DEVICE = _Bound(256, "hosts")
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
    if statement.present:
        novel = absorb_presence(profile, segment, at_ns)
    for fact in statement.facts:
        key = FactKey(segment, speaker, fact)
        span = profile.facts.get(key)
        if span is not None:
            span.add(at_ns)
        elif _room_for(profile, key):
            profile.facts[key] = Span(at_ns, at_ns)
            novel = True
    for binding in believed(statement):
        held = BindingKey(segment, binding.ip, binding.basis)
        novel |= _bump(profile, profile.bindings, held, at_ns, BINDINGS_PER_DEVICE)
    if speaker == 0:
        for record in statement.hosts:
            for address in record.addresses:
                said = HostKey(segment, record.host, address)
                novel |= _bump(profile, profile.hosts, said, at_ns, HOSTS_PER_DEVICE)
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
        profile.dropped["sightings"] = profile.dropped.get("sightings", 0) + 1
    spans[:] = joined


def _merge(into: Span, other: Span) -> None:
    into.first_ns = min(into.first_ns, other.first_ns)
    into.last_ns = max(into.last_ns, other.last_ns)
    into.count += other.count


def _bump(profile: Profile, spans: dict[_Key, Span], key: _Key, at_ns: int, bound: _Bound) -> bool:
    span = spans.get(key)
    if span is not None:
        span.add(at_ns)
        return False
    if len(spans) >= bound.most:
        profile.dropped[bound.kind] = profile.dropped.get(bound.kind, 0) + 1
        return False
    spans[key] = Span(at_ns, at_ns)
    return True


def _room_for(profile: Profile, key: FactKey) -> bool:
    """Count against the bounds; what is turned away is counted by its kind."""
    if len(profile.facts) >= FACTS_PER_DEVICE:
        kind = "facts"
    elif (
        sum(1 for held in profile.facts if held.fact.signal == key.fact.signal) >= VALUES_PER_SIGNAL
    ):
        kind = f"values of {key.fact.signal}"
    else:
        return True
    profile.dropped[kind] = profile.dropped.get(kind, 0) + 1
    return False
