"""What people are told of addresses that are probably one thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.queries.school import (
    CONSOLE,
    PHONE,
    STRANGER,
    FakeReader,
    queries,
    span,
    stored,
)
from walljack.address import Eui48
from walljack.model.access import Access, Role
from walljack.model.cluster import Carried, IdentifierKind, Refusal, ThingLink, Why
from walljack.model.view import StoredDevice

ADMINISTRATOR = Access(Role.ADMINISTRATOR, unmask=True, who="ann", reason="test")
NAME = Carried(IdentifierKind.HOST, "marias-ipad", "mdns.host", "Marias-iPad.local", 5)
DUID = Carried(IdentifierKind.DUID, "0001", "dhcp.client_id", "ff00000001" + "0004" + "ab" * 16, 5)


def there(device: Eui48, first_s: int, last_s: int) -> StoredDevice:
    """A device that was present then."""
    made = stored(device, None)
    made.profile.sightings.clear()
    made.profile.sightings["rooms"] = [span(first_s, last_s)]
    return made


def school_of(*links: ThingLink, refused: tuple[Refusal, ...] = ()) -> FakeReader:
    """Three devices, one after the other, with these links."""
    devices = [there(PHONE, 0, 60), there(CONSOLE, 100, 160), there(STRANGER, 30, 40)]
    return FakeReader(stored=devices, linked=list(links), refused=list(refused))


def test_a_page_names_the_other_addresses_and_why() -> None:
    """Each other address of the thing is told with what both have, masked, and when."""
    reader = school_of(
        ThingLink(PHONE, PHONE, (NAME, DUID)), ThingLink(CONSOLE, PHONE, (NAME, DUID))
    )
    page = queries(reader).device(CONSOLE)
    assert page is not None
    assert page.row.thing == str(PHONE)
    (same,) = page.same_thing
    assert same.row.address == str(PHONE)
    assert same.because == (
        "both have the mDNS host name “***-iPad.local”",
        "both have the DHCP unique identifier (DUID) “0004abababababababababababababababab”",
        "they were never there at the same time",
    )


def test_names_are_clear_only_to_who_may_see_them() -> None:
    """The reason shows the name to an administrator who asks for it, and that is logged."""
    reader = school_of(ThingLink(PHONE, PHONE, (NAME,)), ThingLink(CONSOLE, PHONE, (NAME,)))
    page = queries(reader).device(CONSOLE, ADMINISTRATOR)
    assert page is not None
    assert page.same_thing[0].because[0] == "both have the mDNS host name “Marias-iPad.local”"


def test_two_that_only_a_third_holds_together() -> None:
    """Where two addresses have nothing in common, the reason says that others lie between."""
    reader = school_of(
        ThingLink(PHONE, PHONE, (NAME,)),
        ThingLink(CONSOLE, PHONE, (NAME, DUID)),
        ThingLink(STRANGER, PHONE, (DUID,)),
    )
    page = queries(reader).device(PHONE)
    assert page is not None
    console, stranger = page.same_thing
    assert console.row.address == str(CONSOLE)
    assert stranger.because == (
        "other addresses of it have both the DHCP unique identifier (DUID) and the mDNS host name",
        "they were there at the same time, one by wire and the other by radio",
    )


def test_the_inventory_has_the_thing_of_each() -> None:
    """Each line names the thing; an address that is alone names none."""
    reader = school_of(ThingLink(PHONE, PHONE, (NAME,)), ThingLink(CONSOLE, PHONE, (NAME,)))
    things = {row.address: row.thing for row in queries(reader).inventory()}
    assert things == {str(PHONE): str(PHONE), str(CONSOLE): str(PHONE), str(STRANGER): ""}


def test_the_report_says_that_it_counts_addresses() -> None:
    """Where several addresses are one thing, the report says how many; else nothing."""
    linked = school_of(ThingLink(PHONE, PHONE, (NAME,)), ThingLink(CONSOLE, PHONE, (NAME,)))
    assert any("2 of these addresses" in note for note in queries(linked).report().notes)
    assert not any("these addresses" in note for note in queries(school_of()).report().notes)


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (Why.TOGETHER, "copies of one image, or one thing by wire and by radio"),
        (Why.MANY, "more than one thing has"),
        (Why.SEVERAL, "4 different values"),
        (Why.BETWEEN, "It is taken for none of them."),
        (Why.MODELS, "another model"),
        (Why.KINDS, "they are of different kinds"),
        (Why.UNPROVEN, "nothing shows that it was made for one thing"),
    ],
)
def test_every_refusal_has_a_sentence(why: Why, words: str) -> None:
    """Why an address is linked to nothing is told in words, each once."""
    refusal = Refusal(PHONE, why, IdentifierKind.DUID, "dhcp.client_id", DUID.said, 4)
    reader = school_of(refused=(refusal, refusal, refusal._replace(device=CONSOLE)))
    page = queries(reader).device(PHONE)
    assert page is not None
    (sentence,) = page.not_linked
    assert words in sentence
    assert sentence[0].isupper() or sentence[0].isdigit()


@pytest.mark.parametrize(
    ("why", "kind", "words"),
    [
        (Why.SEVERAL, IdentifierKind.HOMEKIT, "it speaks for several"),
        (Why.UNPROVEN, IdentifierKind.HOST, "A name alone proves nothing"),
    ],
)
def test_some_kinds_are_refused_in_their_own_words(
    why: Why, kind: IdentifierKind, words: str
) -> None:
    """What is no shared adapter, and what is only a name, is told as such."""
    refusal = Refusal(PHONE, why, kind, "mdns.txt.id", "", 5)
    page = queries(school_of(refused=(refusal,))).device(PHONE)
    assert page is not None
    assert words in page.not_linked[0]


def test_a_refused_name_is_masked() -> None:
    """The name that several things have is shown without its personal part."""
    refusal = Refusal(PHONE, Why.UNPROVEN, IdentifierKind.HOST, "mdns.host", NAME.said, 2)
    page = queries(school_of(refused=(refusal,))).device(PHONE)
    assert page is not None
    assert "“***-iPad.local”" in page.not_linked[0]
    assert "aria" not in page.not_linked[0]
    assert replace(page, not_linked=()).same_thing == ()


def test_an_id_that_is_the_address_of_the_other() -> None:
    """Where the id of one address is the other address, that is said."""
    said = Carried(
        IdentifierKind.CLIENT, f"01{CONSOLE:012x}", "dhcp.client_id", f"01{CONSOLE:012x}", 5
    )
    reader = school_of(ThingLink(PHONE, PHONE, (said,)), ThingLink(CONSOLE, PHONE, (said,)))
    for device in (PHONE, CONSOLE):
        page = queries(reader).device(device)
        assert page is not None
        assert page.same_thing[0].because[0] == (
            "the DHCP client id of one is the address of the other"
        )
