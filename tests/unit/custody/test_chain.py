"""The custody chain: what it says of a log that was tampered with."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from walljack.custody import append, opens, seal, unanchored, verify
from walljack.model.case import Act, CustodyEntry

SALT = bytes(range(16))


def log(length: int) -> list[CustodyEntry]:
    """A whole log of so many entries."""
    entries: list[CustodyEntry] = []
    for number in range(length):
        act = Act("case-1", number, "moved", "pdoe", {"place": f"room {number}"})
        entries.append(append(entries[-1] if entries else None, act))
    return entries


def said(entries: list[CustodyEntry], anchor: str | None = None) -> list[str]:
    """The problems without their remedy."""
    return [f"{problem.where}: {problem.what}" for problem in verify(entries, anchor)]


def test_a_whole_log_has_no_problem() -> None:
    """An empty log and a log as it was written verify, also against every entry as anchor."""
    entries = log(4)
    assert verify([]) == verify(entries) == []
    assert not any(verify(entries, entry.digest) for entry in entries)


def test_the_digest_is_the_one_that_anybody_can_work_out() -> None:
    """An entry's digest is SHA-256 over this very line of canonical JSON."""
    entry = append(None, Act("c", 1, "opened", "walljack", {"b": None, "a": "é"}))
    line = (
        '{"act":"opened","actor":"walljack","at_ns":1,"case":"c","fields":{"a":"é","b":null},'
        '"previous":"","sequence":1}'
    )
    assert entry.digest == hashlib.sha256(line.encode()).hexdigest()


def test_an_altered_entry_is_named() -> None:
    """Changing a field of one entry names that entry and no other."""
    entries = log(4)
    entries[1] = replace(entries[1], fields={"place": "room 9"})
    assert said(entries) == ["custody entry 2: was altered: its digest is not that of its content"]


def test_an_altered_entry_with_a_fresh_digest_breaks_the_next_link() -> None:
    """Who works out the digest anew is betrayed by the entry after it."""
    entries = log(4)
    act = Act("case-1", 1, "moved", "pdoe", {"place": "room 9"})
    entries[1] = append(entries[0], act)
    assert said(entries) == [
        "custody entry 3: does not follow entry 2: one of the two was replaced"
    ]


def test_removed_entries_are_named() -> None:
    """A gap is told by the numbers that are missing, at the beginning too."""
    entries = log(6)
    assert said(entries[:2] + entries[3:]) == ["custody entry 4: entry 3 before it was removed"]
    assert said(entries[3:]) == ["custody entry 4: entries 1 to 3 before it were removed"]


def test_entries_out_of_order_are_named() -> None:
    """Two entries that changed places are out of order, and none is called removed."""
    one, two, three, four = log(4)
    assert said([one, three, two, four]) == [
        "custody entry 3: is out of order: it stands after entry 1",
        "custody entry 2: is out of order: it stands after entry 3",
        "custody entry 4: is out of order: it stands after entry 2",
    ]
    assert said([one, two, two, three, four]) == [
        "custody entry 2: is out of order: it stands after entry 2"
    ]


def test_removal_at_the_end_shows_against_an_anchor() -> None:
    """A log cut short is whole by itself; the digest printed in a report betrays it."""
    entries = log(4)
    anchor = entries[-1].digest
    assert said(entries[:2]) == []
    assert said(entries[:2], anchor) == [
        f"custody log: no entry has the digest {anchor}: entries were removed at the end or "
        "rewritten"
    ]


def test_an_anchor_says_what_it_does_not_cover() -> None:
    """What came after the anchor is unanchored; with a foreign anchor everything is."""
    entries = log(4)
    assert unanchored(entries, entries[1].digest) == (3, 4)
    assert unanchored(entries, entries[3].digest) is None
    assert unanchored(entries, "0" * 64) == (1, 4)


def test_a_person_field_enters_sealed_and_opens_with_its_salt_alone() -> None:
    """The log holds a salted hash of a person's name; value and salt together prove it."""
    act = Act("case-1", 1, "collected", "pdoe", {"place": "room 4"})
    entry = append(None, act, {"from_person": ("Zoé", SALT)})
    sealed = str(entry.fields["from_person"])
    assert "Zo" not in str(entry)
    assert opens(sealed, "Zoe\u0301", SALT)
    assert not opens(sealed, "Zoe", SALT)
    assert not opens(sealed, "Zoé", SALT[::-1])
    assert verify([entry]) == []


def test_a_short_salt_is_refused() -> None:
    """A salt that could be guessed seals nothing."""
    with pytest.raises(ValueError, match="at least 16 octets, not 4"):
        seal("Zoé", b"salt")


def test_a_field_cannot_be_open_and_private() -> None:
    """A name that stands in both lists would be printed by mistake, and is refused."""
    with pytest.raises(ValueError, match="both open and private: place"):
        append(None, Act("c", 1, "a", "w", {"place": "room 4"}), {"place": ("room 4", SALT)})


@pytest.mark.parametrize(
    "fields", [{"n": 1 << 63}, {"n": True}, {"n": 1.5}, {"n": "\ud800"}, {"N n": 1}, {"": 1}]
)
def test_what_could_be_written_in_two_ways_is_refused(fields: dict[str, str | int | None]) -> None:
    """Numbers beyond 64 bits, truth values, fractions, broken text and odd names are refused."""
    with pytest.raises(ValueError, match=r"neither text|not a name|surrogates not allowed"):
        append(None, Act("c", 1, "a", "w", fields))
