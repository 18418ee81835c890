"""A device in the inventory, turned into the draft of an entry."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from walljack.address import Eui48
from walljack.fingerprint.kind import Kind, kind_of
from walljack.model.error import WalljackError
from walljack.model.identity import Band, Identity
from walljack.model.signal import Signal, Standing
from walljack.model.vocabulary import UNKNOWN, Vocabulary
from walljack.queries.product_key import FAMILIES, PRODUCT_KEYS, key_of
from walljack.queries.product_text import owners_words, said_words, words_of
from walljack.queries.value_form import Part, example_of, pattern_of, split_value

_STATEMENTS = ("ssdp.server", "ssdp.user_agent")
# Two products may share a program's word; with its vendor's prefix a service is one maker's.
_KINDS = (Kind.STATEMENT, Kind.CLASS, Kind.SERVICE, Kind.NAME)
_NAMES = ("dhcp.hostname", "mdns.host", "mdns.instance")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# Programs that every product may run: what they say of themselves names no product.
_COMMON_SERVICES = frozenset(
    {
        "_http._tcp",
        "_ssh._tcp",
        "_sftp-ssh._tcp",
        "_workstation._tcp",
        "_smb._tcp",
        "_device-info._tcp",
    }
    | {"upnp:rootdevice", "ssdp:all", "_services._dns-sd._udp", "host", "_sleep-proxy._udp"}
)
# Words of protocols, systems and browsers: what consists of them names no product.
_STACK_WORDS = frozenset(
    {"upnp", "dlnadoc", "linux", "posix", "unspecified", "embedded", "portable", "sdk", "for"}
    | {"devices", "device", "host", "server", "stack", "http", "microsoft", "windows", "nt", "mac"}
    | {"os", "unix", "google", "chrome", "chromium", "edge", "brave", "browser", "opera", "vivaldi"}
    | {"firefox", "dhcpcd", "udhcp", "udhcpc", "msft", "internal", "miniupnpd", "minidlna", "pre"}
)
_SHOWN = 12  # lines of what else was heard


class Given(NamedTuple):
    """What the person knows of the device, "" where nothing is said."""

    type: str = ""
    vendor: str = ""
    model: str = ""


class Condition(NamedTuple):
    """A proposed condition: its key, the pattern ("" = this exact value) and an example value."""

    key: str
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of an entry. ``vendor``, ``says``: what it says. ``kind``: its evidence.

    ``notes``: what a person must know of it. ``heard``: the other signals that might be used, as
    they may be written down.
    """

    id: str
    conditions: tuple[Condition, ...]
    says: tuple[tuple[str, str], ...]
    kind: Kind
    notes: tuple[str, ...]
    heard: tuple[tuple[str, str], ...]


def draft_entry(
    device: str,
    said: Sequence[Signal],
    identity: Identity,
    given: Given,
    *,
    words: Vocabulary,
    generic: frozenset[str],
    ids: Collection[str],
    common: Collection[Signal] = (),
    address: Eui48 | None = None,
) -> Draft:
    """The most specific entry that the device's own word allows.

    Takes: ``said``, its signals, those of its address among them; ``generic``, words of names that
    may be shown; ``ids``, those that are taken; ``common``,
    signals on which a generic entry rests, so that many products say the same; ``address``, the
    device's, to be known in what it says.
    Raises: WalljackError when nothing that it said tells a product.
    """
    own = [signal for signal in said if signal.standing is Standing.OWN]
    typed = (*given, identity.vendor, identity.model)
    known = frozenset(
        generic.union(*map(words_of, typed))
        | (said_words(own, words, address) - owners_words(own, words))
    )
    notes: list[str] = []
    reader = _Reader(words, known, address)
    found = _best([signal for signal in own if signal not in common], reader)
    if found is not None:
        kind, conditions = found
    else:
        kind = Kind.HABIT_AND_PREFIX
        conditions = _habit(device, own, words)
        notes.append(
            "A request list with a prefix is shared by all that one maker builds: "
            "it is a hint until the device says more."
        )
    if kind is Kind.SERVICE:
        conditions = (*conditions, *_prefix(own, words))
    if kind is Kind.NAME:
        notes.append("A name is what a person may type: nothing stronger was heard.")
    says = _says(identity, given)
    if not says:
        notes.append("says is empty: give --type, --vendor or --model, or write it.")
    elif identity.band is not Band.UNKNOWN and not any(given):
        notes.append(
            f"says is what the book takes it for already ({identity.band.value}): "
            "an entry is worth its while when it says more."
        )
    return Draft(
        id=_id(conditions[0].key, dict(says), own, ids),
        conditions=conditions,
        says=says,
        kind=kind,
        notes=tuple(notes),
        heard=_heard(own, reader, {condition.key for condition in conditions}),
    )


class _Reader(NamedTuple):
    """How values are read: the words, those of the product, the device's address."""

    words: Vocabulary
    known: frozenset[str]
    address: Eui48 | None

    def parts(self, signal: Signal) -> list[Part]:
        personal = self.words.is_name_signal(signal.name)
        return split_value(signal.value, self.known, personal=personal, device=self.address)


def _best(own: Sequence[Signal], reader: _Reader) -> tuple[Kind, tuple[Condition, ...]] | None:
    """The signal that tells the product best, as a condition."""
    ranked = []
    for signal in own:
        rank = _rank(signal, reader.words)
        if rank is None:
            continue
        condition = _condition(signal, reader)
        if condition is not None:
            ranked.append((rank, condition))
    if not ranked:
        return None
    (kind, _), condition = min(ranked)
    return _KINDS[kind], (condition,)


def _rank(signal: Signal, words: Vocabulary) -> tuple[int, int] | None:
    """The less the better; None for what names no product."""
    kind = kind_of([signal.name], words)
    if kind is Kind.STATEMENT:
        key = key_of(signal.name)
        if key:
            return (0, PRODUCT_KEYS.index(key)) if key in PRODUCT_KEYS else None
        named = signal.name in _STATEMENTS and _names_more_than_a_stack(signal.value)
        return (0, len(PRODUCT_KEYS)) if named else None
    if kind is Kind.CLASS and words.is_name_signal(signal.name):
        return None  # a user class is the word of whoever manages the device
    if kind is Kind.SERVICE:
        named = signal.name in ("mdns.service", "ssdp.nt")  # not: what it looks for
        common = signal.value in _COMMON_SERVICES or signal.value.startswith(
            ("uuid:", "urn:schemas")
        )
        return (2, 0) if named and not common else None
    if kind is Kind.NAME:
        return (3, _NAMES.index(signal.name)) if signal.name in _NAMES else None
    named = kind in _KINDS and _names_more_than_a_stack(signal.value)
    return (_KINDS.index(kind), 0) if named else None


def _names_more_than_a_stack(value: str) -> bool:
    return any(word.lower() not in _STACK_WORDS for word in _LETTERS.findall(value))


def _condition(signal: Signal, reader: _Reader) -> Condition | None:
    key = f"{signal.name}@{signal.scope}" if signal.scope else signal.name
    personal = reader.words.is_name_signal(signal.name)
    parts = reader.parts(signal)
    service = kind_of([signal.name], reader.words) is Kind.SERVICE
    if service and all(part.kind in ("text", "version") for part in parts):
        return Condition(key, "", signal.value)
    pattern = pattern_of(parts)
    if not pattern or (personal and not _names_product(parts)):
        return None
    if all(part.kind == "text" for part in parts) and not personal:
        return Condition(key, "", signal.value)
    return Condition(key, pattern, example_of(parts))


def _names_product(parts: Iterable[Part]) -> bool:
    """Beside a product's word stands something that is one device's: the maker's naming form."""
    kinds = {part.kind for part in parts}
    return "text" in kinds and ("code" in kinds or kinds == {"text"})


def _habit(device: str, own: Sequence[Signal], words: Vocabulary) -> tuple[Condition, ...]:
    """Request list and prefix together; neither alone decides anything."""
    lists = [signal for signal in own if signal.name == "dhcp.params"]
    if not lists:
        if all(signal.name.startswith(("arp.", "oui", "address.")) for signal in own):
            raise WalljackError(
                f"{device}: only ARP so far: nothing in it tells a product: "
                "wait for its next DHCP request, or plug it in again"
            )
        raise WalljackError(
            f"{device}: nothing that it says tells a product: no model, vendor class, service "
            "of its own or form of name: give --vendor and --model as they stand on its label, "
            "which makes their words known in its names"
        )
    prefix = _prefix(own, words)
    if not prefix:
        raise WalljackError(
            f"{device}: a request list alone decides no type, and its prefix tells no maker "
            "(local, unknown, or a maker of modules): wait for mDNS or SSDP"
        )
    newest = max(lists, key=lambda signal: (signal.last_ns, signal.value))
    return (*prefix, Condition("dhcp.params", "", newest.value))


def _prefix(own: Iterable[Signal], words: Vocabulary) -> tuple[Condition, ...]:
    """The vendor's prefix, unless it is a maker of modules, whose prefix says nothing."""
    return tuple(
        Condition("oui", "", signal.value)
        for signal in own
        if signal.name == "oui" and not words.is_module_maker(signal.value)
    )


def _says(identity: Identity, given: Given) -> tuple[tuple[str, str], ...]:
    told = {"type": given.type, "vendor": given.vendor, "model": given.model}
    if not any(given) and identity.type != UNKNOWN:
        told = {name: getattr(identity, name) for name in ("type", "vendor", "model", "os", "line")}
    return tuple((name, value) for name, value in told.items() if value)


def _id(key: str, says: dict[str, str], own: Iterable[Signal], ids: Collection[str]) -> str:
    vendor = says.get("vendor") or next((s.value.split()[0] for s in own if s.name == "oui"), "")
    signal = key.partition("@")[0].rpartition(".")[2]
    text = " ".join(filter(None, (vendor, says.get("model") or says.get("type", ""), signal)))
    base = "-".join(re.findall(r"[a-z0-9]+", text.lower())) or "new-device"
    number, name = 2, base
    while name in ids:
        name, number = f"{base}-{number}", number + 1
    return name


def _heard(own: Iterable[Signal], reader: _Reader, used: set[str]) -> tuple[tuple[str, str], ...]:
    """What else might go into match, as it may be written down; lists and names as forms."""
    told: dict[tuple[str, str], None] = {}
    for signal in sorted(own, key=lambda one: (one.name, one.scope, one.value)):
        key = f"{signal.name}@{signal.scope}" if signal.scope else signal.name
        if key in used or signal.name.startswith(("arp.", "address.", "dhcp.relay.", "oui.")):
            continue
        if signal.name in ("dhcp.message", "dhcp.lease", "dhcp.server_id", "dhcp.client_id"):
            continue
        if signal.name in (
            "mdns.text",
            "ssdp.location",
            "ssdp.usn",
            "dhcp.uuid",
            "dhcp.options",
            "ssdp.mx",
        ):
            continue
        free = signal.name == "mdns.text" or signal.name.startswith(FAMILIES)
        if free and reader.words.is_name_signal(signal.name):
            continue
        if signal.name.startswith("ssdp.") and signal.value.lower().startswith("uuid:"):
            continue
        told[key, example_of(reader.parts(signal))] = None
    return tuple(told)[:_SHOWN]
