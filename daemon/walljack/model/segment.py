"""Where on the network: what the configuration calls a capture point."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from walljack.address import IpAddress, Subnet


class Medium(StrEnum):
    """What devices are attached by. Configured, never decided by what a device says."""

    WIRED = "wired"
    WIRELESS = "wireless"
    MIXED = "mixed"  # both are heard, or nobody has said


@dataclass(frozen=True, slots=True)
class Segment:
    """One broadcast domain as the configuration describes it.

    ``id``: short stable name, used in keys. ``site``: id of its site ("" when unconfigured).
    ``subnets``: the addresses that belong here; empty when unknown. ``classroom``: it serves
    classrooms. ``configured``: False for a capture point that the configuration does not name.
    """

    id: str
    site: str = ""
    building: str = ""
    medium: Medium = Medium.MIXED
    classroom: bool = False
    subnets: tuple[Subnet, ...] = ()
    configured: bool = True

    def holds(self, address: IpAddress) -> bool | None:
        """True when the address belongs here, False when not, None when nobody has said."""
        if address.link_local or not any(s.version == address.version for s in self.subnets):
            return None
        return any(address in subnet for subnet in self.subnets)
