"""The configuration file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from walljack.address import Ipv4
from walljack.model.error import ProblemsError
from walljack.model.ownership import Naming
from walljack.model.segment import Medium
from walljack.model.settings import Settings
from walljack.settings import parse_settings

GOOD = """
[district]
name = "Example"
policy = "mukilteo-2314p"
[[site]]
id = "north"
name = "North Elementary"
[[segment]]
id = "north-20"
site = "north"
building = "Main"
medium = "wired"
classroom = true
vlan = 20
subnets = ["10.20.0.0/16", "2001:db8::/64"]
relays = ["10.20.0.1"]
[register]
assets = "register.csv"
as_of = 2026-10-01
"""
BAD = Path(__file__).parents[2] / "bad" / "settings"


def test_an_empty_file_is_a_trial() -> None:
    """Without a word of configuration the default policy holds and no segment is known."""
    assert parse_settings("walljack.toml", "", Path()) == Settings()


def test_a_whole_file() -> None:
    """Every key arrives where it is meant to, and paths follow the file."""
    settings = parse_settings("walljack.toml", GOOD, Path("/etc/walljack"))
    [match] = settings.segments
    assert settings.sites["north"].name == "North Elementary"
    assert (match.vlan, match.relays) == (20, (Ipv4(0x0A140001),))
    assert match.segment.medium is Medium.WIRED
    assert match.segment.classroom
    assert [str(subnet) for subnet in match.segment.subnets] == ["10.20.0.0/16", "2001:db8::/64"]
    assert settings.register == "/etc/walljack/register.csv"
    assert settings.grants == ""
    assert settings.register_as_of_ns == 1_790_812_800_000_000_000


def test_a_policy_file_follows_the_configuration() -> None:
    """A policy that ends in .toml is a path; a word is a shipped policy."""
    settings = parse_settings("x", '[district]\npolicy = "ours.toml"\n', Path("/etc"))
    assert settings.policy == "/etc/ours.toml"


@pytest.mark.parametrize("path", sorted(BAD.glob("*.toml")), ids=lambda path: path.stem)
def test_bad_files_are_refused_with_every_problem(path: Path) -> None:
    """Each broken file gets exactly the message beside it."""
    with pytest.raises(ProblemsError) as refused:
        parse_settings(path.name, path.read_text(), Path("/etc"))
    assert str(refused.value) + "\n" == path.with_suffix(".txt").read_text()


def test_a_register_is_as_of_a_day_of_the_district() -> None:
    """The day that a list was brought up to date begins at midnight by the district's clock."""
    text = GOOD.replace("[district]", '[district]\ntimezone = "America/Los_Angeles"')
    settings = parse_settings("walljack.toml", text, Path())
    seven_hours_ns = 7 * 3600 * 1_000_000_000  # Pacific daylight time is UTC-7
    assert settings.register_as_of_ns == 1_790_812_800_000_000_000 + seven_hours_ns


def test_a_site_names_things_as_the_district_does_unless_it_says_otherwise() -> None:
    """Each of the three keys is the district's until the site gives its own, [] for nothing."""
    text = """
    [district]
    names = ['^ES-[0-9]{5}$']
    domains = ["District.example.org"]
    user_classes = ["ES-Managed"]
    [[site]]
    id = "north"
    name = "North"
    [[site]]
    id = "south"
    name = "South"
    names = ['^SOUTH-[0-9]{3}$']
    domains = []
    """
    settings = parse_settings("walljack.toml", text, Path())
    ours = Naming(("^ES-[0-9]{5}$",), ("district.example.org",), ("ES-Managed",))
    south = Naming(("^SOUTH-[0-9]{3}$",), (), ("ES-Managed",))
    words = frozenset({"north", "south"})
    beside_ours = replace(ours, elsewhere=(("South", south),), words=words)
    assert settings.naming == settings.naming_at("north") == beside_ours
    elsewhere = (("the district", ours),)
    assert settings.naming_at("south") == replace(south, elsewhere=elsewhere, words=words)
    assert settings.naming_at("") == beside_ours  # an unconfigured segment has no site
