"""A rule holds for a device on a segment at a time. A machine makes it."""

from __future__ import annotations

from dataclasses import dataclass

from walljack.address import Eui48
from walljack.model.identity import Band
from walljack.model.policy import Level


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; (``rule``, ``device``, ``segment``) is its key.

    ``first_ns``, ``last_ns``: packet time at which the rule first and last held. ``ended_ns``:
    when it ceased to hold, None while it holds. ``clause``, ``also``: ids in ``policy``.
    ``reasons``: why each predicate held, one plain sentence each, strongest evidence first.
    ``type``, ``band``: what the device was taken for.
    """

    id: str
    rule: str
    policy: str
    policy_digest: str
    clause: str
    also: tuple[str, ...]
    device: Eui48
    segment: str
    level: Level
    type: str
    band: Band
    title: str
    reasons: tuple[str, ...]
    first_ns: int
    last_ns: int
    ended_ns: int | None = None

    @property
    def key(self) -> tuple[str, Eui48, str]:
        """What makes two findings the same."""
        return self.rule, self.device, self.segment
