"""Who asks, and what he may see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does here, by system group on an installed system."""

    VIEWER = "viewer"
    TECHNICIAN = "technician"
    ADMINISTRATOR = "administrator"
    RECORDS = "records"

    @property
    def may_unmask(self) -> bool:
        """Names are needed to settle whose a device is: administrators and records officers."""
        return self in (Role.ADMINISTRATOR, Role.RECORDS)


@dataclass(frozen=True, slots=True)
class Access:
    """One asker. ``unmask``: he asks for names in clear. ``reason``: why, for the log."""

    role: Role = Role.VIEWER
    unmask: bool = False
    who: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Names were shown in clear: to whom, why, and what was asked for (``what``)."""

    who: str
    role: Role
    reason: str
    what: str
