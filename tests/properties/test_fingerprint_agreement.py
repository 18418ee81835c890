"""Evidence that agrees never makes an answer less sure."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from walljack.app import Workplace
from walljack.fingerprint import Book, identify


@cache
def shipped() -> Book:
    """The shipped book with its records."""
    return Workplace(Path("unused.db"), None).book


# The first example loads the book.
@settings(deadline=None, max_examples=300)
@given(st.data())
def test_more_agreement_is_never_less_sure(data: st.DataObject) -> None:
    """Another entry's evidence for the same type leaves the band where it was, or raises it."""
    book = shipped()
    entry = data.draw(st.sampled_from([each for each in book.entries if each.says.type]))
    same = [each for each in book.entries if each.says.type == entry.says.type]
    other = data.draw(st.sampled_from(same))
    first = list(data.draw(st.sampled_from(entry.examples)))
    before = identify(first, book)
    after = identify([*first, *data.draw(st.sampled_from(other.examples))], book)
    if after.type == before.type and not after.claims_against:
        assert after.band.rank >= before.band.rank
