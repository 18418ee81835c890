"""Which signals of a database no entry of the book has a condition for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from walljack.address import Eui48
from walljack.fingerprint import Book, read_book
from walljack.model.coverage import Coverage, NewWord, SignalShare, Unexplained
from walljack.model.identity import Band, Identity
from walljack.model.particular import particulars
from walljack.model.signal import Signal, Standing
from walljack.model.txt_key import DOCUMENTED_KEYS
from walljack.model.vocabulary import UNKNOWN
from walljack.queries.product_key import PRODUCT_KEYS, key_of
from walljack.queries.product_text import words_of
from walljack.queries.value_form import shape_of, split_value

# What differs from device to device or tells of the network, so that no entry could name it.
_NOTHING_TO_NAME = frozenset(
    {
        "arp.kind",
        "dhcp.options",
        "dhcp.message",
        "dhcp.lease",
        "dhcp.max_size",
        "dhcp.server_id",
        "dhcp.client_id",
    }
    | {"dhcp.domain", "dhcp.boot", "dhcp.arch", "dhcp.ndi", "dhcp.uuid", "mdns.proxy"}
    | {
        "mdns.text",
        "mdns.reflector",
        "ssdp.mx",
        "ssdp.usn",
        "ssdp.location",
        "mdns.instance",
        "dhcp.fqdn",
    }
)
_PLACES = ("address.", "dhcp.relay.", "oui")
_KEYS = {"mdns.txt.": "TXT key", "ssdp.header.": "SSDP header"}

_Value = tuple[str, str, str]  # signal, value as shown, scope


class Heard(NamedTuple):
    """A device as it is counted: ``said``, its signals, those of its address among them.

    ``vendor``: to whom its prefix is assigned, "" if to nobody. ``identity``: as it is shown.
    """

    device: Eui48
    vendor: str
    identity: Identity | None
    said: Sequence[Signal]

    @property
    def unknown(self) -> bool:
        """No kind of device is shown for it."""
        return self.identity is None or self.identity.type == UNKNOWN


def coverage(devices: Iterable[Heard], book: Book, generic: frozenset[str]) -> Coverage:
    """What the book leaves unexplained, the commonest among unknown devices first.

    Takes: ``generic``, words of names that may be shown.
    """
    count = _Count(book, generic)
    for heard in devices:
        count.take(heard)
    return count.told()


class _Count:
    """Counts device by device; a value is explained for a device when an entry that matches the
    device rests on it. A condition that is met beside others that are not explains nothing."""

    def __init__(self, book: Book, generic: frozenset[str]) -> None:
        self._book = book
        self._generic = generic
        conditions = [one for entry in book.entries for one in entry.conditions]
        self._used = {one.key.signal for one in conditions}
        self._of_services = [one for one in conditions if one.key.signal == "mdns.service"]
        self._known_services: dict[str, bool] = {}
        self._bands: Counter[str] = Counter({band.value: 0 for band in Band})
        self._silent = self._devices = 0
        self._said: dict[_Value, list[Heard]] = defaultdict(list)
        self._shares: dict[str, Counter[bool]] = defaultdict(Counter)
        self._new: dict[tuple[str, str], tuple[set[Eui48], set[str]]] = defaultdict(
            lambda: (set(), set())
        )

    def take(self, heard: Heard) -> None:
        """Count one device."""
        self._devices += 1
        self._bands[(heard.identity.band if heard.identity else Band.UNKNOWN).value] += 1
        reading = read_book(heard.said, self._book)
        # What tells of another product, by an entry's own word, is explained by that.
        aside = {signal for one in reading.aside for signal in one.signals}
        own = [
            signal
            for signal in heard.said
            if signal.standing is Standing.OWN
            and not signal.name.startswith(_PLACES)
            and signal not in aside
        ]
        self._silent += heard.unknown and all(signal.name.startswith("arp.") for signal in own)
        rested_on = [condition for match in reading.matches for condition in match.entry.conditions]
        explained: dict[str, bool] = {}
        values: set[_Value] = set()
        for signal in own:
            self._note_word(signal, heard)
            if signal.name in _NOTHING_TO_NAME or not self._could_be_named(signal.name):
                continue
            if signal.value.lower().startswith("uuid:"):  # one device, announcing itself
                continue
            one = any(condition.met(signal) is not None for condition in rested_on)
            explained[signal.name] = explained.get(signal.name, False) or one
            shown = "" if one else self._shown(signal, heard.device)
            if any(char.isalnum() for char in shown):  # a mask alone tells nothing
                values.add((signal.name, shown, signal.scope))
        for name, one in explained.items():
            self._shares[name][one] += 1
        for value in values:
            self._said[value].append(heard)

    def told(self) -> Coverage:
        """All of it, in order."""
        unexplained = [_unexplained(value, heard) for value, heard in self._said.items()]
        unexplained.sort(key=lambda row: (-row.unknown, -row.devices, row.key, row.value))
        shares = [
            SignalShare(name, counts.total(), counts[True]) for name, counts in self._shares.items()
        ]
        shares.sort(key=lambda row: (row.explained / row.devices, -row.devices, row.signal))
        words = [
            NewWord(*key, len(who), len(seen))
            for key, (who, seen) in self._new.items()
            if self._may_be_shown(*key, devices=len(who))
        ]
        words.sort(key=lambda row: (-row.devices, row.kind, row.word))
        return Coverage(
            self._devices,
            dict(self._bands),
            self._silent,
            tuple(unexplained),
            tuple(shares),
            tuple(words),
        )

    def _could_be_named(self, signal: str) -> bool:
        """Of keys, those that an entry looks at or that name a product: the others tell versions,
        features and formats, or are free text, whose key alone is told."""
        return not key_of(signal) or signal in self._used or key_of(signal) in PRODUCT_KEYS

    def _shown(self, signal: Signal, device: Eui48) -> str:
        personal = self._book.vocabulary.is_name_signal(signal.name)
        return shape_of(split_value(signal.value, self._generic, personal=personal, device=device))

    def _note_word(self, signal: Signal, heard: Heard) -> None:
        """Count services that no entry knows, and keys that are on no list of product keys."""
        word = key_of(signal.name)
        if word and self._book.vocabulary.is_name_signal(signal.name):
            key = _KEYS[signal.name.removesuffix(word)], word
        elif signal.name == "mdns.service" and not self._known_service(signal):
            key = "service", self._shown(signal, heard.device)
        else:
            return
        self._new[key][0].add(heard.device)
        self._new[key][1].add(signal.value)

    def _may_be_shown(self, kind: str, word: str, *, devices: int) -> bool:
        """A key is a program's word when an entry or a document knows it, when its words are on
        the list, or when a second device says it: what one alone says may be somebody's."""
        if kind == "service" or devices > 1:
            return True
        family = next(prefix for prefix, name in _KEYS.items() if name == kind)
        return (
            word in DOCUMENTED_KEYS
            or f"{family}{word}" in self._used
            or words_of(word) <= self._generic
        ) and not particulars(word)

    def _known_service(self, signal: Signal) -> bool:
        known = self._known_services.get(signal.value)
        if known is None:
            known = any(one.met(signal) is not None for one in self._of_services)
            self._known_services[signal.value] = known
        return known


def _unexplained(value: _Value, heard: Sequence[Heard]) -> Unexplained:
    name, shown, scope = value
    vendors = Counter(one.vendor for one in heard if one.vendor)
    vendor = max(vendors, key=lambda one: (vendors[one], one), default="")
    # One that is unknown is worth more as a beginning than one that something else tells.
    example = min(heard, key=lambda one: (not one.unknown, one.device)).device
    key = f"{name}@{scope}" if scope else name
    unknown = sum(one.unknown for one in heard)
    return Unexplained(key, shown, len(heard), unknown, vendor, str(example))
