"""Which addresses are probably one thing, told with its reasons, names masked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from walljack.model.cluster import Carried, IdentifierKind, Refusal, ThingLink, Why
from walljack.model.profile import Profile
from walljack.model.signal import Signal
from walljack.queries.shown import Shown
from walljack.render import MASK, counted, short

_KINDS = {
    IdentifierKind.CLIENT: "DHCP client id",
    IdentifierKind.DUID: "DHCP unique identifier (DUID)",
    IdentifierKind.MACHINE: "machine UUID (DHCP option 97)",
    IdentifierKind.AIRPLAY: "AirPlay device id",
    IdentifierKind.HOMEKIT: "HomeKit id",
    IdentifierKind.CAST: "Cast id",
    IdentifierKind.PRINTER: "printer UUID",
    IdentifierKind.UPNP: "UPnP UUID",
    IdentifierKind.HOST: "mDNS host name",
}

# May be nothing but an address, and then the thing with that address need not say it.
_OF_ADDRESS = (IdentifierKind.CLIENT, IdentifierKind.AIRPLAY)
# A product may have one for each of its services, so that several are no sign of a shared adapter.
_OF_SERVICES = (
    *(IdentifierKind.HOMEKIT, IdentifierKind.CAST),
    *(IdentifierKind.PRINTER, IdentifierKind.UPNP),
)
# Hexadecimal digits before the DUID in a client id: its type and the interface's number, which
# differs between the addresses of one machine (RFC 4361 section 6.1).
_BEFORE_DUID = 10


def because(link: ThingLink, other: ThingLink, shown: Shown) -> tuple[str, ...]:
    """Why two addresses of one thing are taken for it, a reason for each identifier.

    Gives: nothing when only other addresses of the thing lie between the two.
    """
    ours = {(one.kind, one.value): one for one in link.by}
    told = []
    for theirs in other.by:
        own = ours.get((theirs.kind, theirs.value))
        if own is None:
            continue
        is_address = own.kind in _OF_ADDRESS and any(
            own.value.endswith(f"{one.device:012x}") for one in (link, other)
        )
        told.append(
            f"the {_KINDS[own.kind]} of one is the address of the other"
            if is_address
            else f"both have the {_named(own, shown)}"
        )
    return tuple(told)


def through(links: Iterable[ThingLink]) -> str:
    """What holds a thing together where two of its addresses have nothing in common."""
    kinds = sorted({_KINDS[one.kind] for link in links for one in link.by})
    return f"other addresses of it have both the {' and the '.join(kinds)}"


def never_together(one: Profile, other: Profile) -> str:
    """When the two addresses were there: the other half of every reason."""
    stays = sorted(
        (span.first_ns, span.last_ns, whose)
        for whose, profile in enumerate((one, other))
        for spans in profile.sightings.values()
        for span in spans
    )
    until_ns = [-1, -1]
    for first_ns, last_ns, whose in stays:
        if first_ns <= until_ns[1 - whose]:
            return "they were there at the same time, one by wire and the other by radio"
        until_ns[whose] = max(until_ns[whose], last_ns)
    return "they were never there at the same time"


def refusal_sentences(refusals: Sequence[Refusal], shown: Shown) -> tuple[str, ...]:
    """What of a device links it to nothing, and why: each once."""
    return tuple(dict.fromkeys(_refused(refusal, shown) for refusal in refusals))


def _refused(refusal: Refusal, shown: Shown) -> str:
    kind = _KINDS[refusal.kind]
    named = _named_as(refusal.kind, refusal.signal, refusal.said, shown)
    others = counted(refusal.number - 1, "other address", "other addresses")
    had = f"{others.capitalize()} had this {named} too"
    match refusal.why:
        case Why.TOGETHER:
            told = (
                f"{had}, at the same time or by turns: {_alike(refusal.kind)}, or one thing by "
                "wire and by radio where the configuration does not say which is which. It tells "
                "nothing apart."
            )
        case Why.MANY:
            told = (
                f"{had}, more than one thing has: {_alike(refusal.kind)}. It tells nothing apart."
            )
        case Why.SEVERAL if refusal.kind in _OF_SERVICES:
            told = (
                f"This address has had {refusal.number} different values of the {kind}, more than "
                "one thing has, and other addresses have some of them: it speaks for several, and "
                "is taken for none of them."
            )
        case Why.SEVERAL:
            told = (
                f"This address has had {refusal.number} different values of the {kind}: an "
                "adapter or dock that several machines share, or one machine with several "
                "systems. Who is behind it may change from hour to hour."
            )
        case Why.BETWEEN:
            told = (
                f"It has its {named} in common with one thing and something else with another: "
                "an adapter or dock that several machines share. It is taken for none of them."
            )
        case Why.MODELS:
            told = f"{had}, and say that they are another model."
        case Why.KINDS:
            told = (
                f"{had}, but they are of different kinds: one has it from the other, or both have "
                "it from elsewhere."
            )
        case Why.UNPROVEN if refusal.kind is IdentifierKind.HOST:
            told = (
                f"{had}. A name alone proves nothing: people and makers give one to several things."
            )
        case Why.UNPROVEN:
            told = (
                f"{had}, and nothing shows that it was made for one thing: products of one kind "
                "may all have it."
            )
    return told


def _alike(kind: IdentifierKind) -> str:
    return "several things have one name" if kind is IdentifierKind.HOST else "copies of one image"


def _named(carried: Carried, shown: Shown) -> str:
    return _named_as(carried.kind, carried.signal, carried.said, shown)


def _named_as(kind: IdentifierKind, signal: str, said: str, shown: Shown) -> str:
    """The kind, with as much of the value as the asker may see."""
    value = shown.value(Signal(signal, said)) if said else ""
    if kind is IdentifierKind.DUID and value == said:
        value = said[_BEFORE_DUID:]
    return _KINDS[kind] if value in ("", MASK) else f"{_KINDS[kind]} “{short(value)}”"
