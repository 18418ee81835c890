"""Which addresses are one thing, and which only look so."""

from __future__ import annotations

import pytest

from walljack.address import Eui48, parse_eui48
from walljack.model.cluster import Carried, Clusters, IdentifierKind, Presence, Stay, Why
from walljack.model.segment import Medium
from walljack.profile import cluster
from walljack.profile.cluster import MOST_ASSIGNED, MOST_MADE

HOUR = 3_600 * 1_000_000_000
DAY = 24 * HOUR
DUID = "00010001" + "2f3a11d4" + "8c04ba200101"
OTHER = "00010001" + "2f3a77aa" + "8c04ba200102"
THIRD = "00010001" + "2f3a99bb" + "8c04ba200103"

WIRE = "8c:04:ba:20:01:01"
RADIO = "f8:5e:a0:20:09:01"
DOCK = "00:e0:4c:68:01:09"


def duid(value: str = DUID) -> Carried:
    """A DUID, as a DHCP client carries it."""
    return Carried(IdentifierKind.DUID, value, "dhcp.client_id", f"ff00000001{value}", 0)


def host(name: str) -> Carried:
    """A host name that tells one thing from another."""
    return Carried(IdentifierKind.HOST, name, "mdns.host", f"{name}.local", 0)


def airplay(address: str) -> Carried:
    """The device id of an AirPlay receiver."""
    named = parse_eui48(address)
    value = f"{named:012x}"
    return Carried(IdentifierKind.AIRPLAY, value, "mdns.txt.deviceid", address, 0, named)


def there(
    address: str,
    carried: Carried | tuple[Carried, ...],
    *hours: tuple[float, float],
    segment: str = "room",
    medium: Medium = Medium.MIXED,
    model: str = "",
) -> Presence:
    """An address that was present in these hours of a segment."""
    return Presence(
        parse_eui48(address),
        carried if isinstance(carried, tuple) and not isinstance(carried, Carried) else (carried,),
        tuple(Stay(segment, medium, int(a * HOUR), int(b * HOUR)) for a, b in hours),
        frozenset({("mdns.txt.model@_device-info._tcp", model)} if model else ()),
    )


def things(clusters: Clusters) -> list[set[str]]:
    """The addresses of each thing."""
    by_thing: dict[Eui48, set[str]] = {}
    for link in clusters.links:
        by_thing.setdefault(link.thing, set()).add(str(link.device))
    return list(by_thing.values())


def why(clusters: Clusters, address: str) -> set[Why]:
    """Why what an address carries links it to nothing."""
    return {r.why for r in clusters.refusals if str(r.device) == address}


def test_a_phone_that_changes_its_address_at_midnight() -> None:
    """One DUID on three made-up addresses, one after the other, is one thing."""
    nights = [
        there("02:11:22:00:00:01", duid(), (8, 23.9)),
        there("06:11:22:00:00:02", duid(), (24, 47.9)),
        there("0a:11:22:00:00:03", duid(), (48, 60)),
    ]
    found = cluster(nights)
    assert things(found) == [{str(one.device) for one in nights}]
    assert {link.thing for link in found.links} == {nights[0].device}
    assert found.refusals == ()


def test_a_name_links_a_phone_too() -> None:
    """A name that nobody else has, on made-up addresses whose lives do not meet, links them."""
    name = host("marias-iphone")
    one = there("02:11:22:00:00:01", name, (8, 23.9))
    two = there("06:11:22:00:00:02", name, (24, 30))
    assert things(cluster([one, two])) == [{str(one.device), str(two.device)}]


@pytest.mark.parametrize("hours", [((8, 12), (10, 14)), ((8, 9), (9, 10))])
def test_two_at_the_same_time_are_two(hours: tuple[tuple[float, float], ...]) -> None:
    """Whatever they carry, two addresses that were there at the same moment are two things."""
    one = there("02:11:22:00:00:01", duid(), hours[0])
    two = there("06:11:22:00:00:02", duid(), hours[1])
    found = cluster([one, two])
    assert found.links == ()
    assert why(found, str(one.device)) == why(found, str(two.device)) == {Why.TOGETHER}


def test_copies_of_an_image_that_are_heard_in_turn() -> None:
    """Two copies that are heard now and then, by turns, are not taken for one."""
    one = there(WIRE, duid(), (8, 8.1), (9, 9.1))
    two = there("8c:04:ba:20:01:02", duid(), (8.5, 8.6))
    assert why(cluster([one, two]), WIRE) == {Why.TOGETHER}


def test_forty_clones_cost_one_refusal_each() -> None:
    """Forty machines of one image, which share a client id, are told so and are linked to none."""
    clones = [there(f"8c:04:ba:20:02:{n:02x}", duid(), (8, 15)) for n in range(40)]
    found = cluster(clones)
    assert found.links == ()
    assert [(r.why, r.number) for r in found.refusals] == [(Why.MANY, 40)] * 40


def test_more_addresses_than_a_thing_has() -> None:
    """One more assigned or made-up address than a thing has, and none of them is linked."""
    assigned = [
        there(f"8c:04:ba:20:02:{n:02x}", duid(), (n * 30, n * 30 + 1))
        for n in range(MOST_ASSIGNED + 1)
    ]
    made = [
        there(f"02:04:ba:20:02:{n:02x}", duid(), (n * 30, n * 30 + 1)) for n in range(MOST_MADE + 1)
    ]
    for presences in (assigned, made):
        assert cluster(presences).links == ()
        assert len(things(cluster(presences[1:]))) == 1


def test_a_laptop_on_the_wire_and_by_radio() -> None:
    """One wired and one wireless address at the same time are one laptop; a third is not."""
    wire = there(WIRE, duid(), (8, 15), segment="a", medium=Medium.WIRED)
    radio = there(RADIO, duid(), (8, 15), segment="b", medium=Medium.WIRELESS)
    assert things(cluster([wire, radio])) == [{WIRE, RADIO}]
    third = there(DOCK, duid(), (9, 10), segment="a", medium=Medium.WIRED)
    assert cluster([wire, radio, third]).links == ()


@pytest.mark.parametrize("media", [("wired", "wired"), ("mixed", "wireless"), ("mixed", "mixed")])
def test_only_a_configured_pair_may_overlap(media: tuple[str, str]) -> None:
    """Where nobody has said what is wired and what is not, two at a time are two."""
    wire = there(WIRE, duid(), (8, 15), segment="a", medium=Medium(media[0]))
    radio = there(RADIO, duid(), (8, 15), segment="b", medium=Medium(media[1]))
    assert cluster([wire, radio]).links == ()


def test_three_laptops_in_one_dock() -> None:
    """The dock carries what each laptop in it carries: it is shared, and joins nobody."""
    laptops = [
        there("f8:5e:a0:20:09:01", duid(DUID), (8, 9)),
        there("f8:5e:a0:20:09:02", duid(OTHER), (8, 10)),
        there("f8:5e:a0:20:09:03", duid(THIRD), (8, 11)),
    ]
    dock = there(DOCK, (duid(DUID), duid(OTHER), duid(THIRD)), (12, 15))
    found = cluster([*laptops, dock])
    assert found.links == ()
    assert [(str(r.device), r.why, r.number) for r in found.refusals] == [(DOCK, Why.SEVERAL, 3)]


def test_a_dock_between_things_of_different_kinds() -> None:
    """A dock that had a PC in it, then a Mac, each known by another kind, joins them not."""
    pc = there("f8:5e:a0:20:09:01", duid(), (8, 9))
    mac = there("f8:5e:a0:20:09:02", airplay("f8:5e:a0:20:09:02"), (8, 10))
    dock = there(DOCK, (duid(), airplay("f8:5e:a0:20:09:02")), (12, 15))
    found = cluster([pc, mac, dock])
    assert found.links == ()
    assert why(found, DOCK) == {Why.BETWEEN}


def test_a_dock_that_had_many_names() -> None:
    """A dock with the names of two laptops is taken for neither of them."""
    wired = {"segment": "a", "medium": Medium.WIRED}
    dock = there(DOCK, (host("nes-lt-0231"), host("nes-lt-0232")), (8, 15), **wired)  # type: ignore[arg-type]
    laptop = there(RADIO, host("nes-lt-0231"), (16, 17), segment="b", medium=Medium.WIRELESS)
    assert cluster([dock, laptop]).links == ()


def test_two_systems_on_one_address() -> None:
    """A dual boot is one address; with a DUID of each system it joins no other address."""
    both = there(WIRE, (duid(DUID), duid(OTHER)), (8, 9))
    radio = there(RADIO, duid(DUID), (10, 11))
    found = cluster([both, radio])
    assert found.links == ()
    assert why(found, WIRE) == {Why.SEVERAL}


def test_kinds_that_agree_make_one_thing() -> None:
    """A machine known by two kinds on different addresses is one, where two addresses share."""
    wire = there(WIRE, (duid(), airplay(WIRE)), (8, 9))
    radio = there(RADIO, (duid(), airplay(WIRE)), (10, 11))
    dock = there(DOCK, duid(), (12, 13))
    assert things(cluster([wire, radio, dock])) == [{WIRE, RADIO, DOCK}]


def test_an_id_that_is_the_address_of_another() -> None:
    """A client id that is another's address links to that one, which need not say it itself."""
    named = parse_eui48(WIRE)
    said = Carried(IdentifierKind.CLIENT, f"01{named:012x}", "dhcp.client_id", "", 7, named)
    hidden = there("02:11:22:00:00:01", said, (8, 9))
    plain = Presence(named, (), (Stay("room", Medium.MIXED, 10 * HOUR, 11 * HOUR),))
    found = cluster([hidden, plain])
    assert things(found) == [{WIRE, "02:11:22:00:00:01"}]
    assert all(link.by == (said,) for link in found.links)


def test_two_products_with_one_name() -> None:
    """Two assigned addresses with one host name may be two of a kind: nothing is linked."""
    one = there("74:da:38:80:79:fc", host("localcam"), (8, 9))
    two = there("74:da:38:80:7a:08", host("localcam"), (80, 81))
    found = cluster([one, two])
    assert found.links == ()
    assert why(found, "74:da:38:80:79:fc") == {Why.UNPROVEN}


def test_a_name_on_the_wire_and_by_radio() -> None:
    """One name on a wired and a wireless address of different makers is one laptop."""
    wire = there(DOCK, host("nes-lt-0231"), (8, 15), segment="a", medium=Medium.WIRED)
    radio = there(RADIO, host("nes-lt-0231"), (9, 14), segment="b", medium=Medium.WIRELESS)
    assert things(cluster([wire, radio])) == [{DOCK, RADIO}]


def test_a_name_made_of_the_address() -> None:
    """A name that holds the address of one of them was made for that one thing."""
    name = host("sonos7828ca05facc")
    one = there("78:28:ca:05:fa:cc", name, (8, 9))
    two = there("78:28:ca:05:fa:cd", name, (10, 11))
    assert things(cluster([one, two])) == [{"78:28:ca:05:fa:cc", "78:28:ca:05:fa:cd"}]


def test_an_identifier_of_a_stack_counts_when_it_holds_an_address() -> None:
    """A UPnP UUID without an address of its own may be the same in every copy of a firmware."""
    for value, linked in (
        ("75802409bccb40e78e6cfa095ecce13e", 0),
        ("2f402f80da50" + "8c04ba200101", 2),
    ):
        usn = Carried(IdentifierKind.UPNP, value, "ssdp.usn", "", 0, None, tied=True)
        found = cluster([there(WIRE, usn, (8, 9)), there(RADIO, usn, (10, 11))])
        assert len(found.links) == linked


def test_different_products_are_different_things() -> None:
    """Two that say that they are different models are two, whatever they share."""
    one = there("02:11:22:00:00:01", duid(), (8, 9), model="iphone14,2")
    two = there("06:11:22:00:00:02", duid(), (10, 11), model="ipad13,1")
    assert why(cluster([one, two]), str(one.device)) == {Why.MODELS}


def test_whoever_was_never_there_is_no_part() -> None:
    """An address that is known by hearsay alone belongs to no thing."""
    assert cluster([there(WIRE, duid()), there(RADIO, duid(), (8, 9))]) == Clusters()


def test_a_chain_of_agreement_must_hold_as_a_whole() -> None:
    """Things that agree two by two, but not all together, are not put together."""
    one = there("02:11:22:00:00:01", (duid(), airplay(WIRE)), (8, 9))
    two = there("06:11:22:00:00:02", (duid(), airplay(WIRE), host("marias-mac")), (24, 25))
    late = there("0a:11:22:00:00:03", (airplay(WIRE), host("marias-mac")), (48, 49), model="a")
    odd = there("0e:11:22:00:00:04", (duid(), host("marias-mac")), (72, 73), model="b")
    found = cluster([one, two, late, odd])
    assert Why.MODELS in {refusal.why for refusal in found.refusals}
    linked = {str(link.device) for link in found.links}
    assert not {str(late.device), str(odd.device)} <= linked
