"""All that judgement needs besides what was heard: the books it is judged by."""

from __future__ import annotations

from dataclasses import dataclass

from walljack.fingerprint import Book
from walljack.model.policy import Policy
from walljack.model.register import Register
from walljack.vendor import VendorTable


@dataclass(frozen=True, slots=True)
class Rules:
    """Fingerprints, vendors, policy and register, with the names that go into ids.

    ``sensor``, ``epoch``: of the database that the findings go into.
    """

    book: Book
    vendors: VendorTable
    policy: Policy
    register: Register
    sensor: str
    epoch: str
