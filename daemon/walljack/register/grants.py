"""The list of personal devices whose owner's account was granted a connection."""

from __future__ import annotations

from walljack.model.error import Problem
from walljack.model.register import Grant
from walljack.register.cell import address_cell, last_moment_cell
from walljack.register.once import Once, private_notice
from walljack.register.sheet import Listing, Row, parse_sheet
from walljack.register.words import ANYTHING, Known, site_cell

COLUMNS = ("address", "serial", "owner kind", "account", "site", "valid until")
OWNERS = ("staff", "student", "guest", "contractor")


def parse_grants(name: str, text: str, known: Known = ANYTHING) -> Listing[Grant]:
    """The granted personal devices in a CSV list.

    Takes: ``name``, what to call the file; ``text`` with the columns ``address``, ``serial``,
    ``owner kind`` (staff, student, guest, contractor), ``account`` (that it was granted to),
    ``site`` (empty = all) and ``valid until``; address, owner kind and account are required;
    ``known``, the sites that there are.
    Gives: the grants, and notices of addresses that the device may change.
    Raises: ProblemsError with every problem by line and column; an address twice names both.
    """
    required = ("address", "owner kind", "account")
    sheet = parse_sheet(name, text, COLUMNS, required, "the list of grants")
    once = Once()
    notices: list[Problem] = []

    def grant(row: Row) -> Grant | None:
        remedy = "a device of the district belongs in the register of assets"
        owner = row.one_of("owner kind", OWNERS, "", remedy)
        account = row.required("account", "a grant names the account that it was given to")
        until_ns = last_moment_cell(row, "valid until")
        site = site_cell(row, "site", known)
        address = address_cell(row, "address")
        if address is None:
            return None
        once.add(row, "address", address, str(address))
        notice = private_notice(row, address, "the grant ends when the device changes it")
        notices.extend([notice] if notice else [])
        return Grant(address, row.text("serial"), owner, account, site, until_ns)

    return Listing(tuple(sheet.build(grant)), tuple(notices))
