"""The signs of an owner that no mark can tell: lists, address, product and the district's names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from walljack.fingerprint.claim import article
from walljack.fingerprint.marks import HOST_NAMES, ByName, Marks, called
from walljack.fingerprint.own_word import rests_on_own_word
from walljack.fingerprint.pattern import compiled, cut
from walljack.model.identity import Band, Identity
from walljack.model.ownership import (
    ABSENCE,
    NOBODYS_DOMAINS,
    REGISTER,
    Leaning,
    Naming,
    Sign,
    Strength,
)
from walljack.model.register import Asset, Exemption, Grant, Permission
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary

# Branches whose devices a district names by its pattern; printers, telephones and the like keep
# their maker's names, so that another name says nothing.
_NAMED_BY_PATTERN = ("computer", "mobile")
# Domains of institutions alone: what stands before them names nobody. All others stay masked.
_INSTITUTIONS = frozenset({"edu", "gov", "us"})
# A day of a list is over when it is over everywhere on earth, twelve hours after it is in UTC.
_LATEST_NS = 12 * 3_600 * 1_000_000_000


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a device beyond its own words, on one segment.

    ``wired``: it is known to be on the wire. ``private_address``: it gave itself its address,
    which is of no known virtual machine. ``asset``, ``grant``, ``exemptions``: those in force
    for it here. ``register_fresh``: the site has a fresh register. ``lapsed_asset``,
    ``lapsed_grant``: what a list still holds and is no longer valid.
    """

    wired: bool
    private_address: bool
    asset: Asset | None = None
    grant: Grant | None = None
    exemptions: tuple[Exemption, ...] = ()
    register_fresh: bool = False
    lapsed_asset: Asset | None = None
    lapsed_grant: Grant | None = None

    @classmethod
    def under(cls, permission: Permission, *, wired: bool, private_address: bool) -> Setting:
        """The setting of a device of which the lists say this."""
        return cls(
            wired=wired,
            private_address=private_address,
            asset=permission.asset,
            grant=permission.grant,
            exemptions=permission.exemptions,
            register_fresh=permission.fresh,
            lapsed_asset=permission.lapsed_asset,
            lapsed_grant=permission.lapsed_grant,
        )

    @property
    def exempt(self) -> bool:
        """An exemption from every rule covers it."""
        return any(exemption.rule == "" for exemption in self.exemptions)


def _made(
    name: str, leans: Leaning, strength: Strength, group: str, *, says: str = "", told: str = ""
) -> Sign:
    return Sign(name, leans, strength, group, says, (), told)


_REGISTERED = _made("registered", Leaning.MANAGED, Strength.SETTLED, REGISTER)
_GRANTED = _made(
    *("granted", Leaning.PERSONAL, Strength.SETTLED, REGISTER),
    told="A grant lists it as a personal device.",
)
# Fair: nobody may have renewed the entry, or the thing was sold.
_LAPSED_ASSET = _made("lapsed-asset", Leaning.MANAGED, Strength.FAIR, REGISTER)
_LAPSED_GRANT = _made("lapsed-grant", Leaning.PERSONAL, Strength.FAIR, REGISTER)
# Slight: most often a register only lacks an address.
_NOT_REGISTERED = _made(
    *("not-registered", Leaning.PERSONAL, Strength.SLIGHT, ABSENCE),
    told="The register does not list it.",
)
# On the wire hardly anything but a private device makes up its address.
_PRIVATE_ON_WIRE = _made(
    *("private-address-wired", Leaning.PERSONAL, Strength.STRONG, "address"),
    told="It is on the wired network with an address that devices give themselves, of no known "
    "virtual machine.",
)
_PRIVATE_ADDRESS = _made(
    *("private-address", Leaning.PERSONAL, Strength.SLIGHT, "address"),
    told="Its address is one that devices give themselves; where wireless stations are heard, "
    "managed ones do that too.",
)
_CONSUMER = _made("consumer-type", Leaning.PERSONAL, Strength.STRONG, "product")
_INSTITUTIONAL = _made("institutional-type", Leaning.MANAGED, Strength.FAIR, "product")
_HOME = _made("home-line", Leaning.PERSONAL, Strength.STRONG, "product")
_OFFICE = _made("office-line", Leaning.MANAGED, Strength.FAIR, "product")
_DISTRICT_NAME = _made(
    *("district-name", Leaning.MANAGED, Strength.STRONG, "name"),
    says="named as the district names what it manages; a name can be typed",
)
_NO_DISTRICT_NAME = _made(
    *("no-district-name", Leaning.PERSONAL, Strength.SLIGHT, ABSENCE),
    says="not named as the district names what it manages",
)
_DISTRICT_DOMAIN = _made(
    *("district-domain", Leaning.MANAGED, Strength.STRONG, "domain"),
    says="a member of the district's domain, as it says itself",
)
# Whoever runs a domain manages its members: a contractor, a service district, a parent's office.
_OTHER_DOMAIN = _made(
    *("other-domain", Leaning.MANAGED, Strength.SLIGHT, "domain"),
    says="a member of another domain than the district's: somebody else may manage it",
)
_DISTRICT_CLASS = _made(
    *("district-user-class", Leaning.MANAGED, Strength.STRONG, "user class"),
    says="the district sets this on what it manages",
)


def listed(setting: Setting) -> Iterator[Sign]:
    """What the district's lists say of it; that a fresh one does not have it is a slight sign."""
    if setting.asset is not None:
        tag = f" as {setting.asset.tag}" if setting.asset.tag else ""
        yield replace(_REGISTERED, sentence=f"The register lists its address{tag}.")
    elif setting.grant is not None:
        yield _GRANTED
    elif setting.lapsed_asset is not None:
        yield replace(_LAPSED_ASSET, sentence=f"{lapsed(setting)}.")
    elif setting.lapsed_grant is not None:
        yield replace(_LAPSED_GRANT, sentence=f"{lapsed(setting)}.")
    elif setting.register_fresh:
        yield _NOT_REGISTERED


def lapsed(setting: Setting) -> str:
    """What a list once said of it, until which day; "" when no list did."""
    asset, grant = setting.lapsed_asset, setting.lapsed_grant
    if asset is not None:
        return f"The register listed it as {asset.tag or 'an asset'}{_until(asset.until_ns)}"
    if grant is not None:
        return f"A grant listed it as a personal device{_until(grant.until_ns)}"
    return ""


def addressed(setting: Setting) -> Iterator[Sign]:
    """What an address that it gave itself says: more on the wire than off it."""
    if setting.private_address:
        yield _PRIVATE_ON_WIRE if setting.wired else _PRIVATE_ADDRESS


def made_for(
    identity: Identity, setting: Setting, marks: Marks, vocabulary: Vocabulary
) -> Iterator[Sign]:
    """What the product is made for, by its own word and as surely as its type is known."""
    if identity.band is Band.UNKNOWN or not rests_on_own_word(identity, vocabulary):
        return
    sure = identity.band.rank >= Band.LIKELY.rank
    kind, band = article(vocabulary.plain(identity.type)), identity.band.value
    strength = Strength.STRONG if sure else Strength.SLIGHT
    if vocabulary.consumer(identity.type):
        said = f"{_capital(kind)} is of a type sold mainly for private use ({band})."
        # Hand-helds make up their addresses: that one does says no more than that it is one.
        one = setting.private_address and "mobile" in vocabulary.path(identity.type)
        group = "address" if one or _told_by_address(identity, vocabulary) else _CONSUMER.group
        yield replace(_CONSUMER, strength=strength, group=group, sentence=said)
    elif sure and identity.type in marks.institutional:
        said = f"{_capital(kind)} is of a type that schools and offices buy ({band})."
        yield replace(_INSTITUTIONAL, sentence=said)
    if identity.line == "home":
        said = f"It is of a product line made for the home ({band})."
        yield replace(_HOME, strength=strength, sentence=said)
    elif identity.line == "office" and sure:
        yield replace(_OFFICE, sentence=f"It is of a product line made for offices ({band}).")


def named(
    by_name: ByName, identity: Identity, naming: Naming, vocabulary: Vocabulary
) -> Iterator[Sign]:
    """The district's own pattern of names, or its absence where such a device would have it."""
    hosts = [signal for name in HOST_NAMES for signal in by_name.get(name, ())]
    for site, theirs in naming.everywhere():
        for signal in hosts:
            if _any_match(theirs.names, called(signal)):
                yield replace(
                    _DISTRICT_NAME, says=_at(_DISTRICT_NAME.says, site), signals=(signal,)
                )
                return
    path = vocabulary.path(identity.type)
    if naming.names and hosts and path and path[0] in _NAMED_BY_PATTERN:
        yield replace(_NO_DISTRICT_NAME, signals=(hosts[0],))


def joined(by_name: ByName, naming: Naming) -> Iterator[Sign]:
    """The domain that it gives itself: the district's, or somebody else's.

    The district's are asked for first: they may lie below one that is nobody's.
    """
    ours = [domain for _, theirs in naming.everywhere() for domain in theirs.domains]
    if not ours:
        return
    foreign: Sign | None = None
    for signal in (*by_name.get("dhcp.fqdn", ()), *by_name.get("dhcp.domain", ())):
        domain = _domain(signal)
        if any(domain == one or domain.endswith(f".{one}") for one in ours):
            yield replace(_DISTRICT_DOMAIN, signals=(signal,))
            return
        if foreign is None and somebodys(domain):
            foreign = replace(_OTHER_DOMAIN, says=_whose(domain), signals=(signal,))
    if foreign is not None:
        yield foreign


def classed(by_name: ByName, naming: Naming) -> Iterator[Sign]:
    """A DHCP user class that only the district's own devices are set to."""
    ours = {text for _, theirs in naming.everywhere() for text in theirs.user_classes}
    for signal in by_name.get("dhcp.user_class", ()):
        if not ours.isdisjoint(cut(signal.value).split(",")):
            yield replace(_DISTRICT_CLASS, signals=(signal,))
            return


def somebodys(domain: str) -> bool:
    """Somebody runs this domain: it is no single word, and none that programs make up."""
    labels = domain.split(".")
    ends = (labels[-1], ".".join(labels[-2:]))
    return len(labels) > 1 and NOBODYS_DOMAINS.isdisjoint(ends)


def _whose(domain: str) -> str:
    """Whose domain, where its name is an institution's and no family's."""
    labels = domain.split(".")
    if labels[-1] not in _INSTITUTIONS:
        return _OTHER_DOMAIN.says
    return f"{_OTHER_DOMAIN.says} ({'.'.join(labels[-3 if labels[-1] == 'us' else -2 :])})"


def _at(says: str, site: str) -> str:
    return says.replace("the district names", f"{site} names") if site else says


def _until(until_ns: int | None) -> str:
    if until_ns is None:
        return ""
    day = datetime.fromtimestamp((until_ns - _LATEST_NS - 1) // 1_000_000_000, UTC).date()
    return f" until {day.isoformat()}"


def _told_by_address(identity: Identity, vocabulary: Vocabulary) -> bool:
    """Every claim of its type needs the kind of its address: then the two are one source."""
    typed = [
        claim
        for claim in identity.claims_for
        if claim.type and vocabulary.compatible(claim.type, identity.type)
    ]
    return all(any(signal.name == "address.kind" for signal in claim.signals) for claim in typed)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _domain(signal: Signal) -> str:
    """The domain in a full name, or the whole of option 15; "" when there is none."""
    text = cut(signal.value).strip(". \0").casefold()
    return text.partition(".")[2] if signal.name == "dhcp.fqdn" else text


def _any_match(patterns: Iterable[str], text: str) -> bool:
    return any(compiled(f"(?i){pattern.removeprefix('(?i)')}").search(text) for pattern in patterns)
