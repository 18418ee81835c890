"""One file, one noun: sizes, names, and what no tracked file may hold."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.tree import PACKAGE, ROOT, source_files, tracked_files

_LINES_AT_MOST = 400  # DESIGN section 3
_EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "handler", "misc"}
_MAY_BE_ADDED = {"docs", "packaging"}
_TOP = {
    *("pyproject.toml", "README.md", "Makefile", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"),
    *("daemon", "fingerprints", "data", "systemd", "tests"),
    *("requirements.txt", ".gitignore", ".gitattributes", ".ci"),
}
_LARGEST_BYTES = 2 * 1024 * 1024  # a clone stays quick; a larger file belongs elsewhere

# Spelt in two parts, so that this file does not hold what it forbids.
_REGISTRIES = [
    *("pypi." + "org", "python" + "hosted.org", "npmjs." + "org", "npmjs." + "com"),
    *("proxy.golang." + "org", "crates." + "io", "deb.debian." + "org"),
]
_MACHINE_PATH = re.compile(
    r"(?<![\w.~-])/(?:wo" r"rk/(?:main|shared)|ro" r"ot/|ho" r"me/[a-z]|tmp/[a-z_]|opt/wheels)"
)
_UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
_TEXT = {".py", ".toml", ".md", ".csv", ".html", ".j2", ".txt", ".sh", ".json", ".service", ".mjs"}


def _text_files() -> list[Path]:
    """Tracked text, without the licence (verbatim)."""
    bare = {"Makefile", "run"}
    return [p for p in tracked_files() if p.suffix in _TEXT or p.name in bare]


def test_top_level_is_the_house() -> None:
    """Beside what DESIGN section 3 lists, only docs/ and packaging/ stand in the repository."""
    top = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert top - _TOP - _MAY_BE_ADDED == set()


def test_files_are_short() -> None:
    """A file of the package, and of its tests, has at most 400 lines."""
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for path in [*source_files(), *sorted((ROOT / "tests").rglob("*.py"))]
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > _LINES_AT_MOST
    ]
    assert long == []


def test_names_say_something() -> None:
    """No module or directory of the package is called utils, helpers, common, manager, handler."""
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path in source_files()
        for part in path.relative_to(PACKAGE).parts
        if _EMPTY_NAMES & set(part.removesuffix(".py").split("_"))
    ]
    assert wrong == []


def test_public_rooms_say_what_they_are() -> None:
    """Every module of the package opens with a docstring."""
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in source_files()
        if not path.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""'))
    ]
    assert silent == []


def test_no_machine_and_no_registry() -> None:
    """No tracked text names a path of one machine or the host of a package registry."""
    wrong = []
    for path in _text_files():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if _MACHINE_PATH.search(line) or any(host in line for host in _REGISTRIES):
                wrong.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert wrong == []


def test_nothing_is_left_for_later() -> None:
    """No tracked code or page carries a note to finish something."""
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _text_files()
        if path.suffix in {".py", ".md", ".sh", ".toml", ".html", ".j2"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _UNFINISHED.search(line)
    ]
    assert wrong == []


def test_nothing_is_large() -> None:
    """No tracked file is larger than two mebibytes."""
    assert [p.name for p in tracked_files() if p.stat().st_size > _LARGEST_BYTES] == []


def test_licence_is_verbatim() -> None:
    """LICENSE is the Apache License 2.0 as published."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert text.rstrip().endswith("limitations under the License.")
