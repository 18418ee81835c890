"""What is read of each device, when, and which are asked about at all."""

from __future__ import annotations

from collections.abc import Iterable

from walljack.address import Eui48
from walljack.model.cluster import Clusters, Why
from walljack.model.observation import Fact
from walljack.model.profile import FactKey, Profile
from walljack.model.span import Span
from walljack.pipeline.clustering import Clustering
from walljack.pipeline.segments import Segments

HOUR = 3_600 * 1_000_000_000
CAST_ID = Fact("mdns.txt.id", "20df8fd6f31591d20504a9fd998c39ee", "_googlecast._tcp")
LEADS = Fact("mdns.txt.md", "Google Cast Group", "_googlecast._tcp")
ONE, TWO = Eui48(0x021122000001), Eui48(0x0A1122000002)


def device(address: Eui48, hour: int, *facts: Fact) -> Profile:
    """A device that said these things within one hour."""
    said = Span(hour * HOUR, hour * HOUR + 1)
    profile = Profile(address, {FactKey("room", 0, fact): said for fact in facts})
    profile.sightings["room"] = [said]
    return profile


def asked(
    clustering: Clustering, profiles: Iterable[Profile], *touched: Eui48, branch: str = ""
) -> Clusters:
    """The view as of now, every device but the first shown on this branch for sure."""
    known = {profile.device: profile for profile in profiles}
    return clustering.regroup(
        known, touched, lambda device: "computer" if device == ONE else branch
    )


def made() -> Clustering:
    """One that was asked nothing yet."""
    return Clustering(Segments(()), frozenset())


def test_those_that_carry_one_thing_are_linked() -> None:
    """Two that carry what no other carries are linked; a third beside them is not asked about."""
    third = device(Eui48(0x0E1122000003), 9, Fact("mdns.txt.id", "77" * 16, "_googlecast._tcp"))
    found = asked(made(), [device(ONE, 1, CAST_ID), device(TWO, 5, CAST_ID), third])
    assert [link.device for link in found.links] == [ONE, TWO]


def test_a_shared_address_is_told_though_nobody_carries_the_same() -> None:
    """An address with the client ids of two machines is a shared one, whoever else was heard."""
    ids = [Fact("dhcp.client_id", f"ff00000001000100012f3a11d{n}8c04ba20010{n}") for n in (1, 2)]
    found = asked(made(), [device(ONE, 1, *ids)])
    assert [(refusal.device, refusal.why) for refusal in found.refusals] == [(ONE, Why.SEVERAL)]


def test_what_carries_no_more_is_forgotten() -> None:
    """A Cast device that comes to lead a group has no id of its own, and belongs to no thing."""
    clustering = made()
    one, two = device(ONE, 1, CAST_ID), device(TWO, 5, CAST_ID)
    assert asked(clustering, [one, two]).links
    two.facts[FactKey("room", 0, LEADS)] = Span(6 * HOUR, 6 * HOUR)
    assert asked(clustering, [one, two]).links  # nobody said that it changed
    assert asked(clustering, [one, two], TWO) == Clusters()


def test_kinds_are_asked_each_time() -> None:
    """What a device is shown as counts at once, though it said nothing new."""
    clustering = made()
    profiles = [device(ONE, 1, CAST_ID), device(TWO, 5, CAST_ID)]
    assert asked(clustering, profiles).links
    apart = asked(clustering, profiles, branch="mobile")
    assert apart.links == ()
    assert {refusal.why for refusal in apart.refusals} == {Why.KINDS}
    assert asked(clustering, profiles, branch="computer").links
