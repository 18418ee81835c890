"""What the questions need to be answered from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from walljack.address import Eui48
from walljack.model.case import Case, CustodyEntry
from walljack.model.change import WeirdTally
from walljack.model.cluster import Refusal, ThingLink
from walljack.model.finding import Finding
from walljack.model.view import CaptureRow, StoredDevice


class Step(Protocol):
    """One change of what a device is shown as."""

    @property
    def since_ns(self) -> int:
        """Since when, nanoseconds UTC."""

    @property
    def type(self) -> str:
        """A word of the type tree."""

    @property
    def band(self) -> str:
        """How sure."""


class Reader(Protocol):
    """The stored rows, as the store gives them; names are raw."""

    def devices(self, wanted: Collection[Eui48] | None = None, /) -> Sequence[StoredDevice]:
        """Every device, or those of the ``wanted`` that are known, in order of address."""

    def device(self, device: Eui48, /) -> StoredDevice | None:
        """One device, None when it was never heard of."""

    def findings(
        self,
        *,
        open_only: bool = False,
        since_ns: int | None = None,
        device: Eui48 | None = None,
    ) -> Sequence[Finding]:
        """Findings, the newest first."""

    def cases(self, *, open_only: bool = False) -> Sequence[Case]:
        """Cases, the newest first."""

    def custody(self, case: str = "", /) -> Sequence[CustodyEntry]:
        """The custody log in its order, or that of one case."""

    def custody_head(self) -> CustodyEntry | None:
        """The newest entry of the custody log, None when it is empty."""

    def identity_log(self, device: Eui48, /) -> Sequence[Step]:
        """Every change of what was shown of a device, the oldest first."""

    def weirds(self) -> Sequence[WeirdTally]:
        """How often packets broke their protocol."""

    def captures(self) -> Sequence[CaptureRow]:
        """The captures that were read."""

    def links(self) -> Sequence[ThingLink]:
        """Which addresses are one thing, in order of address."""

    def refusals(self, device: Eui48, /) -> Sequence[Refusal]:
        """What of a device links it to nothing, and why."""

    def segments(self) -> Sequence[str]:
        """The ids of all segments on which a device was itself present."""

    def newest_ns(self) -> int | None:
        """The newest time at which any device was present; None when none was."""


class Assigned(Protocol):
    """Whom an address prefix is assigned to."""

    @property
    def vendor(self) -> str | None:
        """Its name; None when the register of prefixes does not tell."""


class Vendors(Protocol):
    """The table of address prefixes."""

    def lookup(self, address: Eui48, /) -> Assigned | None:
        """The longest prefix that the address falls under; None when there is none."""

    def virtual(self, address: Eui48, /) -> str:
        """Name of the known virtual prefix, "" when it is none."""
