"""What one match says of one device, and how much it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from walljack.fingerprint.kind import Kind
from walljack.fingerprint.match import Match
from walljack.model.identity import Band, Claim
from walljack.model.signal import Signal, Standing
from walljack.model.vocabulary import Vocabulary

# What a basis may support alone. A second, independent group raises it by one band.
_BASIS_CAPS = {
    "captured": Band.CONFIRMED,  # somebody recorded such a device
    "documented": Band.LIKELY,  # its maker or its source code says so
    "reported": Band.POSSIBLE,  # somebody wrote so
}

# A generic entry (an OS family, any product with this stack) yields to a specific one of its
# own kind: half its weight is below the ratio that identity.py asks for.
_GENERIC = 0.5

# Longer values are cut in sentences; the evidence table has them whole.
_SHOWN_CHARACTERS = 60


class Weighed(NamedTuple):
    """A claim with what the fold needs. ``sources``: its groups, without the address if any
    other stands beside it: a prefix beside a habit is not a second witness."""

    claim: Claim
    kind: Kind
    weight: float
    sources: frozenset[str]
    own: bool


def weigh(match: Match, vocabulary: Vocabulary) -> Weighed:
    """The claim of one match and its weight."""
    entry, says = match.entry, match.says
    own = match.standing is Standing.OWN
    band = lower(entry.kind.ceiling, _BASIS_CAPS[match.basis])
    claim = Claim(
        entry=entry.id,
        type=says.type,
        vendor=says.vendor,
        model=says.model,
        os=says.os,
        line=says.line,
        basis=match.basis,
        generic=entry.generic,
        group=" + ".join(sorted(entry.groups)),
        band=band if own else lower(band, Band.POSSIBLE),
        signals=match.signals,
        sentence="",
    )
    return Weighed(
        claim=_with_sentence(claim, vocabulary),
        kind=entry.kind,
        weight=entry.kind.weight * (_GENERIC if entry.generic else 1.0),
        sources=entry.groups - {"address"} or entry.groups,
        own=own,
    )


def lower(one: Band, other: Band) -> Band:
    """The lower of two bands."""
    return one if one.rank <= other.rank else other


def raised(band: Band) -> Band:
    """One band up, as far as there is one."""
    return next((other for other in Band if other.rank == band.rank + 1), Band.CONFIRMED)


def independent(claims: Iterable[Weighed]) -> tuple[float, int]:
    """What claims weigh together, and how many of them are independent of each other.

    Of claims from one source only the heaviest counts: one program's word twice is one word.
    As many as can be chosen without a common source are independent, so that another claim
    that agrees never makes them fewer.
    """
    listed = sorted(claims, key=lambda each: (-each.weight, each.claim.entry))
    used: set[str] = set()
    weight = 0.0
    for each in listed:
        if not each.sources <= used:
            used |= each.sources
            weight += each.weight
    return weight, _most_apart(sorted({each.sources for each in listed}, key=sorted))


def _most_apart(sources: list[frozenset[str]]) -> int:
    """The most of these sets that have nothing in common; there are a handful of sources."""
    if not sources:
        return 0
    first, rest = sources[0], sources[1:]
    with_first = 1 + _most_apart([each for each in rest if first.isdisjoint(each)])
    return max(with_first, _most_apart(rest))


def sentence(
    claim: Claim, vocabulary: Vocabulary, show: Callable[[Signal], str] | None = None
) -> str:
    """The claim in plain words.

    Takes: ``show``: the value of a signal of class ``name`` as the reader may see it, masked or
    not; None leaves personal values out.
    """
    parts: list[str] = []
    for signal in claim.signals:
        part = _evidence(signal, vocabulary, show)
        if part not in parts:
            parts.append(part)
    heard = any(signal.standing is Standing.HEARSAY for signal in claim.signals)
    says = _conclusion(claim, vocabulary)
    opening = "Another device says: its" if heard else "Its"
    return f"{opening} {_joined(parts)}: {says}."


def _with_sentence(claim: Claim, vocabulary: Vocabulary) -> Claim:
    said = {name: getattr(claim, name) for name in Claim.__dataclass_fields__}
    said["sentence"] = sentence(claim, vocabulary)
    return Claim(**said)


def _evidence(signal: Signal, vocabulary: Vocabulary, show: Callable[[Signal], str] | None) -> str:
    word = vocabulary.word(signal.name)
    what = word.meaning if word else signal.name
    if signal.scope:
        what = f"{what} of {signal.scope}"
    if vocabulary.is_name_signal(signal.name):
        if show is None:
            return f"{what} has a form that such devices have"
        return f"{what} is “{_short(show(signal))}”"
    return f"{what} is “{_short(signal.value)}”" if signal.value else f"{what} is given"


def _short(text: str) -> str:
    if len(text) <= _SHOWN_CHARACTERS:
        return text
    return text[: _SHOWN_CHARACTERS - 1] + "…"


def _joined(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)


def _conclusion(claim: Claim, vocabulary: Vocabulary) -> str:
    said = []
    if claim.type:
        said.append(article(vocabulary.plain(claim.type)))
    if claim.model:
        named = claim.model.casefold().startswith(claim.vendor.casefold())
        said.append(claim.model if named or not claim.vendor else f"{claim.vendor} {claim.model}")
    elif claim.vendor:
        said.append(f"made by {claim.vendor}")
    if claim.os:
        said.append(f"runs {claim.os}")
    if claim.line:
        said.append(f"of a line for {'the home' if claim.line == 'home' else 'offices'}")
    return ", ".join(said)


def article(plain: str) -> str:
    """With the article that is spoken before it."""
    return f"{'an' if plain[0].lower() in 'aeio' else 'a'} {plain}"
