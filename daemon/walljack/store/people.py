"""Values about people, kept apart so that they can be destroyed alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NamedTuple

from sqlite_utils import Database

from walljack.store.column import text_column

# 128 bits: nobody can try all names of a school against a hash whose salt is destroyed.
_SALT_OCTETS = 16


class Person(NamedTuple):
    """One value about a person. ``digest``: SHA-256 of ``salt`` and the value in UTF-8.

    ``kind``: what it is (``account``, ``approver`` …).
    """

    digest: str
    kind: str
    salt: bytes
    value: str


def make_person(kind: str, value: str, random_octets: Callable[[int], bytes]) -> Person:
    """A value with a new salt, ready to be saved; its digest stands for it everywhere else."""
    value, salt = text_column(value), random_octets(_SALT_OCTETS)
    return Person(hashlib.sha256(salt + value.encode()).hexdigest(), kind, salt, value)


def save_person(db: Database, person: Person) -> None:
    """Keep a value about a person."""
    db.execute(
        "INSERT OR IGNORE INTO person (digest, kind, salt, value) VALUES (?, ?, ?, ?)", person
    )


def load_person(db: Database, digest: str) -> Person | None:
    """The value that a digest stands for; None when it was destroyed or never kept here."""
    row = db.execute(
        "SELECT digest, kind, salt, value FROM person WHERE digest = ?", [digest]
    ).fetchone()
    return None if row is None else Person(*row)
