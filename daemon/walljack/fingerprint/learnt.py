"""Whether an entry was learnt from the labelled device that it is to be tried on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from walljack.fingerprint.match import Match
from walljack.fingerprint.source import cites, traceable
from walljack.model.signal import Signal

# What its maker or its source code says was not learnt from somebody's device.
_INDEPENDENT = "documented"
# Nobody has looked it up: what it cites is where one could.
_UNCHECKED = "not yet checked"


class Fold(StrEnum):
    """What is left out when a labelled device is asked about."""

    DEVICE = "device"  # the entries that have no other example than this device
    SOURCE = "source"  # all that was learnt from it, or from whoever published it


def left_out(fold: Fold, signals: Sequence[Signal], source: str) -> Callable[[Match], bool]:
    """Tells of a match whether its entry was learnt from this device.

    Takes: ``signals``, all that the device shows; ``source``, the text on where the device was
    published.
    """
    shown = {(signal.name, signal.value) for signal in signals}

    def learnt(match: Match) -> bool:
        if fold is Fold.SOURCE and cites(match.source, source):
            return True
        if match.basis == _INDEPENDENT:
            return False
        examples = [_shows(shown, example) for example in match.entry.examples]
        if fold is Fold.SOURCE:
            return any(examples) or not _traceable(match.source)
        return all(examples)

    return learnt


def _shows(shown: set[tuple[str, str]], example: Sequence[Signal]) -> bool:
    return all((signal.name, signal.value) in shown for signal in example)


def _traceable(source: str) -> bool:
    return traceable(source) and _UNCHECKED not in source
