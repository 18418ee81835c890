"""What can go wrong, told so that a person can act on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class WalljackError(Exception):
    """The base of every error that Walljack raises on purpose.

    The message says where, what and what to do.
    """


class DecodeError(WalljackError):
    """A packet breaks its protocol. Only decoders raise it; it becomes a counted weird.

    Takes: ``offset``, octets from the start of the packet (or of the part given to the
    decoder); ``reason``, a fixed lower-case name with hyphens such as ``dns-name-loop``.
    """

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(f"{reason} at octet {offset}")
        self.offset = offset
        self.reason = reason


class Problem(NamedTuple):
    """One thing wrong with one input: where, what and the remedy, each one sentence or less."""

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" ({self.remedy})" if self.remedy else "")


class ProblemsError(WalljackError):
    """An input was refused; every one of its problems is in ``problems``, in input order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
