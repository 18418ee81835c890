"""The devices collected from public posts: well formed, traceable, and nobody's."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from walljack.files import parse_labelled

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "labelled"
FILES = ("posted_a.jsonl", "posted_b.jsonl", "posted_c.jsonl", "posted_d.jsonl")

# A hardware address in full, a person's mailbox, an IPv4 address in a URL or of somebody's network
# (a version such as 4.3.0.0 is none).
ADDRESS = re.compile(r"(?<![0-9A-Fa-f:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![0-9A-Fa-f])")
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+\.(?!_|local)[a-z]{2,}")
IPV4 = re.compile(r"(?<=//)\d{1,3}(?:\.\d{1,3}){3}")
PRIVATE = re.compile(
    r"(?<![\w.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2}(?![\w.])"
)
PREFIX = re.compile(r"[0-9a-f]{2}(?::[0-9a-f]{2}){2}")


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", FILES)
def test_parses(name: str) -> None:
    """Every line is a labelled device that shows at least one signal."""
    devices = parse_labelled(name, (FOLDER / name).read_text("utf-8"))
    assert len(devices) == len(_rows(name)) > 0
    assert [device.id for device in devices if not device.signals] == []


def test_ids() -> None:
    """An id stands once; of the first collection its parity says the file."""
    ids = {name: [row["id"] for row in _rows(name)] for name in FILES}
    every = [one for name in FILES for one in ids[name]]
    assert len(every) == len(set(every))
    assert all(int(one[1:]) % 2 == 1 for one in ids["posted_a.jsonl"])
    assert all(int(one[1:]) % 2 == 0 for one in ids["posted_b.jsonl"])


def test_threads() -> None:
    """No thread of the second collection is in the first, and none stands in both its halves."""
    sources = {name: {row["source"] for row in _rows(name)} for name in FILES}
    first = sources["posted_a.jsonl"] | sources["posted_b.jsonl"]
    assert not first & (sources["posted_c.jsonl"] | sources["posted_d.jsonl"])
    assert not sources["posted_c.jsonl"] & sources["posted_d.jsonl"]


@pytest.mark.parametrize("name", FILES)
def test_words(name: str) -> None:
    """Types are words of the vocabulary, and each label has a source and a known basis."""
    types = tomllib.loads((ROOT / "fingerprints/vocabulary.toml").read_text("utf-8"))["type"]
    for row in _rows(name):
        assert {row["device_type"], *row["accept"]} <= set(types), row["id"]
        assert row["device_type"] not in row["accept"], row["id"]
        assert row["source"].startswith(("https://", "indexed public GitHub file id ")), row["id"]
        assert row["truth_basis"] in {"user-stated", "fixture-named", "self-declared"}, row["id"]


@pytest.mark.parametrize("name", FILES)
def test_nobody(name: str) -> None:
    """No full hardware address, no mailbox, no IP address but those for documentation."""
    for row in _rows(name):
        text = json.dumps(row, ensure_ascii=False)
        assert not ADDRESS.search(text), row["id"]
        assert not MAILBOX.search(text), row["id"]
        assert not PRIVATE.search(text), row["id"]
        assert all(found.startswith("192.0.2.") for found in IPV4.findall(text)), row["id"]
        assert row["oui"] is None or PREFIX.fullmatch(row["oui"]), row["id"]


def test_counts() -> None:
    """The README counts what the files hold, by type and by where the label comes from."""
    readme = (FOLDER / "README.md").read_text("utf-8")
    files = [_rows(name) for name in FILES]
    totals = " | ".join(str(len(rows)) for rows in files)
    assert f"| **all** | {totals} |" in readme
    for column in ("device_type", "truth_basis"):
        for word in {row[column] for rows in files for row in rows}:
            counts = " | ".join(str(sum(r[column] == word for r in rows)) for rows in files)
            assert f"| {word} | {counts} |" in readme
