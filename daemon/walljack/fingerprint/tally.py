"""Labelled devices as each kind of evidence told them, and what a count of them is worth."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from walljack.model.identity import Record


class Tally(NamedTuple):
    """One labelled device as one kind of entry told it, and whether that was right.

    ``said``: the signals that the kind spoke on. ``origin``: who published the device;
    ``product``: its vendor and model in lower case, "" when the label does not tell.
    """

    kind: str
    right: bool
    said: frozenset[tuple[str, str]] = frozenset()
    origin: str = ""
    product: str = ""


class Counted(NamedTuple):
    """One kind on labelled devices.

    ``record``: of its witnesses. ``devices``: all that stand behind them; ``origins``: from how
    many publishers.
    """

    record: Record
    devices: int
    origins: int


def count(tallies: Iterable[Tally]) -> dict[str, Counted]:
    """What each kind has to show, in order of its name.

    Devices of one publisher that are one product, or that say the very same by this kind of
    evidence, are one witness: ten phones on one firmware prove no more than one of them. A
    witness is right when each of its devices was told right.
    """
    by_kind: dict[str, list[Tally]] = {}
    for tally in tallies:
        by_kind.setdefault(tally.kind, []).append(tally)
    counted = {}
    for kind in sorted(by_kind):
        told = by_kind[kind]
        witnesses = _witnesses(told)
        right = sum(all(tally.right for tally in witness) for witness in witnesses)
        origins = {tally.origin for tally in told}
        counted[kind] = Counted(Record(kind, len(witnesses), right), len(told), len(origins))
    return counted


def _witnesses(tallies: Iterable[Tally]) -> list[list[Tally]]:
    """The tallies in groups of one publisher and one product; where no label tells the product,
    of one publisher and the very same words."""
    found: dict[object, list[Tally]] = {}
    for tally in tallies:
        found.setdefault((tally.origin, tally.product or tally.said), []).append(tally)
    return list(found.values())
