"""What Home Assistant's matchers would answer.

They name an integration, the program that drives a device, and no type. The type is the one that
the facts tables give for the integration, unless `home_assistant.csv` says otherwise and why.

Source: the facts table `ha_matchers`, made from home-assistant/core (Apache-2.0). How conditions
are compared: its components dhcp, zeroconf and ssdp.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from tests.accuracy.answer import Answer
from tests.accuracy.devices import Device
from tests.accuracy.facts import Facts
from tests.accuracy.words import Words, combine
from walljack.model.vocabulary import UNKNOWN, Vocabulary

# The columns in which a facts row names the integration that it was made from.
_CONTEXTS = ("context", "meaning", "note")
_DOMAIN = re.compile(r"(?:home-assistant|HA|Home Assistant) domain ([a-z0-9_]+)")
_HOMEKIT = ("_hap._tcp", "_hap._udp")
# Of a header field that SSDP itself carries; the others stand in a description that Home
# Assistant fetches by HTTP.
_SSDP = {"st": "ssdp.nt", "nt": "ssdp.nt", "deviceType": "ssdp.nt"}

Conditions = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Matcher:
    """All ``conditions`` (field, glob) must hold for Home Assistant to offer ``domain``."""

    kind: str
    domain: str
    conditions: Conditions

    def holds(self, device: Device) -> bool:
        """Every condition holds. One that nobody can see by listening never does."""
        if self.kind == "dhcp":
            return _dhcp(self.conditions, device)
        if self.kind == "ssdp":
            return _ssdp(self.conditions, device)
        if self.kind == "homekit":
            models = [v for s in _HOMEKIT for v in device.values("mdns.txt.md", s)]
            return any(_homekit(glob, model) for _f, glob in self.conditions for model in models)
        return _zeroconf(self.conditions, device)


@dataclass(frozen=True, slots=True)
class HomeAssistant:
    """All matchers, and the types that their integrations stand for."""

    matchers: Sequence[Matcher]
    types: Mapping[str, str]
    narrower: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    vocabulary: Vocabulary = field(kw_only=True)

    def answer(self, device: Device) -> Answer:
        """The integrations that match, and what they have in common."""
        found = [matcher for matcher in self.matchers if matcher.holds(device)]
        types = [self.type_of(matcher) for matcher in found]
        said = ", ".join(dict.fromkeys(matcher.domain for matcher in found))
        return Answer(combine(types, self.vocabulary), said)

    def type_of(self, matcher: Matcher) -> str:
        """The type that one matcher stands for, ``unknown`` for none."""
        for condition in matcher.conditions:
            narrower = self.narrower.get((matcher.domain, *condition))
            if narrower is not None:
                return narrower
        return self.types.get(matcher.domain, UNKNOWN)


def read_home_assistant(
    facts: Facts, words: Words, overrides: Iterable[Mapping[str, str]], vocabulary: Vocabulary
) -> HomeAssistant:
    """The matchers of the facts table, with the types of their integrations.

    Takes: ``overrides``, rows of domain, field, pattern (both "" for the whole domain), type.
    """
    grouped: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in facts.rows["ha_matchers"]:
        key = (row["kind"], row["domain"], row["matcher_no"])
        grouped[key].append((row["field"], row["pattern"]))
    matchers = [
        Matcher(kind, domain, tuple(conditions))
        for (kind, domain, _number), conditions in grouped.items()
    ]
    types = _types(facts, words, vocabulary)
    narrower = {}
    for row in overrides:
        if row["field"]:
            narrower[row["domain"], row["field"], row["pattern"]] = row["type"] or UNKNOWN
        else:
            types[row["domain"]] = row["type"] or UNKNOWN
    return HomeAssistant(matchers, types, narrower, vocabulary=vocabulary)


def _types(facts: Facts, words: Words, vocabulary: Vocabulary) -> dict[str, str]:
    """The type of each integration: that on which all rows made from it agree."""
    told: dict[str, set[str]] = defaultdict(set)
    for table in ("hostname", "mdns_service", "mdns_txt", "ssdp", "oui_hint"):
        for row in facts.rows[table]:
            listed = (row.get("device_type") or row.get("device_types") or "").split(";")
            for column in _CONTEXTS:
                for domain in _DOMAIN.findall(row.get(column) or ""):
                    told[domain].update(
                        word if word in vocabulary.types else words.type_of("facts", word)
                        for word in listed
                        if word
                    )
    return {domain: combine(types, vocabulary) for domain, types in told.items()}


def _dhcp(conditions: Conditions, device: Device) -> bool:
    """Address in upper case without colons, host name in lower case."""
    for name, glob in conditions:
        if name == "hostname":
            if not any(fnmatchcase(v.lower(), glob) for v in device.values("dhcp.hostname")):
                return False
        elif name == "macaddress":
            # A masked address ends after 24 bits: no glob that asks for more can be answered.
            if not device.address or not fnmatchcase(device.address.upper(), glob):
                return False
        else:  # registered_devices: only for what the user has already set up
            return False
    return True


def _zeroconf(conditions: Conditions, device: Device) -> bool:
    """Service type, then the instance's full name and its TXT values, in lower case."""
    service = (
        next((glob for name, glob in conditions if name == "service_type"), "")
        .lower()
        .removesuffix(".")
        .removesuffix(".local")
    )
    if service not in device.values("mdns.service"):
        return False
    for name, glob in conditions:
        if name == "instance_name":
            full = [
                f"{v}.{service}.local.".lower() for v in device.values("mdns.instance", service)
            ]
            if not any(fnmatchcase(one, glob.lower()) for one in full):
                return False
        elif name.startswith("txt."):
            values = device.values(f"mdns.{name.lower()}", service)
            if not any(fnmatchcase(one.lower(), glob.lower()) for one in values):
                return False
    return True


def _homekit(glob: str, model: str) -> bool:
    """The whole model, its first word, or the part before its first dash."""
    if any(sign in glob for sign in "*?["):
        return fnmatchcase(model, glob)
    return glob in (model, model.partition(" ")[0], model.partition("-")[0])


def _ssdp(conditions: Conditions, device: Device) -> bool:
    """Fields are compared whole."""
    return all(
        name in _SSDP and wanted in device.values(_SSDP[name]) for name, wanted in conditions
    )
