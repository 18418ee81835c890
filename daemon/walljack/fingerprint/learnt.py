"""Whether an entry was learnt from the labelled device that it is to be tried on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from walljack.fingerprint.match import Match
from walljack.fingerprint.source import cites, traceable
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary

# What its maker or its source code says was not learnt from somebody's device.
_INDEPENDENT = "documented"
# Nobody has looked it up: what it cites is where one could.
_UNCHECKED = "not yet checked"


class Fold(StrEnum):
    """What is left out when a labelled device is asked about."""

    DEVICE = "device"  # the entries that have no other example than this device
    SOURCE = "source"  # those, and all that was learnt from whoever published the device


def left_out(
    fold: Fold, signals: Sequence[Signal], source: str, vocabulary: Vocabulary
) -> Callable[[Match], bool]:
    """Tells of a match whether its entry was learnt from this device.

    Takes: ``signals``, all that the device shows; ``source``, the text on where the device was
    published.
    """
    shown = {(signal.name, signal.value) for signal in signals}

    def learnt(match: Match) -> bool:
        if match.basis != _INDEPENDENT and _only_example(match, shown):
            return True
        return fold is Fold.SOURCE and (
            cites(match.source, source)
            or (
                match.basis != _INDEPENDENT
                and (not _traceable(match.source) or _names_it(match, shown, vocabulary))
            )
        )

    return learnt


def _only_example(match: Match, shown: set[tuple[str, str]]) -> bool:
    """The device shows every example that the entry has."""
    return all(_shows(shown, example) for example in match.entry.examples)


def _shows(shown: set[tuple[str, str]], example: Sequence[Signal]) -> bool:
    return all((signal.name, signal.value) in shown for signal in example)


def _traceable(source: str) -> bool:
    return traceable(source) and _UNCHECKED not in source


def _names_it(match: Match, shown: set[tuple[str, str]], vocabulary: Vocabulary) -> bool:
    """One of the examples is this device by name: a name is its owner's, a model is not."""
    return any(
        any(vocabulary.is_name_signal(signal.name) for signal in example) and _shows(shown, example)
        for example in match.entry.examples
    )
