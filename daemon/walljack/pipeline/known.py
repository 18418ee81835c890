"""What the store knew when the road was built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from walljack.model.case import Case, CustodyEntry
from walljack.model.change import Tenure, WeirdTally
from walljack.model.finding import Finding
from walljack.model.view import StoredDevice


@dataclass(frozen=True, slots=True)
class Known:
    """Rows of the store. ``findings``: open and ended ones; ``tenures``: the newest of each."""

    devices: Sequence[StoredDevice] = ()
    tenures: Sequence[Tenure] = ()
    findings: Sequence[Finding] = ()
    cases: Sequence[Case] = ()
    weirds: Sequence[WeirdTally] = ()
    custody_head: CustodyEntry | None = None
