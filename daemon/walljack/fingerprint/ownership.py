"""What is known of one device on one segment → whose it looks to be. No memory, no order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from walljack.fingerprint.marks import HOST_NAMES, Marks
from walljack.fingerprint.signs import (
    Setting,
    addressed,
    classed,
    joined,
    lapsed,
    listed,
    made_for,
    named,
)
from walljack.model.identity import Band, Identity
from walljack.model.ownership import Leaning, Naming, Ownership, Sign, Strength
from walljack.model.signal import Signal, Standing
from walljack.model.vocabulary import Vocabulary

# A strong sign and any other of another source; no single one of them suffices, so that neither
# a type nor a name alone makes a device personal.
_LIKELY = 4
# A fair sign, or two slight ones of different sources.
_POSSIBLE = 2
# Outweighed by less than the first, nothing is decided. Not outweighed by more than the second,
# as a strong sign and a lack are by one fair sign, it is at most possible.
_CLEARLY = 1.5
_SAFELY = 2.0
# What a device says one value of at a time: an earlier one, or one that somebody forged for it,
# is not remembered for ever. Of service names it has many beside each other.
_NEWEST = (
    *HOST_NAMES,
    *("dhcp.domain", "dhcp.user_class", "dhcp.vendor_class", "mdns.txt.sf", "mdns.txt.cm"),
)
# Branches whose devices are named by who looks after them.
_NAMED_BY_OWNER = ("computer", "mobile")
# Longer values are cut in sentences; the device's page has them whole.
_SHOWN_CHARACTERS = 60


def estimate_ownership(
    signals: Sequence[Signal],
    identity: Identity,
    setting: Setting,
    *,
    naming: Naming,
    marks: Marks,
    vocabulary: Vocabulary,
) -> Ownership:
    """Whose a device looks to be, with the signs for either side.

    The same signals in any order, any number of times, give the same estimate. Only a device's
    own word counts: anybody can announce a name for somebody else's address. The lists of the
    district outweigh whatever a device says; all else is kept and shown beside them. Whose an
    exempt device is, is not asked. Of names and the like only the newest counts.
    """
    if setting.exempt and setting.asset is None:
        return Ownership(asked=False)
    by_name: dict[str, list[Signal]] = {}
    own = {signal for signal in signals if signal.standing is Standing.OWN and signal.value}
    for signal in sorted(own, key=_order):
        by_name.setdefault(signal.name, []).append(signal)
    for name in _NEWEST:
        if name in by_name:
            by_name[name] = _newest(by_name[name])
    signs = [
        *listed(setting),
        *addressed(setting),
        *made_for(identity, setting, marks, vocabulary),
        *named(by_name, identity, naming, vocabulary),
        *joined(by_name, naming),
        *classed(by_name, naming),
    ]
    for mark, met in marks.met(by_name, naming.words):
        if mark.types and identity.type not in mark.types:
            continue
        signs.append(Sign(mark.id, mark.leans, mark.strength, mark.group, mark.says, met, ""))
    weighed = [_typed(sign, identity, marks, vocabulary) for sign in signs]
    worded = [replace(sign, sentence=sign_sentence(sign, vocabulary)) for sign in weighed]
    return _fold(worded, setting, heard="dhcp.params" in by_name or "dhcp.message" in by_name)


def sign_sentence(
    sign: Sign, vocabulary: Vocabulary, show: Callable[[Signal], str] | None = None
) -> str:
    """The sign in plain words.

    Takes: ``show``, the value of a signal as the reader may see it, masked or not; None leaves
    every value of class ``name`` out.
    """
    if not sign.signals:
        return sign.sentence
    told = []
    for signal in sign.signals:
        word = vocabulary.word(signal.name)
        what = word.meaning if word else signal.name
        if signal.scope:
            what = f"{what} of {signal.scope}"
        if show is not None:
            what = f"{what} “{_short(show(signal))}”"
        elif not vocabulary.is_name_signal(signal.name):
            what = f"{what} “{_short(signal.value)}”"
        told.append(what)
    return f"Its {' and '.join(dict.fromkeys(told))}: {sign.says}."


def _order(signal: Signal) -> tuple[str, str, str, int, int, int]:
    """Names and values first; times and counts only break ties."""
    return (
        signal.name,
        signal.value,
        signal.scope,
        signal.first_ns,
        signal.last_ns,
        signal.count,
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"


def _newest(signals: list[Signal]) -> list[Signal]:
    """Those that were said last; several when they were said together."""
    last = max(signal.last_ns for signal in signals)
    return [signal for signal in signals if signal.last_ns == last]


def _typed(sign: Sign, identity: Identity, marks: Marks, vocabulary: Vocabulary) -> Sign:
    """What is typed clears no console and no home router; what a school may own, half.

    A computer or hand-held gets its name and domain from who manages it; a console gets its
    from who plays on it. Of players, televisions and printers either is usual.
    """
    path = vocabulary.path(identity.type)
    private = (
        vocabulary.consumer(identity.type) or identity.line == "home" or path[-1:] == ("router",)
    )
    if sign.leans is not Leaning.MANAGED or not sign.signals or not private:
        return sign
    if path[:1] and path[0] in _NAMED_BY_OWNER:
        return sign
    if identity.type in marks.bought_too:
        return replace(sign, strength=min(sign.strength, Strength.FAIR), group="typed")
    return replace(sign, counts=False, says=f"{sign.says} (typed, and not counted for its type)")


def _fold(signs: list[Sign], setting: Setting, *, heard: bool) -> Ownership:
    """The leaning and its band: of each source the strongest sign for either side counts.

    Likely needs a strong sign that is no lack, and none for the other side.
    """
    personal = _strongest_first(sign for sign in signs if sign.leans is Leaning.PERSONAL)
    managed = _strongest_first(sign for sign in signs if sign.leans is Leaning.MANAGED)
    if setting.asset is not None:
        shown = () if setting.exempt else personal
        return Ownership(Leaning.MANAGED, Band.CONFIRMED, shown, managed)
    if setting.grant is not None:
        return Ownership(Leaning.PERSONAL, Band.CONFIRMED, personal, managed)
    leaning, ours, others = Leaning.PERSONAL, personal, managed
    if _weight(managed) > _weight(personal):
        leaning, ours, others = Leaning.MANAGED, managed, personal
    heavier, lighter = _weight(ours), _weight(others)
    if heavier < _POSSIBLE or heavier < _CLEARLY * lighter:
        leaning, band = Leaning.UNDECIDED, Band.UNKNOWN
    elif (
        heavier >= _LIKELY and heavier > _SAFELY * lighter and _strong(ours) and not _strong(others)
    ):
        band = Band.LIKELY
    else:
        band = Band.POSSIBLE
    return Ownership(leaning, band, personal, managed, _settles(setting, heard=heard))


def _strong(signs: Iterable[Sign]) -> bool:
    """One of them is rare on the other side, or there only by intent."""
    return any(sign.counts and sign.strength >= Strength.STRONG for sign in signs)


def _weight(signs: Iterable[Sign]) -> int:
    """What signs weigh together: one program's word twice is one word."""
    heaviest: dict[str, int] = {}
    for sign in signs:
        if sign.counts:
            heaviest[sign.group] = max(heaviest.get(sign.group, 0), sign.strength)
    return sum(heaviest.values())


def _strongest_first(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    return tuple(sorted(signs, key=lambda sign: (-sign.strength, sign.id)))


def _settles(setting: Setting, *, heard: bool) -> str:
    """What would settle whose it is, in the order in which a person would do it."""
    if once := lapsed(setting):
        return f"{once}: whether that still holds settles it."
    if not setting.register_fresh:
        return "A fresh register would settle whose it is."
    look = "Look" if heard else "Wait for its next DHCP request, which may name it, or look"
    return f"{look} for an asset tag: a row in the register or the grants settles it."
