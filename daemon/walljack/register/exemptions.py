"""The list of exemptions."""

from __future__ import annotations

from walljack.model.error import Problem
from walljack.model.register import REASON_CODES, Exemption
from walljack.register.cell import (
    address_cell,
    first_moment_cell,
    last_moment_cell,
    reference_cell,
)
from walljack.register.once import Once, private_notice
from walljack.register.sheet import Listing, Row, parse_sheet
from walljack.register.words import ANYTHING, Known, rule_cell, segment_cell

COLUMNS = (
    "id", "address", "segment", "rule", "approver", "reason code", "reference", "valid from",
    "valid until",
)  # fmt: skip
REQUIRED = ("id", "approver", "reason code", "valid until")


def parse_exemptions(name: str, text: str, known: Known = ANYTHING) -> Listing[Exemption]:
    """The exemptions in a CSV list.

    Takes: ``name``, what to call the file; ``text`` with the columns ``id``, ``address`` and
    ``segment`` (one of them at least), ``rule`` (empty = every rule but the watch list),
    ``approver``, ``reason code`` (of ``REASON_CODES``: none tells of a person), ``reference``
    (a number), ``valid from`` (empty = from the beginning) and ``valid until``; ``known``, the
    rules and segments that there are: an exemption of a misspelt one would exempt nothing.
    Gives: the exemptions, and notices of addresses that the device may change and of rules of
    another policy.
    Raises: ProblemsError with every problem by line and column; an id twice names both.
    """
    sheet = parse_sheet(name, text, COLUMNS, REQUIRED, "the list of exemptions")
    once = Once()
    notices: list[Problem] = []

    def exemption(row: Row) -> Exemption | None:
        number = reference_cell(row, "id", required=True)
        if number:
            once.add(row, "id", number, number)
        approver = row.required("approver", "somebody answers for every exemption")
        reason = row.one_of(
            "reason code", REASON_CODES, "", "the grounds stay with the approver: use 'on-file'"
        )
        reference = reference_cell(row, "reference")
        from_ns = first_moment_cell(row, "valid from")
        if not row.text("valid until"):
            row.problem("valid until", "is empty", "every exemption ends; renew it when it does")
        until_ns = last_moment_cell(row, "valid until") or 0
        if until_ns and from_ns >= until_ns:
            row.problem("valid until", "is before 'valid from'")
        device = address_cell(row, "address", required=False)
        segment = segment_cell(row, "segment", known)
        if not row.text("address") and not segment:
            row.problem("address", "is empty, and so is the segment", "give one of them")
        notice = device and private_notice(
            row, device, "the exemption ends when the device changes it"
        )
        notices.extend([notice] if notice else [])
        rule, odd = rule_cell(row, "rule", known)
        notices.extend([Problem(f"{row.where}, column 'rule'", odd)] if odd else [])
        return Exemption(
            number, device, segment, rule, approver, reason, reference, from_ns, until_ns
        )

    return Listing(tuple(sheet.build(exemption)), tuple(notices))
