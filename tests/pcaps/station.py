"""What sends on a scripted wire."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Station:
    """What sends: EUI-48, IPv4 address, 802.1Q VLAN (None = untagged)."""

    mac: str
    ip: str
    vlan: int | None = None

    @property
    def octets(self) -> bytes:
        """The EUI-48 in six octets."""
        return bytes.fromhex(self.mac.replace(":", ""))

    @property
    def link_local(self) -> str:
        """Its IPv6 link-local address by modified EUI-64 (RFC 4291 appendix A)."""
        m = self.octets
        tail = bytes([m[0] ^ 2, m[1], m[2], 0xFF, 0xFE, m[3], m[4], m[5]]).hex()
        return "fe80::" + ":".join(tail[i : i + 4] for i in range(0, 16, 4))
