"""Whose the labelled devices look to be, as strangers to a fresh register.

Run: ``python -m tests.accuracy.owners [FILE ...]``; without files, over the posted devices in
``tests/data/labelled``. Nobody labelled whose they are: all are somebody's own or a lab's, so that
the table shows how far the estimate goes and on whom, not how often it is right.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.accuracy.devices import Device, read_devices
from walljack.app import Workplace
from walljack.fingerprint import Setting, estimate_ownership, identify
from walljack.model.ownership import UNNAMED, Naming, Ownership

LABELLED = Path(__file__).parents[1] / "data" / "labelled"
# A district with a pattern and a domain that none of these devices has.
PATTERN = Naming(("^ZZQ-[0-9]{5}$",), ("zzq.example.org",))
NAMINGS = (("without a pattern of names", UNNAMED), ("with a pattern and a domain", PATTERN))
STRANGER = Setting(wired=True, private_address=False, register_fresh=True)


def estimates(
    place: Workplace, files: Sequence[Path], naming: Naming
) -> list[tuple[Device, Ownership]]:
    """Every labelled device that speaks, with whose it would look to be on a district's wire."""
    found = []
    for device in read_devices(place, files, None).devices:
        identity = identify(list(device.signals), place.book)
        whose = estimate_ownership(
            device.signals, identity, STRANGER,
            naming=naming, marks=place.marks, vocabulary=place.vocabulary,
        )  # fmt: skip
        found.append((device, whose))
    return found


def counts(place: Workplace, found: list[tuple[Device, Ownership]]) -> Counter[tuple[str, str]]:
    """(computers or others, what they look like) → how many."""
    table: Counter[tuple[str, str]] = Counter()
    for device, whose in found:
        path = place.vocabulary.path(device.truth)
        kind = "computers" if path[:1] == ("computer",) else "others"
        look = f"{whose.leaning.value}, {whose.band.value}" if whose.band != "unknown" else ""
        table[kind, look or "undecided"] += 1
    return table


def main(names: Sequence[str]) -> None:
    """Print the table for both districts."""
    place = Workplace(Path("no.db"), None)
    files = [Path(name) for name in names] or sorted(LABELLED.glob("*.jsonl"))
    for title, naming in NAMINGS:
        found = estimates(place, files, naming)
        sys.stdout.write(f"{len(found)} devices, {title}:\n")
        for (kind, look), number in sorted(counts(place, found).items()):
            sys.stdout.write(f"{number:6d}  {kind}, {look}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
