"""Vendor, model, operating system and line from the claims that fit the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from walljack.fingerprint.claim import Weighed, independent
from walljack.fingerprint.records import Records
from walljack.fingerprint.support import supported
from walljack.model.identity import Band, Claim

# As between types (identity.py): below this two words are a disagreement, and none is said.
_CLEARLY = 1.5


def fold_vendor(claims: list[Weighed]) -> str:
    """The vendor that the evidence supports clearly, "" when none or several do."""
    return _clear_winner(claims, lambda claim: claim.vendor)


def fold_line(claims: list[Weighed], records: Records) -> str:
    """``home``, ``office`` or "": said only when it is likely by itself, as a type must be.

    A home line makes a printer personal: what somebody merely wrote is not enough for that.
    """
    line = _clear_winner(claims, lambda claim: claim.line)
    saying = [each for each in claims if line and each.claim.line == line]
    if not saying or supported(saying, records)[0].rank < Band.LIKELY.rank:
        return ""
    return line


def fold_os(claims: list[Weighed]) -> str:
    """The operating system, with the version if one of the claims that agree has it."""
    return _longest(_clear_family(claims, lambda claim: claim.os))


def fold_model(claims: list[Weighed], vendor: str) -> str:
    """The model of the strongest claim; of equals the one that says most."""
    said = [
        each
        for each in claims
        if each.claim.model and (not each.claim.vendor or not vendor or each.claim.vendor == vendor)
    ]
    if not said:
        return ""
    strongest = max(each.weight for each in said)
    return _longest(each.claim.model for each in said if each.weight == strongest)


def _clear_winner(claims: list[Weighed], word: Callable[[Claim], str]) -> str:
    ranked = _ranked(claims, word)
    if not ranked or (len(ranked) > 1 and ranked[0][0] < _CLEARLY * ranked[1][0]):
        return ""
    return ranked[0][1]


def _clear_family(claims: list[Weighed], word: Callable[[Claim], str]) -> list[str]:
    """The words that begin like the best one: “Android” and “Android 13” are no disagreement."""
    ranked = _ranked(claims, word)
    if not ranked:
        return []
    stem = min((text for _weight, text in ranked), key=lambda text: (len(text), text))
    family = [text for _weight, text in ranked if text.startswith(stem)]
    if len(family) == len(ranked):
        return family
    winner = _clear_winner(claims, word)
    return [text for _weight, text in ranked if winner and text.startswith(winner)]


def _ranked(claims: list[Weighed], word: Callable[[Claim], str]) -> list[tuple[float, str]]:
    said: dict[str, list[Weighed]] = {}
    for each in claims:
        text = word(each.claim)
        if text:
            said.setdefault(text, []).append(each)
    return sorted(
        ((independent(group)[0], text) for text, group in said.items()),
        key=lambda pair: (-pair[0], pair[1]),
    )


def _longest(words: Iterable[str]) -> str:
    return max(sorted(words), key=len, default="")
