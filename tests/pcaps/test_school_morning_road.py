"""The sample school morning through the whole road, under each policy, with and without lists."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache

import pytest

from tests.pcaps.district import (
    MORNING,
    POLICIES,
    SAMPLES,
    Kept,
    policy_named,
    sample_school,
    type_words,
)
from walljack.app import replay
from walljack.custody import verify
from walljack.model.case import CaseState
from walljack.model.identity import Band

Walk = Callable[..., Kept]

# What each device is, and the least that must be told of it ("unknown" where nothing but its
# ARP or a habit of many products was heard). An answer between the two is right.
# The district's DHCP server is a computer too, and its prefix says so before it answers.
ALSO = {"8c:ec:4b:10:00:05": ("computer",)}
DEVICES = {
    "00:1b:17:10:00:09": ("router", "unknown"),
    "00:1b:54:10:0a:01": ("router", "unknown"),
    "00:1b:54:10:0b:01": ("router", "unknown"),
    "00:26:99:11:03:02": ("voip_phone", "voip_phone"),
    "00:50:b6:20:06:09": ("computer", "unknown"),
    "00:80:77:30:03:02": ("printer", "printer"),
    "00:e0:4c:20:02:01": ("chromebook", "chromebook"),
    "00:e0:4c:20:02:02": ("chromebook", "chromebook"),
    "00:e0:4c:20:02:03": ("chromebook", "chromebook"),
    "00:e0:4c:20:02:11": ("chromebook", "chromebook"),
    "00:e0:4c:20:02:12": ("chromebook", "chromebook"),
    "00:e0:4c:40:01:02": ("chromebook", "chromebook"),
    "08:05:81:40:01:03": ("streaming_player", "streaming_player"),
    "20:a6:cd:10:20:01": ("access_point", "network"),
    "20:a6:cd:10:20:02": ("access_point", "network"),
    "2c:53:d7:20:06:02": ("av_receiver", "unknown"),
    "2c:9e:fc:11:02:02": ("printer", "printer"),
    "3c:06:30:20:03:01": ("laptop", "computer"),
    "3c:52:82:11:01:03": ("desktop", "computer"),
    "48:0f:cf:11:02:01": ("printer", "printer"),
    "48:d6:d5:20:06:07": ("smart_speaker", "smart_speaker"),
    "50:c7:bf:20:07:01": ("router", "network"),
    "54:bf:64:11:01:02": ("desktop", "computer"),
    "60:12:8b:20:06:08": ("printer", "printer"),
    "64:16:7f:11:03:01": ("voip_phone", "voip_phone"),
    "64:eb:8c:20:04:02": ("projector", "office"),
    "6c:dc:6a:20:04:01": ("interactive_display", "office"),
    "70:10:5c:40:00:01": ("switch", "unknown"),
    "78:c8:81:20:06:05": ("game_console", "game_console"),
    "8c:04:ba:20:01:01": ("desktop", "computer"),
    "8c:04:ba:20:01:02": ("desktop", "computer"),
    "8c:04:ba:20:01:03": ("desktop", "computer"),
    "8c:ec:4b:10:00:05": ("dhcp_server", "network"),
    "98:b6:e9:30:04:01": ("game_console", "media"),
    "98:fa:9b:40:01:01": ("desktop", "computer"),
    "a4:83:e7:20:06:01": ("tablet", "mobile"),
    "a4:bb:6d:20:05:01": ("laptop", "computer"),
    "a8:5b:78:30:03:01": ("streaming_player", "streaming_player"),
    "ac:cc:8e:10:30:01": ("camera", "camera"),
    "ac:cc:8e:10:30:02": ("camera", "camera"),
    "c8:3f:26:20:06:03": ("laptop", "computer"),
    "da:4f:17:6c:20:31": ("phone", "mobile"),
    "f4:8e:38:30:01:01": ("desktop", "computer"),
    "f4:8e:38:30:01:02": ("desktop", "computer"),
    "f4:8e:38:30:01:03": ("desktop", "computer"),
    "f4:8e:38:30:01:04": ("desktop", "computer"),
    "fc:1e:16:20:04:03": ("office", "office"),
    "fc:65:de:20:06:06": ("smart_speaker", "smart_speaker"),
}

Found = list[tuple[str, str, str, bool]]
# Rule, clause, level, and whether that clause itself confiscates. M Mukilteo, O Monroe, K the
# neutral default.
M_PERSONAL = ("personal-device-wired", "personal-wired", "medium", False)
M_SPEAKER = ("smart-speaker", "unauthorised-devices", "medium", True)
M_NO_LIST = ("smart-speaker-no-register", "unauthorised-devices", "low", True)
M_CONSOLE = ("game-console-wired", "personal-wired", "medium", False)
M_PRINTER = ("personal-printer-wired", "personal-wired", "medium", False)
M_HOME_PRINTER = ("home-printer-wired", "personal-wired", "low", False)
M_GRANTED = ("granted-device-wired", "personal-wired", "medium", False)
O_PERSONAL = ("personal-device-wired", "unauthorised-devices", "medium", True)
O_SPEAKER = ("smart-speaker-classroom", "smart-speakers", "medium", False)
O_PLAYER = ("streaming-player", "paid-streaming", "info", False)
STRAY = ("stray-dhcp-server", "unauthorised-devices", "high", True)
UNLISTED = ("unlisted-device-wired", "unauthorised-devices", "low", True)
K_PERSONAL = ("personal-device-wired", "know-what-is-wired", "medium", False)
K_SPEAKER = ("smart-speaker", "listening-devices", "low", False)
K_STRAY = ("stray-dhcp-server", "network-keeps-working", "high", False)
K_UNLISTED = ("unlisted-device-wired", "know-what-is-wired", "low", False)
K_HOUSEHOLD = ("household-type-wired", "know-what-is-wired", "low", False)

# Device, and what Mukilteo, Monroe and the neutral default find; every other device: nothing.
WITH_LISTS: dict[str, tuple[Found, Found, Found]] = {
    "silent adapter": ([UNLISTED], [UNLISTED], [K_UNLISTED]),
    "Roku": ([M_PERSONAL], [O_PERSONAL, O_PLAYER], [K_PERSONAL]),
    "Home Mini": ([M_SPEAKER], [O_PERSONAL, O_SPEAKER], [K_PERSONAL, K_SPEAKER]),
    "Echo": ([M_SPEAKER], [O_PERSONAL, O_SPEAKER], [K_PERSONAL, K_SPEAKER]),
    "router": ([STRAY], [STRAY], [K_STRAY]),
    "Pixma": ([M_PRINTER], [O_PERSONAL], [K_PERSONAL]),
    "PlayStation": ([M_CONSOLE], [O_PERSONAL], [K_PERSONAL]),
    "Switch": ([M_CONSOLE], [O_PERSONAL], [K_PERSONAL]),
    "granted Surface": ([M_GRANTED], [], []),
    "phone": ([M_PERSONAL], [O_PERSONAL], [K_PERSONAL]),
}
WITHOUT: dict[str, tuple[Found, Found, Found]] = {
    "Roku": ([], [O_PLAYER], [K_HOUSEHOLD]),
    "Apple TV": ([], [O_PLAYER], [K_HOUSEHOLD]),
    "Home Mini": ([M_NO_LIST], [O_SPEAKER], [K_SPEAKER]),
    "Echo": ([M_NO_LIST], [O_SPEAKER], [K_SPEAKER]),
    "Pixma": ([M_HOME_PRINTER], [], []),
    "PlayStation": ([M_CONSOLE], [], [K_HOUSEHOLD]),
    "Switch": ([M_CONSOLE], [], [K_HOUSEHOLD]),
}
ADDRESS = {
    "silent adapter": "00:50:b6:20:06:09",
    "Roku": "08:05:81:40:01:03",
    "Home Mini": "48:d6:d5:20:06:07",
    "Echo": "fc:65:de:20:06:06",
    "router": "50:c7:bf:20:07:01",
    "Pixma": "60:12:8b:20:06:08",
    "PlayStation": "78:c8:81:20:06:05",
    "Switch": "98:b6:e9:30:04:01",
    "granted Surface": "c8:3f:26:20:06:03",
    "phone": "da:4f:17:6c:20:31",
    "Apple TV": "a8:5b:78:30:03:01",
}
EXEMPT = ("a4:83:e7:20:06:01", "2c:53:d7:20:06:02")


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The morning under a policy, once for each way of asking."""

    @cache
    def walked(policy: str = "mukilteo-2314p", *, register: bool = True) -> Kept:
        place = sample_school(tmp_path_factory.mktemp("morning"), policy=policy, register=register)
        replay(place, [str(MORNING)])
        return Kept(place)

    return walked


def _listed() -> list[str]:
    text = (SAMPLES / "register.csv").read_text(encoding="utf-8")
    return [row["address"] for row in csv.DictReader(text.splitlines())]


def test_the_table_is_the_morning(walk: Walk) -> None:
    """Every device of the capture stands in the table of this test, and no other."""
    assert set(walk().devices) == set(DEVICES)


@pytest.mark.parametrize("register", [True, False])
@pytest.mark.parametrize("address", DEVICES)
def test_what_each_device_is_taken_for(address: str, register: bool, walk: Walk) -> None:
    """The answer lies between what the device is and the least that must be told of it."""
    words = type_words()
    truth, least = DEVICES[address]
    kind, band = walk(register=register).taken_for(address)
    path = ("unknown", *words.path(truth))
    right = kind in path[path.index(least) :]
    assert right
    assert band is not Band.UNKNOWN or kind == "unknown"


@pytest.mark.parametrize("policy", POLICIES)
def test_what_is_shown_never_was_wrong(policy: str, walk: Walk) -> None:
    """At no moment of the morning is a device shown as what it is not, however unsure."""
    kept, words = walk(policy), type_words()
    for address, (truth, _) in DEVICES.items():
        also = ALSO.get(address, ())
        assert set(kept.history[address]) <= {"unknown", *words.path(truth), *also}, address


@pytest.mark.parametrize(("register", "table"), [(True, WITH_LISTS), (False, WITHOUT)])
@pytest.mark.parametrize("policy", POLICIES)
def test_findings_differ_where_the_documents_do(
    policy: str, register: bool, table: dict[str, tuple[Found, Found, Found]], walk: Walk
) -> None:
    """Exactly the findings of the table hold, each with its own clause's consequence."""
    kept, clauses = walk(policy, register=register), policy_named(policy).clauses
    column = POLICIES.index(policy)
    expected = {ADDRESS[name]: row[column] for name, row in table.items() if row[column]}
    found = {
        address: sorted(
            (one.rule, one.clause, one.level.word, clauses[one.clause].confiscates)
            for one in kept.findings_of(address)
        )
        for address in kept.devices
        if kept.findings_of(address)
    }
    assert found == expected


@pytest.mark.parametrize("policy", POLICIES)
def test_who_has_a_case(policy: str, walk: Walk) -> None:
    """A device has one open case when, and only when, a finding of it asks for a person."""
    kept = walk(policy)
    for address in kept.devices:
        wanted = any(finding.level.opens_case for finding in kept.findings_of(address))
        assert len(kept.cases_of(address)) == int(wanted)
    assert {case.state for case in kept.cases} == {CaseState.OPENED}
    assert verify(kept.custody) == []


@pytest.mark.parametrize("policy", POLICIES)
def test_the_districts_own_and_the_exempt_have_no_case(policy: str, walk: Walk) -> None:
    """What the register lists or an exemption covers has no finding and no case, even for a while.

    The dock that two laptops share, the panel with Android inside and the classroom camera too.
    """
    kept = walk(policy)
    for address in (*_listed(), *EXEMPT):
        assert [finding.rule for finding in kept.findings if str(finding.device) == address] == []
        assert kept.cases_of(address) == []


@pytest.mark.parametrize("policy", POLICIES)
def test_without_lists_only_type_rules_speak(policy: str, walk: Walk) -> None:
    """Without a register, every finding of the morning is of a rule that names a type."""
    for finding in walk(policy, register=False).findings:
        rule = policy_named(policy).rule(finding.rule)
        assert rule is not None
        assert not rule.needs_register
        assert any(predicate.name in ("type_in", "line") for predicate in rule.when)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_register_gone_stale_is_none(
    policy: str, tmp_path_factory: pytest.TempPathFactory, walk: Walk
) -> None:
    """With lists that are older than they may be, no rule that needs fresh ones speaks.

    The permissions in them still hold: nothing that they list has a finding.
    """
    place = sample_school(tmp_path_factory.mktemp("stale"), policy=policy)
    assert place.config is not None
    text = place.config.read_text(encoding="utf-8")
    stale = text.replace("as_of = 2026-10-01", "as_of = 2026-08-01")
    assert stale != text
    place.config.write_text(stale, encoding="utf-8")
    replay(place, [str(MORNING)])
    kept = Kept(place)
    for finding in kept.findings:
        rule = policy_named(policy).rule(finding.rule)
        assert rule is not None
        assert not rule.needs_register
        assert str(finding.device) not in (*_listed(), *EXEMPT)


def test_the_roku_is_at_a_port_that_is_told(walk: Walk) -> None:
    """Where only a relay heard the device, the finding names switch and port."""
    for policy in POLICIES:
        (finding,) = [f for f in walk(policy).findings_of(ADDRESS["Roku"]) if "wired" in f.rule]
        assert finding.segment == "north-portables"
        assert any("port Gi1/0/14 of switch portables-sw1" in why for why in finding.reasons)


def test_reasons_hold_no_name(walk: Walk) -> None:
    """No reason of any finding repeats a name that a device gives itself."""
    names = ("LAPTOP-4Q7MN2KD", "Archer", "Room 14", "front door", "NES-", "Library Apple TV")
    for policy in POLICIES:
        for finding in walk(policy).findings:
            for reason in finding.reasons:
                assert not any(name in reason for name in names), reason


def test_a_randomised_address_is_never_concealment(walk: Walk) -> None:
    """The phone's own address is evidence of a personal device, never of hiding."""
    words = ("conceal", "hid", "bypass", "spoof", "disguise")
    for policy in POLICIES:
        for finding in walk(policy).findings_of(ADDRESS["phone"]):
            said = " ".join((finding.title, *finding.reasons)).lower()
            assert not any(word in said for word in words)
            assert "hack" not in finding.clause
