"""Identities against labelled devices."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from walljack.app.workplace import Workplace
from walljack.capture import read_capture
from walljack.decode import observe
from walljack.files import Labelled, parse_labelled, read_text
from walljack.fingerprint import ScoreRow, Tally, identify, score, tallies
from walljack.model.error import Problem, ProblemsError
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
    """

    score: Score
    tallies: tuple[Tally, ...]
    sources: tuple[str, ...]


def evaluate(place: Workplace, files: Sequence[Path], captures: Path | None) -> Evaluation:
    """Score what the book says of labelled devices.

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
    rows: list[ScoreRow] = []
    counted: list[Tally] = []
    for one, evidence in hear(place, listed, captures):
        row = ScoreRow(
            id=one.id,
            truth=one.truth,
            accept=one.accept,
            answer=identify(evidence, place.book),
            speaks=speaks(evidence),
            basis=one.basis,
        )
        rows.append(row)
        if row.speaks and one.basis != SELF_DECLARED:
            counted += tallies(evidence, one.truth, one.accept, place.book)
    return Evaluation(score(rows, place.vocabulary), tuple(counted), tuple(sources))


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
