"""Who holds which IP address, and who held it before."""

from __future__ import annotations

from collections.abc import Iterable

from walljack.address import Eui48, IpAddress
from walljack.model.change import Tenure
from walljack.model.observation import Basis, Binding

# A /16 with three address families a device; beyond it the one that was used longest ago is
# forgotten (the store has it), so that a flood of invented addresses never costs a router its
# own, and only the linking of hearsay suffers.
MOST_HELD = 200_000


class Tenures:
    """The current holder of each address on each segment.

    An address that changes owner is normal; each change ends one tenure and begins another,
    so that an A→B→A move leaves three. An older packet never takes an address away.
    """

    def __init__(self, current: Iterable[Tenure] = ()) -> None:
        self._held: dict[tuple[str, IpAddress], Tenure] = {}
        self._changed: dict[tuple[str, IpAddress, Eui48, int], Tenure] = {}
        self._forgotten: list[str] = []
        # The order of the dictionary is the order of use.
        for tenure in sorted(current, key=lambda tenure: tenure.last_ns):
            self._held[tenure.segment, tenure.ip] = tenure

    def bind(self, segment: str, device: Eui48, binding: Binding, at_ns: int) -> bool:
        """Take in that a device used or was given an address.

        Gives: True when the address belonged to another device until now.
        """
        if binding.basis is Basis.REQUESTED or not binding.ip.usable:
            return False
        place = segment, binding.ip
        held = self._held.get(place)
        if held is None or held.device != device:
            if held is not None and at_ns < held.last_ns:
                return False
            new = Tenure(segment, binding.ip, device, binding.basis, at_ns, at_ns)
            if held is None and len(self._held) >= MOST_HELD:
                self._forgotten.append(self._held.pop(next(iter(self._held))).segment)
        else:
            new = held._replace(
                basis=min(held.basis, binding.basis, key=_STRENGTH.__getitem__),
                first_ns=min(held.first_ns, at_ns),
                last_ns=max(held.last_ns, at_ns),
            )
            # The first moment is part of a tenure's identity: an older packet moves it.
            self._changed.pop((segment, binding.ip, device, held.first_ns), None)
        self._held.pop(place, None)
        self._held[place] = new
        self._changed[segment, binding.ip, device, new.first_ns] = new
        return held is not None and held.device != device

    def holder(self, segment: str, address: IpAddress) -> Eui48 | None:
        """The device that holds the address on the segment now, None when nobody is known to."""
        held = self._held.get((segment, address))
        return held.device if held else None

    def take_changed(self) -> list[Tenure]:
        """The tenures that are new or longer since this was last asked."""
        changed = list(self._changed.values())
        self._changed.clear()
        return changed

    def take_forgotten(self) -> list[str]:
        """The segments of the addresses forgotten since this was last asked, one for each."""
        forgotten, self._forgotten = self._forgotten, []
        return forgotten


_STRENGTH = {basis: rank for rank, basis in enumerate(Basis)}
