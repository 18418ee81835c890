"""Identities against labelled devices."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from walljack.app.cost import Cost
from walljack.app.workplace import Workplace
from walljack.capture import read_capture
from walljack.decode import observe
from walljack.files import Labelled, parse_labelled, read_text
from walljack.fingerprint import (
    Book,
    Fold,
    Match,
    ScoreRow,
    Tally,
    count_records,
    identify,
    left_out,
    origin,
    score,
    tallies,
)
from walljack.model.error import Problem, ProblemsError
from walljack.model.identity import Identity
from walljack.model.signal import Signal
from walljack.pipeline import Inventory, Segments, Tenures
from walljack.profile import signals
from walljack.vendor import signals as vendor_signals

_SPEECH = ("dhcp.", "mdns.", "ssdp.")
_BITS_KNOWN = 24
# A label that was read from the very octets that a fingerprint reads proves nothing of it.
SELF_DECLARED = "self-declared"

Score = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """``score`` as ``--json`` prints it; ``tallies`` for the records behind the bands.

    ``sources``: each table by its name, SHA-256 and number of devices, without its folder.
    ``cost``: what identifying them once, by the book as shipped, took.
    """

    score: Score
    tallies: tuple[Tally, ...]
    sources: tuple[str, ...]
    cost: Cost


class _Device(NamedTuple):
    """A labelled device, what it shows, and whether it speaks."""

    label: Labelled
    evidence: list[Signal]
    speaks: bool

    @property
    def truths(self) -> tuple[str, ...]:
        return self.label.truth, *self.label.accept


def evaluate(place: Workplace, files: Sequence[Path], captures: Path | None) -> Evaluation:
    """Score what the book says of labelled devices, as it is shipped and out of fold.

    Takes: ``files``, tables of labelled devices in any form; ``captures``, the folder of the
    captures that they name, None when they name none.
    Raises: ProblemsError when a file is bad or a capture is missing.
    """
    listed: list[Labelled] = []
    sources = []
    for path in files:
        text = read_text(path)
        devices = parse_labelled(str(path), text)
        sources.append(_source(path.name, text, len(devices)))
        listed += devices
    if not listed:
        raise ProblemsError(
            [Problem("evaluate", "no labelled devices", "give --labels or --signals")]
        )
    heard = [
        _Device(label, evidence, speaks(evidence))
        for label, evidence in hear(place, listed, captures)
    ]
    cost = Cost()
    asked = cost.of(identify)
    shipped = [_row(device, asked(device.evidence, place.book)) for device in heard]
    told = {fold: _tallies(place.book, heard, fold) for fold in Fold}
    folds = {
        fold.value: score(_out_of_fold(place.book, heard, fold, told[fold]), place.vocabulary)
        for fold in Fold
    }
    return Evaluation(
        {**score(shipped, place.vocabulary), "out_of_fold": folds},
        tuple(tally for each in told[Fold.SOURCE] for tally in each),
        tuple(sources),
        cost,
    )


def _tallies(book: Book, devices: Sequence[_Device], fold: Fold) -> list[list[Tally]]:
    """What each kind told of each device; nothing where the label or the device has no word.

    A device that stands in two tables of one publisher speaks once.
    """
    told: list[list[Tally]] = []
    met: set[object] = set()
    for device in devices:
        label = device.label
        published = origin(label.source)
        told.append([])
        unit = (published, label.unit)
        if not device.speaks or label.basis == SELF_DECLARED or unit in met:
            continue
        if label.unit is not None:
            met.add(unit)
        told[-1] += [
            tally._replace(origin=published, product=label.product)
            for tally in tallies(device.evidence, device.truths, book, _left_out(device, fold))
        ]
    return told


def _out_of_fold(
    book: Book, devices: Sequence[_Device], fold: Fold, told: Sequence[list[Tally]]
) -> list[ScoreRow]:
    """The answers by entries and records that know neither the device nor, by source, its like.

    Takes: ``told``, the tallies of the same devices in the same order.
    """
    apart = [_fold_key(device.label, fold) for device in devices]
    books = {
        key: book.with_records(
            count_records(
                tally
                for other, each in zip(apart, told, strict=True)
                if other != key
                for tally in each
            )
        )
        for key in set(apart)
    }
    return [
        _row(device, identify(device.evidence, books[key], _left_out(device, fold)))
        for device, key in zip(devices, apart, strict=True)
    ]


def _fold_key(label: Labelled, fold: Fold) -> str:
    """What a device shares with those that must not speak for it."""
    published = origin(label.source)
    return published if fold is Fold.SOURCE else f"{published} {label.product or label.id}"


def _left_out(device: _Device, fold: Fold) -> Callable[[Match], bool]:
    return left_out(fold, device.evidence, device.label.source)


def _row(device: _Device, answer: Identity) -> ScoreRow:
    label = device.label
    return ScoreRow(label.id, label.truth, label.accept, answer, device.speaks, label.basis)


def hear(
    place: Workplace, listed: Sequence[Labelled], captures: Path | None
) -> list[tuple[Labelled, list[Signal]]]:
    """What labelled devices show, through the same road as a replay.

    Takes: ``captures``, the folder of the captures that they name, None when they name none.
    Raises: ProblemsError when the folder or a capture is missing.
    """
    if captures is None and any(one.capture for one in listed):
        raise ProblemsError(
            [Problem("--labels", "names devices in captures", "give --captures DIR too")]
        )
    heard = [(one, [*one.signals, *_prefix(place, one)]) for one in listed if not one.capture]
    if captures is not None:
        heard += _captured(place, [one for one in listed if one.capture], captures)
    return heard


def speaks(evidence: Iterable[Signal]) -> bool:
    """A device shows a DHCP, mDNS or SSDP signal beyond its address."""
    return any(signal.name.startswith(_SPEECH) for signal in evidence)


def _source(name: str, text: str, devices: int) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{name}, {devices} devices, SHA-256 {digest}"


def _captured(
    place: Workplace, listed: Iterable[Labelled], folder: Path
) -> list[tuple[Labelled, list[Signal]]]:
    """The signals of the labelled devices, each capture walked once and on its own."""
    by_capture: dict[str, list[Labelled]] = defaultdict(list)
    for one in listed:
        by_capture[one.capture].append(one)
    missing = [name for name in by_capture if not (folder / name).is_file()]
    if missing:
        raise ProblemsError(Problem(str(folder / name), "no such capture") for name in missing)
    found = []
    for name, devices in by_capture.items():
        inventory = Inventory(Segments(()), Tenures())
        with read_capture(folder / name) as capture:
            for packet in capture:
                inventory.take_in(observe(packet), packet)
        for one in devices:
            profile = inventory.profiles.get(one.address) if one.address is not None else None
            heard = signals(profile) if profile is not None else []
            found.append((one, [*heard, *_prefix(place, one)]))
    return found


def _prefix(place: Workplace, one: Labelled) -> list[Signal]:
    """What the address says. Of a masked one only the first 24 bits are known."""
    if one.address is None:
        return []
    told = vendor_signals(one.address, place.vendors)
    assigned = place.vendors.lookup(one.address)
    if one.prefix_only and assigned is not None and assigned.bits > _BITS_KNOWN:
        return []
    return told
