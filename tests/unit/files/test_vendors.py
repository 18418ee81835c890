"""The vendor table is built from what is installed and given, and never downloaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from walljack.address import parse_eui48
from walljack.files import Shipped
from walljack.files.vendors import build_vendor_table, read_vendor_table
from walljack.model.error import ProblemsError
from walljack.vendor import VendorTable


def test_build_and_read(tmp_path: Path) -> None:
    """The table that is written holds the installed lists and the given one, twice the same."""
    given = tmp_path / "index.json"
    given.write_text('{"0055DA0": "Given\\nA street"}', encoding="utf-8")
    octets = []
    for name in ("once", "twice"):
        source = build_vendor_table(given, tmp_path / name, "2026-01-02", "9.9.9")
        assert source == (tmp_path / name / "SOURCE.toml").read_text(encoding="utf-8")
        octets.append((tmp_path / name / "vendors.tsv.gz").read_bytes())
    assert octets[0] == octets[1]
    assert 'package = "oui-data"\nversion = "9.9.9"\nlicence = "BSD-2-Clause"\nrows = 1' in source
    table = VendorTable.parse(octets[0])
    assert len(table) > 38_000
    found = table.lookup(parse_eui48("00:55:da:00:00:01"))
    assert found is not None
    assert found.vendor == "Given"


def test_nothing_is_written_from_a_bad_list(tmp_path: Path) -> None:
    """A missing or wrong list is refused before anything is written."""
    with pytest.raises(ProblemsError, match="no such file"):
        build_vendor_table(tmp_path / "no.json", tmp_path / "out", "2026-01-02")
    (tmp_path / "bad.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"not its index\.json"):
        build_vendor_table(tmp_path / "bad.json", tmp_path / "out", "2026-01-02")
    assert not (tmp_path / "out").exists()


def test_the_shipped_table_is_whole() -> None:
    """The shipped files are read together: owners and virtual prefixes."""
    table = read_vendor_table(Shipped())
    known = table.known_prefix(parse_eui48("52:54:00:00:00:01"))
    assert known is not None
    assert known.virtual
