"""Walljack only listens: nothing that holds a packet descriptor can send on it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.tree import FLOOR_OF, PACKAGE, imports_of, place, room_of, source_files, tree_of

_SENDS = frozenset(
    {
        *("send", "sendall", "sendto", "sendmsg", "sendfile", "sendmsg_afalg"),
        *("sr", "sr1", "srp", "sendp", "writev", "pwrite", "pwritev"),
    }
)
# Taking an address is the opener's part, which hands over a socket that is bound already.
_ADDRESSES = frozenset({"bind", "connect", "connect_ex"})
# A packet descriptor stays in the capture shell; the floors below it are given bytes.
_NEAR_PACKETS = [
    path
    for path in source_files()
    if room_of(path) == "capture" or FLOOR_OF.get(room_of(path), 0) < 3
]


@pytest.mark.parametrize("path", _NEAR_PACKETS, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_sending_near_packets(path: Path) -> None:
    """Nothing in capture or below it sends or writes to a descriptor; capture binds none."""
    forbidden = _SENDS | _ADDRESSES if room_of(path) == "capture" else _SENDS
    wrong = []
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Attribute):
            continue
        through_os = isinstance(node.value, ast.Name) and node.value.id == "os"
        if node.attr in forbidden or (through_os and node.attr == "write"):
            wrong.append(f"{place(path, node.lineno)}: .{node.attr}")
    assert wrong == []


# What the recorder of `donate --interface` may take from scapy, which could send as well.
_RECORDER_TAKES = {"PcapNgWriter", "conf", "sniff", "Scapy_Exception", "UDP", "ARP"}


def test_the_recorder_only_listens() -> None:
    """The program that listens with scapy takes nothing from it that could send."""
    path = PACKAGE / "cli" / "record.py"
    taken = {
        alias.name
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scapy")
        for alias in node.names
    }
    assert taken <= _RECORDER_TAKES
    assert not any(one.module == "scapy" for one in imports_of(path))
    called = {node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)}
    assert called & (_SENDS | {"L2socket", "L3socket", "L2listen"}) == set()


def test_only_capture_opens_a_packet_socket() -> None:
    """AF_PACKET and raw sockets are named nowhere outside the capture shell."""
    wrong = [
        f"{place(path, node.lineno)}: {node.attr}"
        for path in source_files()
        if room_of(path) != "capture"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and node.attr in {"AF_PACKET", "PF_PACKET", "SOCK_RAW"}
    ]
    assert wrong == []
