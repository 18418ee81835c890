"""Which addresses are one physical thing, as far as what they carry can tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import NamedTuple

from walljack.address import Eui48
from walljack.model.cluster import (
    Carried,
    Clusters,
    IdentifierKind,
    Presence,
    Refusal,
    ThingLink,
    Why,
)
from walljack.profile.host_name import is_numbered
from walljack.profile.together import apart, apart_for_life, is_pair, take_over

# A laptop on the wire, by radio, in a dock and with an adapter of its own. More addresses that
# makers assigned, with one identifier, are copies of an image.
MOST_ASSIGNED = 4
# Addresses that a device makes itself: a new one every week of a school year, and some. Beyond
# it nothing is linked, so that a forger of addresses cannot make the search long.
MOST_MADE = 60
# Addresses that a name alone may link: a phone changes its address at midnight, or goes from the
# address of its maker to one of its own. What goes on for longer has another identifier too.
MOST_NAMED = 3
# A machine has one of each at a time: an address with several is lent from machine to machine.
# Of the rest a product may have some, one for each of its services; an address with more speaks
# for many things, or was forged to tie as many together as it can.
_MOST_OF = {
    IdentifierKind.CLIENT: ("dhcp", 1),
    IdentifierKind.DUID: ("dhcp", 1),
    IdentifierKind.MACHINE: ("uuid", 1),
    IdentifierKind.AIRPLAY: ("airplay", 1),
    IdentifierKind.HOMEKIT: ("homekit", 4),
    IdentifierKind.CAST: ("cast", 4),
    IdentifierKind.PRINTER: ("printer", 4),
    IdentifierKind.UPNP: ("upnp", 4),
}
# Identifiers that several addresses carry, each counted for each address: a district of fifty
# thousand, one in two of them imaged. Beyond it somebody forges, and nothing is linked.
MOST_SHARED = 50_000
# How often addresses between two things are looked for anew, because others were taken out. Two
# or three do for docks that went from hand to hand; a longer chain was forged.
MOST_ROUNDS = 8
# Reasons kept of one address: a person reads the first, and a forger chooses how many there are.
MOST_REFUSALS = 8

_Key = tuple[IdentifierKind, str]
# An identifier that counts → the addresses that carry it.
_Groups = dict[_Key, frozenset[Eui48]]


class _Told(NamedTuple):
    """An identifier that several carry, and why it links none of them."""

    key: _Key
    why: Why
    devices: Collection[Eui48]


def cluster(presences: Iterable[Presence]) -> Clusters:
    """The things behind the addresses, with what links each, and what was refused.

    Takes: the presences of all devices, in any order; one that was never itself present is
    passed over. Gives: the same for the same presences in any order. A thing goes by the
    address of it that was heard first. Cost: of the order of what is carried, never of pairs;
    what bounds it is named above.
    """
    known = {presence.device: presence for presence in presences if presence.stays}
    shared = [refusal for presence in known.values() for refusal in several(presence)]
    carried = _carriers(known, {refusal.device for refusal in shared})
    refusals = list(_worth_telling(shared, known))
    if sum(map(len, carried.values())) > MOST_SHARED:
        return Clusters(refusals=_kept(refusals), beyond=True)
    groups: _Groups = {}
    told: list[_Told] = []
    named: list[_Told] = []
    doubts: dict[frozenset[Eui48], Why | None] = {}
    for key, carriers in carried.items():
        of_it = [known[device] for device in sorted(carriers)]
        if carriers not in doubts:  # what a machine carries, all of its addresses carry
            doubts[carriers] = _doubt_of_thing(of_it)
        if why := doubts[carriers]:
            told.append(_Told(key, why, carriers))
        elif why := _doubt(key, of_it):
            (named if key[0] is IdentifierKind.HOST else told).append(_Told(key, why, carriers))
        else:
            groups[key] = carriers
    for one in named:
        if _linked_otherwise(one.devices, groups, known):
            groups[one.key] = frozenset(one.devices)
        else:
            told.append(one)
    told += _without_between(groups)
    links: list[ThingLink] = []
    for keys in _parts(groups):
        whole = [known[device] for device in sorted({d for key in keys for d in groups[key]})]
        why = _doubt_of_thing(whole) if len(keys) > 1 else None
        if why is None:
            links += _links(whole, keys)
        else:
            told += (_Told(key, why, groups[key]) for key in keys)
    refusals += (refusal for one in told for refusal in _refusals(one, known))
    return Clusters(
        tuple(sorted(links, key=lambda link: link.device)),
        _kept(refusals),
    )


def several(presence: Presence) -> Iterator[Refusal]:
    """What it carries more of than one thing has: a shared adapter, a dual boot, a forger."""
    found: dict[str, list[Carried]] = defaultdict(list)
    for carried in presence.carried:
        if carried.kind in _MOST_OF:
            found[_MOST_OF[carried.kind][0]].append(carried)
    for alike in found.values():
        first = alike[0]
        if len(alike) > _MOST_OF[first.kind][1]:
            yield Refusal(presence.device, Why.SEVERAL, first.kind, first.signal, "", len(alike))


def _worth_telling(shared: Iterable[Refusal], known: Mapping[Eui48, Presence]) -> Iterator[Refusal]:
    """All but those of a gateway or bridge with many services that nobody else has."""
    number = Counter(
        (one.kind, one.value) for presence in known.values() for one in presence.carried
    )
    for refusal in shared:
        if _MOST_OF[refusal.kind][1] == 1 or any(
            one.kind is refusal.kind and number[one.kind, one.value] > 1
            for one in known[refusal.device].carried
        ):
            yield refusal


def _kept(refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """In order of address, so many of each as somebody reads."""
    ordered = sorted(refusals, key=lambda r: (r.device, r.kind, r.signal, r.said, r.why))
    of_each = groupby(ordered, key=lambda refusal: refusal.device)
    return tuple(kept for _, alike in of_each for kept in islice(alike, MOST_REFUSALS))


def _carriers(known: Mapping[Eui48, Presence], lent: Collection[Eui48]) -> _Groups:
    """Who carries what more than one carries; what names an address is carried by that too."""
    found: dict[_Key, set[Eui48]] = defaultdict(set)
    named: dict[_Key, Eui48] = {}
    for device, presence in known.items():
        renamed = sum(carried.kind is IdentifierKind.HOST for carried in presence.carried) > 1
        for carried in presence.carried if device not in lent else ():
            if carried.kind is IdentifierKind.HOST and renamed:
                continue  # a dock has had the name of each that stood in it
            key = carried.kind, carried.value
            found[key].add(device)
            if carried.address is not None:
                named[key] = carried.address
    for key, address in named.items():
        if address in known and address not in lent:
            found[key].add(address)
    return {key: frozenset(devices) for key, devices in found.items() if len(devices) > 1}


def _doubt(key: _Key, carriers: list[Presence]) -> Why | None:
    """Why this identifier does not count, though nothing else is against it; None when it does."""
    kind, value = key
    tied = any(
        carried.tied and (carried.kind, carried.value) == key for carried in carriers[0].carried
    )
    holds_address = any(f"{one.device:012x}" in value for one in carriers)
    if tied and not holds_address:
        return Why.UNPROVEN
    by_name = kind is IdentifierKind.HOST and not holds_address
    return _doubt_of_name(value, carriers) if by_name else None


def _doubt_of_name(name: str, carriers: list[Presence]) -> Why | None:
    """A name is no proof alone: people, and makers, give one to several things.

    It counts for a machine by wire and by radio that has a number in its name, and for a device
    that changes its address while it is there.
    """
    if len(carriers) > MOST_NAMED:
        return Why.MANY
    assigned = [one.device for one in carriers if not one.device.locally_administered]
    if len(carriers) == 2 and is_pair(carriers):
        makers = {device >> 24 for device in assigned}
        return None if is_numbered(name) and len(makers) == len(assigned) else Why.UNPROVEN
    if len(assigned) > 1:
        return Why.UNPROVEN
    if not apart_for_life(carriers):
        return Why.TOGETHER
    return None if take_over(carriers) else Why.UNPROVEN


def _linked_otherwise(
    devices: Collection[Eui48], groups: _Groups, known: Mapping[Eui48, Presence]
) -> bool:
    """Something else that counts is carried by all of these: a name may stand beside it."""
    others = {(one.kind, one.value) for device in devices for one in known[device].carried}
    return any(key in groups and groups[key].issuperset(devices) for key in others)


def _doubt_of_thing(presences: list[Presence]) -> Why | None:
    """Why these addresses are not one thing, whatever they carry; None when they may be."""
    assigned = sum(not one.device.locally_administered for one in presences)
    if assigned > MOST_ASSIGNED or len(presences) - assigned > MOST_MADE:
        return Why.MANY
    if not apart(presences):
        return Why.TOGETHER
    if len({one.branch for one in presences if one.branch}) > 1:
        return Why.KINDS
    return None if _one_product(presences) else Why.MODELS


def _one_product(presences: list[Presence]) -> bool:
    said: dict[str, list[set[str]]] = defaultdict(list)
    for presence in presences:
        of_it: dict[str, set[str]] = defaultdict(set)
        for signal, model in presence.models:
            of_it[signal].add(model)
        for signal, found in of_it.items():
            said[signal].append(found)
    return all(set.intersection(*found) for found in said.values())


def _without_between(groups: _Groups) -> list[_Told]:
    """Take out the addresses that alone hold two groups together, as a shared dock does.

    Where the two groups have another address in common, that one speaks for both.
    """
    told: list[_Told] = []
    held: dict[Eui48, set[_Key]] = defaultdict(set)
    for key, devices in groups.items():
        for device in devices:
            held[device].add(key)
    asked = {device for device, keys in held.items() if len(keys) > 1}
    rounds = 0
    while between := {device for device in asked if _is_between(device, held[device], groups)}:
        if rounds == MOST_ROUNDS:
            told += _whole_chains(between, groups)
            break
        rounds += 1
        asked = set()
        for device in sorted(between):
            for key in sorted(held.pop(device)):
                told.append(_Told(key, Why.BETWEEN, (device,)))
                groups[key] -= {device}
                asked |= groups[key]
        asked = {device for device in asked - between if len(held[device]) > 1}
    for key in [key for key, devices in groups.items() if len(devices) < 2]:
        del groups[key]
    return told


def _whole_chains(between: Collection[Eui48], groups: _Groups) -> Iterator[_Told]:
    """Take out everything that hangs together with these."""
    for keys in _parts(groups):
        if not any(groups[key].intersection(between) for key in keys):
            continue
        for key in keys:
            yield _Told(key, Why.BETWEEN, groups.pop(key))


def _is_between(device: Eui48, keys: Collection[_Key], groups: _Groups) -> bool:
    others = [groups[key] - {device} for key in keys if len(groups[key]) > 1]
    # Joined to the first as long as they have somebody in common: what is left over is not.
    reached, waiting = (set(others[0]), others[1:]) if others else (set(), [])
    while waiting:
        apart_yet = [one for one in waiting if reached.isdisjoint(one)]
        if len(apart_yet) == len(waiting):
            return True
        for one in waiting:
            if not reached.isdisjoint(one):
                reached |= one
        waiting = apart_yet
    return False


def _parts(groups: _Groups) -> list[list[_Key]]:
    """The groups that have addresses in common, together."""
    by_device: dict[Eui48, list[_Key]] = defaultdict(list)
    for key, devices in groups.items():
        for device in devices:
            by_device[device].append(key)
    parts: list[list[_Key]] = []
    seen: set[_Key] = set()
    for start in sorted(groups):
        if start in seen:
            continue
        seen.add(start)
        part, waiting = [], [start]
        while waiting:
            key = waiting.pop()
            part.append(key)
            for device in groups[key]:
                new = [other for other in by_device.pop(device, ()) if other not in seen]
                seen.update(new)
                waiting += new
        parts.append(sorted(part))
    return parts


def _links(presences: list[Presence], keys: list[_Key]) -> Iterator[ThingLink]:
    first = min(presences, key=lambda one: (min(s.first_ns for s in one.stays), one.device))
    wanted = set(keys)
    naming = {
        carried.address: carried
        for one in presences
        for carried in one.carried
        if (carried.kind, carried.value) in wanted and carried.address is not None
    }
    for one in presences:
        by = tuple(c for c in one.carried if (c.kind, c.value) in wanted)
        yield ThingLink(one.device, first.device, by or (naming[one.device],))


def _refusals(told: _Told, known: Mapping[Eui48, Presence]) -> Iterator[Refusal]:
    number = len(told.devices)
    for device in told.devices:
        for one in known[device].carried:
            if (one.kind, one.value) == told.key:
                yield Refusal(device, told.why, one.kind, one.signal, one.said, number)
