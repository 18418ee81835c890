"""What an address itself says, as evidence."""

from __future__ import annotations

from walljack.address import Eui48
from walljack.model.signal import Signal
from walljack.vendor.table import VendorTable


def signals(address: Eui48, table: VendorTable) -> list[Signal]:
    """The signals ``oui``, ``oui.prefix``, ``address.kind`` and ``address.virtual``.

    Gives: ``address.kind`` always; ``oui.prefix`` where the prefix is assigned, ``oui`` where its
    owner is known too; ``address.virtual`` where a virtual machine, container or software adapter
    is known to make such addresses. A prefix known for random addresses of phones is not
    virtual: such an address stays ``local``.
    """
    found = []
    known = table.known_prefix(address)
    assignment = table.lookup(address)
    if assignment is not None:
        if assignment.vendor is not None:
            found.append(Signal("oui", assignment.vendor))
        found.append(Signal("oui.prefix", assignment.prefix))
    if known is not None and known.virtual:
        found.append(Signal("address.kind", "virtual"))
        found.append(Signal("address.virtual", known.name))
    else:
        kind = "local" if address.locally_administered else "universal"
        found.append(Signal("address.kind", kind))
    return found
