"""Adding a device, as CONTRIBUTING tells it; and what the verbs of the upkeep refuse."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.pcaps.district import HERE, MORNING
from tests.pcaps.new_product import PERSONAL, make
from walljack.cli import root
from walljack.store import Store

_CONTRIBUTING = HERE.parents[1] / "CONTRIBUTING.md"
_PROJECTOR = "00:00:5e:00:53:2e"
_BAD = HERE.parent / "bad" / "capture"


def _commands() -> list[str]:
    """The indented lines of the section, in order."""
    text = _CONTRIBUTING.read_text(encoding="utf-8")
    section = text.partition("## Add a device in ten minutes")[2].partition("\n## ")[0]
    return [line.strip() for line in section.splitlines() if line.startswith("    ")]


def _run(words: str) -> Result:
    return CliRunner().invoke(root, shlex.split(words), catch_exceptions=False)


def test_adding_a_device_as_contributing_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command of the section works in its order, and ends with a device that is known."""
    monkeypatch.chdir(tmp_path)
    told: dict[str, Result] = {}
    for command in _commands():
        words, _, into = command.partition(" > ")
        if words.startswith("python -m tests.pcaps.new_product "):
            make(tmp_path / shlex.split(words)[-1])
        elif words.startswith("mkdir "):
            (tmp_path / words.removeprefix("mkdir ")).mkdir()
        elif words.startswith("printf "):
            text = shlex.split(words)[1].replace("\\n", "\n")
            (tmp_path / into).write_text(text)
        else:
            assert words.startswith("walljack ")
            if "fingerprints check" in words:
                refused = _run(words.removeprefix("walljack "))
                assert refused.exit_code == 2
                assert "source: must not be empty" in refused.stderr
                entry = tmp_path / "mine" / "klever.toml"
                entry.write_text(entry.read_text().replace('source = ""', 'source = "own capture"'))
            done = _run(words.removeprefix("walljack "))
            assert done.exit_code == 0, f"{words}: {done.stderr}"
            if into:
                (tmp_path / into).write_text(done.stdout)
            told[" ".join(words.split()[1:3])] = done
    assert "_klever-ctl._tcp" in told["fingerprints coverage"].stdout
    assert f"walljack fingerprints new {_PROJECTOR}" in told["fingerprints coverage"].stdout
    assert "projector" in told["fingerprints explain"].stdout
    assert "Klever P300" in told["devices --type"].stdout
    assert "1/1" in told["evaluate --labels"].stdout
    written = (tmp_path / "mine" / "klever.toml").read_bytes()
    given = (tmp_path / "klever-p300.pcap").read_bytes()
    shown = "".join(done.stdout + done.stderr for done in told.values()).encode()
    assert {word for word in PERSONAL if word.encode() in written + given} == set()
    assert b"Abernathy" not in shown


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The capture of the invented product and its database, made once."""
    folder = tmp_path_factory.mktemp("replayed")
    make(folder / "room.pcap")
    done = _run(f"replay {folder}/room.pcap --db {folder}/walljack.db --quiet")
    assert done.exit_code == 0
    return folder


@pytest.fixture
def heard(replayed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with both, in which the test works."""
    for name in ("room.pcap", "walljack.db"):
        shutil.copy(replayed / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_draft_goes_to_the_end_of_a_file(heard: Path) -> None:
    """What was in the file is kept, and a blank line parts the two."""
    (heard / "klever.toml").write_text("# ours\n")
    _run(f"fingerprints new {_PROJECTOR} --type projector -o klever.toml")
    text = (heard / "klever.toml").read_text()
    assert text.startswith("# ours\n\n# A draft.")
    assert text.count("[[entry]]") == 1


def test_the_others_that_a_draft_would_match_are_counted(heard: Path) -> None:
    """The projector next door is told, and no warning given: it is unknown."""
    told = _run(f"fingerprints new {_PROJECTOR} --type projector").stderr
    assert "1 other device here would match it: 1 unknown device." in told
    assert "WARNING" not in told


def test_a_draft_that_meets_other_things_is_warned_of(heard: Path) -> None:
    """What the book takes for something else would be renamed by the draft."""
    _run(f"replay {MORNING} --quiet --db morning.db")
    told = _run("fingerprints new 00:e0:4c:20:02:01 --type projector --db morning.db").stderr
    assert re.search(r"WARNING: \d+ of them (is|are) taken for something else \(.*Chromebook", told)


def test_names_are_shown_only_when_asked_and_then_logged(heard: Path) -> None:
    """--unmask prints the names beside the draft; the look is on record, the draft holds none."""
    plain = _run(f"fingerprints new {_PROJECTOR}")
    assert "Abernathy" not in plain.output
    shown = _run(f"fingerprints new {_PROJECTOR} --unmask --reason 'new entry'")
    assert "Abernathy" in shown.stderr
    assert "Abernathy" not in shown.stdout
    assert "roles are not enforced" in shown.stderr
    with Store.open(heard / "walljack.db") as store:
        looks = [entry for entry in store.change_log() if entry.act == "unmask"]
    assert [(look.subject, look.detail["reason"]) for look in looks] == [
        (f"device {_PROJECTOR}", "new entry")
    ]


def test_coverage_as_json(heard: Path) -> None:
    """A program gets the same, cut to the limit."""
    told = json.loads(_run("fingerprints coverage --json --limit 3").stdout)
    assert told["schema"] == "walljack-coverage-1"
    assert told["devices"] == 4
    assert len(told["unexplained"]) == 3
    assert told["unexplained"][0]["unknown"] == 2
    assert "Abernathy" not in json.dumps(told)


def test_donate_tells_what_it_wrote(heard: Path) -> None:
    """Frames, stand-in and answer on standard error; with a label the table on standard output."""
    bare = _run(f"donate {_PROJECTOR} -o one.pcap")
    assert bare.stdout == ""
    assert re.search(r"one\.pcap: \d+ frames of 00:00:5e:00:53:2e, now 00:00:5e:", bare.stderr)
    assert "The book takes it for the same as the original: unknown device, unknown." in bare.stderr
    assert "give --label TYPE" in bare.stderr
    labelled = _run(f"donate room.pcap {_PROJECTOR} -o two.pcap --label projector --model 'P, 3'")
    head, row, end = labelled.stdout.split("\n")
    assert head == "file,mac,device_type,vendor,model,label_basis"
    assert re.fullmatch(r'two\.pcap,00:00:5e:(..:){2}..,projector,,"P, 3",donated', row)
    assert end == ""


def test_a_second_draft_gets_another_id(heard: Path) -> None:
    """The ids of the file that it is added to are taken."""
    for _ in range(2):
        _run(f"fingerprints new {_PROJECTOR} --type projector -o klever.toml")
    entries = tomllib.loads((heard / "klever.toml").read_text())["entry"]
    first, second = (entry["id"] for entry in entries)
    assert second == f"{first}-2"


@pytest.mark.parametrize(
    ("text", "told"), [("x = [", "is no TOML"), ("entry = 1", "holds no [[entry]]")]
)
def test_a_draft_is_added_to_no_other_file(heard: Path, text: str, told: str) -> None:
    """What is no file of fingerprints is refused, and stays as it was."""
    (heard / "klever.toml").write_text(text)
    refused = _run(f"fingerprints new {_PROJECTOR} --type projector -o klever.toml")
    assert refused.exit_code == 2
    assert told in refused.stderr
    assert (heard / "klever.toml").read_text() == text


_REFUSED = [
    ("fingerprints new nonsense", "'nonsense' is not an EUI-48 address: write it as"),
    ("fingerprints new 00:00:5e:00:53:77", "was never heard: walljack devices lists what was"),
    (f"fingerprints new {_PROJECTOR} --type toaster", "--type 'toaster' is no type: one of"),
    (f"fingerprints new {_PROJECTOR} --db gone.db", "there is no database here"),
    (f"fingerprints new {_PROJECTOR} -o no/x.toml", "cannot be written"),
    ("fingerprints coverage --db gone.db", "there is no database here"),
    ("fingerprints coverage --limit 0", "greater than or equal to 1"),
    (f"donate {_PROJECTOR}", "Missing option '--output'"),
    ("donate nonsense -o x.pcap", "'nonsense' is not an EUI-48 address"),
    (f"donate a b {_PROJECTOR} -o x.pcap", "one word too many: write [CAPTURE] ADDRESS"),
    (f"donate gone.pcap {_PROJECTOR} -o x.pcap", "gone.pcap"),
    (f"donate {_BAD}/text.pcap {_PROJECTOR} -o x.pcap", "is no pcap or pcapng capture"),
    ("donate room.pcap 00:00:5e:00:53:77 -o x.pcap", "says nothing in room.pcap that could be"),
    (f"donate {_PROJECTOR} -o no/x.pcap", "cannot be written"),
    (f"donate {_PROJECTOR} -o x.pcap --label toaster", "--label 'toaster' is no type: one of"),
    (f"donate {_PROJECTOR} -o x.pcap --db gone.db", "there is no database here"),
    (f"donate room.pcap {_PROJECTOR} -o x.pcap --interface lo", "a capture and --interface"),
    (f"donate {_PROJECTOR} -o x.pcap --interface wj-none --seconds 1", "wj-none: "),
    (f"donate {_PROJECTOR} -o x.pcap --seconds 1", "--seconds is for listening"),
    (f"donate {_PROJECTOR} -o -", "is what is printed: name a file"),
    ("fingerprints build -o nodir/a/b", "cannot be written"),
]


@pytest.mark.parametrize(("words", "told"), _REFUSED, ids=[words for words, _ in _REFUSED])
def test_refusals(heard: Path, words: str, told: str) -> None:
    """A refusal is one line that says what to do; nothing is written."""
    refused = _run(words)
    assert refused.exit_code == 2
    assert told in re.sub(r"[│\s]+", " ", refused.stderr)
    assert "Traceback" not in refused.output
    assert not (heard / "x.pcap").exists()
