"""Masking holds for any name."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.render.sample import GENERIC_WORDS
from walljack.render import MASK, mask_name, mask_signal, parse_generic_words, plain

GENERIC = parse_generic_words(GENERIC_WORDS)
SEPARATORS = ' -_.,:;/|()[]+&#@"“”\t'
# A room, or a piece of an address: hexadecimal with letters and digits in turns.
NUMBER = re.compile(r"[0-9]{1,4}[a-z]?|(?=.*[0-9])[0-9a-f]{4,32}")
words = st.one_of(
    st.text(max_size=12),
    st.sampled_from(sorted(GENERIC)),
    st.from_regex(r"[0-9a-fA-F]{1,16}", fullmatch=True),
    st.from_regex(r"[A-Z][a-z]{2,8}'?s?", fullmatch=True),
)
names = st.lists(st.tuples(words, st.sampled_from(SEPARATORS)), max_size=6).map(
    lambda parts: "".join(word + separator for word, separator in parts)
)


def shown_words(name: str) -> list[str]:
    """The words of a masked name."""
    parts = re.split(r"[\s\-_.,:;/|()\[\]+&#@\"“”]+", mask_name(name, GENERIC))
    return [re.sub(r"['’`´]s?$", "", part.lower()) for part in parts if part not in ("", MASK)]


@given(names)
def test_only_generic_words_are_shown(name: str) -> None:
    """Whatever is shown of a name is a generic word, a number, or both in one."""
    for word in shown_words(name):
        rests = [word[end:] for end in range(2, len(word) + 1) if word[:end] in GENERIC] + [word]
        assert any(rest == "" or NUMBER.fullmatch(rest) for rest in rests), word


@given(
    st.sampled_from(["dhcp.fqdn", "dhcp.domain", "mdns.host"]),
    st.lists(
        st.one_of(st.sampled_from(sorted(GENERIC)), st.from_regex(r"[a-z]{2,9}", fullmatch=True)),
        min_size=1,
        max_size=6,
    ),
)
def test_no_label_is_shown_that_is_not_generic(signal: str, labels: list[str]) -> None:
    """Of a dotted name, every label that is shown is on the list of generic words."""
    shown = mask_signal(signal, ".".join(labels), GENERIC).split(".")
    assert set(shown) <= GENERIC | {MASK}
    assert [label for label in shown if label != MASK] == [
        label for label in labels if label in GENERIC
    ]


@given(names)
def test_masking_again_changes_nothing(name: str) -> None:
    """A masked name, masked again, is the same."""
    once = mask_name(name, GENERIC)
    assert mask_name(once, GENERIC) == once


@given(st.from_regex(r"[g-z]{3,40}", fullmatch=True), st.from_regex(r"[g-z]{3,40}", fullmatch=True))
def test_length_does_not_show(one: str, other: str) -> None:
    """Two unknown words of any length look the same when masked."""
    if one not in GENERIC and other not in GENERIC:
        assert mask_name(f"{one} iPhone", GENERIC) == mask_name(f"{other} iPhone", GENERIC)


@given(st.text())
def test_plain_text_is_printable(text: str) -> None:
    """Whatever was sent, what is printed is printable, on one line, and stays so."""
    shown = plain(text)
    assert shown.isprintable()
    assert plain(shown) == shown
