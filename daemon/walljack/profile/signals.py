"""What of a profile is evidence about its device, and what it only says of others."""

from __future__ import annotations

from walljack.address import Eui48, IpAddress
from walljack.model.observation import Basis
from walljack.model.profile import FactKey, Profile
from walljack.model.signal import Signal, Standing
from walljack.model.span import Span

REFLECTOR = "mdns.reflector"


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
    a device that speaks for others, whatever it announces without saying for which host.
    """
    foreign = {segment: foreign_hosts(profile, segment) for segment in _segments(profile)}
    own = {segment: own_hosts(profile, segment) for segment in foreign}
    reflects = {key.segment for key in profile.facts if key.fact.signal == REFLECTOR}
    found: dict[tuple[str, str, str, int], Span] = {}
    for key, span in profile.facts.items():
        if key.speaker == 0 and not _about_itself(key, foreign, own, reflects):
            continue
        name = (key.fact.signal, key.fact.value, key.fact.scope, key.speaker)
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


def _about_itself(
    key: FactKey,
    foreign: dict[str, frozenset[str]],
    own: dict[str, frozenset[str]],
    reflects: set[str],
) -> bool:
    fact = key.fact
    if not (fact.host or fact.signal.startswith("mdns.")):
        return True
    if fact.signal in (REFLECTOR, "mdns.query") or fact.host in own[key.segment]:
        return True
    # Announced for a host that cannot be placed: its own, unless it speaks for others.
    return not foreign[key.segment] and key.segment not in reflects


def _segments(profile: Profile) -> set[str]:
    return {key.segment for key in profile.facts} | {key.segment for key in profile.hosts}
