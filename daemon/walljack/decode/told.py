"""What one decoder found: statements, and where the message broke its protocol."""

from __future__ import annotations

from typing import NamedTuple

from walljack.model.error import DecodeError
from walljack.model.observation import Fact, Statement

# Facts kept from one packet. A full announcement of a busy printer has about sixty; without a
# bound, one 64 KiB datagram of two-octet TXT strings would put 30 000 rows into a profile.
FACTS_MAX = 256


class Told(NamedTuple):
    """Statements of one message and its breaches, in the order met. A message can have both.

    The reason of a breach lacks the protocol's name (``name-loop``): ``observe`` adds it.
    """

    statements: tuple[Statement, ...] = ()
    broken: tuple[DecodeError, ...] = ()


def settle_facts(facts: list[Fact], broken: list[DecodeError], offset: int) -> tuple[Fact, ...]:
    """The facts once each, in order, at most ``FACTS_MAX``.

    Notes ``too-many-facts`` at ``offset`` in ``broken`` when some had to go.
    """
    ordered = sorted(set(facts))
    if len(ordered) > FACTS_MAX:
        broken.append(DecodeError(offset, "too-many-facts"))
        del ordered[FACTS_MAX:]
    return tuple(ordered)
