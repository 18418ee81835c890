"""Labelled devices, each with what it shows and what Walljack answers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from walljack.app import Workplace, hear, speaks
from walljack.files import parse_labelled, read_text
from walljack.fingerprint import identify
from walljack.model.signal import Signal, Standing

# Of a masked address only the first 24 bits are known: six hexadecimal digits.
_DIGITS_KNOWN = 6


@dataclass(frozen=True, slots=True)
class Device:
    """One labelled device that speaks.

    ``accept``: types that count as right too. ``address``: the hexadecimal digits that are
    known, "" for none. ``signals``: its own word about itself. ``ours``: Walljack's type.
    """

    truth: str
    accept: tuple[str, ...]
    basis: str
    address: str
    signals: tuple[Signal, ...]
    ours: str

    def values(self, name: str, scope: str = "") -> list[str]:
        """What it says under one name; ``scope`` "" is any."""
        return [
            signal.value
            for signal in self.signals
            if signal.name == name and scope in ("", signal.scope)
        ]


@dataclass(frozen=True, slots=True)
class Labels:
    """``devices`` of all files; ``sources``, each file by name, number and SHA-256."""

    devices: tuple[Device, ...]
    sources: tuple[str, ...]


def read_devices(place: Workplace, files: Sequence[Path], captures: Path | None) -> Labels:
    """The devices that `walljack evaluate` scores, of the same files by the same road.

    What others say of a device is left out of ``signals``: ours holds it down, and the tools
    beside it do not, so that it could only harm them.

    Raises: ProblemsError when a file is bad or a capture is missing.
    """
    devices, sources = [], []
    for path in files:
        text = read_text(path)
        listed = parse_labelled(path.name, text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        sources.append(f"`{path.name}`: {len(listed)} devices, SHA-256 `{digest}`")
        for one, evidence in hear(place, listed, captures):
            if not speaks(evidence):
                continue
            digits = one.address.octets.hex() if one.address is not None else ""
            devices.append(
                Device(
                    truth=one.truth,
                    accept=one.accept,
                    basis=one.basis,
                    address=digits[:_DIGITS_KNOWN] if one.prefix_only else digits,
                    signals=tuple(s for s in evidence if s.standing is Standing.OWN),
                    ours=identify(evidence, place.book).type,
                )
            )
    return Labels(tuple(devices), tuple(sources))
