"""What recog's patterns for DHCP and mDNS would answer.

Source: the facts table `recog_examples`, made from rapid7/recog (BSD-2-Clause).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tests.accuracy.answer import Answer
from tests.accuracy.devices import Device
from tests.accuracy.facts import Facts
from tests.accuracy.words import Words, combine
from walljack.model.signal import Signal
from walljack.model.vocabulary import UNKNOWN, Vocabulary

VENDOR_CLASS = "dhcp_vendor_class"
# recog reads a TXT record as the text `key=value` of one service.
TXT_SCOPES = {
    "mdns_device-info_txt": "_device-info._tcp",
    "mdns_workstation_txt": "_workstation._tcp",
}
_TXT = "mdns.txt."
_FLAGS = {"REG_ICASE": re.IGNORECASE, "REG_MULTILINE": re.MULTILINE, "REG_DOT_NEWLINE": re.DOTALL}


class Says(NamedTuple):
    """What a fingerprint says of a device, in our words; "" and ``unknown`` for nothing."""

    type: str
    vendor: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One fingerprint of recog. ``index``: its place in its file, where the first match wins."""

    matcher: str
    index: int
    description: str
    pattern: re.Pattern[str]
    says: Says


@dataclass(frozen=True, slots=True)
class Recog:
    """All fingerprints, by file and place."""

    patterns: Sequence[Pattern]
    vocabulary: Vocabulary

    def answer(self, device: Device) -> Answer:
        """What the fingerprints say of everything that the device sent."""
        found: dict[str, Pattern] = {}
        for matcher, text in texts(device.signals):
            match = self.first(matcher, text)
            if match is not None:
                found.setdefault(match.description, match)
        types = [pattern.says.type for pattern in found.values()]
        return Answer(combine(types, self.vocabulary), ", ".join(found))

    def first(self, matcher: str, text: str) -> Pattern | None:
        """The first fingerprint of a file that matches."""
        return next(
            (one for one in self.patterns if one.matcher == matcher and one.pattern.search(text)),
            None,
        )


def texts(signals: Iterable[Signal]) -> Iterable[tuple[str, str]]:
    """What recog would be given of a device: the file of fingerprints, and the text."""
    for signal in signals:
        if signal.name == "dhcp.vendor_class":
            yield VENDOR_CLASS, signal.value
        elif signal.name.startswith(_TXT):
            for matcher, scope in TXT_SCOPES.items():
                if signal.scope == scope:
                    yield matcher, f"{signal.name.removeprefix(_TXT)}={signal.value}"


def signal_of(matcher: str, text: str) -> Signal | None:
    """The signal that carries a text of recog's; None when it is of another protocol."""
    if matcher == VENDOR_CLASS:
        return Signal("dhcp.vendor_class", text)
    if matcher in TXT_SCOPES:
        key, _equals, value = text.partition("=")
        return Signal(f"{_TXT}{key.lower()}", value, TXT_SCOPES[matcher])
    return None


def says(expected: Mapping[str, str], words: Words) -> Says:
    """What recog's fields say, in our words: the hardware first, then the system."""
    device = expected.get("hw.device") or expected.get("os.device")
    if device:
        kind = words.type_of("recog device", device)
    else:
        family = expected.get("os.family") or expected.get("os.product") or ""
        kind = words.types.get(("recog os", family), UNKNOWN)
    vendor = expected.get("hw.vendor") or expected.get("os.vendor") or ""
    return Says(kind, words.vendor_of(vendor))


def read_recog(facts: Facts, words: Words, vocabulary: Vocabulary) -> Recog:
    """The fingerprints that the examples belong to, in recog's order."""
    patterns: dict[tuple[str, int], Pattern] = {}
    for row in facts.rows["recog_examples"]:
        key = (row["matcher"], int(row["fp_index"]))
        if key not in patterns:
            patterns[key] = Pattern(
                *key,
                description=row["description"],
                pattern=_compiled(row["matcher"], row["pattern"], row["flags"]),
                says=says(json.loads(row["expected_full_json"]), words),
            )
    return Recog([patterns[key] for key in sorted(patterns)], vocabulary)


def _compiled(matcher: str, text: str, words: str) -> re.Pattern[str]:
    """A pattern of Ruby's kind, in Python's.

    Our TXT keys are in lower case, so there the case must not count.
    """
    flags = re.IGNORECASE if matcher in TXT_SCOPES else re.NOFLAG
    for word in filter(None, re.split(r"[,|\s]+", words)):
        flags |= _FLAGS[word]
    before, inline, rest = text.partition("(?i)")
    # Ruby lets it stand in the middle, for the rest of the pattern.
    return re.compile(f"{before}(?i:{rest})" if inline else text, flags)
