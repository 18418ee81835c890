"""Things made of any addresses that carry anything: order is nothing, and nobody is in two."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from walljack.address import Eui48
from walljack.model.cluster import Carried, IdentifierKind, Presence, Stay, ThingLink
from walljack.model.segment import Medium
from walljack.model.signal import Signal
from walljack.profile import cluster, identifiers

MEDIA = {"wire": Medium.WIRED, "radio": Medium.WIRELESS, "any": Medium.MIXED}
# Few addresses, kinds and values, so that they meet; assigned and made-up ones.
devices = st.sampled_from(
    [Eui48(0x8C04BA200100 + n) for n in range(5)] + [Eui48(0x021A20000000 + n) for n in range(5)]
)
stays = st.builds(
    lambda segment, first, hours: Stay(segment, MEDIA[segment], first, first + hours),
    st.sampled_from(sorted(MEDIA)),
    st.integers(0, 60),
    st.integers(0, 6),
)
carried = st.builds(
    lambda kind, value, address: Carried(
        kind,
        f"{address:012x}" if kind is IdentifierKind.AIRPLAY else value,
        "mdns.host",
        value,
        0,
        address if kind is IdentifierKind.AIRPLAY else None,
        kind is IdentifierKind.UPNP,
    ),
    st.sampled_from(IdentifierKind),
    st.sampled_from(["a", "b", "c-8c04ba200101"]),
    devices,
)
presences = st.lists(
    st.builds(
        lambda device, said, when, models: Presence(
            device,
            tuple(sorted({(one.kind, one.value): one for one in said}.values())),
            tuple(when),
            models,
        ),
        devices,
        st.lists(carried, max_size=4),
        st.lists(stays, max_size=4),
        st.frozensets(st.tuples(st.just("model"), st.sampled_from(["x", "y"])), max_size=1),
    ),
    unique_by=lambda presence: presence.device,
    max_size=10,
)


def meetings(one: Presence, other: Presence) -> list[set[Medium]]:
    """By which media two addresses were present at the same time."""
    return [
        {ours.medium, theirs.medium}
        for ours in one.stays
        for theirs in other.stays
        if ours.first_ns <= theirs.last_ns and theirs.first_ns <= ours.last_ns
    ]


@settings(max_examples=150, deadline=None)
@given(presences, st.randoms())
def test_order_makes_no_thing(found: list[Presence], random: object) -> None:
    """The same presences in any order give the same links and the same refusals."""
    other = list(found)
    random.shuffle(other)  # type: ignore[attr-defined]
    assert cluster(found) == cluster(other)


@settings(max_examples=250, deadline=None)
@given(presences)
def test_a_thing_is_two_addresses_or_more_that_never_met(found: list[Presence]) -> None:
    """Each has a fellow and a reason, and at most one pair of them met: by wire and by radio."""
    known = {presence.device: presence for presence in found}
    things: dict[Eui48, list[ThingLink]] = defaultdict(list)
    made = cluster(found)
    for link in made.links:
        things[link.thing].append(link)
        assert link.by
    assert len({link.device for link in made.links}) == len(made.links)
    for thing, links in things.items():
        of_it = [known[link.device] for link in links]
        assert len(links) > 1
        assert thing in known
        firsts = {min(stay.first_ns for stay in one.stays): one.device for one in of_it}
        assert min(stay.first_ns for stay in known[thing].stays) == min(firsts)
        pairs = [found_ for one, two in combinations(of_it, 2) if (found_ := meetings(one, two))]
        assert len(pairs) <= 1
        assert all(media == {Medium.WIRED, Medium.WIRELESS} for pair in pairs for media in pair)


@settings(max_examples=150, deadline=None)
@given(presences)
def test_a_refusal_is_about_what_is_carried(found: list[Presence]) -> None:
    """Nothing is refused of an address but what it carries, and every refusal has a number."""
    known = {presence.device: presence for presence in found}
    for refusal in cluster(found).refusals:
        kinds = {one.kind for one in known[refusal.device].carried}
        assert refusal.kind in kinds
        assert refusal.number > 0


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.builds(
            Signal,
            st.sampled_from(
                ["dhcp.client_id", "dhcp.uuid", "mdns.host", "ssdp.usn", "mdns.txt.deviceid"]
            ),
            st.one_of(st.text(max_size=40), st.binary(max_size=24).map(bytes.hex)),
            st.sampled_from(["", "_airplay._tcp"]),
        ),
        max_size=8,
    ),
    st.randoms(),
)
def test_any_values_are_read(said: list[Signal], random: object) -> None:
    """Whatever a device says, identifiers are read from it or not, in any order alike."""
    device = Eui48(0x8C04BA200101)
    found = identifiers(said, device, frozenset({"iphone"}))
    random.shuffle(said)  # type: ignore[attr-defined]
    assert identifiers(said, device, frozenset({"iphone"})) == found
    assert all(one.address != device for one in found)
