"""Donated captures: recognised as labelled, and nobody's."""

from __future__ import annotations

import csv
import ipaddress
from pathlib import Path

import pytest

from walljack.address import Ipv4, parse_eui48
from walljack.app import Workplace, evaluate
from walljack.capture import read_capture
from walljack.decode import observe
from walljack.model.packet import Packet

FOLDER = Path(__file__).parents[1] / "pcaps" / "donated"
LABELS = FOLDER / "labels.csv"
# Of documentation (RFC 5737), benchmarks (RFC 2544) and one link (RFC 3927).
NOBODYS = [
    ipaddress.ip_network(text)
    for text in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "198.18.0.0/15")
]
NOBODYS.append(ipaddress.ip_network("169.254.0.0/16"))
YEAR_2000_NS = 946_684_800 * 1_000_000_000


def _packets(path: Path) -> list[Packet]:
    with read_capture(path) as capture:
        return list(capture)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.pcap")), ids=lambda path: path.stem)
def test_a_donated_capture_is_nobodys(path: Path) -> None:
    """It begins in 2000, holds one device's own word, and no address of a real network."""
    packets = _packets(path)
    rows = list(csv.DictReader(LABELS.open()))
    (device,) = [parse_eui48(row["mac"]) for row in rows if row["file"] == path.name]
    assert packets[0].at_ns == YEAR_2000_NS
    for packet in packets:
        observation = observe(packet)
        assert observation.weirds == ()
        assert any(one.subject == device and one.present for one in observation.statements)
        addresses = {
            ipaddress.ip_address(str(binding.ip))
            for one in observation.statements
            for binding in one.bindings
            if isinstance(binding.ip, Ipv4)
        }
        assert all(any(address in net for net in NOBODYS) for address in addresses)


def test_every_donated_capture_is_labelled_and_right(tmp_path: Path) -> None:
    """Each capture has its line, and the book's answer about it is not wrong."""
    rows = list(csv.DictReader(LABELS.open()))
    assert {row["file"] for row in rows} == {path.name for path in FOLDER.glob("*.pcap")}
    score = evaluate(Workplace(tmp_path / "none.db", None), [LABELS], FOLDER).score
    assert [row["id"] for row in score["rows"] if row["verdict"] == "wrong"] == []
