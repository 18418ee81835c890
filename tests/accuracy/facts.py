"""The facts tables: what devices send, as rows of tab-separated text."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from walljack.model.error import Problem, ProblemsError

# The tables that the comparison is computed from.
TABLES = (
    "oui_hint",
    "recog_examples",
    "ha_matchers",
    "hostname",
    "mdns_service",
    "mdns_txt",
    "ssdp",
)

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows by table, and the SHA-256 of each table's octets."""

    rows: Mapping[str, tuple[Row, ...]]
    digests: Mapping[str, str]

    def inputs(self) -> list[str]:
        """Each table by name, with its origin when all its rows have the same, and its digest."""
        told = []
        for name, digest in self.digests.items():
            origins = {f" ({row['source']}, {row['licence']})" for row in self.rows[name]}
            origin = origins.pop() if len(origins) == 1 else ""
            told.append(f"`{name}.tsv`{origin}: {len(self.rows[name])} rows, SHA-256 `{digest}`")
        return told


def read_facts(folder: Path) -> Facts:
    """Every table that the comparison needs.

    Raises: ProblemsError naming every table that is missing.
    """
    paths = {name: folder / f"{name}.tsv" for name in TABLES}
    missing = [
        Problem(path.name, "is not there", "give --facts the folder of the facts tables")
        for path in paths.values()
        if not path.is_file()
    ]
    if missing:
        raise ProblemsError(missing)
    rows, digests = {}, {}
    for name, path in paths.items():
        octets = path.read_bytes()
        digests[name] = hashlib.sha256(octets).hexdigest()
        rows[name] = parse_rows(octets.decode("utf-8"))
    return Facts(rows, digests)


def parse_rows(text: str) -> tuple[Row, ...]:
    """Rows of one table. Quotes are part of the values: some columns hold JSON."""
    reader = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(reader)
