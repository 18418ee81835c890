"""What a name alone links: nearly nothing, because people give one to several things."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.profile.test_cluster import DOCK, RADIO, airplay, duid, host, there, things, why
from walljack.model.cluster import Clusters, Presence, Why
from walljack.model.segment import Medium
from walljack.profile import cluster
from walljack.profile.cluster import MOST_NAMED

ONE, TWO = "02:11:22:00:00:01", "0a:99:22:00:00:02"
EMMAS = host("emmas-iphone")


def nights(number: int) -> list[Presence]:
    """A phone that takes a new address at the end of each quarter of a day."""
    return [
        there(f"02:11:22:00:00:{n:02x}", EMMAS, (n * 6.0, n * 6.0 + 5.9)) for n in range(number)
    ]


def refused(clusters: Clusters) -> set[Why]:
    """Why nothing at all is linked."""
    assert clusters.links == ()
    return {refusal.why for refusal in clusters.refusals}


@pytest.mark.parametrize("later_h", [1, 17, 24, 24 * 7])
def test_two_namesakes_on_two_days(later_h: float) -> None:
    """Who has the name of somebody who left an hour, a night or a week ago may be a namesake."""
    found = cluster([there(ONE, EMMAS, (8, 15)), there(TWO, EMMAS, (15 + later_h, 20 + later_h))])
    assert refused(found) == {Why.UNPROVEN}


def test_two_namesakes_in_two_rooms() -> None:
    """Who appears elsewhere, when one of the name has just left, may be a namesake."""
    one = there(ONE, EMMAS, (8, 12), segment="a")
    two = there(TWO, EMMAS, (12.1, 14), segment="b")
    assert refused(cluster([one, two])) == {Why.UNPROVEN}


def test_an_address_that_changes_where_the_device_stands() -> None:
    """Within minutes, on one segment, a name goes from address to address: it is one device."""
    phones = nights(MOST_NAMED)
    assert things(cluster(phones)) == [{str(phone.device) for phone in phones}]
    assigned = there("8c:04:ba:20:01:01", EMMAS, (8, 12))
    assert len(cluster([assigned, there(ONE, EMMAS, (12.1, 14))]).links) == 2


def test_a_name_that_too_many_have() -> None:
    """A name alone links a few addresses, or none of them."""
    assert refused(cluster(nights(MOST_NAMED + 1))) == {Why.MANY}


def test_a_second_identifier_beside_the_name() -> None:
    """What a second identifier links, over a weekend too, has the name for another reason."""
    one = there(ONE, (duid(), EMMAS), (8, 15))
    two = there(TWO, (duid(), EMMAS), (80, 90))
    found = cluster([one, two])
    assert [link.by for link in found.links] == [one.carried] * 2
    assert found.refusals == ()


def test_a_second_identifier_of_some_is_none_of_all() -> None:
    """A name that more have than the second identifier is no reason for any of them."""
    one = there(ONE, (duid(), EMMAS), (8, 15))
    two = there(TWO, (duid(), EMMAS), (30, 40))
    other = there("0e:11:22:00:00:03", EMMAS, (80, 90))
    found = cluster([one, two, other])
    assert {link.by for link in found.links} == {(duid(),)}
    assert why(found, str(other.device)) == {Why.UNPROVEN}


def test_a_name_without_a_number_on_the_wire_and_by_radio() -> None:
    """Two people of one name may have one a dock and the other the radio; a tag is no accident."""
    for name, linked in (("emmas-macbook", 0), ("nes-lt-12", 0), ("nes-lt-0231", 2)):
        wire = there(DOCK, host(name), (8, 15), segment="a", medium=Medium.WIRED)
        radio = there(RADIO, host(name), (9, 14), segment="b", medium=Medium.WIRELESS)
        assert len(cluster([wire, radio]).links) == linked


def test_two_of_one_maker_by_wire_and_by_radio() -> None:
    """Two assigned addresses of one maker may be two products that are named by their model."""
    for radio, linked in (("00:e0:4c:20:09:01", 0), (RADIO, 2)):
        one = there(DOCK, host("cam-4500"), (8, 15), segment="a", medium=Medium.WIRED)
        two = there(radio, host("cam-4500"), (9, 14), segment="b", medium=Medium.WIRELESS)
        assert len(cluster([one, two]).links) == linked


def test_a_product_that_takes_the_place_of_its_like() -> None:
    """Two assigned addresses of a name are two products, though one came when the other went."""
    one = there(DOCK, host("localcam"), (8, 9))
    assert refused(cluster([one, there(RADIO, host("localcam"), (9.1, 10))])) == {Why.UNPROVEN}


def test_a_name_that_comes_back() -> None:
    """Who returns after another of the name was there is told to share it, by turns."""
    one = there(ONE, EMMAS, (8, 9), (80, 81))
    assert refused(cluster([one, there(TWO, EMMAS, (40, 41))])) == {Why.TOGETHER}


def test_kinds_stand_against_what_is_carried() -> None:
    """Two that are shown as things of different branches are two, by any identifier."""
    pc = airplay(DOCK)
    for ours, theirs, linked in (
        ("computer", "mobile", 0),
        ("computer", "computer", 2),
        ("computer", "", 2),
    ):
        one = replace(there(DOCK, (), (8, 9)), branch=ours)
        two = replace(there(ONE, pc, (10, 11)), branch=theirs)
        found = cluster([one, two])
        assert len(found.links) == linked
        assert why(found, ONE) == (set() if linked else {Why.KINDS})
