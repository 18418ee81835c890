"""All claims about one device → the best answer. No memory, no order.

The answer walks down the tree of types. At each branch the child that the evidence supports
best is taken if it outweighs every other clearly; otherwise the answer stops there, which is
the common ancestor of what disagrees, or ``unknown`` when branches disagree. A device's own
word is weighed first; what others say of it is asked only when it says nothing of its type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from walljack.fingerprint.book import Book
from walljack.fingerprint.claim import Weighed, independent, lower, weigh
from walljack.fingerprint.fold import fold_line, fold_model, fold_os, fold_vendor
from walljack.fingerprint.match import Aside, Match, read_book
from walljack.fingerprint.records import AGREED, BOUNDS, Records
from walljack.fingerprint.score import best_verdict
from walljack.fingerprint.settles import settles
from walljack.fingerprint.support import agreed, supported
from walljack.fingerprint.tally import Tally
from walljack.fingerprint.wilson import wilson
from walljack.model.identity import Band, Claim, Identity, Record, SetAside
from walljack.model.signal import Signal, Standing
from walljack.model.vocabulary import UNKNOWN, Vocabulary

# How clearly one type must outweigh the next to be taken. Between 1 (any difference decides)
# and 2 (a specific entry would not outweigh a generic one of its kind).
_CLEARLY = 1.5

# Outweighed by less than this, the answer is contested: at most possible.
_SAFELY = 2.0


class Choice(NamedTuple):
    """A type on the way down. ``rival``: weight of the strongest evidence against it."""

    type: str
    weight: float
    rival: float


def identify(
    signals: Sequence[Signal], book: Book, left_out: Callable[[Match], bool] | None = None
) -> Identity:
    """The best answer about one device from its signals.

    The same signals in any order, any number of times, give the same identity.

    Takes: ``left_out``, tells of a match that it must not be heard, None = all are.
    """
    words = book.vocabulary
    reading = read_book(signals, book)
    weighed = _weighed(reading.matches, words, left_out)
    typed = [each for each in weighed if each.claim.type]
    own = [each for each in typed if each.own]
    asked = own or typed
    path, contested = _descend(asked, words)
    answer, band, record = _judge(path, asked, words, book.records)
    supporting = [each for each in weighed if _fits(each, answer, words)]
    opposing = [each for each in weighed if not _fits(each, answer, words)]
    # What only others say adds no vendor or model to what the device says itself.
    telling = [each for each in supporting if each.own] if own else supporting
    vendor = fold_vendor(telling)
    return Identity(
        type=answer,
        vendor=vendor,
        model=fold_model(telling, vendor),
        os=fold_os(telling),
        line=fold_line(telling, book.records),
        band=band,
        percent=_percent(band, record),
        record=record,
        claims_for=_strongest_first(supporting),
        claims_against=_strongest_first(opposing),
        settles=settles(
            answer,
            band,
            heard={
                words.group(signal.name) for signal in signals if signal.standing is Standing.OWN
            },
            asked=asked,
            opposing=opposing,
            contested=contested,
            words=words,
        ),
        set_aside=tuple(_set_aside(aside, words) for aside in reading.aside),
    )


def _weighed(
    matches: Iterable[Match], words: Vocabulary, left_out: Callable[[Match], bool] | None
) -> list[Weighed]:
    return [weigh(match, words) for match in matches if left_out is None or not left_out(match)]


def _set_aside(aside: Aside, words: Vocabulary) -> SetAside:
    return SetAside(
        entry=aside.match.entry.id,
        reason=aside.match.entry.note,
        services=aside.services,
        claims=_strongest_first([weigh(match, words) for match in aside.lost]),
    )


def tallies(
    signals: Sequence[Signal],
    truths: Sequence[str],
    book: Book,
    left_out: Callable[[Match], bool] | None = None,
) -> list[Tally]:
    """How each kind of entry, and their agreement, did on one labelled device.

    Each kind is asked alone, so that one that is often outvoted cannot hide; a kind that says
    no type, or contradicts itself, is not counted. Hearsay is nobody's record.

    Takes: ``truths``: what it is, and the types that count as right too; ``left_out`` as above.
    """
    words = book.vocabulary
    weighed = _weighed(read_book(signals, book).matches, words, left_out)
    own = [each for each in weighed if each.claim.type and each.own]
    counted = [
        (name, [each for each in own if each.kind.record == name])
        for name in sorted({each.kind.record for each in own})
    ]
    path, _contested = _descend(own, words)
    if path and agreed(_below(own, path[-1].type, words)):
        counted.append((AGREED, own))
    found = []
    for name, claims in counted:
        path, _contested = _descend(claims, words)
        if path:
            best = best_verdict(path[-1].type, truths, words)
            found.append(Tally(name, best.good, _said(claims)))
    return found


def _said(claims: list[Weighed]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (signal.name, signal.value) for each in claims for signal in each.claim.signals
    )


def _descend(claims: list[Weighed], words: Vocabulary) -> tuple[list[Choice], bool]:
    """The way down from the branches, and whether it ended in a disagreement."""
    path: list[Choice] = []
    node = ""
    while True:
        ranked = sorted(
            (
                (independent(_below(claims, child, words))[0], child)
                for child in words.children(node)
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if not ranked or ranked[0][0] == 0:
            return path, False
        weight, child = ranked[0]
        rival = ranked[1][0] if len(ranked) > 1 else 0.0
        if weight < _CLEARLY * rival:
            return path, True
        path.append(Choice(child, weight, rival))
        node = child


def _below(claims: list[Weighed], node: str, words: Vocabulary) -> list[Weighed]:
    """The claims that imply a type: they say it or one below it."""
    return [
        each
        for each in claims
        if each.claim.type == node or words.is_ancestor(node, each.claim.type)
    ]


def _judge(
    path: list[Choice], claims: list[Weighed], words: Vocabulary, records: Records
) -> tuple[str, Band, Record | None]:
    """Where on the way down to stop, how sure, and the record behind it.

    The deepest type is taken unless it is only possible where the branch above is better: a
    likely hand-held device says more than a possible phone.
    """
    best: tuple[str, Band, Record | None] = (UNKNOWN, Band.UNKNOWN, None)
    rival = 0.0
    for choice in path:
        rival = max(rival, choice.rival)
        band, record = _band(choice, rival, claims, words, records)
        if band is Band.UNKNOWN:
            continue
        if band.rank >= best[1].rank or band.rank >= Band.LIKELY.rank:
            best = choice.type, band, record
    return best


def _band(
    choice: Choice, rival: float, claims: list[Weighed], words: Vocabulary, records: Records
) -> tuple[Band, Record | None]:
    """The band of one type: the record of its kind, under the caps of its claims."""
    implying = _below(claims, choice.type, words)
    band, record = supported(implying, records)
    if rival > 0:
        band = lower(band, Band.LIKELY if choice.weight >= _SAFELY * rival else Band.POSSIBLE)
    return band, record


def _fits(each: Weighed, answer: str, words: Vocabulary) -> bool:
    """The claim does not contradict the answer."""
    if not each.claim.type:
        return True
    return answer != UNKNOWN and words.compatible(each.claim.type, answer)


def _percent(band: Band, record: Record | None) -> int:
    """The estimate behind the band, never outside it: 0 for unknown."""
    if band is Band.UNKNOWN:
        return 0
    floors = dict(BOUNDS)
    least = round(floors[band] * 100)
    above = [round(bound * 100) for other, bound in BOUNDS if other.rank > band.rank]
    if record is None:
        return least
    lower_bound, _upper = wilson(record.right + record.here_right, record.n + record.here_n)
    return max(least, min(int(lower_bound * 100), min(above, default=101) - 1))


def _strongest_first(claims: list[Weighed]) -> tuple[Claim, ...]:
    """Its own word first, then what says a type, then by weight."""
    ordered = sorted(
        claims,
        key=lambda each: (not each.own, not each.claim.type, -each.weight, each.claim.entry),
    )
    return tuple(each.claim for each in ordered)
