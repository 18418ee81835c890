"""Whatever a device says of its product: the draft is TOML, allowed, and matches the device."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from walljack.files import Shipped
from walljack.fingerprint import match_book, parse_book, parse_vocabulary
from walljack.model.error import WalljackError
from walljack.model.identity import Band, Identity
from walljack.model.signal import Signal
from walljack.queries import Given, draft_entry
from walljack.queries.value_form import example_of, shape_of, split_value
from walljack.render import draft_toml, parse_generic_words

SHIPPED = Shipped()
WORDS = parse_vocabulary(SHIPPED.text("fingerprints/vocabulary.toml"))
GENERIC = parse_generic_words(SHIPPED.text("data/masking/generic-words.txt"))
UNKNOWN = Identity("unknown", "", "", "", "", Band.UNKNOWN, 0, None, (), (), "")

# What decoders give: text without surrogates, no longer than they keep.
values = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
likely = st.lists(
    st.one_of(
        st.sampled_from(
            ["iPhone", "Klever", "-", " ", "/", "'s", "1.2.3", "4C2E81", "(", "_", "."]
        ),
        st.from_regex(r"[A-Za-z0-9]{1,9}", fullmatch=True),
    ),
    max_size=9,
).map("".join)
signals = st.sampled_from(
    ["mdns.txt.model", "ssdp.server", "dhcp.vendor_class", "mdns.service", "dhcp.hostname"]
)


@given(st.lists(st.tuples(signals, st.one_of(values, likely)), min_size=1, max_size=4))
def test_a_draft_matches_its_device(said: list[tuple[str, str]]) -> None:
    """It is refused with a reason, or is an entry that the check takes and the device meets."""
    heard = [Signal(name, value, "_k._tcp" if "mdns.txt" in name else "") for name, value in said]
    heard += [Signal("oui", "Klever Optics"), Signal("dhcp.params", "1,3,6")]
    try:
        draft = draft_entry(
            "x", heard, UNKNOWN, Given("projector"), words=WORDS, generic=GENERIC, ids=()
        )
    except WalljackError:
        return
    text = draft_toml(
        draft.id,
        match=draft.conditions,
        says=draft.says,
        added="2026-11-22",
        source="a page",
        comments=[f"{key} = {value}" for key, value in draft.heard],
    )
    assert tomllib.loads(text)["entry"][0]["id"] == draft.id
    book = parse_book({"vendor/x.toml": text}, WORDS)
    assert match_book(heard, book)


@given(st.one_of(values, likely), st.booleans())
def test_a_value_is_taken_apart_and_put_together(value: str, personal: bool) -> None:
    """No character is lost, and an example never has a word that is on no list."""
    parts = split_value(value, GENERIC, personal=personal)
    assert "".join(part.text for part in parts) == value
    assert shape_of(split_value(value, GENERIC, personal=True)).count("Klever") == 0
    example_of(parts)
