"""Link-layer and network addresses: integers that know how they are written.

Source: IEEE 802-2014 section 8 (EUI-48), RFC 791, RFC 4291, RFC 5952 (text of IPv6).
"""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple

import netaddr


class Eui48(int):
    """A 48-bit link-layer address.

    Gives: ``str`` in lower case with colons. Integer value 0 … 2^48-1.
    """

    __slots__ = ()

    @classmethod
    def of(cls, octets: bytes) -> Eui48:
        """The address in six octets of a frame."""
        return cls(int.from_bytes(octets, "big"))

    @property
    def octets(self) -> bytes:
        """Six octets, network order."""
        return self.to_bytes(6, "big")

    @property
    def locally_administered(self) -> bool:
        """The U/L bit is set: often randomised by the device, sometimes a virtual machine."""
        return bool(self >> 41 & 1)

    @property
    def group(self) -> bool:
        """The I/G bit is set: multicast or broadcast, never a sender."""
        return bool(self >> 40 & 1)

    @property
    def virtual_router(self) -> bool:
        """A VRRP (RFC 5798 section 7.3), HSRP (RFC 2281) or HSRPv2 / GLBP address."""
        return (
            self >> 8 in _VIRTUAL_ROUTER_40
            or self >> 12 in _VIRTUAL_ROUTER_36
            or self >> 18 == _VIRTUAL_ROUTER_30
        )

    @property
    def can_be_device(self) -> bool:
        """False for zero, group and virtual-router addresses: they are no devices."""
        return self != 0 and not self.group and not self.virtual_router

    def __str__(self) -> str:
        digits = f"{int(self):012x}"
        return ":".join(digits[i : i + 2] for i in range(0, 12, 2))

    def __repr__(self) -> str:
        return f"Eui48('{self}')"


# 00:00:5e:00:01/02 VRRP v4 and v6, 00:00:0c:07:ac HSRP (40 bits); 00:00:0c:9f:f HSRPv2,
# 00:05:73:a0:0 HSRPv2 for IPv6 (36 bits); 00:07:b4, six zero bits, ten bits of group: GLBP.
_VIRTUAL_ROUTER_40 = frozenset({0x00005E0001, 0x00005E0002, 0x00000C07AC})
_VIRTUAL_ROUTER_36 = frozenset({0x00000C9FF, 0x000573A00})
_VIRTUAL_ROUTER_30 = 0x0007B4 << 6


class Ipv4(int):
    """An IPv4 address, never equal to an IPv6 address of the same number."""

    __slots__ = ()
    version = 4

    @property
    def octets(self) -> bytes:
        """Four octets, network order."""
        return self.to_bytes(4, "big")

    @property
    def usable(self) -> bool:
        """Can belong to one device: not zero, loopback, multicast, reserved or broadcast."""
        return self >> 24 not in (0, 127) and self >> 28 < 0xE

    @property
    def link_local(self) -> bool:
        """169.254.0.0/16 (RFC 3927)."""
        return self >> 16 == 0xA9FE

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ipv4) and int(self) == int(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = int.__hash__

    def __str__(self) -> str:
        return str(ipaddress.IPv4Address(int(self)))

    def __repr__(self) -> str:
        return f"Ipv4('{self}')"


class Ipv6(int):
    """An IPv6 address, never equal to an IPv4 address of the same number."""

    __slots__ = ()
    version = 6

    @property
    def octets(self) -> bytes:
        """Sixteen octets, network order."""
        return self.to_bytes(16, "big")

    @property
    def usable(self) -> bool:
        """Can belong to one device: not unspecified, loopback or multicast."""
        return self > 1 and self >> 120 != 0xFF

    @property
    def link_local(self) -> bool:
        """fe80::/10."""
        return self >> 118 == 0x3FA

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ipv6) and int(self) == int(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = int.__hash__

    def __str__(self) -> str:
        return str(ipaddress.IPv6Address(int(self)))

    def __repr__(self) -> str:
        return f"Ipv6('{self}')"


IpAddress = Ipv4 | Ipv6


class Subnet(NamedTuple):
    """A range of addresses that share a prefix."""

    version: int
    first: int
    last: int
    text: str

    def __contains__(self, address: object) -> bool:
        return (
            isinstance(address, Ipv4 | Ipv6)
            and address.version == self.version
            and self.first <= int(address) <= self.last
        )

    def __str__(self) -> str:
        return self.text


_TWELVE_DIGITS = re.compile("[0-9A-Fa-f]{12}")
# Six groups with colons or hyphens (a leading zero may be missing), three of four digits with
# dots (Cisco), two of six with a hyphen (HP).
_GROUPS = re.compile(
    r"[0-9a-f]{1,2}(?:(?::[0-9a-f]{1,2}){5}|(?:-[0-9a-f]{1,2}){5})"
    r"|[0-9a-f]{4}(?:[.-][0-9a-f]{4}){2}|[0-9a-f]{6}-[0-9a-f]{6}",
    re.IGNORECASE | re.ASCII,
)


def parse_eui48(text: str) -> Eui48:
    """The EUI-48 in any form that people and vendors write.

    Takes: colons, hyphens, Cisco dots, bare twelve digits, any case.
    Raises: ValueError with one sentence that quotes the text.
    """
    stripped = text.strip()
    if _TWELVE_DIGITS.fullmatch(stripped):
        return Eui48(int(stripped, 16))
    # What is shorter stops here: a lost digit could be any of them, and netaddr takes
    # 00:1b:54 for three groups of sixteen bits.
    if _GROUPS.fullmatch(stripped):
        return Eui48(int(netaddr.EUI(stripped, version=48)))
    raise ValueError(f"{text!r} is not an EUI-48 address: write it as 00:00:5e:00:53:01")


def parse_ip(text: str) -> IpAddress:
    """The IPv4 or IPv6 address written in ``text``.

    Raises: ValueError with one sentence that quotes the text.
    """
    try:
        address = netaddr.IPAddress(text.strip())
    except (netaddr.AddrFormatError, ValueError, TypeError):
        raise ValueError(f"{text!r} is not an IP address: write it as 10.20.0.7") from None
    return Ipv4(int(address)) if address.version == 4 else Ipv6(int(address))


def parse_subnet(text: str) -> Subnet:
    """The subnet written as address/prefix length, host bits allowed.

    Raises: ValueError with one sentence that quotes the text.
    """
    try:
        if "/" not in text:
            raise ValueError
        network = netaddr.IPNetwork(text.strip()).cidr
    except (netaddr.AddrFormatError, ValueError, TypeError):
        raise ValueError(f"{text!r} is not a subnet: write it as 10.20.0.0/16") from None
    return Subnet(network.version, int(network.first), int(network.last), str(network))
