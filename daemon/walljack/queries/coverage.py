"""Which signals of a database no entry of the book has a condition for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from walljack.fingerprint import Book, Condition
from walljack.model.coverage import Coverage, NewWord, SignalShare, Unexplained
from walljack.model.identity import Band
from walljack.model.signal import Signal, Standing
from walljack.model.view import StoredDevice
from walljack.model.vocabulary import UNKNOWN, Vocabulary
from walljack.profile import signals
from walljack.queries.product_key import PRODUCT_KEYS, key_of
from walljack.queries.reader import Vendors
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
    | {"mdns.reflector", "ssdp.mx", "ssdp.usn", "ssdp.location", "mdns.instance", "dhcp.fqdn"}
)
_PLACES = ("address.", "dhcp.relay.")
_KEYS = {"mdns.txt.": "TXT key", "ssdp.header.": "SSDP header"}

_Value = tuple[str, str, str]  # signal, value as shown, scope


class _Explained:
    """Which values meet some condition of the book; each is asked once."""

    def __init__(self, book: Book) -> None:
        self._conditions: dict[str, list[Condition]] = defaultdict(list)
        for condition in {one for entry in book.entries for one in entry.conditions}:
            self._conditions[condition.key.signal].append(condition)
        self._known: dict[_Value, bool] = {}

    def uses(self, signal: str) -> bool:
        """Some entry looks at the signal, or it names a product."""
        return signal in self._conditions or key_of(signal) in PRODUCT_KEYS

    def __call__(self, signal: Signal) -> bool:
        key = signal.name, signal.value, signal.scope
        known = self._known.get(key)
        if known is None:
            known = any(
                condition.met(signal) is not None
                for condition in self._conditions.get(signal.name, ())
            )
            self._known[key] = known
        return known


def coverage(
    devices: Iterable[StoredDevice], book: Book, vendors: Vendors, generic: frozenset[str]
) -> Coverage:
    """What the book leaves unexplained, the commonest among unknown devices first.

    Takes: ``generic``, words of names that may be shown.
    """
    explained = _Explained(book)
    words = book.vocabulary
    bands: Counter[str] = Counter({band.value: 0 for band in Band})
    silent = total = 0
    said: dict[_Value, list[tuple[str, bool, str]]] = defaultdict(list)
    shares: dict[str, Counter[bool]] = defaultdict(Counter)
    new: dict[tuple[str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for stored in devices:
        total += 1
        band = stored.identity.band if stored.identity else Band.UNKNOWN
        bands[band.value] += 1
        unknown = stored.identity is None or stored.identity.type == UNKNOWN
        own = [s for s in signals(stored.profile) if s.standing is Standing.OWN]
        silent += unknown and all(signal.name.startswith("arp.") for signal in own)
        address = stored.profile.device
        assigned = vendors.lookup(address)
        who = str(address), unknown, (assigned.vendor or "") if assigned else ""
        met: dict[str, bool] = {}
        values: set[_Value] = set()
        for signal in own:
            _note_word(signal, explained, words, who[0], new)
            if signal.name in _NOTHING_TO_NAME or signal.name.startswith(_PLACES):
                continue
            if key_of(signal.name) and not explained.uses(signal.name):
                continue  # versions, features and formats; free text, whose key is told
            one = explained(signal)
            met[signal.name] = met.get(signal.name, False) or one
            if not one and signal.value:
                values.add((signal.name, _shown(signal, words, generic), signal.scope))
        for name, one in met.items():
            shares[name][one] += 1
        for value in values:
            said[value].append(who)
    return Coverage(
        devices=total,
        bands=dict(bands),
        silent=silent,
        unexplained=tuple(
            sorted(
                (_unexplained(value, who) for value, who in said.items()),
                key=lambda row: (-row.unknown, -row.devices, row.key, row.value),
            )
        ),
        signals=tuple(
            sorted(
                (
                    SignalShare(name, counts.total(), counts[True])
                    for name, counts in shares.items()
                ),
                key=lambda row: (row.explained / row.devices, -row.devices, row.signal),
            )
        ),
        words=tuple(
            sorted(
                (NewWord(*key, len(who), len(seen)) for key, (who, seen) in new.items()),
                key=lambda row: (-row.devices, row.kind, row.word),
            )
        ),
    )


def _shown(signal: Signal, words: Vocabulary, generic: frozenset[str]) -> str:
    if not words.is_name_signal(signal.name):
        return signal.value
    return shape_of(split_value(signal.value, generic, personal=True))


def _unexplained(value: _Value, who: list[tuple[str, bool, str]]) -> Unexplained:
    name, shown, scope = value
    vendors = Counter(vendor for _, _, vendor in who if vendor)
    vendor = max(vendors, key=lambda one: (vendors[one], one), default="")
    # One that is unknown is worth more as a beginning than one that something else tells.
    example = min(who, key=lambda one: (not one[1], one[0]))[0]
    key = f"{name}@{scope}" if scope else name
    return Unexplained(key, shown, len(who), sum(one[1] for one in who), vendor, example)


def _note_word(
    signal: Signal,
    explained: _Explained,
    words: Vocabulary,
    device: str,
    new: dict[tuple[str, str], tuple[set[str], set[str]]],
) -> None:
    """Count services that no entry knows, and keys that are on no list of product keys."""
    if signal.name == "mdns.service":
        if not explained(signal):
            new["service", signal.value][0].add(device)
            new["service", signal.value][1].add(signal.value)
        return
    word = key_of(signal.name)
    if word and words.is_name_signal(signal.name):
        key = _KEYS[signal.name.removesuffix(word)], word
        new[key][0].add(device)
        new[key][1].add(signal.value)
