"""The closed list of conditions that a rule may ask for, each with its words for people.

There is no expression language: a rule is a set of these, and all of them must hold. What a
condition means is told once, here, and is what ``policy show`` prints.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from walljack.model.identity import Band, Identity
from walljack.model.judgement import Circumstances
from walljack.model.ownership import ABSENCE, AGAINST, LEGEND, REGISTER, Leaning, Ownership, Sign
from walljack.model.policy import Predicate

Value = str | bool | tuple[str, ...]

# The strongest pieces of evidence that a technician is told; more would bury them.
STRONGEST = 3

_DOES = {
    "serves-dhcp": "answers DHCP requests itself and is none of the servers configured here",
    "announces-proxy": "offers itself to others as a web proxy",
    "changed-class": "has a registered address but now looks like another class of device",
}


class Condition(NamedTuple):
    """One word of the closed list.

    ``needs_register``: it depends on "unauthorised" or "personal", so that it cannot be told
    without a fresh register. ``describe``: what it asks, for a value. ``holds``: whether it
    does. ``because``: why it held, one sentence, "" when the evidence itself says enough.
    ``rank``: reasons are told in this order, the strongest evidence first.
    """

    needs_register: bool
    describe: Callable[[Value], str]
    holds: Callable[[Circumstances, Value], bool]
    because: Callable[[Circumstances, Value], str]
    rank: int


def holds(predicate: Predicate, circumstances: Circumstances) -> bool:
    """Whether one condition holds for a device on a segment."""
    return CONDITIONS[predicate.name].holds(circumstances, predicate.value)


def describe(predicate: Predicate) -> str:
    """What one condition asks, in plain words."""
    return CONDITIONS[predicate.name].describe(predicate.value)


def needs_register(predicates: tuple[Predicate, ...]) -> bool:
    """Some condition depends on "unauthorised" or "personal"."""
    return any(CONDITIONS[predicate.name].needs_register for predicate in predicates)


def reasons(predicates: tuple[Predicate, ...], circumstances: Circumstances) -> tuple[str, ...]:
    """Why the conditions held: sentences for a technician, the strongest evidence first.

    The sentences of the identity's claims stand among them when a condition rests on the
    identity, those of the signs of an owner when one rests on whose it is; a name that the
    device gives itself is never repeated.
    """
    told = sorted(predicates, key=lambda predicate: CONDITIONS[predicate.name].rank)
    sentences: list[str] = []
    for predicate in told:
        if _rests_on_identity(predicate, circumstances):
            sentences.append(_taken_for(circumstances))
            sentences.extend(_evidence(circumstances.identity))
        if _rests_on_owner(predicate, circumstances):
            sentences.extend(_whose(circumstances.ownership))
        sentences.append(CONDITIONS[predicate.name].because(circumstances, predicate.value))
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))


def is_personal(circumstances: Circumstances) -> bool:
    """The device is personal, as far as a fresh register and its own word can tell.

    Neither registered nor exempt, and it looks personal at ``likely`` or better. Without a fresh
    register nothing is personal. Source: DESIGN section 5, "the stronger estimate".
    """
    exempt = any(exemption.rule == "" for exemption in circumstances.exemptions)
    if not circumstances.register_fresh or circumstances.asset is not None or exempt:
        return False
    return circumstances.ownership.leans(Leaning.PERSONAL, Band.LIKELY)


def is_unauthorised(circumstances: Circumstances) -> bool:
    """Neither the register nor a grant vouches for the device, and the register is fresh."""
    return (
        circumstances.register_fresh and circumstances.asset is None and circumstances.grant is None
    )


def _shown_type(circumstances: Circumstances) -> str:
    """What it is taken for on its own word; hearsay alone carries no rule."""
    return circumstances.identity.type if circumstances.identity_own else "unknown"


def _band(circumstances: Circumstances) -> Band:
    return circumstances.identity.band if circumstances.identity_own else Band.UNKNOWN


def _private_address(circumstances: Circumstances) -> bool:
    return circumstances.device.locally_administered and not circumstances.virtual


def _rests_on_identity(predicate: Predicate, circumstances: Circumstances) -> bool:
    if predicate.name == "personal":
        made_for = circumstances.consumer or circumstances.identity.line == "home"
        return predicate.value is True and made_for and _shown_type(circumstances) != "unknown"
    return predicate.name in ("type_in", "line")


def _rests_on_owner(predicate: Predicate, circumstances: Circumstances) -> bool:
    """The condition asks whose it is; or a stranger's signs contradict, or a list once had it."""
    if predicate.name == "unauthorised":
        whose = circumstances.ownership
        return predicate.value is True and (whose.disputed or bool(whose.listed))
    return predicate.name == "owner" or (predicate.name == "personal" and predicate.value is True)


def _whose(ownership: Ownership) -> list[str]:
    """The signs of an owner, those against the leaning last and marked so."""
    ours, others = ownership.personal, ownership.managed
    if ownership.leaning is Leaning.MANAGED:
        ours, others = others, ours
    return [*_told(ours), *(f"{AGAINST}{sentence}" for sentence in _told(others))]


def _told(signs: tuple[Sign, ...]) -> list[str]:
    """The strongest, and always what the lists say."""
    return [
        sign.sentence
        for place, sign in enumerate(signs)
        if place < STRONGEST or sign.group in (REGISTER, ABSENCE)
    ]


def _evidence(identity: Identity) -> list[str]:
    """The strongest claims' sentences; they hold no name that the device gives itself."""
    return [claim.sentence for claim in identity.claims_for[:STRONGEST]]


def _words(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _plain(value: Value) -> str:
    """The words of a list as people read them: ``game console or smart TV``."""
    words = [word.replace("_", " ") for word in _words(value)]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _a(words: str) -> str:
    return f"{'an' if words[:1] in 'aeio' else 'a'} {words}"


def _taken_for(circumstances: Circumstances) -> str:
    identity = circumstances.identity
    called = f" ({identity.product})" if identity.product else ""
    kind = circumstances.kind or _plain(identity.type)
    return f"It is taken for {_a(kind)}{called}: {identity.band.value}."


def _why_line(_: Circumstances, value: Value) -> str:
    return f"It is of a product line made for the {_plain(value)}."


def _why_wired(circumstances: Circumstances, value: Value) -> str:
    if value is not True:
        return "It is not known to be on the wired network."
    if circumstances.place:
        return f"It is on the wired network: at {circumstances.place}."
    return f"It is on the wired network: segment {circumstances.segment.id} is wired."


def _why_personal(circumstances: Circumstances, value: Value) -> str:
    if value is not True:
        return "Nothing shows that it is a personal device."
    whose = circumstances.ownership
    return f"Taken together it looks {whose.leaning.value}: {whose.band.value} {LEGEND}."


def _why_owner(circumstances: Circumstances, _: Value) -> str:
    whose = circumstances.ownership
    if whose.leaning is Leaning.UNDECIDED:
        return "Whose it is cannot be told from what it says."
    return f"Taken together it looks {whose.leaning.value}: {whose.band.value} {LEGEND}."


def _why_unauthorised(_: Circumstances, value: Value) -> str:
    if value is True:
        return "Neither the register nor a grant for a personal device lists it."
    return "The register or a grant lists it."


def _why_registered(circumstances: Circumstances, value: Value) -> str:
    if value is True:
        tag = circumstances.asset.tag if circumstances.asset else ""
        return "The register lists its address" + (f" as {tag}." if tag else ".")
    if circumstances.register_fresh:
        return "The register does not list it."
    return "No fresh register can say whose it is."


def _why_watched(circumstances: Circumstances, value: Value) -> str:
    if value is not True or circumstances.watch is None:
        return ""
    report = circumstances.watch.police_report
    said = f" (police report {report})" if report else ""
    return f"Its address is on the watch list of lost and stolen devices{said}."


def _does(circumstances: Circumstances, value: Value) -> str:
    found = [word for word in _words(value) if word in circumstances.behaviour]
    return " ".join(f"It {_DOES[word]}." for word in found)


def _said(yes: str, no: str) -> Callable[[Value], str]:
    return lambda value: yes if value is True else no


def _because(yes: str, no: str) -> Callable[[Circumstances, Value], str]:
    return lambda _, value: yes if value is True else no


def _silent(_: Circumstances, __: Value) -> str:
    return ""


CONDITIONS: dict[str, Condition] = {
    "watched": Condition(
        False,
        _said("it is on the watch list", "it is not on the watch list"),
        lambda c, value: (c.watch is not None) is value,
        _why_watched,
        0,
    ),
    "behaviour": Condition(
        False,
        lambda value: " or ".join(f"it {_DOES[word]}" for word in _words(value)),
        lambda c, value: not c.behaviour.isdisjoint(_words(value)),
        _does,
        1,
    ),
    "type_in": Condition(
        False,
        lambda value: f"it is taken for {_a(_plain(value))}, on its own word",
        lambda c, value: _shown_type(c) in _words(value),
        _silent,  # what it is taken for and why is told by every condition on the identity
        2,
    ),
    "line": Condition(
        False,
        lambda value: f"it is of a product line made for the {_plain(value)}",
        lambda c, value: c.identity_own and c.identity.line == value,
        _why_line,
        3,
    ),
    "personal": Condition(
        True,
        _said(
            "it is personal: not in the register, not exempt, and it looks personal (likely)",
            "it is not known to be personal",
        ),
        lambda c, value: is_personal(c) is value,
        _why_personal,
        4,
    ),
    "owner": Condition(
        True,
        lambda value: f"it looks {_plain(value)}",
        lambda c, value: c.ownership.leaning.value in _words(value),
        _why_owner,
        4,
    ),
    "owner_at_least": Condition(
        True,
        lambda value: f"whose it looks to be is {value} or better",
        lambda c, value: c.ownership.band.rank >= Band(str(value)).rank,
        _silent,
        12,
    ),
    "locally_administered": Condition(
        False,
        _said(
            "its address is one that devices give themselves, of no known virtual machine",
            "its address was assigned by a maker, or is a known virtual machine's",
        ),
        lambda c, value: _private_address(c) is value,
        _because(
            "Its address is one that devices give themselves, of no known virtual machine.",
            "Its address was assigned by a maker, or is a known virtual machine's.",
        ),
        5,
    ),
    "wired": Condition(
        False,
        _said("it is on the wired network", "it is not known to be on the wired network"),
        lambda c, value: c.wired is value,
        _why_wired,
        6,
    ),
    "medium": Condition(
        False,
        lambda value: f"its segment is {_plain(value)}",
        lambda c, value: c.segment.medium.value in _words(value),
        lambda c, _: f"Segment {c.segment.id} is {c.segment.medium.value}.",
        7,
    ),
    "classroom": Condition(
        False,
        _said("its segment serves classrooms", "its segment serves no classrooms"),
        lambda c, value: c.segment.classroom is value,
        lambda c, value: f"Segment {c.segment.id} serves {'' if value else 'no '}classrooms.",
        8,
    ),
    "unauthorised": Condition(
        True,
        _said("neither the register nor a grant lists it", "the register or a grant lists it"),
        lambda c, value: is_unauthorised(c) is value,
        _why_unauthorised,
        9,
    ),
    "registered": Condition(
        False,
        _said("the register lists it", "the register does not list it"),
        lambda c, value: (c.asset is not None) is value,
        _why_registered,
        10,
    ),
    "granted": Condition(
        False,
        _said("a grant for a personal device lists it", "no grant for a personal device lists it"),
        lambda c, value: (c.grant is not None) is value,
        _because(
            "A grant for a personal device lists it.", "No grant for a personal device lists it."
        ),
        11,
    ),
    "band_at_least": Condition(
        False,
        lambda value: f"that is {value} or better",
        lambda c, value: _band(c).rank >= Band(str(value)).rank,
        _silent,
        12,
    ),
    "type_not_in": Condition(
        False,
        lambda value: f"it is not taken for {_a(_plain(value))}",
        lambda c, value: _shown_type(c) not in _words(value),
        _silent,
        13,
    ),
}
