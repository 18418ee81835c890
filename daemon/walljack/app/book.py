"""The fingerprint book in force: what ships, and the district's own entries over it."""

from __future__ import annotations

from pathlib import Path

from walljack.files import Shipped, is_folder, read_bytes, read_text, read_texts
from walljack.fingerprint import (
    BOOK_FILES,
    EDITION,
    Book,
    Site,
    is_table,
    parse_book,
    parse_edition,
    parse_site,
    render_edition,
)
from walljack.model.error import Problem, ProblemsError
from walljack.model.vocabulary import Vocabulary

# Where an administrator's own entries lie when the configuration names no folder.
SITE_FOLDER = Path("/etc/walljack/fingerprints.d")

_BOOK = "fingerprints"


def read_shipped_book(shipped: Shipped, vocabulary: Vocabulary) -> Book:
    """The shipped book without its records; nothing in it is checked again.

    An installed program reads the one file that was made when the package was built. A checkout
    reads the entries themselves, so that what a developer changes is in force at once.
    Raises: ProblemsError when that file is missing, changed or damaged.
    """
    if not shipped.installed:
        return parse_book(book_files(shipped), vocabulary, checked=True)
    path = shipped.root / _BOOK / EDITION
    if not path.is_file():
        raise ProblemsError([Problem(str(path), "is missing", "install Walljack again")])
    return parse_edition(read_bytes(path), vocabulary, str(path))


def make_edition(shipped: Shipped, vocabulary: Vocabulary) -> tuple[bytes, Book]:
    """The one file that the package ships, from entries that were all checked.

    Raises: ProblemsError with every problem of every entry.
    """
    book = parse_book(book_files(shipped), vocabulary)
    return render_edition(book), book


def book_files(shipped: Shipped, path: Path | None = None) -> dict[str, str]:
    """The files of a book by their place below its folder.

    Takes: ``path``, a folder with ``vendor/`` and ``stack/``, or one file in such a folder; None
    = the shipped book. Beside one file stand the tables of its own folder, or the shipped ones.
    Raises: ProblemsError when there are none.
    """
    ours = shipped.root / _BOOK
    if path is not None and path.is_file():
        beside = path.parent.parent
        tables = beside if (beside / "tables").is_dir() else ours
        return {
            f"{path.parent.name}/{path.name}": read_text(path),
            **read_texts(tables, "tables/*.csv"),
        }
    folder = path or ours
    files: dict[str, str] = {}
    for pattern in BOOK_FILES:
        files |= read_texts(folder, pattern)
    if all(map(is_table, files)):
        raise ProblemsError(
            [Problem(str(folder), "holds no fingerprints", "name the folder above vendor/")]
        )
    return files


def check_book(shipped: Shipped, vocabulary: Vocabulary) -> Book:
    """The shipped book, every entry checked, and the file made of it compared with them.

    Raises: ProblemsError with every problem.
    """
    book = parse_book(book_files(shipped), vocabulary)
    if shipped.installed and read_shipped_book(shipped, vocabulary).digest != book.digest:
        path = shipped.root / _BOOK / EDITION
        what = "was not made of the entries beside it"
        raise ProblemsError([Problem(str(path), what, "install Walljack again")])
    return book


def is_book(path: Path) -> bool:
    """The path names a book, or a file of one, by where it lies: not a site's own entries."""
    if path.is_file():
        return path.parent.name in {"vendor", "stack"}
    return (path / "vendor").is_dir() or (path / "stack").is_dir()


def read_site(folder: str, shipped: Book) -> Site | None:
    """The district's own entries over the shipped book; None when there are none.

    Takes: ``folder``, as the configuration names it, "" = the usual place if it is there.
    Raises: ProblemsError when a folder that is named is not there, and with every problem of
    every file in it. The shipped book alone is not taken instead: entries that were switched
    off or corrected would be back without a word.
    """
    named = Path(folder) if folder else SITE_FOLDER
    if not is_folder(named):
        if not folder:
            return None
        raise ProblemsError(
            [Problem(folder, "no such folder", "make it, or correct fingerprints.folder")]
        )
    files = _site_files(named)
    return parse_site(files, shipped) if files else None


def read_site_files(path: Path, shipped: Book) -> Site:
    """The same for the entries in one folder or file that is to be checked.

    Raises: ProblemsError, also when there are none.
    """
    files = {str(path): read_text(path)} if path.is_file() else _site_files(path)
    if not files:
        remedy = "name the folder above vendor/, or a folder of your own entries"
        raise ProblemsError([Problem(str(path), "holds no fingerprints", remedy)])
    return parse_site(files, shipped)


def _site_files(folder: Path) -> dict[str, str]:
    """A site's entries and tables, by the names that messages call them.

    What begins with a dot is an editor's, not the site's.
    """
    found = read_texts(folder, "[!.]*.toml") | read_texts(folder, "tables/[!.]*.csv")
    return {str(folder / name): text for name, text in found.items()}
