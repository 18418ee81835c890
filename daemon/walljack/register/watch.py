"""The watch list of lost and stolen devices."""

from __future__ import annotations

from walljack.model.register import WatchItem
from walljack.register.cell import address_cell, reference_cell
from walljack.register.once import Once
from walljack.register.sheet import Listing, Row, parse_sheet

COLUMNS = ("address", "serial", "police report", "tell")


def parse_watch(name: str, text: str) -> Listing[WatchItem]:
    """The lost and stolen devices in a CSV list, one row for each known address.

    Takes: ``name``, what to call the file; ``text`` with the columns ``address``, ``serial``,
    ``police report`` (a number) and ``tell`` (office or role to be told); all but the police
    report are required, because a device is compared by its serial number before anything is
    said of it.
    Raises: ProblemsError with every problem by line and column; an address twice names both. A
    locally administered address is refused: any device may use it, and seeing it would accuse.
    """
    required = ("address", "serial", "tell")
    sheet = parse_sheet(name, text, COLUMNS, required, "the watch list")
    once = Once()

    def item(row: Row) -> WatchItem | None:
        serial = row.required("serial", "it is compared before anything is said of a device")
        tell = row.required("tell", "name the office or role to be told")
        report = reference_cell(row, "police report")
        address = address_cell(row, "address")
        if address is None:
            return None
        if address.locally_administered:
            what = f"{address} is locally administered: another device may use it too"
            row.problem("address", what, "write the address that the maker gave the device")
        once.add(row, "address", address, str(address))
        return WatchItem(address, serial, report, tell)

    return Listing(tuple(sheet.build(item)), ())
