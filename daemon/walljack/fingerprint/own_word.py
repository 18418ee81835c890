"""Whose word an answer rests on."""

from __future__ import annotations

from walljack.model.identity import Identity
from walljack.model.signal import Standing
from walljack.model.vocabulary import Vocabulary


def rests_on_own_word(identity: Identity, words: Vocabulary) -> bool:
    """Some claim for the answer says its type by the device's own word alone."""
    return any(
        claim.type
        and words.compatible(claim.type, identity.type)
        and all(signal.standing is Standing.OWN for signal in claim.signals)
        for claim in identity.claims_for
    )
