"""Which rows are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from walljack.address import Eui48
from walljack.model.policy import Level


@dataclass(frozen=True, slots=True)
class DeviceFilter:
    """Which devices. ``type``: a type or a branch of the tree, "" = any. ``segment``: where it
    was itself present, "" = any. ``registered``: in the register or not, None = either.
    ``since_ns``: present then or later."""

    type: str = ""
    segment: str = ""
    registered: bool | None = None
    since_ns: int | None = None


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings. ``open_only``: those that still hold. ``since_ns``: that held then or
    later. ``level``: of this level or above."""

    open_only: bool = False
    since_ns: int | None = None
    device: Eui48 | None = None
    segment: str = ""
    rule: str = ""
    level: Level = Level.INFO


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases. ``open_only``: those that still need somebody. ``number``: that one."""

    open_only: bool = True
    number: int | None = None
    device: Eui48 | None = None
    segment: str = ""
