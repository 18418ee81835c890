"""ARP by hand-built frames."""

from __future__ import annotations

import struct

import pytest

from tests.unit.decode import frames as f


@pytest.mark.parametrize(
    ("operation", "sender_ip", "target_ip", "kind"),
    [
        (1, f.IP, f.OTHER_IP, "request"),
        (2, f.IP, f.OTHER_IP, "reply"),
        (1, f.IP, f.IP, "announcement"),
        (2, f.IP, f.IP, "gratuitous"),
    ],
)
def test_sender_owns_its_address(operation: int, sender_ip: str, target_ip: str, kind: str) -> None:
    """The sender of every kind of ARP but a probe is present and bound to its address."""
    (statement,) = f.said(f.arp(operation, f.DEVICE, sender_ip, target_ip))
    assert f.facts(statement) == {"arp.kind": [kind]}
    assert f.bindings(statement) == [(f.IP, "arp", None)]
    assert statement.present
    assert statement.subject == statement.speaker == f.eui(f.DEVICE)


def test_probe_owns_nothing() -> None:
    """A probe (RFC 5227) is a sighting, and binds no address."""
    (statement,) = f.said(f.arp(1, sender_ip="0.0.0.0", target_ip=f.IP))
    assert f.facts(statement) == {"arp.kind": ["probe"]}
    assert statement.bindings == ()
    assert statement.present


def test_word_of_another_is_hearsay() -> None:
    """When the Ethernet source is not the sender, nobody is seen and no address moves."""
    (statement,) = f.said(f.arp(2, f.DEVICE, source=f.OTHER))
    assert (statement.subject, statement.speaker) == (f.eui(f.DEVICE), f.eui(f.OTHER))
    assert not statement.present
    assert statement.bindings == ()
    assert f.facts(statement) == {"arp.kind": ["reply"]}


@pytest.mark.parametrize(
    "sender", ["00:00:00:00:00:00", "01:00:5e:00:00:fb", "00:00:5e:00:01:0a", "00:00:0c:07:ac:01"]
)
def test_no_device_no_statement(sender: str) -> None:
    """Zero, group, VRRP and HSRP addresses are no devices."""
    assert f.said(f.arp(2, sender)) == []


@pytest.mark.parametrize("address", ["127.0.0.1", "224.0.0.1", "255.255.255.255"])
def test_unusable_address_is_not_bound(address: str) -> None:
    """An address that no one device can have is not bound."""
    (statement,) = f.said(f.arp(2, sender_ip=address))
    assert statement.bindings == ()


def test_other_operations_say_nothing() -> None:
    """Inverse ARP is good protocol and not about an owner."""
    assert f.said(f.arp(8)) == []


@pytest.mark.parametrize(
    ("at", "value", "kind"),
    [
        (14, 15, "arp-hardware"),
        (16, 0x86DD, "arp-protocol"),
        (18, 0x0604 + 1, "arp-lengths"),
        (20, 0, "arp-operation"),
        (20, 26, "arp-operation"),
    ],
)
def test_broken_fields_are_named(at: int, value: int, kind: str) -> None:
    """Each field that cannot be is a weird of its own, at its offset, and nothing is stated."""
    data = bytearray(f.arp(1))
    struct.pack_into("!H", data, at, value)
    observation = f.see(bytes(data))
    assert [(w.kind, w.offset) for w in observation.weirds] == [(kind, at)]
    assert observation.statements == ()


def test_short_is_truncated() -> None:
    """An ARP packet that stops early is a weird at the place where it stops."""
    observation = f.see(f.arp(1)[:40])
    assert [(w.kind, w.offset) for w in observation.weirds] == [("arp-truncated", 40)]
