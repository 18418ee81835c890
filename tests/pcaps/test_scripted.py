"""The scripted captures are what their scripts write, and small."""

from __future__ import annotations

from pathlib import Path

from tests.pcaps import make_cases, make_school_morning

_HERE = Path(__file__).resolve().parent
_SAMPLES = _HERE.parents[1] / "data" / "samples"
_LARGEST_BYTES = 20_000  # a fixture that a reviewer can page through


def test_school_morning_is_remade_byte_for_byte(tmp_path: Path) -> None:
    """The sample in data/samples is exactly what its script writes."""
    make_school_morning.main(tmp_path)
    name = "school-morning.pcap"
    assert (tmp_path / name).read_bytes() == (_SAMPLES / name).read_bytes()


def test_cases_are_remade_byte_for_byte(tmp_path: Path) -> None:
    """Every special capture is exactly what its script writes, and there is no other."""
    make_cases.main(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in (_HERE / "cases").glob("*.pcap")}
    assert made == kept


def test_fixtures_are_small() -> None:
    """No special capture and no recording is larger than twenty kilobytes."""
    files = [*(_HERE / "cases").glob("*.pcap"), *(_HERE / "clients").glob("*.pcap")]
    assert [path.name for path in files if path.stat().st_size > _LARGEST_BYTES] == []
