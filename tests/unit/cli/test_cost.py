"""What a replay tells of its cost."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from walljack.cli import root

CASE = Path(__file__).parents[2] / "pcaps" / "cases" / "forged-homepod.pcap"


def test_the_cost_is_told_beside_the_report(tmp_path: Path) -> None:
    """Standard error tells what a changed device cost; no report holds a measured time."""
    report = tmp_path / "report.txt"
    words = ["replay", str(CASE), "--db", str(tmp_path / "x.db"), "--report", str(report)]
    done = CliRunner().invoke(root, words)
    assert done.exit_code == 0
    first = done.stderr.splitlines()[0]
    assert " frames; " in first
    assert " identifications of devices that changed, " in first
    for text in (done.stdout, report.read_text("utf-8")):
        assert "identifications" not in text


def test_a_quiet_replay_tells_no_cost(tmp_path: Path) -> None:
    """``--quiet`` leaves standard error to what went wrong."""
    words = ["replay", str(CASE), "--db", str(tmp_path / "x.db"), "--quiet"]
    assert CliRunner().invoke(root, words).stderr == ""
