"""Identification has no memory and no order."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from walljack.fingerprint import BOOK_FILES, identify, parse_book, parse_vocabulary
from walljack.model.identity import Band
from walljack.model.signal import Signal, Standing

FINGERPRINTS = Path(__file__).parents[2] / "fingerprints"

VOCABULARY = parse_vocabulary((FINGERPRINTS / "vocabulary.toml").read_text("utf-8"))
BOOK = parse_book(
    {
        path.relative_to(FINGERPRINTS).as_posix(): path.read_text("utf-8")
        for pattern in BOOK_FILES
        for path in sorted(FINGERPRINTS.glob(pattern))
    },
    VOCABULARY,
    checked=True,
)
SAID = [signal for entry in BOOK.entries for example in entry.examples for signal in example]
KNOWN = st.sampled_from(SAID) if SAID else st.nothing()

ANY = st.builds(
    Signal,
    st.sampled_from([*VOCABULARY.signals, "mdns.txt.model", "mdns.txt.fn"]),
    st.text(max_size=40),
    st.sampled_from(["", "_airplay._tcp"]),
)


@st.composite
def signals(draw: st.DrawFn) -> list[Signal]:
    """What a device may have said, and what others may have said of it."""
    drawn = draw(st.lists(KNOWN | ANY, max_size=8))
    heard = draw(st.lists(st.booleans(), min_size=len(drawn), max_size=len(drawn)))
    return [
        Signal(each.name, each.value, each.scope, Standing.HEARSAY, "02:00:00:00:00:01")
        if said
        else each
        for each, said in zip(drawn, heard, strict=True)
    ]


@given(signals(), st.randoms(use_true_random=False))
def test_order_and_repeats_change_nothing(given_: list[Signal], chance: random.Random) -> None:
    """The same signals in any order, some of them twice, give the same identity."""
    again = given_ + [each for each in given_ if chance.random() < 0.5]
    chance.shuffle(again)
    assert identify(again, BOOK) == identify(given_, BOOK)


@given(signals())
def test_an_identity_holds_together(given_: list[Signal]) -> None:
    """The type is a word of the tree, band and percent agree, and every claim is on one side."""
    identity = identify(given_, BOOK)
    assert identity.type in VOCABULARY.types
    assert (identity.type == "unknown") == (identity.band is Band.UNKNOWN)
    bounds = {
        Band.UNKNOWN: (0, 0),
        Band.POSSIBLE: (40, 69),
        Band.LIKELY: (70, 89),
        Band.CONFIRMED: (90, 100),
    }
    least, most = bounds[identity.band]
    assert least <= identity.percent <= most
    for claim in identity.claims_for:
        assert not claim.type or VOCABULARY.compatible(claim.type, identity.type)
    for claim in identity.claims_against:
        assert claim.type
        assert not VOCABULARY.compatible(claim.type, identity.type)


@given(signals())
def test_hearsay_alone_is_at_most_possible(given_: list[Signal]) -> None:
    """Nothing that only others say makes an answer likely."""
    heard = [each for each in given_ if each.standing is Standing.HEARSAY]
    assert identify(heard, BOOK).band.rank <= Band.POSSIBLE.rank


@given(signals())
def test_hearsay_never_changes_what_a_device_says_of_itself(given_: list[Signal]) -> None:
    """Where the device's own word gives a type, type, band, vendor and model stay as they are."""
    own = [each for each in given_ if each.standing is Standing.OWN]
    alone, framed = identify(own, BOOK), identify(given_, BOOK)
    if alone.type != "unknown":
        assert (framed.type, framed.band, framed.vendor, framed.model, framed.os) == (
            alone.type,
            alone.band,
            alone.vendor,
            alone.model,
            alone.os,
        )


@given(signals(), st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=12, max_size=20))
def test_kept_sentences_hold_no_personal_value(given_: list[Signal], name: str) -> None:
    """No sentence of a claim contains the value of a host name or other personal signal."""
    named = [
        Signal(each.name, f"{each.value}-{name}", each.scope)
        if VOCABULARY.is_name_signal(each.name)
        else each
        for each in given_
    ]
    identity = identify(named, BOOK)
    for claim in identity.claims_for + identity.claims_against:
        assert name not in claim.sentence
        assert name not in claim.model
