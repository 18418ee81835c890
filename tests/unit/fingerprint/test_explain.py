"""Why the book says what it says."""

from __future__ import annotations

import pytest

from walljack.fingerprint import Book, explain, parse_arguments
from walljack.model.error import ProblemsError
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary


def test_matches_and_near_misses(book: Book) -> None:
    """What matches is told with its value, what misses one condition with what is missing."""
    told = explain([Signal("oui", "Nintendo Co.,Ltd"), Signal("dhcp.params", "1,3,6,99")], book)
    assert told.matched == ()
    (near,) = told.near
    assert near.entry.id == "nintendo-habit"
    assert str(near.missing.key) == "dhcp.params"
    assert near.found == ("1,3,6,99",)
    assert told.identity.type == "unknown"


def test_arguments(vocabulary: Vocabulary) -> None:
    """SIGNAL=VALUE and SIGNAL@SERVICE=VALUE are read; a value may hold further signs."""
    assert parse_arguments(
        ["dhcp.params=1,3", "mdns.txt.md@_googlecast._tcp=a=b", "dhcp.hostname="], vocabulary
    ) == [
        Signal("dhcp.params", "1,3"),
        Signal("mdns.txt.md", "a=b", "_googlecast._tcp"),
        Signal("dhcp.hostname", ""),
    ]


def test_every_wrong_argument_is_told(vocabulary: Vocabulary) -> None:
    """All wrong arguments are named at once, with what was meant."""
    with pytest.raises(ProblemsError) as refused:
        parse_arguments(["dhcp.parms=1", "nothing", "quite.else=1"], vocabulary)
    assert [str(problem) for problem in refused.value.problems] == [
        "“dhcp.parms=1”: “dhcp.parms” is no signal (did you mean “dhcp.params”?)",
        "“nothing”: has no “=” (write it as dhcp.params=1,3,6,15)",
        "“quite.else=1”: “quite.else” is no signal (signals stand in vocabulary.toml)",
    ]
