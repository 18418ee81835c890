"""Is what is kept whole?"""

from __future__ import annotations

from dataclasses import dataclass

from walljack.app.workplace import Workplace
from walljack.custody import unanchored, verify
from walljack.model.error import Problem


@dataclass(frozen=True, slots=True)
class Verified:
    """``problems``: what is wrong with the custody log. ``sentence``: what is right with it.

    ``entries``: how many there are; ``head``: digest of the newest, "" if none.
    """

    problems: list[Problem]
    sentence: str
    entries: int
    head: str


def verify_custody(place: Workplace, anchor: str | None) -> Verified:
    """Check the custody log, and against an anchor what may have been removed at its end.

    Takes: ``anchor``, the digest of an entry as an earlier report printed it, None = none.
    """
    with place.open_store() as store:
        entries = store.custody()
    problems = verify(entries, anchor)
    head = entries[-1].digest if entries else ""
    sentence = f"{len(entries)} entries: the chain is whole."
    if anchor is None:
        sentence += f" Its newest entry is {head}." if head else ""
        sentence += " Removal at the end shows only against an anchor: give --anchor."
    else:
        later = unanchored(entries, anchor)
        sentence += (
            f" Entries {later[0]} to {later[1]} are newer than the anchor."
            if later
            else " The anchor vouches for all of it."
        )
    return Verified(problems, sentence, len(entries), head)


def check_database(place: Workplace) -> list[Problem]:
    """Everything that is wrong with the database file and the custody log in it."""
    with place.open_store() as store:
        problems = store.check()
        # A damaged file can fail to give its custody log: then that is told already.
        return problems or verify(store.custody())
