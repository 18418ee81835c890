"""Who holds an address."""

from __future__ import annotations

import pytest

from walljack.address import Eui48, Ipv4
from walljack.model.change import Tenure
from walljack.model.observation import Basis, Binding
from walljack.pipeline import tenures as room
from walljack.pipeline.tenures import Tenures

A, B = Eui48(0x3C5282000001), Eui48(0x3C5282000002)
IP = Ipv4(0x0A140005)
ARP = Binding(IP, Basis.ARP)


def test_a_move_and_back_is_three_tenures() -> None:
    """An address that goes A→B→A leaves three tenures, each with its own time."""
    tenures = Tenures()
    assert not tenures.bind("s", A, ARP, 1)
    assert not tenures.bind("s", A, ARP, 5)
    assert tenures.bind("s", B, ARP, 6)
    assert tenures.holder("s", IP) == B
    assert tenures.bind("s", A, ARP, 9)
    assert tenures.holder("s", IP) == A
    told = sorted((t.first_ns, t.last_ns, t.device) for t in tenures.take_changed())
    assert told == [(1, 5, A), (6, 6, B), (9, 9, A)]
    assert tenures.take_changed() == []


def test_an_older_packet_takes_nothing_away() -> None:
    """A packet from before the holder's last word does not move the address."""
    tenures = Tenures()
    tenures.bind("s", A, ARP, 10)
    assert not tenures.bind("s", B, ARP, 9)
    assert tenures.holder("s", IP) == A


def test_wanting_is_not_holding() -> None:
    """A requested address belongs to nobody yet, and a probe's zero address to nobody ever."""
    tenures = Tenures()
    tenures.bind("s", A, Binding(IP, Basis.REQUESTED), 1)
    tenures.bind("s", A, Binding(Ipv4(0), Basis.ARP), 1)
    assert tenures.holder("s", IP) is None
    assert tenures.holder("s", Ipv4(0)) is None


def test_the_strongest_basis_is_kept() -> None:
    """A lease outranks a later ARP as the reason why an address is whose it is."""
    tenures = Tenures()
    tenures.bind("s", A, Binding(IP, Basis.ACK, 3600), 1)
    tenures.bind("s", A, ARP, 2)
    [tenure] = tenures.take_changed()
    assert tenure.basis is Basis.ACK


def test_what_was_used_longest_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flood of addresses never costs the router its own, though it was the first; each loss is
    told with its segment."""
    monkeypatch.setattr(room, "MOST_HELD", 3)
    tenures = Tenures()
    tenures.bind("s", A, ARP, 1)
    for n in range(10):
        tenures.bind("t", B, Binding(Ipv4(0x0A150000 + n), Basis.ARP), 2 + n)
        tenures.bind("s", A, ARP, 2 + n)
    assert tenures.holder("s", IP) == A
    assert tenures.holder("t", Ipv4(0x0A150000)) is None
    assert tenures.take_forgotten() == ["t"] * 8
    assert tenures.take_forgotten() == []


def test_what_the_store_knew_is_forgotten_by_age(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever order the rows came in, the tenure that ended first makes room."""
    monkeypatch.setattr(room, "MOST_HELD", 2)
    router = Tenure("s", IP, A, Basis.ARP, 1, 90)
    gone = Tenure("s", Ipv4(0x0A140006), B, Basis.ARP, 1, 5)
    tenures = Tenures([router, gone])
    tenures.bind("s", B, Binding(Ipv4(0x0A140007), Basis.ARP), 91)
    assert tenures.holder("s", IP) == A
    assert tenures.holder("s", gone.ip) is None
