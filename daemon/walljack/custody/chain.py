"""The custody log as a chain: each entry carries the digest of the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from walljack.custody.canonical import digest
from walljack.custody.seal import seal
from walljack.model.case import Act, CustodyEntry
from walljack.model.error import Problem

_REMEDY = "compare with a backup or with an evidence bundle of the case"


def append(
    previous: CustodyEntry | None, act: Act, private: Mapping[str, tuple[str, bytes]] | None = None
) -> CustodyEntry:
    """The entry that records an act after the newest one.

    Takes: ``previous``, the newest entry of the whole log, None when it is empty; ``private``,
    field → (value, salt) of person and free-text fields, which enter the log sealed.
    Raises: ValueError for a field that is both open and private, or that has no canonical form.
    """
    sealed = {name: seal(value, salt) for name, (value, salt) in (private or {}).items()}
    both = sorted(sealed.keys() & act.fields.keys())
    if both:
        raise ValueError(f"fields cannot be both open and private: {', '.join(both)}")
    bare = CustodyEntry(
        sequence=previous.sequence + 1 if previous else 1,
        case=act.case,
        at_ns=act.at_ns,
        act=act.act,
        actor=act.actor,
        fields={**act.fields, **sealed},
        previous=previous.digest if previous else "",
        digest="",
    )
    return _with_digest(bare)


def verify(entries: Sequence[CustodyEntry], anchor: str | None = None) -> list[Problem]:
    """What is wrong with the log; nothing when it is whole.

    Takes: ``entries`` in the order in which they are kept; ``anchor``, the digest of an entry
    as it was printed earlier (every report prints the newest), None when there is none.
    Gives: a problem for every entry that was altered, every gap where entries were removed, and
    every entry out of its place. Removal at the end, or a log written anew from some entry on,
    shows only against an anchor; ``unanchored`` says what an anchor does not cover.
    """
    problems = []
    present = {entry.sequence for entry in entries}
    expected = 1
    before: CustodyEntry | None = None
    for entry in entries:
        where = f"custody entry {entry.sequence}"
        if not _intact(entry):
            what = "was altered: its digest is not that of its content"
            problems.append(Problem(where, what, _REMEDY))
        if entry.sequence != expected:
            missing = _missing(expected, entry.sequence, present)
            after = f"after entry {before.sequence}" if before else "first"
            what = missing or f"is out of order: it stands {after}"
            problems.append(Problem(where, what, _REMEDY))
        elif entry.previous != (before.digest if before else ""):
            whom = f"entry {before.sequence}" if before else "the beginning of the log"
            what = f"does not follow {whom}: one of the two was replaced"
            problems.append(Problem(where, what, _REMEDY))
        expected = entry.sequence + 1
        before = entry
    if anchor is not None and all(entry.digest != anchor for entry in entries):
        what = f"no entry has the digest {anchor}: entries were removed at the end or rewritten"
        problems.append(Problem("custody log", what, _REMEDY))
    return problems


def unanchored(entries: Sequence[CustodyEntry], anchor: str) -> tuple[int, int] | None:
    """The first and last entry that an anchor does not vouch for.

    Gives: sequence numbers; None when the anchor is the newest entry. All of the log when no
    entry has that digest.
    """
    covered = max((entry.sequence for entry in entries if entry.digest == anchor), default=0)
    newest = max((entry.sequence for entry in entries), default=0)
    return (covered + 1, newest) if newest > covered else None


def _members(entry: CustodyEntry) -> dict[str, str | int | dict[str, str | int | None] | None]:
    return {
        "sequence": entry.sequence,
        "case": entry.case,
        "at_ns": entry.at_ns,
        "act": entry.act,
        "actor": entry.actor,
        "fields": entry.fields,
        "previous": entry.previous,
    }


def _with_digest(entry: CustodyEntry) -> CustodyEntry:
    return CustodyEntry(
        entry.sequence,
        entry.case,
        entry.at_ns,
        entry.act,
        entry.actor,
        dict(entry.fields),
        entry.previous,
        digest(_members(entry)),
    )


def _intact(entry: CustodyEntry) -> bool:
    try:
        return digest(_members(entry)) == entry.digest
    except ValueError:
        return False  # it holds what no entry can hold


def _missing(first: int, until: int, present: set[int]) -> str:
    """Entries from ``first`` up to ``until``, not included, that are nowhere; "" when none is."""
    elsewhere = sum(first <= sequence < until for sequence in present)
    gone = until - first - elsewhere
    if gone <= 0:
        return ""
    span = f"entry {first}" if until - first == 1 else f"entries {first} to {until - 1}"
    if elsewhere:
        return f"{gone} of {span} before it were removed, and others are out of order"
    return f"{span} before it {'was' if until - first == 1 else 'were'} removed"
