"""Which devices a query is about, in pieces that SQLite takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from walljack.address import Eui48
from walljack.store.origin import Origin

# Devices that one query is about: below SQLite's oldest limit of 999 parameters, and enough
# that the query's own cost disappears.
CHUNK = 500


def device_conditions(
    origin: Origin, wanted: Collection[Eui48] | None
) -> Iterator[tuple[str, list[int]]]:
    """Conditions with their parameters that together choose the rows of the wanted devices.

    Takes: ``wanted``, None for all devices. Gives: them in order of address; a condition names
    devices only when some are wanted, so that SQLite finds them by the table's key.
    """
    if wanted is None:
        yield "origin = ?", [origin.number]
        return
    numbers = sorted(map(int, set(wanted)))
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        marks = ", ".join("?" * len(chunk))
        yield f"origin = ? AND device IN ({marks})", [origin.number, *chunk]
