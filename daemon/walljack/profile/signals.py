"""What of a profile is evidence about its device, and what it only says of others."""

from __future__ import annotations

from typing import NamedTuple

from walljack.address import Eui48, IpAddress
from walljack.model.observation import Basis, Fact
from walljack.model.profile import Profile
from walljack.model.signal import Signal, Standing
from walljack.model.span import Span

REFLECTOR = "mdns.reflector"

# One packet with an address of elsewhere is a device that just moved, or a slip; a reflector
# repeats each host it hears, with every announcement and answer. A slip is announced up to
# eight times within 255 s (RFC 6762 section 8.3). Time tells, not the count: a mirror port may
# show every frame twice.
_REPEATED_NS = 5 * 60 * 1_000_000_000
_DIFFERENT_HOSTS = 2
# What a device says without naming a host is doubted up to this long after it last spoke for
# others: a school day's round of arrivals, so that a reflector has repeated somebody by then.
REFLECTED_NS = 24 * 60 * 60 * 1_000_000_000


def own_addresses(profile: Profile, segment: str) -> frozenset[IpAddress]:
    """The addresses that the device used or was given on a segment (not: asked for)."""
    return frozenset(
        key.ip
        for key in profile.bindings
        if key.segment == segment and key.basis is not Basis.REQUESTED
    )


def foreign_hosts(profile: Profile, segment: str) -> frozenset[str]:
    """Host names whose address records, as this device told them, are not its own.

    A host is foreign when its addresses can be compared with the device's (same IP version)
    and none of them is its own; unknown when they cannot be compared.
    """
    own = own_addresses(profile, segment)
    versions = {address.version for address in own}
    said: dict[str, set[IpAddress]] = {}
    for key in profile.hosts:
        if key.segment == segment:
            said.setdefault(key.host, set()).add(key.ip)
    return frozenset(
        host
        for host, addresses in said.items()
        if not addresses & own and any(address.version in versions for address in addresses)
    )


def own_hosts(profile: Profile, segment: str) -> frozenset[str]:
    """Host names to which the device gave an address of its own."""
    own = own_addresses(profile, segment)
    return frozenset(key.host for key in profile.hosts if key.segment == segment and key.ip in own)


def signals(profile: Profile) -> list[Signal]:
    """The evidence about the device, in no particular order.

    Its own word is ``OWN``; what others said of it is ``HEARSAY`` with the speaker's address.
    What it says of others (reflected records, a group, a forgery) is left out, and so is, for
    a device that speaks for others, whatever it announces without saying for which host. What
    it announces for a host that it names and that has no address of its own, as far as is
    known, is no better than hearsay: a reflector's first words look like that.
    """
    standing = {segment: _standing(profile, segment) for segment in _segments(profile)}
    found: dict[tuple[str, str, str, int], Span] = {}
    for key, span in profile.facts.items():
        speaker = key.speaker
        if speaker == 0 and not _about_itself(key.fact, span, standing[key.segment]):
            if not _unplaced(key.fact, span, standing[key.segment]):
                continue
            speaker = int(profile.device)
        name = (key.fact.signal, key.fact.value, key.fact.scope, speaker)
        held = found.get(name)
        if held is None:
            found[name] = Span(span.first_ns, span.last_ns, span.count)
        else:
            held.first_ns = min(held.first_ns, span.first_ns)
            held.last_ns = max(held.last_ns, span.last_ns)
            held.count += span.count
    return [
        Signal(
            name=name,
            value=value,
            scope=scope,
            standing=Standing.HEARSAY if speaker else Standing.OWN,
            speaker=str(Eui48(speaker)) if speaker else "",
            first_ns=span.first_ns,
            last_ns=span.last_ns,
            count=span.count,
        )
        for (name, value, scope, speaker), span in found.items()
    ]


class _Standing(NamedTuple):
    """For whom a device speaks on a segment: its own hosts, others', and until when it did."""

    own: frozenset[str]
    foreign: frozenset[str]
    until_ns: int


def _standing(profile: Profile, segment: str) -> _Standing:
    """Read from spans alone, so that the order in which they grew does not matter.

    It speaks for others from the first record of a foreign host, or once its mark as a
    reflector was repeated or is borne out by different hosts; either lasts ``REFLECTED_NS``.
    """
    foreign = foreign_hosts(profile, segment)
    ends = [
        span.last_ns
        for key, span in profile.hosts.items()
        if key.segment == segment and key.host in foreign
    ]
    ends += [
        span.last_ns
        for key, span in profile.facts.items()
        if key.segment == segment
        and key.speaker == 0
        and key.fact.signal == REFLECTOR
        and (span.last_ns - span.first_ns >= _REPEATED_NS or len(foreign) >= _DIFFERENT_HOSTS)
    ]
    until_ns = max(ends) + REFLECTED_NS if ends else -1
    return _Standing(own_hosts(profile, segment), foreign, until_ns)


def _about_itself(fact: Fact, span: Span, standing: _Standing) -> bool:
    if not (fact.host or fact.signal.startswith("mdns.")):
        return True
    if fact.signal in (REFLECTOR, "mdns.query") or fact.host in standing.own:
        return True
    # Announced for a host that it does not name: its own, unless it speaks for others. What it
    # said while it did stays doubted; what it says long after is its own again.
    return not fact.host and span.last_ns > standing.until_ns


def _unplaced(fact: Fact, span: Span, standing: _Standing) -> bool:
    """Announced for a named host of which it cannot be told whose it is."""
    return (
        bool(fact.host) and fact.host not in standing.foreign and span.last_ns > standing.until_ns
    )


def _segments(profile: Profile) -> set[str]:
    return {key.segment for key in profile.facts} | {key.segment for key in profile.hosts}
