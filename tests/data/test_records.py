"""The shipped record behind the bands."""

from __future__ import annotations

from pathlib import Path

from walljack.fingerprint import parse_records
from walljack.fingerprint.kind import Kind
from walljack.fingerprint.records import AGREED, HOW

_FILE = Path(__file__).resolve().parents[2] / "fingerprints" / "records.toml"


def test_every_record_is_of_a_kind_that_is_asked_for() -> None:
    """A record under a name that no kind has would never be looked at."""
    kinds = set(parse_records(_FILE.read_text("utf-8")).by_kind)
    assert kinds <= {AGREED, *(kind.record for kind in Kind)}


def test_the_record_is_the_command_s_own() -> None:
    """It was written out of fold by the command that stands in it, and names no folder."""
    text = _FILE.read_text("utf-8")
    assert f'how = "{HOW}"' in text
    assert "#   walljack evaluate" in text
    assert all("/" not in source for source in parse_records(text).sources)
