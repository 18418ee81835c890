"""What the lists say of one device, on one segment, at one time."""

from __future__ import annotations

from dataclasses import replace

from walljack.address import Eui48
from walljack.model.register import Asset, Exemption, Grant, Permission, WatchItem
from walljack.model.segment import Segment
from walljack.register import gather, standing

DEVICE = Eui48(0x00005E005301)
OTHER = Eui48(0x00005E005302)
LAB = Segment("lab", site="north")
ASSET = Asset(DEVICE, "A-1", "", "district", "", "", "", 100)
GRANT = Grant(DEVICE, "", "staff", "pdoe", "", 100)
EXEMPTION = Exemption("E-1", DEVICE, "", "", "Principal", "on-file", "", 10, 100)


def test_what_is_valid_vouches_until_it_ends() -> None:
    """Asset, grant and exemption are in force before their last moment and not from it on."""
    register = gather([ASSET], [GRANT], [EXEMPTION], as_of_ns=0)
    assert standing(register, DEVICE, LAB, 99) == Permission(ASSET, GRANT, None, (EXEMPTION,), True)
    assert standing(register, DEVICE, LAB, 100) == Permission(
        None, None, None, (), True, lapsed_asset=ASSET, lapsed_grant=GRANT
    )
    assert standing(register, DEVICE, LAB, 9).exemptions == ()


def test_nothing_is_said_of_another_device() -> None:
    """A device that no list names has no permission."""
    register = gather([ASSET], [GRANT], [EXEMPTION], as_of_ns=0)
    assert standing(register, OTHER, LAB, 50) == Permission(None, None, None, (), True)


def test_an_asset_vouches_at_every_site_and_a_grant_at_its_own() -> None:
    """The district moves its things; a grant is for one school when it names one."""
    register = gather([replace(ASSET, site="south")], [replace(GRANT, site="south")], as_of_ns=0)
    permission = standing(register, DEVICE, LAB, 50)
    assert permission.asset is not None
    assert permission.grant is None


def test_an_exemption_holds_where_device_and_segment_fit() -> None:
    """An exemption of a whole segment covers every device there, and nothing elsewhere."""
    register = gather(exemptions=[replace(EXEMPTION, device=None, segment="lab")])
    assert len(standing(register, OTHER, LAB, 50).exemptions) == 1
    assert standing(register, OTHER, Segment("hall"), 50).exemptions == ()


def test_the_watch_list_needs_no_register() -> None:
    """A watched device is known without any list of assets."""
    item = WatchItem(DEVICE, "C02XYZ", "", "Risk Manager")
    permission = standing(gather(watch=[item]), DEVICE, LAB, 50)
    assert permission.watch == item
    assert permission.fresh is False


def test_a_register_is_fresh_for_the_sites_that_it_names() -> None:
    """A list that names sites says nothing of others; one that names none is the district's."""
    named = gather([replace(ASSET, site="south")], as_of_ns=0)
    assert standing(named, DEVICE, LAB, 1).fresh is False
    assert standing(named, DEVICE, replace(LAB, site="south"), 1).fresh is True
    assert standing(gather([ASSET], as_of_ns=0), DEVICE, LAB, 1).fresh is True


def test_a_register_gets_stale_and_an_empty_one_is_none() -> None:
    """``fresh_for_ns`` away, before or after, with no rows, or of unknown age, it is not fresh."""
    register = gather([ASSET], as_of_ns=0, fresh_for_ns=10)
    assert register.fresh("north", 10) is True
    assert register.fresh("north", 11) is False
    later = gather([ASSET], as_of_ns=100, fresh_for_ns=10)
    assert later.fresh("north", 90) is True
    assert later.fresh("north", 89) is False
    assert gather([], as_of_ns=0).fresh("north", 1) is False
    assert gather([ASSET]).fresh("north", 1) is False
