"""What verbs print: into a pipe, to nobody, where there is no room, and as JSON."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.pcaps.district import CASES, MORNING, SAMPLES
from walljack.app import Workplace
from walljack.cli import root

_ROOT = Path(__file__).parents[3]
_CONFIG = str(SAMPLES / "walljack.toml")
_PC = "8c:04:ba:20:01:01"

# Personal parts of names in the sample: what nobody may read who has not asked for it.
_PERSONAL = ("4Q7MN2KD", "Archer_C7", "Room 14", "NES-T-0311", "NES-R12")
_TABLES = ("devices", "findings", "cases", "findings --all", "cases --all")
_JSON = (
    "devices --json",
    f"device {_PC} --json",
    "findings --json",
    "cases --json",
    "report --format json",
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample school morning, replayed."""
    path = str(tmp_path_factory.mktemp("desk") / "sample.db")
    done = CliRunner().invoke(
        root, ["replay", str(MORNING), "--db", path, "--config", _CONFIG, "--quiet"]
    )
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    return path


@cache
def said(words: str, db: str, *more: str) -> str:
    """What a verb prints; it must exit with 0 and tell nothing on standard error."""
    args = [*words.split(), "--db", db, "--config", _CONFIG, *more]
    done = CliRunner().invoke(root, args)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def program(words: str, db: str, **more: object) -> subprocess.Popen[bytes]:
    """The program itself, its standard error and (unless given) output in pipes."""
    arguments = [sys.executable, "-m", "walljack", *words.split()]
    if not words.startswith(("policy", "fingerprints", "frame")):
        arguments += ["--db", db, "--config", _CONFIG]
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    environment = {**os.environ, "PYTHONPATH": str(_ROOT / "daemon"), **given.pop("extra", {})}  # type: ignore[dict-item]
    return subprocess.Popen(arguments, env=environment, **given)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("words", ["devices", "report", "policy show"])
def test_a_pipe_gets_plain_text(words: str, db: str) -> None:
    """Piped output holds no colour and no trailing report of anything."""
    running = program(words, db)
    output, errors = running.communicate(timeout=60)
    assert running.returncode == 0
    assert errors == b""
    assert b"\x1b" not in output
    assert output.endswith(b"\n")


@pytest.mark.parametrize("words", ["devices", "report", f"frame show {MORNING} 3"])
def test_who_reads_no_further_is_no_failure(words: str, db: str) -> None:
    """When the reader of a pipe has seen enough (head, a pager), the verb ends quietly."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        running = program(words, db, stdout=writer)
    finally:
        os.close(writer)
    _, errors = running.communicate(timeout=60)
    assert errors == b""
    assert running.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("words", ["devices", "report"])
def test_no_room_is_told_in_one_line(words: str, db: str) -> None:
    """A full disk behind standard output is one line and exit code 2, without a traceback."""
    with Path("/dev/full").open("wb") as full:
        running = program(words, db, stdout=full)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 2
    (line,) = errors.decode().splitlines()
    assert "standard output cannot be written: no space left on device" in line


@pytest.mark.parametrize("words", ["devices", "report"])
def test_a_poor_encoding_is_told_in_one_line(words: str, db: str) -> None:
    """Where not every letter can be shown, the line names the remedy."""
    running = program(words, db, extra={"PYTHONIOENCODING": "ascii"})
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 2
    (line,) = errors.decode().splitlines()
    assert "PYTHONIOENCODING=utf-8" in line


@pytest.mark.parametrize("words", _JSON)
def test_json_is_one_document_with_its_schema(words: str, db: str) -> None:
    """``--json`` prints one object that names its schema and says that names are masked."""
    document = json.loads(said(words, db))
    assert document["schema"].startswith("walljack-")
    assert document["names_masked"] is True


def test_csv_has_a_row_for_each_case(db: str) -> None:
    """The CSV report parses, with its header in every row's width."""
    rows = list(csv.reader(io.StringIO(said("report --format csv", db))))
    assert len(rows) > 5
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize(
    "words",
    [
        *_TABLES,
        *_JSON,
        "report",
        "report --format html",
        "report --format csv",
        f"device {_PC}",
        "device c8:3f:26:20:06:03",
        "device ac:cc:8e:10:30:01",
        "device 50:c7:bf:20:07:01",
    ],
)
def test_names_are_masked(words: str, db: str) -> None:
    """No list, page, report or JSON shows the personal part of a name."""
    text = said(words, db)
    assert [name for name in _PERSONAL if name.casefold() in text.casefold()] == []


def test_the_replay_itself_masks(tmp_path: Path) -> None:
    """The report that ``replay`` prints and writes masks names too."""
    args = ["replay", str(MORNING), "--db", str(tmp_path / "x.db"), "--config", _CONFIG]
    done = CliRunner().invoke(root, [*args, "--report", str(tmp_path / "x.html")])
    assert done.exit_code == 0
    written = (tmp_path / "x.html").read_text(encoding="utf-8")
    for text in (done.stdout, done.stderr, written):
        assert [name for name in _PERSONAL if name in text] == []


def test_a_look_at_names_is_logged_first(db: str) -> None:
    """``--unmask`` shows names, says that roles are not enforced, and stands in the log."""
    args = ["device", _PC, "--db", db, "--config", _CONFIG, "--unmask", "--reason", "case 3"]
    done = CliRunner().invoke(root, args)
    assert done.exit_code == 0
    assert "NES-R12-0188" in done.stdout
    assert "roles are not enforced" in done.stderr
    with Workplace(Path(db), None).open_store() as store:
        looks = [entry for entry in store.change_log() if entry.act == "unmask"]
    assert len(looks) == 1
    assert looks[0].detail["reason"] == "case 3"
    assert _PC in looks[0].subject


def test_devices_by_type_register_and_segment(db: str) -> None:
    """The filters of ``devices`` choose by branch, by register, by place and by time."""

    def listed(words: str) -> set[str]:
        return {row["address"] for row in json.loads(said(words, db))["devices"]}

    everything = listed("devices --json")
    assert len(everything) == 48
    assert listed("devices --json --type smart_speaker") == {
        "48:d6:d5:20:06:07",
        "fc:65:de:20:06:06",
    }
    assert listed("devices --json --type media") > listed("devices --json --type smart_speaker")
    ours, others = listed("devices --json --registered"), listed("devices --json --unregistered")
    assert ours | others == everything
    assert not ours & others
    assert len(listed("devices --json --segment north-portables")) == 3
    assert listed("devices --json --since 2026-10-06T08:10") < everything
    assert listed("devices --json --since 2027-01-01") == set()


def test_the_custody_log_verifies_against_what_the_report_printed(db: str) -> None:
    """The head of the custody log in the report is an anchor that ``custody verify`` accepts."""
    head = json.loads(said("report --format json", db))["custody_head"]
    assert head in said("report", db)
    assert "anchor vouches" in said("custody verify", db, "--anchor", head)
    done = CliRunner().invoke(
        root, ["custody", "verify", "--db", db, "--config", _CONFIG, "--anchor", "0" * 64]
    )
    assert done.exit_code == 1


def test_frame_show_dissects(db: str) -> None:
    """``frame show`` prints scapy's dissection of the frame with that number."""
    text = said(f"frame show {CASES / 'cast-group.pcap'} 3", db)
    assert text.startswith("Frame 3: ")
    assert "Nest Mini" in text


def test_fingerprints_explain(db: str) -> None:
    """``fingerprints explain`` gives the answer, what matched and where it comes from."""
    text = said("fingerprints explain dhcp.vendor_class=PS5", db)
    assert "game console" in text
    assert "source:" in text
