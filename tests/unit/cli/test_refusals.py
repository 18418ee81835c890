"""What a person is told when a verb refuses: one line for each problem, and no traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.pcaps.district import CASES, HERE, SAMPLES
from walljack.cli import root

_BAD = HERE.parent / "bad"
_CASE = str(CASES / "cast-group.pcap")
_CONFIG = str(SAMPLES / "walljack.toml")
_RAW_IP = str(_BAD / "capture" / "raw-ip.pcap")
_TEXT = str(_BAD / "capture" / "text.pcap")
_READERS = (
    "devices",
    "device 00:00:5e:00:53:01",
    "findings",
    "cases",
    "report",
    "custody verify",
    "db check",
)

# The words of the command, and what its one line on standard error holds.
REFUSED = [
    ("custody verify --anchor 123", "is no digest"),
    ("device 00:1b:54", "is not an EUI-48 address"),
    *((verb, "there is no database here") for verb in _READERS),
    ("devices --db junk.db", "not a Walljack database"),
    ("db check --db junk.db", "not a Walljack database"),
    ("report --db torn.db", "it is damaged"),
    ("db check --db torn.db", "it is damaged"),
    ("custody verify --db torn.db", "it is damaged"),
    (f"replay {_CASE} --db junk.db", "not a Walljack database"),
    (f"replay {_CASE} --db torn.db", "it is damaged"),
    (f"replay {_CASE} --db nowhere/x.db", "does not exist"),
    (f"replay {_CASE} --db .", "it is a directory"),
    ("devices --db whole.db --config gone.toml", "gone.toml: no such file"),
    (f"devices --db whole.db --config {_BAD}/settings/syntax.toml", "not TOML"),
    (f"replay {_CASE} --config other-policy.toml", "'nope' is none of ours"),
    (f"replay {_CASE} --config other-register.toml", "is not an EUI-48 address"),
    ("replay gone.pcap", "gone.pcap: cannot be read: no such file or directory"),
    ("replay .", "is a directory"),
    (f"replay {_TEXT}", "is no pcap or pcapng capture"),
    (f"replay {_RAW_IP}", "link type 101 (raw IP) is not read"),
    (f"replay {_CASE} --report report.doc", "its ending names no form of report"),
    ("report --db whole.db --output nowhere/report.html", "cannot be written"),
    ("report --db whole.db --output report.doc", "its ending names no form of report"),
    ("report --db whole.db --format html --output /", "cannot be written"),
    ("device nonsense --db whole.db", "'nonsense' is not an EUI-48 address"),
    ("device 00:00:5e:00:53:01 --db whole.db", "was never heard"),
    ("devices --db whole.db --type spaceship", "'spaceship' is no type of device"),
    ("devices --db whole.db --since yesterday", "'yesterday' is no day or moment"),
    ("policy show nope", "'nope' is none of ours"),
    ("policy check gone.toml", "gone.toml: no such file"),
    ("fingerprints explain nope=1", "no signal"),
    ("fingerprints explain nothing", "has no “=”"),
    ("fingerprints check gone", "holds no fingerprints"),
    (f"frame show {_CASE} 999", "no such frame"),
    ("frame show gone.pcap 1", "gone.pcap: no such file"),
    (f"frame show {_TEXT} 1", "not a supported capture file"),
    ("evaluate", "no labelled devices"),
    ("evaluate --labels gone.csv --captures .", "gone.csv: no such file"),
    ("vendors lookup nonsense", "is not an EUI-48 address"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a whole database, a torn one, a file that is none, and bad configurations."""
    folder = tmp_path_factory.mktemp("desk")
    whole = folder / "whole.db"
    done = CliRunner().invoke(root, ["replay", _CASE, "--db", str(whole), "--quiet"])
    assert done.exit_code == 0
    octets = bytearray(whole.read_bytes())
    (folder / "torn.db").write_bytes(octets[: len(octets) // 3])
    (folder / "junk.db").write_text("no database at all\n" * 100)
    (folder / "other-policy.toml").write_text('[district]\npolicy = "nope"\n')
    (folder / "other-register.toml").write_text('[register]\nassets = "bad.csv"\n')
    (folder / "bad.csv").write_text(
        "address,asset tag,serial,owner kind,account,site,type,valid until\n"
        "nonsense,T-1,S,district,,,server,\n"
    )
    return folder


@pytest.mark.parametrize(("words", "told"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refusals(words: str, told: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 2, nothing on standard output, and one line on standard error that says why."""
    monkeypatch.chdir(desk)
    before = {path.name for path in desk.iterdir()}
    done = CliRunner().invoke(root, words.split())
    assert done.exit_code == 2, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("walljack: ")
    assert told in line
    assert "Traceback" not in line
    left = {path.name for path in desk.iterdir()} - before
    assert {name for name in left if not name.startswith("walljack.db")} == set()


def test_every_problem_has_its_line(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An input with several problems is refused with all of them at once."""
    monkeypatch.chdir(desk)
    done = CliRunner().invoke(root, ["policy", "check", _CONFIG])
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) > 2
    assert all(line.startswith("walljack: ") for line in done.stderr.splitlines())


def test_an_unwritable_report_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that cannot be written refuses the replay, and no database is made."""
    monkeypatch.chdir(tmp_path)
    for report in ("nowhere/report.html", "folder.html"):
        (tmp_path / "folder.html").mkdir(exist_ok=True)
        done = CliRunner().invoke(root, ["replay", _CASE, "--report", report])
        assert done.exit_code == 2
        (line,) = done.stderr.splitlines()
        assert "cannot be written" in line
        assert not (tmp_path / "walljack.db").exists()


def test_a_damaged_page_is_found_by_db_check(desk: Path, tmp_path: Path) -> None:
    """A database whose pages were overwritten is not called whole."""
    torn = tmp_path / "page.db"
    shutil.copy(desk / "whole.db", torn)
    octets = bytearray(torn.read_bytes())
    octets[len(octets) // 2 : len(octets) // 2 + 4096] = b"\xa5" * 4096
    torn.write_bytes(octets)
    done = CliRunner().invoke(root, ["db", "check", "--db", str(torn)])
    assert done.exit_code in (1, 2)
    assert "Traceback" not in done.output


def test_usage_errors_exit_with_two() -> None:
    """An unknown option, verb or form is bad usage."""
    for words in ("devices --bogus", "nonsense", "report --format pdf", "frame show x zero"):
        done = CliRunner().invoke(root, words.split())
        assert done.exit_code == 2, words
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
