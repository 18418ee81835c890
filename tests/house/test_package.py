"""What `pip install .` gives: the program, with its data inside."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import ROOT, tracked_files
from walljack.fingerprint import EDITION, parse_book, parse_edition, parse_vocabulary

_SAMPLES = ROOT / "data" / "samples"
_BOOK = "fingerprints"
_FOLDERS = {"vendor", "stack", "tables"}


def _run(*command: str | Path, folder: Path) -> str:
    """Run outside the checkout, without its paths, and give what was printed."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(
        *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"),
        *("--no-build-isolation", "--wheel-dir", folder, ROOT),
        folder=folder,
    )
    (made,) = folder.glob("walljack-*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `walljack` command of a fresh environment that the wheel was installed into.

    Its dependencies are borrowed from the environment that runs the tests: a plain line in a
    .pth file adds a folder without what that folder's own .pth files add, so the checkout
    itself stays out. `.ci/run` installs from an index instead.
    """
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=False, symlinks=True)
    packages = next(home.glob("lib/python*/site-packages"))
    (packages / "borrowed.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    _run(
        *(sys.executable, "-m", "pip", "--python", home / "bin" / "python"),
        *("install", "--quiet", "--no-deps", "--no-index", wheel),
        folder=home,
    )
    return home / "bin" / "walljack"


def test_wheel_holds_the_data(wheel: Path) -> None:
    """Every tracked file of fingerprints/ and data/ is in the wheel under walljack/shipped/."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    parts = [path.relative_to(ROOT) for path in tracked_files()]
    wanted = {
        f"walljack/shipped/{part.as_posix()}"
        for part in parts
        if part.parts[0] in {"fingerprints", "data"}
    }
    assert wanted - inside == set()
    assert any(name.endswith("school-morning.pcap") for name in wanted)


def test_wheel_holds_the_checked_book(wheel: Path) -> None:
    """The wheel carries the book in one file, made of the very entries beside it."""
    inside = zipfile.ZipFile(wheel)
    words = parse_vocabulary((ROOT / _BOOK / "vocabulary.toml").read_text("utf-8"))
    book = parse_edition(inside.read(f"walljack/shipped/{_BOOK}/{EDITION}"), words)
    beside = {
        name.removeprefix(f"walljack/shipped/{_BOOK}/"): inside.read(name).decode()
        for name in inside.namelist()
        if name.startswith(f"walljack/shipped/{_BOOK}/") and Path(name).parent.name in _FOLDERS
    }
    assert parse_book(beside, words, checked=True) == book


def test_wheel_holds_code_and_licence_alone(wheel: Path) -> None:
    """The wheel brings the package, its data and its licence, and no test."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].removesuffix(".dist-info") for name in names} == {
        "walljack",
        wheel.name.removesuffix("-py3-none-any.whl"),
    }
    assert "walljack/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_installed_command_helps(installed: Path, tmp_path: Path) -> None:
    """An installed `walljack --help` names the verbs."""
    told = _run(installed, "--help", folder=tmp_path)
    assert "replay" in told
    assert "devices" in told


def test_installed_command_walks_the_sample(installed: Path, tmp_path: Path) -> None:
    """An installed `walljack replay` of the sample leaves a database and a report."""
    database, report = tmp_path / "trial.db", tmp_path / "report.html"
    _run(
        *(installed, "replay", _SAMPLES / "school-morning.pcap"),
        *("--config", _SAMPLES / "walljack.toml", "--db", database, "--report", report),
        folder=tmp_path,
    )
    assert database.stat().st_size > 0
    assert "</html>" in report.read_text(encoding="utf-8")


def test_installed_book_is_verified(installed: Path, tmp_path: Path) -> None:
    """An installed program proves its book, answers by it, and refuses it when it is damaged."""
    assert _run(installed, "fingerprints", "check", folder=tmp_path).endswith(": sound.\n")
    explain: list[str | Path] = [
        installed,
        "fingerprints",
        "explain",
        "mdns.txt.md@_googlecast._tcp=Google Home Mini",
    ]
    assert "smart speaker" in _run(*explain, folder=tmp_path)
    (book,) = installed.parents[1].glob(f"lib/python*/site-packages/walljack/shipped/*/{EDITION}")
    whole = book.read_bytes()
    try:
        book.write_bytes(whole.replace(b"smart_speaker", b"smart_speakes", 1))
        done = subprocess.run(explain, cwd=tmp_path, capture_output=True, text=True, check=False)
    finally:
        book.write_bytes(whole)
    assert (done.returncode, done.stdout) == (2, "")
    assert "was changed or damaged" in done.stderr
    assert "install Walljack again" in done.stderr
