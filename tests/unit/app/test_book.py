"""The book in force: the file that ships, the entries of a checkout, and the site's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.pcaps.district import CASES
from tests.unit.fingerprint.conftest import CAST, entry_text
from walljack.address import parse_eui48
from walljack.app import Workplace, asking, make_edition
from walljack.app.book import book_files
from walljack.cli import root
from walljack.files import Shipped
from walljack.fingerprint import EDITION, parse_vocabulary
from walljack.model.error import ProblemsError

FINGERPRINTS = Path(__file__).parents[3] / "fingerprints"
SPEAKER = entry_text(
    "cast-home",
    {"mdns.txt.md@_googlecast._tcp": "^Google Home( Mini)?$"},
    {"type": "smart_speaker", "vendor": "Google"},
    CAST,
)


def shipped_in(folder: Path) -> Path:
    """A folder of shipped data with one entry."""
    book = folder / "fingerprints"
    (book / "vendor").mkdir(parents=True)
    for name in ("vocabulary.toml", "records.toml"):
        shutil.copy(FINGERPRINTS / name, book / name)
    (book / "vendor" / "google.toml").write_text(SPEAKER, encoding="utf-8")
    return folder


def installed_in(folder: Path) -> Path:
    """The same as a wheel leaves it: with the book that was made of it."""
    book = shipped_in(folder) / "fingerprints"
    words = parse_vocabulary((book / "vocabulary.toml").read_text("utf-8"))
    octets, _book = make_edition(Shipped(folder), words)
    (book / EDITION).write_bytes(octets)
    return folder


def place_of(folder: Path, config: Path | None = None) -> Workplace:
    """A workplace with this shipped data."""
    return Workplace(folder / "walljack.db", config, Shipped(folder))


def refusal(place: Workplace) -> str:
    """The words with which the book is refused."""
    with pytest.raises(ProblemsError) as refused:
        _ = place.book
    return str(refused.value)


def test_a_checkout_answers_by_what_stands_in_it_now(tmp_path: Path) -> None:
    """In a checkout a changed entry is in force at once, whatever file was made before."""
    folder = installed_in(tmp_path / "checkout")
    before = place_of(folder).book
    file = folder / "fingerprints" / "vendor" / "google.toml"
    file.write_text(SPEAKER.replace("cast-home", "cast-changed"), encoding="utf-8")
    assert [entry.id for entry in before.entries] == ["cast-home"]
    assert [entry.id for entry in place_of(folder).book.entries] == ["cast-changed"]


def test_an_installed_program_reads_the_made_file(tmp_path: Path) -> None:
    """Installed, the book is the one file; it is the book of the entries that it was made of."""
    installed = place_of(installed_in(tmp_path / "shipped")).book
    assert installed == place_of(shipped_in(tmp_path / "checkout")).book


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """An installation without its book is refused, not run on something else."""
    folder = shipped_in(tmp_path / "shipped")
    path = folder / "fingerprints" / EDITION
    assert refusal(place_of(folder)) == f"{path}: is missing (install Walljack again)"


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    """A changed book is refused with the path and what to do."""
    folder = installed_in(tmp_path / "shipped")
    path = folder / "fingerprints" / EDITION
    path.write_bytes(path.read_bytes().replace(b"smart_speaker", b"smart_speakes"))
    assert refusal(place_of(folder)) == (
        f"{path}: was changed or damaged: its SHA-256 is not the one that it states "
        "(install Walljack again; entries of your own go into a site folder, not here)"
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A configuration that names a folder of own entries beside it."""
    (tmp_path / "own").mkdir()
    config = tmp_path / "walljack.toml"
    config.write_text('[fingerprints]\nfolder = "own"\n', encoding="utf-8")
    return config


def test_own_entries_are_in_force(tmp_path: Path, site: Path) -> None:
    """The folder that the configuration names is read over the shipped book."""
    folder = installed_in(tmp_path / "shipped")
    (site.parent / "own" / "a.toml").write_text('[[off]]\nid = "cast-home"\n', encoding="utf-8")
    place = place_of(folder, site)
    assert len(place.book) == 0
    assert place.book.digest != place_of(folder).book.digest


def test_a_bad_own_file_stops_the_verb(tmp_path: Path, site: Path) -> None:
    """The shipped book is never used alone when an own file is refused."""
    own = site.parent / "own" / "a.toml"
    own.write_text(SPEAKER.replace("smart_speaker", "speaker"), encoding="utf-8")
    place = place_of(installed_in(tmp_path / "shipped"), site)
    assert refusal(place).startswith(f"{own}, entry cast-home, says.type: “speaker” is no type")


def test_an_empty_folder_changes_nothing(tmp_path: Path, site: Path) -> None:
    """A folder without entries leaves the shipped book, and its digest, as they are."""
    folder = installed_in(tmp_path / "shipped")
    assert place_of(folder, site).book == place_of(folder).book


def test_what_an_editor_leaves_is_not_read(tmp_path: Path, site: Path) -> None:
    """Hidden files, links to nowhere among them, and copies of other names are no entries."""
    folder, own = installed_in(tmp_path / "shipped"), site.parent / "own"
    (own / ".#a.toml").symlink_to("nobody@nowhere")
    (own / "a.toml~").write_text("=", encoding="utf-8")
    (own / "a.toml.dpkg-old").write_text("=", encoding="utf-8")
    assert place_of(folder, site).book == place_of(folder).book


def test_a_named_folder_must_be_there(tmp_path: Path, site: Path) -> None:
    """A folder that the configuration names and that is missing is refused."""
    (site.parent / "own").rmdir()
    place = place_of(installed_in(tmp_path / "shipped"), site)
    assert refusal(place) == (
        f"{site.parent / 'own'}: no such folder (make it, or correct fingerprints.folder)"
    )


def test_check_names_what_is_set_aside(tmp_path: Path, site: Path) -> None:
    """``fingerprints check`` tells of which services an own entry takes the evidence."""
    own = site.parent / "own"
    entry = SPEAKER.replace("cast-home", "ours") + 'sets_aside = ["_ipp._tcp", "_http._tcp"]\n'
    (own / "a.toml").write_text(entry, encoding="utf-8")
    done = CliRunner().invoke(root, ["fingerprints", "check", str(own)])
    assert done.output.splitlines() == [
        "1 entry of your own: sound.",
        f"  ours of {own}/a.toml sets aside what a device says of _http._tcp, _ipp._tcp",
    ]


def test_tables_alone_are_no_book(tmp_path: Path) -> None:
    """A folder of tables without an entry is refused."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "models.csv").write_text("key,type,source,licence\n", encoding="utf-8")
    with pytest.raises(ProblemsError, match="holds no fingerprints"):
        book_files(Shipped(), tmp_path)


def test_check_names_what_is_displaced(tmp_path: Path, site: Path) -> None:
    """``fingerprints check`` of own entries tells which shipped ones they displace."""
    own = site.parent / "own"
    entry = SPEAKER.replace("cast-home", "cast-model")
    (own / "a.toml").write_text(f'{entry}\n[[off]]\nid = "bravia-cast"\n', encoding="utf-8")
    done = CliRunner().invoke(root, ["fingerprints", "check", str(own)])
    assert done.output.splitlines() == [
        "1 entry of your own: sound.",
        f"  cast-model of {own}/a.toml stands in the place of that of stack/cast.toml",
        "  bravia-cast of vendor/sony.toml is switched off",
    ]


def test_replay_and_page_tell_what_is_displaced(tmp_path: Path, site: Path) -> None:
    """Who replays or looks at a device is told which shipped entries the own ones displace."""
    (site.parent / "own" / "a.toml").write_text('[[off]]\nid = "cast-model"\n', encoding="utf-8")
    given = ["--db", str(tmp_path / "x.db"), "--config", str(site)]
    capture = str(CASES / "cast-group.pcap")
    done = CliRunner().invoke(root, ["replay", *given, capture, "--quiet"])
    assert "walljack: shipped entries are switched off: cast-model\n" in done.stderr
    place = Workplace(tmp_path / "x.db", site)
    with asking(place) as queries:
        told = {
            said
            for row in queries.inventory()
            if (page := queries.device(parse_eui48(row.address))) is not None
            for said in page.displaced
        }
    assert told == {"Entry cast-model of stack/cast.toml is switched off."}
