"""The floors of DESIGN section 3: imports only go down."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.tree import (
    ALLOWED_ON_ONE_FLOOR,
    FLOOR_OF,
    PACKAGE,
    imports_of,
    place,
    room_of,
    source_files,
    tree_of,
)

# What would let a floor that must be pure reach the world. `socket` and its kind; SQL; the
# clock; the log; the disk; other processes.
_WORLD = frozenset(
    {
        *("socket", "socketserver", "select", "selectors", "ssl", "asyncio", "http", "urllib"),
        *("smtplib", "ftplib", "aiohttp", "requests", "httpx", "pysnmp", "starlette", "uvicorn"),
        *("sqlite3", "sqlite_utils", "psycopg", "nats"),
        *("time", "sched", "apscheduler", "threading", "multiprocessing", "subprocess", "signal"),
        *("logging", "syslog", "warnings"),
        *("os", "pathlib", "shutil", "tempfile", "glob", "fcntl", "gzip", "pickle"),
        *("random", "secrets", "scapy", "mac_vendor_lookup", "typer", "rich", "click"),
    }
)
_CLOCK_READS = frozenset({"now", "utcnow", "today"})
# scapy is GPL and reads a home directory: it lives in a program with a process of its own.
# mac-vendor-lookup downloads when it finds no list: only its list is read, never its code run.
_OWN_PROGRAMS: dict[str, set[str]] = {
    "scapy": {"cli/dissect.py", "cli/record.py"},
    "mac_vendor_lookup": set(),
}


def test_every_room_has_a_floor() -> None:
    """Everything inside the package is a room that DESIGN section 3 names."""
    rooms = {room_of(path) for path in PACKAGE.rglob("*.py")} - {""}
    assert rooms - FLOOR_OF.keys() == set()


@pytest.mark.parametrize("path", source_files(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    """A file imports only its own room and rooms on lower floors."""
    room = room_of(path)
    floor = FLOOR_OF.get(room, -1)
    wrong = []
    for target, line in imports_of(path):
        parts = target.split(".")
        if parts[0] != "walljack" or len(parts) < 2:
            continue
        other = parts[1]
        if other.startswith("__") or other == room or (room, other) in ALLOWED_ON_ONE_FLOOR:
            continue
        if other not in FLOOR_OF:
            wrong.append(f"{place(path, line)} imports {target}, which is no room")
        elif FLOOR_OF[other] >= floor:
            wrong.append(
                f"{place(path, line)}: {room or 'walljack'} (floor {floor}) "
                f"imports {other} (floor {FLOOR_OF[other]})"
            )
    assert wrong == []


@pytest.mark.parametrize(
    "path", source_files(floors=range(3)), ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_the_core_is_pure(path: Path) -> None:
    """Floors 0 to 2 import nothing that knows a socket, SQL, the clock, the log or the disk."""
    worldly = [
        f"{place(path, line)} imports {target}"
        for target, line in imports_of(path)
        if target.split(".")[0] in _WORLD or target.startswith("importlib.resources")
    ]
    assert worldly == []


@pytest.mark.parametrize(
    "path", source_files(floors=range(3)), ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_the_core_reads_no_clock_and_no_file(path: Path) -> None:
    """Floors 0 to 2 never call open() or print(), nor ask a datetime what time it is."""
    wrong = []
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        opens = isinstance(called, ast.Name) and called.id in {"open", "print", "input"}
        if opens or (isinstance(called, ast.Attribute) and called.attr in _CLOCK_READS):
            wrong.append(f"{place(path, node.lineno)} calls {ast.unparse(called)}")
    assert wrong == []


@pytest.mark.parametrize("package", sorted(_OWN_PROGRAMS))
def test_guests_stay_in_their_own_programs(package: str) -> None:
    """Only the named programs, which run in a process of their own, import the package."""
    inside = {
        path.relative_to(PACKAGE).as_posix()
        for path in source_files()
        for target, _ in imports_of(path)
        if target.split(".")[0] == package
    }
    assert inside <= _OWN_PROGRAMS[package]


def test_own_programs_are_not_imported() -> None:
    """No module of ours imports a program that brings such a guest into its process."""
    programs = {
        f"walljack.{name.removesuffix('.py').replace('/', '.')}"
        for names in _OWN_PROGRAMS.values()
        for name in names
    }
    wrong = [
        f"{place(path, line)} imports {target}"
        for path in source_files()
        for target, line in imports_of(path)
        if any(target == program or target.startswith(f"{program}.") for program in programs)
    ]
    assert wrong == []
