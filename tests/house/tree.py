"""The project's own files, as the house tests look at them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "daemon" / "walljack"

# DESIGN section 3, from the top. `walljack/__main__.py` is the person's door too.
FLOORS: dict[int, tuple[str, ...]] = {
    5: ("cli", "__main__"),
    4: ("app",),
    3: (
        *("capture", "store", "notify", "locate", "web"),
        *("schedule", "settings", "files", "paper"),
    ),
    2: ("pipeline", "queries", "commands"),
    1: (
        *("decode", "novelty", "profile", "vendor", "fingerprint"),
        *("policy", "register", "cases", "custody", "render"),
    ),
    0: ("model", "address"),
}
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms}

# `address` lies beneath `model`: the nouns are made of addresses.
ALLOWED_ON_ONE_FLOOR = {("model", "address"), ("__main__", "cli")}


class Import(NamedTuple):
    """One import statement's target: dotted module, and where it stands."""

    module: str
    line: int


def source_files(*, floors: range = range(6)) -> list[Path]:
    """Every Python file of the package whose room is on one of the floors, sorted."""
    return sorted(
        path for path in PACKAGE.rglob("*.py") if FLOOR_OF.get(room_of(path), 5) in floors
    )


def room_of(path: Path) -> str:
    """The room that a file of the package belongs to; "" for ``walljack/__init__.py``."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def tree_of(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports_of(path: Path) -> Iterator[Import]:
    """Every import anywhere in a file, also inside functions and type checks.

    ``from package import name`` gives ``package.name``: the name may be a module.
    """
    package = path.relative_to(PACKAGE.parent).with_suffix("").parts[:-1]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            prefix = ".".join(part for part in (base, node.module or "") if part)
            for alias in node.names:
                yield Import(f"{prefix}.{alias.name}", node.lineno)


def tracked_files() -> list[Path]:
    """Every file that git tracks or would track; every file, where there is no git checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        inside = ("daemon", "fingerprints", "data", "systemd", "tests")
        paths = [p for part in inside for p in (ROOT / part).rglob("*")]
        paths += ROOT.glob("*.*")
    else:
        paths = [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]
    return sorted(path for path in paths if path.is_file() and "__pycache__" not in path.parts)


def place(path: Path, line: int) -> str:
    """A file and line as a person looks it up."""
    return f"{path.relative_to(ROOT)}:{line}"
