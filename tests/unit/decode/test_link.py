"""Link layers by hand-built frames."""

from __future__ import annotations

import struct

import pytest

from tests.unit.decode import frames as f
from walljack.model.packet import Link

_ARP = f.arp(1)[14:]


def _sll(hardware: int = 1, length: int = 6, ethertype: int = 0x0806, body: bytes = _ARP) -> bytes:
    address = f.eui(f.DEVICE).octets + bytes(2)
    return struct.pack("!HHH8sH", 1, hardware, length, address, ethertype) + body


def _sll2(hardware: int = 1, length: int = 6) -> bytes:
    address = f.eui(f.DEVICE).octets + bytes(2)
    return struct.pack("!HHIHBB8s", 0x0806, 0, 3, hardware, 1, length, address) + _ARP


@pytest.mark.parametrize(
    ("tags", "vlans"),
    [
        ([], ()),
        ([(0x8100, 20)], (20,)),
        ([(0x88A8, 100), (0x8100, 20)], (100, 20)),
        ([(0x9100, 100), (0x8100, 20)], (100, 20)),
        ([(0x8100, 0xE014)], (20,)),
        ([(0x8100, 0)], ()),
    ],
)
def test_vlans_from_outer_to_inner(tags: list[tuple[int, int]], vlans: tuple[int, ...]) -> None:
    """Tags give their VLAN ids without priority bits; a priority tag gives none."""
    observation = f.see(f.ethernet(_ARP, 0x0806, tags=tags))
    assert observation.vlans == vlans
    assert len(observation.statements) == 1


def test_vlan_that_the_kernel_took_off_is_outermost() -> None:
    """A VLAN id given beside the frame comes before the tags in the frame."""
    data = f.ethernet(_ARP, 0x0806, tags=[(0x8100, 20)])
    assert f.see(data, vlan=7).vlans == (7, 20)


def test_too_many_tags() -> None:
    """A frame of nothing but tags is a weird, found after four."""
    data = f.ethernet(_ARP, 0x0806, tags=[(0x8100, 1)] * 300)
    assert f.weirds(data) == ["link-vlan-depth"]


@pytest.mark.parametrize("size", [0, 1, 13])
def test_short_frame(size: int) -> None:
    """A frame without a whole header is truncated."""
    assert f.weirds(f.arp(1)[:size]) == ["link-truncated"]


def test_short_tag() -> None:
    """A frame that stops inside a tag is truncated."""
    assert f.weirds(f.ethernet(b"", 0x8100)[:16]) == ["link-truncated"]


@pytest.mark.parametrize("ethertype", [0x0027, 0x88CC, 0x888E, 0x05DC])
def test_not_ours_is_silent(ethertype: int) -> None:
    """Spanning tree, LLDP, 802.1X and other frames are neither stated nor weird."""
    observation = f.see(f.ethernet(bytes(50), ethertype))
    assert observation.statements == ()
    assert observation.weirds == ()
    assert observation.source == f.eui(f.DEVICE)


def test_cooked_links_carry_the_sender() -> None:
    """Linux cooked captures, both versions, give the sender's EUI-48."""
    for data, link in ((_sll(), Link.SLL), (_sll2(), Link.SLL2)):
        observation = f.see(data, link)
        assert observation.source == f.eui(f.DEVICE)
        assert observation.statements[0].speaker == f.eui(f.DEVICE)
        assert observation.statements[0].present


@pytest.mark.parametrize(("hardware", "length"), [(65534, 0), (772, 6), (1, 8)])
def test_cooked_link_without_eui48(hardware: int, length: int) -> None:
    """A link whose address is no EUI-48 has no speaker."""
    assert f.see(_sll(hardware, length), Link.SLL).source == 0
    assert f.see(_sll2(hardware, length), Link.SLL2).source == 0


def test_cooked_link_with_tag() -> None:
    """A tag inside a cooked capture is read too."""
    body = struct.pack("!HH", 20, 0x0806) + _ARP
    assert f.see(_sll(ethertype=0x8100, body=body), Link.SLL).vlans == (20,)


@pytest.mark.parametrize(("link", "size"), [(Link.SLL, 15), (Link.SLL2, 19)])
def test_short_cooked_header(link: Link, size: int) -> None:
    """A cooked header that stops early is truncated."""
    assert f.weirds(bytes(size), link) == ["link-truncated"]
