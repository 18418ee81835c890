"""The list of authorised assets."""

from __future__ import annotations

from walljack.model.error import Problem
from walljack.model.register import Asset
from walljack.register.cell import address_cell, last_moment_cell
from walljack.register.once import Once, private_notice
from walljack.register.sheet import Listing, Row, parse_sheet
from walljack.register.words import ANYTHING, Known, site_cell, type_cell

COLUMNS = (
    "address", "asset tag", "serial", "owner kind", "account", "site", "type", "valid until",
)  # fmt: skip
OWNERS = ("district", "leased", "contractor")


def parse_assets(name: str, text: str, known: Known = ANYTHING) -> Listing[Asset]:
    """The authorised assets in a CSV list.

    Takes: ``name``, what to call the file; ``text`` with the columns ``address``, ``asset
    tag``, ``serial``, ``owner kind`` (district, leased, contractor; empty = district),
    ``account``, ``site``, ``type`` (a word of the type tree, in any case) and ``valid until``
    (2026-11-22; valid until that day is over everywhere on earth); address and asset tag are
    required; ``known``, the sites and types that there are.
    Gives: the assets, and notices of addresses that a device may give itself.
    Raises: ProblemsError with every problem by line and column; an address twice names both.
    """
    sheet = parse_sheet(name, text, COLUMNS, ("address", "asset tag"), "the register of assets")
    once = Once()
    notices: list[Problem] = []

    def asset(row: Row) -> Asset | None:
        tag = row.required("asset tag")
        remedy = "a device of staff or students belongs in the list of grants"
        owner = row.one_of("owner kind", OWNERS, "district", remedy)
        until_ns = last_moment_cell(row, "valid until")
        site, kind = site_cell(row, "site", known), type_cell(row, "type", known)
        address = address_cell(row, "address")
        if address is None:
            return None
        once.add(row, "address", address, str(address))
        notice = private_notice(row, address, "another device may use it too")
        notices.extend([notice] if notice else [])
        serial, account = row.text("serial"), row.text("account")
        return Asset(address, tag, serial, owner, account, site, kind, until_ns)

    return Listing(tuple(sheet.build(asset)), tuple(notices))
