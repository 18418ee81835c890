"""What is known of one device on one segment → whose it looks to be. No memory, no order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from walljack.fingerprint.marks import Marks
from walljack.fingerprint.signs import (
    Setting,
    addressed,
    classed,
    joined,
    listed,
    made_for,
    named,
)
from walljack.model.identity import Band, Identity
from walljack.model.ownership import Leaning, Naming, Ownership, Sign
from walljack.model.signal import Signal, Standing
from walljack.model.vocabulary import Vocabulary

# A strong sign and any other of another source; no single one of them suffices, so that neither
# a type nor a name alone makes a device personal.
_LIKELY = 4
# A fair sign, or two slight ones of different sources.
_POSSIBLE = 2
# As for types (identity.py): outweighed by less than the first, nothing is decided; by less than
# the second, it is at most possible.
_CLEARLY = 1.5
_SAFELY = 2.0
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
    exempt device is, is not asked.
    """
    by_name: dict[str, list[Signal]] = {}
    own = {signal for signal in signals if signal.standing is Standing.OWN and signal.value}
    for signal in sorted(own, key=_order):
        by_name.setdefault(signal.name, []).append(signal)
    signs = [
        *listed(setting),
        *addressed(setting),
        *made_for(identity, marks, vocabulary),
        *named(by_name, identity, naming, vocabulary),
        *joined(by_name, naming),
        *classed(by_name, naming),
    ]
    for mark, met in marks.met(by_name):
        signs.append(Sign(mark.id, mark.leans, mark.strength, mark.group, mark.says, met, ""))
    worded = [replace(sign, sentence=sign_sentence(sign, vocabulary)) for sign in signs]
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


def _fold(signs: list[Sign], setting: Setting, *, heard: bool) -> Ownership:
    """The leaning and its band: of each source the strongest sign for either side counts."""
    personal = _strongest_first(sign for sign in signs if sign.leans is Leaning.PERSONAL)
    managed = _strongest_first(sign for sign in signs if sign.leans is Leaning.MANAGED)
    if setting.asset is not None:
        return Ownership(Leaning.MANAGED, Band.CONFIRMED, personal, managed)
    if setting.exempt:
        return Ownership(Leaning.UNDECIDED, Band.UNKNOWN, personal, managed)
    if setting.grant is not None:
        return Ownership(Leaning.PERSONAL, Band.CONFIRMED, personal, managed)
    weights = {Leaning.PERSONAL: _weight(personal), Leaning.MANAGED: _weight(managed)}
    leaning = max(weights, key=weights.__getitem__)
    heavier, lighter = weights[leaning], min(weights.values())
    if heavier < _POSSIBLE or heavier < _CLEARLY * lighter:
        leaning, band = Leaning.UNDECIDED, Band.UNKNOWN
    elif heavier >= _LIKELY and heavier >= _SAFELY * lighter:
        band = Band.LIKELY
    else:
        band = Band.POSSIBLE
    return Ownership(leaning, band, personal, managed, _settles(setting, heard=heard))


def _weight(signs: Iterable[Sign]) -> int:
    """What signs weigh together: one program's word twice is one word."""
    heaviest: dict[str, int] = {}
    for sign in signs:
        heaviest[sign.group] = max(heaviest.get(sign.group, 0), sign.strength)
    return sum(heaviest.values())


def _strongest_first(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    return tuple(sorted(signs, key=lambda sign: (-sign.strength, sign.id)))


def _settles(setting: Setting, *, heard: bool) -> str:
    """What would settle whose it is, in the order in which a person would do it."""
    if not setting.register_fresh:
        return "A fresh register would settle whose it is."
    look = "Look" if heard else "Wait for its next DHCP request, which may name it, or look"
    return f"{look} for an asset tag: a row in the register or the grants settles it."
