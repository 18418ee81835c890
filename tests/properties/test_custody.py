"""Any change to a custody log is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from walljack.custody import append, verify
from walljack.model.case import Act, CustodyEntry

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.none() | texts | st.integers(-(1 << 63), (1 << 63) - 1)
acts = st.builds(
    Act,
    texts,
    st.integers(0, 1 << 62),
    texts,
    texts,
    st.dictionaries(st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True), values, max_size=4),
)


@st.composite
def logs(draw: st.DrawFn, least: int = 1) -> list[CustodyEntry]:
    """A whole log."""
    entries: list[CustodyEntry] = []
    for act in draw(st.lists(acts, min_size=least, max_size=6)):
        private = {"person": (draw(texts), draw(st.binary(min_size=16, max_size=16)))}
        hidden = private if draw(st.booleans()) and "person" not in act.fields else None
        entries.append(append(entries[-1] if entries else None, act, hidden))
    return entries


@given(logs(least=0))
def test_every_log_that_was_appended_verifies(entries: list[CustodyEntry]) -> None:
    """Whatever was recorded, the log is whole."""
    assert verify(entries, entries[-1].digest if entries else None) == []


@given(logs(), st.data())
def test_any_single_change_is_found(entries: list[CustodyEntry], data: st.DataObject) -> None:
    """Changing any one member of any one entry, in any way, names that entry."""
    index = data.draw(st.integers(0, len(entries) - 1))
    entry = entries[index]
    name = data.draw(
        st.sampled_from(["sequence", "case", "at_ns", "act", "actor", "previous", "digest"])
    )
    old = getattr(entry, name)
    new: Any = data.draw(
        (st.integers(0, 1 << 62) if isinstance(old, int) else texts).filter(lambda v: v != old)
    )
    changed = replace(entry, **{name: new})
    problems = verify([*entries[:index], changed, *entries[index + 1 :]])
    assert f"custody entry {changed.sequence}" in [problem.where for problem in problems]


@given(logs(), st.data())
def test_any_change_of_a_field_is_found(entries: list[CustodyEntry], data: st.DataObject) -> None:
    """A field that is changed, added or taken away names its entry."""
    index = data.draw(st.integers(0, len(entries) - 1))
    fields = dict(entries[index].fields)
    name = data.draw(st.sampled_from([*fields, "added"]))
    if name in fields and data.draw(st.booleans()):
        del fields[name]
    else:
        gone = object()
        fields[name] = data.draw(values.filter(lambda v: v != fields.get(name, gone)))
    changed = replace(entries[index], fields=fields)
    problems = verify([*entries[:index], changed, *entries[index + 1 :]])
    assert f"custody entry {changed.sequence}" in [problem.where for problem in problems]


@given(logs(), st.data())
def test_any_flipped_bit_of_a_text_is_found(
    entries: list[CustodyEntry], data: st.DataObject
) -> None:
    """One bit of one digest, flipped, is found."""
    index = data.draw(st.integers(0, len(entries) - 1))
    octets = bytearray(entries[index].digest.encode())
    bit = data.draw(st.integers(0, len(octets) * 8 - 1))
    octets[bit // 8] ^= 1 << bit % 8
    changed = replace(entries[index], digest=octets.decode("latin-1"))
    assert verify([*entries[:index], changed, *entries[index + 1 :]])


@given(logs(least=2), st.data())
def test_any_removal_or_reordering_is_found(
    entries: list[CustodyEntry], data: st.DataObject
) -> None:
    """A log with entries taken away or moved does not verify against its newest digest."""
    kept = data.draw(st.permutations(entries)) if data.draw(st.booleans()) else list(entries)
    if kept == entries:
        kept.pop(data.draw(st.integers(0, len(kept) - 1)))
    assert verify(kept, entries[-1].digest)
