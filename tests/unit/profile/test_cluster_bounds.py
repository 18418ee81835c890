"""Whoever forges addresses cannot make the search for things long or its answer large."""

from __future__ import annotations

from collections import Counter

import pytest

from walljack.address import Eui48
from walljack.model.cluster import Carried, IdentifierKind, Presence, Refusal, Stay, Why
from walljack.model.segment import Medium
from walljack.profile import cluster
from walljack.profile.cluster import MOST_REFUSALS, MOST_ROUNDS, MOST_SHARED

HOUR = 3_600 * 1_000_000_000
MANY_OF_A_KIND = (
    IdentifierKind.HOMEKIT,
    IdentifierKind.CAST,
    IdentifierKind.PRINTER,
    IdentifierKind.UPNP,
)


def carried(number: int, kind: IdentifierKind = IdentifierKind.HOMEKIT) -> Carried:
    """One of the forger's identifiers."""
    return Carried(kind, f"1a2b{number:08x}", "mdns.txt.id", f"{number}", 0)


def forged(number: int, *said: Carried, at_h: float = 0.0) -> Presence:
    """One of the forger's addresses: made up, there for a moment, each at another time."""
    at_ns = int((at_h or number * 30) * HOUR)
    stay = Stay("room", Medium.MIXED, at_ns, at_ns + 1)
    return Presence(Eui48(0x020000000000 + number), tuple(sorted(said)), (stay,))


@pytest.mark.parametrize("kind", MANY_OF_A_KIND)
def test_more_values_of_a_kind_than_a_product_has(kind: IdentifierKind) -> None:
    """With a fifth value of one kind an address is refused, once, and ties nothing together."""
    four = [forged(n, *(carried(v, kind) for v in range(4))) for n in range(3)]
    assert len(cluster(four).links) == 3
    five = [forged(n, *(carried(v, kind) for v in range(5))) for n in range(3)]
    found = cluster(five)
    assert found.links == ()
    assert found.refusals == tuple(
        Refusal(one.device, Why.SEVERAL, kind, "mdns.txt.id", "", 5) for one in five
    )


def test_a_gateway_with_many_services_is_told_nothing() -> None:
    """Many values of one kind that nobody else has are a product's own, and no news."""
    gateway = forged(1, *(carried(v, IdentifierKind.UPNP) for v in range(9)))
    assert cluster([gateway, forged(2, carried(100))]).refusals == ()


def test_a_flood_of_identifiers_is_refused_once_for_each_address() -> None:
    """Thousands of addresses with thirty-one identifiers each leave one reason each."""
    flood = [
        forged(n, *(carried((n * 7 + v * v) % 5_000) for v in range(31))) for n in range(2_000)
    ]
    found = cluster(flood)
    assert found.links == ()
    assert {refusal.why for refusal in found.refusals} == {Why.SEVERAL}
    assert len(found.refusals) == len(flood)


def test_reasons_of_one_address_are_few() -> None:
    """However much an address carries that others carry too, it keeps a few reasons."""
    said = [carried(v, kind) for kind in MANY_OF_A_KIND for v in range(4)]
    found = cluster(forged(n, *said, at_h=1.0) for n in range(30))
    assert set(Counter(refusal.device for refusal in found.refusals).values()) == {MOST_REFUSALS}


def test_beyond_what_is_asked_about_nothing_is_linked() -> None:
    """As much carried alike as is asked about is asked about; one more, and nothing is linked."""
    groups = MOST_SHARED // 2
    pairs = [forged(n, carried(n // 2)) for n in range(2 * groups)]
    found = cluster(pairs)
    assert not found.beyond
    assert len(found.links) == MOST_SHARED
    more = [*pairs, forged(2 * groups, carried(0))]
    beyond = cluster(more)
    assert beyond.beyond
    assert (beyond.links, beyond.refusals) == ((), ())


def test_a_chain_that_comes_apart_link_by_link_is_refused_as_a_whole() -> None:
    """Docks that went from hand to hand are found one after the other; a long chain at once."""
    for rounds, whole in ((MOST_ROUNDS - 1, False), (MOST_ROUNDS + 1, True)):
        pair = [forged(9_000, carried(9_000)), forged(9_001, carried(9_000))]
        found = cluster([*chain(rounds), *pair])
        linked = {link.device for link in found.links}
        assert {one.device for one in pair} <= linked  # what does not hang on it is untouched
        assert (len(linked) == 2) is whole


def chain(rounds: int) -> list[Presence]:
    """Addresses of which each is between two things only when the one before is taken out.

    Each carries three identifiers, which its neighbours carry too and one more address that
    carries nothing else; the first of them hangs in the air.
    """
    said = {
        device: [carried(key) for key in range(device, device + 3) if key <= rounds]
        for device in range(rounds + 1)
    }
    alone = {100 + key: [carried(key)] for key in range(rounds + 1)}
    return [forged(device + 1, *keys) for device, keys in {**said, **alone}.items()]
