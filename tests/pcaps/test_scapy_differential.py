"""Our decoders beside scapy's over every capture at hand: each difference has a reason.

With WALLJACK_SHARED set to a folder of labelled (``captures/set``) and hostile (``hostile``)
captures, those are compared too.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from pathlib import Path

import pytest
from scapy.packet import Packet as ScapyPacket

from tests.pcaps import our_view, scapy_view
from tests.properties.test_decode import FRAMES
from tests.unit.decode import frames as f
from walljack.address import parse_eui48, parse_ip
from walljack.capture import read_capture
from walljack.decode import observe
from walljack.decode.dhcp_options import OVERLOAD
from walljack.model.error import ProblemsError
from walljack.model.packet import Link, Packet

# Scapy warns of every loop in a hostile name, on the terminal.
logging.getLogger("scapy").setLevel(logging.CRITICAL)

REASONS = {
    "no-device": "the sender is no device (zero, group, virtual router), so nothing is stated",
    "hearsay": "another address sent the frame, so the address is not bound",
    "unusable": "the address can belong to no device, so it is not bound",
    "broken": "the packet breaks its protocol: we count a weird, scapy shows what it guesses",
    "behind-the-end": "scapy goes on reading options behind the end option",
    "overload": "scapy does not read the options in file and sname that option 52 announces",
}

ROOT = Path(__file__).parents[2]


def captures_at_hand() -> list[Path]:
    found = [*(ROOT / "tests" / "pcaps").rglob("*.pcap*"), *(ROOT / "data").rglob("*.pcap*")]
    shared = os.environ.get("WALLJACK_SHARED")
    if shared:
        found += Path(shared, "captures", "set").glob("*.pcap*")
        found += Path(shared, "hostile").glob("*.pcap*")
    return sorted(found)


def _compare_arp(packet: Packet, dissected: ScapyPacket) -> str:
    """The reason of a difference, "" when there is none."""
    theirs, ours = scapy_view.arp_view(dissected), our_view.arp_view(packet)
    if theirs is None:
        return "" if ours is None else f"unexplained: only ours {ours}"
    kind, sender, address = theirs
    if ours is None:
        return "broken" if observe(packet).weirds else _why_no_arp(sender, theirs)
    bound = "" if kind == "probe" else address
    if ours == (kind, sender, bound):
        return ""
    if ours == (kind, sender, "") and parse_eui48(sender) != observe(packet).source:
        return "hearsay"
    if ours == (kind, sender, "") and not parse_ip(address).usable:
        return "unusable"
    return f"unexplained: {theirs} {ours}"


def _why_no_arp(sender: str, theirs: object) -> str:
    if not parse_eui48(sender).can_be_device:
        return "no-device"
    return f"unexplained: only scapy {theirs}"


def _compare_dhcp(packet: Packet, dissected: ScapyPacket) -> str:
    theirs, ours = scapy_view.dhcp_view(dissected), our_view.dhcp_options(packet)
    if theirs is None and ours is None:
        return ""
    if theirs is None or ours is None:
        return "broken" if observe(packet).weirds else f"unexplained: only one {theirs} {ours}"
    if (theirs["order"], theirs["values"]) == (ours.order, ours.values):
        return ""
    if OVERLOAD in ours.values:
        return "overload"
    if observe(packet).weirds:
        return "broken"
    read = len(ours.order)
    same = all(theirs["values"][code].startswith(ours.values[code]) for code in ours.order)
    if theirs["order"][:read] == ours.order and same and _goes_on(packet, ours.values):
        return "behind-the-end"
    return f"unexplained: {theirs} {ours}"


def _goes_on(packet: Packet, values: dict[int, bytes]) -> bool:
    """The end option stands before the end of the message, and not only padding follows."""
    written = sum(2 + len(value) for value in values.values())
    tail = packet.data[14 + 20 + 8 + 240 + written :]
    return tail[:1] == b"\xff" and bool(tail[1:].strip(b"\0\xff"))


def _compare_dns(packet: Packet, dissected: ScapyPacket) -> str:
    theirs, ours = scapy_view.dns_view(dissected), our_view.dns_view(packet)
    if theirs == ours:
        return ""
    if observe(packet).weirds:
        return "broken"
    return f"unexplained: {theirs} {ours}"


def _differences(packet: Packet) -> list[str]:
    dissected = scapy_view.dissect(packet)
    found = (
        _compare_arp(packet, dissected),
        _compare_dhcp(packet, dissected),
        _compare_dns(packet, dissected),
    )
    return [reason for reason in found if reason]


def _frame(data: bytes, link: Link = Link.ETHERNET) -> Packet:
    return Packet(link, data, 0, "eth0", len(data))


@pytest.mark.parametrize("path", captures_at_hand(), ids=lambda path: path.name)
def test_captures(path: Path) -> None:
    """In every capture, ARP, DHCP and mDNS read as scapy reads them, but for named reasons."""
    try:
        with read_capture(path) as capture:
            packets = list(capture)
    except ProblemsError:
        packets = []  # a link type that we do not read
    found = Counter(reason for packet in packets for reason in _differences(packet))
    assert set(found) <= set(REASONS)


@pytest.mark.parametrize("frame", FRAMES)
def test_built_frames(frame: bytes) -> None:
    """Frames built by hand read as scapy reads them, but for named reasons."""
    assert set(_differences(_frame(frame))) <= set(REASONS)


_PADDED = f.dhcp(1, f.option(12, b"pc7")) + b"\0\0" + f.option(60, b"behind")
_OVERLOADED = f.dhcp(1, f.option(52, b"\1"), file=f.option(12, b"pc7") + b"\xff")


_SHOWN = [
    (f.arp(2, "00:00:5e:00:01:0a"), "no-device"),
    (f.arp(2, source=f.OTHER), "hearsay"),
    (f.arp(2, sender_ip="224.0.0.1"), "unusable"),
    (f.mdns(f.dns(answers=[f.record(b"\xc0\x0c", 12, b"\xc0\x0c")])), "broken"),
    (f.from_client(_PADDED), "behind-the-end"),
    (f.from_client(_OVERLOADED), "overload"),
]


@pytest.mark.parametrize(("frame", "reason"), _SHOWN)
def test_reasons(frame: bytes, reason: str) -> None:
    """Every reason that is given stands for a difference that exists."""
    assert _differences(_frame(frame)) == [reason]


def test_no_reason_is_left_over() -> None:
    """The reasons that are shown by frames are all the reasons there are."""
    assert {reason for _, reason in _SHOWN} == set(REASONS)
