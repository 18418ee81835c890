"""The signs of an owner that no mark can tell: lists, address, product and the district's names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from walljack.fingerprint.claim import article
from walljack.fingerprint.marks import HOST_NAMES, ByName, Marks, called
from walljack.fingerprint.own_word import rests_on_own_word
from walljack.fingerprint.pattern import compiled, cut
from walljack.model.identity import Band, Identity
from walljack.model.ownership import REGISTER, Leaning, Naming, Sign, Strength
from walljack.model.register import Asset, Exemption, Grant
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary

# Branches whose devices a district names by its pattern; printers, telephones and the like keep
# their maker's names, so that another name says nothing.
_NAMED_BY_PATTERN = ("computer", "mobile")
# Domains that routers and programs make up; they are nobody's.
_NO_DOMAIN = frozenset(
    {"local", "localdomain", "lan", "home", "internal", "private", "arpa", "invalid", "test"}
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a device beyond its own words, on one segment.

    ``wired``: it is known to be on the wire. ``private_address``: it gave itself its address,
    which is of no known virtual machine. ``asset``, ``grant``, ``exemptions``: those in force
    for it here. ``register_fresh``: the site has a fresh register.
    """

    wired: bool
    private_address: bool
    asset: Asset | None = None
    grant: Grant | None = None
    exemptions: tuple[Exemption, ...] = ()
    register_fresh: bool = False

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
# Slight: most often a register only lacks an address.
_NOT_REGISTERED = _made(
    *("not-registered", Leaning.PERSONAL, Strength.SLIGHT, REGISTER),
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
    *("no-district-name", Leaning.PERSONAL, Strength.SLIGHT, "naming"),
    says="not named as the district names what it manages",
)
_DISTRICT_DOMAIN = _made(
    *("district-domain", Leaning.MANAGED, Strength.STRONG, "domain"),
    says="a member of the district's domain, as it says itself",
)
_OTHER_DOMAIN = _made(
    *("other-domain", Leaning.PERSONAL, Strength.SLIGHT, "domain"),
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
    elif setting.register_fresh:
        yield _NOT_REGISTERED


def addressed(setting: Setting) -> Iterator[Sign]:
    """What an address that it gave itself says: more on the wire than off it."""
    if setting.private_address:
        yield _PRIVATE_ON_WIRE if setting.wired else _PRIVATE_ADDRESS


def made_for(identity: Identity, marks: Marks, vocabulary: Vocabulary) -> Iterator[Sign]:
    """What the product is made for, by its own word and as surely as its type is known."""
    if identity.band is Band.UNKNOWN or not rests_on_own_word(identity, vocabulary):
        return
    sure = identity.band.rank >= Band.LIKELY.rank
    kind, band = article(vocabulary.plain(identity.type)), identity.band.value
    strength = Strength.STRONG if sure else Strength.SLIGHT
    if vocabulary.consumer(identity.type):
        said = f"{_capital(kind)} is made for private use ({band})."
        group = "address" if _told_by_address(identity, vocabulary) else _CONSUMER.group
        yield replace(_CONSUMER, strength=strength, group=group, sentence=said)
    elif sure and identity.type in marks.institutional:
        said = f"{_capital(kind)} is made for schools and offices ({band})."
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
    if not naming.names or not hosts:
        return
    ours = next((signal for signal in hosts if _any_match(naming.names, called(signal))), None)
    path = vocabulary.path(identity.type)
    if ours is not None:
        yield replace(_DISTRICT_NAME, signals=(ours,))
    elif path and path[0] in _NAMED_BY_PATTERN:
        yield replace(_NO_DISTRICT_NAME, signals=(hosts[0],))


def joined(by_name: ByName, naming: Naming) -> Iterator[Sign]:
    """The domain that it gives itself: the district's, or somebody else's."""
    if not naming.domains:
        return
    foreign: Signal | None = None
    for signal in (*by_name.get("dhcp.fqdn", ()), *by_name.get("dhcp.domain", ())):
        domain = _domain(signal)
        if not domain or domain.rpartition(".")[2] in _NO_DOMAIN:
            continue
        if any(domain == ours or domain.endswith(f".{ours}") for ours in naming.domains):
            yield replace(_DISTRICT_DOMAIN, signals=(signal,))
            return
        foreign = foreign or signal
    if foreign is not None:
        yield replace(_OTHER_DOMAIN, signals=(foreign,))


def classed(by_name: ByName, naming: Naming) -> Iterator[Sign]:
    """A DHCP user class that only the district's own devices are set to."""
    for signal in by_name.get("dhcp.user_class", ()):
        if not set(naming.user_classes).isdisjoint(cut(signal.value).split(",")):
            yield replace(_DISTRICT_CLASS, signals=(signal,))
            return


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
