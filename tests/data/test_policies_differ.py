"""The same circumstances under Mukilteo and Monroe: where the documents differ, so do we."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from walljack.model.judgement import Circumstances
from walljack.policy import judge, parse_policy
from walljack.policy.example import Example

FOLDER = Path(__file__).parents[2] / "data" / "policies"
POLICIES = {
    name: parse_policy(name, (FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    for name in ("mukilteo-2314p", "monroe-2022p", "k12-default")
}

CONSOLE = {"type": "game_console", "consumer": True}
SPEAKER = {"type": "smart_speaker", "consumer": True}
PLAYER = {"type": "streaming_player", "consumer": True}
PHONE = {"type": "phone", "consumer": True, "address": "local"}
PRINTER = {"type": "printer", "line": "home"}
ROUTER = {"type": "router", "line": "home"}
WIRED = {"medium": "wired"}
WIRELESS = {"medium": "wireless"}
ROOM = {"classroom": True}
BARE = {"register_fresh": False}
GRANTED = {"granted": True}
LISTED = {"registered": True}

Judged = list[tuple[str, str, str, bool]]

# What a rule of each policy amounts to: (rule, level, clause, the clause confiscates).
M_CONSOLE = ("game-console-wired", "medium", "personal-wired", False)
M_SPEAKER = ("smart-speaker", "medium", "unauthorised-devices", True)
M_NO_LIST = ("smart-speaker-no-register", "low", "unauthorised-devices", True)
M_CAMERA = ("video-recorder", "medium", "unauthorised-devices", True)
M_ROUTER = ("personal-router", "medium", "unauthorised-devices", True)
M_PRINTER = ("personal-printer-wired", "medium", "personal-wired", False)
M_HOME_PRINTER = ("home-printer-wired", "low", "personal-wired", False)
M_GRANTED = ("granted-device-wired", "medium", "personal-wired", False)
M_PERSONAL = ("personal-device-wired", "medium", "personal-wired", False)
O_ROOM = ("smart-speaker-classroom", "medium", "smart-speakers", False)
O_OWN_ROOM = ("district-smart-speaker-classroom", "info", "smart-speakers", False)
O_ROUTER = ("personal-router", "medium", "unauthorised-devices", True)
O_PERSONAL = ("personal-device-wired", "medium", "unauthorised-devices", True)
O_HOUSEHOLD = ("household-device", "low", "personal-device-grant", False)
O_ELSEWHERE = ("personal-device-elsewhere", "info", "personal-device-grant", False)
O_PLAYER = ("streaming-player", "info", "paid-streaming", False)
M_DHCP = ("listed-dhcp-server", "low", "disruption", False)
DHCP = ("stray-dhcp-server", "high", "unauthorised-devices", True)
UNLISTED = ("unlisted-device-wired", "low", "unauthorised-devices", True)
# What looks managed is most likely the district's: cited is an authority, and nothing follows.
M_MANAGED = ("unlisted-managed-wired", "low", "technology", False)
O_MANAGED = ("unlisted-managed-wired", "low", "network", False)
LOOKS_MANAGED = {"type": "laptop", "owner": "managed"}
BYPASS = ("filter-bypass-router", "info", "filter-bypass", False)
PROXY = ("filter-bypass-proxy", "info", "filter-bypass", False)
CHANGED = ("registered-address-changed", "low", "changes-to-hardware", False)
M_WATCHED = ("watched-device", "high", "no-privacy", False)
O_WATCHED = ("watched-device", "high", "theft-report", False)

TABLE: list[tuple[str, dict[str, Any], Judged, Judged]] = [
    # circumstances, what Mukilteo says, what Monroe says
    ("console, wired", CONSOLE | WIRED, [M_CONSOLE], [O_PERSONAL]),
    ("console, wired, no register", CONSOLE | WIRED | BARE, [M_CONSOLE], []),
    ("console, wired, granted", CONSOLE | WIRED | GRANTED, [M_CONSOLE], []),
    ("console, wired, the district's", CONSOLE | WIRED | LISTED, [], []),
    ("console, wireless", CONSOLE | WIRELESS, [], [O_HOUSEHOLD]),
    ("console, wireless, no register", CONSOLE | WIRELESS | BARE, [], []),
    ("console, mixed, place unknown", CONSOLE, [], [O_HOUSEHOLD]),
    ("console, mixed, switch port known", CONSOLE | {"wired": True}, [M_CONSOLE], [O_PERSONAL]),
    ("home printer, wired", PRINTER | WIRED, [M_PRINTER], [O_PERSONAL]),
    ("home printer, wired, no register", PRINTER | WIRED | BARE, [M_HOME_PRINTER], []),
    ("home printer, wired, granted", PRINTER | WIRED | GRANTED, [M_PRINTER], []),
    ("home printer, wireless", PRINTER | WIRELESS, [], [O_HOUSEHOLD]),
    (
        "office printer, wired",
        {"type": "printer", "line": "office"} | WIRED,
        [UNLISTED],
        [UNLISTED],
    ),
    ("speaker, wired classroom", SPEAKER | WIRED | ROOM, [M_SPEAKER], [O_ROOM, O_PERSONAL]),
    ("speaker, wired office", SPEAKER | WIRED, [M_SPEAKER], [O_PERSONAL]),
    ("speaker, wireless classroom", SPEAKER | WIRELESS | ROOM, [M_SPEAKER], [O_ROOM, O_HOUSEHOLD]),
    ("speaker, wireless office", SPEAKER | WIRELESS, [M_SPEAKER], [O_HOUSEHOLD]),
    ("speaker, classroom, no register", SPEAKER | ROOM | BARE, [M_NO_LIST], [O_ROOM]),
    ("speaker, office, no register", SPEAKER | BARE, [M_NO_LIST], []),
    ("speaker, wireless classroom, granted", SPEAKER | WIRELESS | ROOM | GRANTED, [], [O_ROOM]),
    ("speaker, wireless office, granted", SPEAKER | WIRELESS | GRANTED, [], []),
    ("speaker, wired office, granted", SPEAKER | WIRED | GRANTED, [M_GRANTED], []),
    ("speaker, classroom, the district's", SPEAKER | ROOM | LISTED, [], [O_OWN_ROOM]),
    ("phone, wired", PHONE | WIRED, [M_PERSONAL], [O_PERSONAL]),
    ("phone, wired, granted", PHONE | WIRED | GRANTED, [M_GRANTED], []),
    ("phone, wired, granted, no register", PHONE | WIRED | GRANTED | BARE, [M_GRANTED], []),
    ("phone, wireless", PHONE | WIRELESS, [], [O_ELSEWHERE]),
    ("phone, wireless, granted", PHONE | WIRELESS | GRANTED, [], []),
    ("phone, wired, no register", PHONE | WIRED | BARE, [], []),
    ("player, wired", PLAYER | WIRED, [M_PERSONAL], [O_PERSONAL, O_PLAYER]),
    ("player, wireless", PLAYER | WIRELESS, [], [O_HOUSEHOLD, O_PLAYER]),
    ("player, no register", PLAYER | WIRED | BARE, [], [O_PLAYER]),
    ("player, the district's", PLAYER | WIRED | LISTED, [], []),
    ("home router, wired", ROUTER | WIRED, [M_ROUTER, BYPASS], [O_ROUTER, BYPASS]),
    ("home router, granted", ROUTER | GRANTED, [BYPASS], [BYPASS]),
    ("home router, wireless, granted", ROUTER | WIRELESS | GRANTED, [BYPASS], [BYPASS]),
    ("home router, wired, granted", ROUTER | WIRED | GRANTED, [M_GRANTED, BYPASS], [BYPASS]),
    ("home router, no register", ROUTER | WIRED | BARE, [], []),
    ("unlisted camera, wireless", {"type": "camera"} | WIRELESS, [M_CAMERA], []),
    ("unlisted camera, no register", {"type": "camera"} | WIRED | BARE, [], []),
    ("interactive display, wired", {"type": "interactive_display"} | WIRED, [], []),
    (
        "unknown, self-given address, wired",
        {"address": "local"} | WIRED,
        [M_PERSONAL],
        [O_PERSONAL],
    ),
    ("unknown, self-given address, mixed", {"address": "local"}, [], []),
    ("unknown, virtual machine, wired", {"address": "virtual"} | WIRED, [UNLISTED], [UNLISTED]),
    ("unknown, self-given, no register", {"address": "local"} | WIRED | BARE, [], []),
    ("unknown, maker's address, wired", WIRED, [UNLISTED], [UNLISTED]),
    ("laptop that looks managed, wired", LOOKS_MANAGED | WIRED, [M_MANAGED], [O_MANAGED]),
    ("laptop that looks managed, mixed", LOOKS_MANAGED, [], []),
    ("laptop that looks managed, listed", LOOKS_MANAGED | WIRED | LISTED, [], []),
    (
        "laptop that looks personal, wired",
        {"type": "laptop", "owner": "personal"} | WIRED,
        [M_PERSONAL],
        [O_PERSONAL],
    ),
    (
        "laptop, possibly personal, wired",
        {"type": "laptop", "owner": "personal", "owner_band": "possible"} | WIRED,
        [UNLISTED],
        [UNLISTED],
    ),
    (
        "console, undecided, wired",
        CONSOLE | {"owner": "undecided"} | WIRED,
        [M_CONSOLE],
        [UNLISTED],
    ),
    ("stray DHCP server", {"behaviour": ["serves-dhcp"]}, [DHCP], [DHCP]),
    ("DHCP server, no register", {"behaviour": ["serves-dhcp"]} | BARE, [], []),
    ("DHCP server, the district's", {"behaviour": ["serves-dhcp"]} | LISTED, [M_DHCP], []),
    ("DHCP server, granted", {"behaviour": ["serves-dhcp"]} | GRANTED, [M_DHCP], []),
    ("proxy, mixed", {"behaviour": ["announces-proxy"]}, [PROXY], [PROXY]),
    ("registered, other class", {"behaviour": ["changed-class"]} | LISTED, [CHANGED], [CHANGED]),
    ("on the watch list", {"watched": True} | LISTED, [M_WATCHED], [O_WATCHED]),
    ("forged speaker", SPEAKER | ROOM | WIRED | LISTED | {"hearsay": True}, [], []),
    ("exempt speaker", SPEAKER | ROOM | WIRED | {"exempt": True}, [], []),
]


def case(given: dict[str, Any]) -> Circumstances:
    """Circumstances as an example of a rule writes them."""
    return Example.model_validate(given).circumstances()


def judged(given: dict[str, Any], name: str) -> Judged:
    """(rule, level, clause, the clause confiscates) of every finding."""
    policy = POLICIES[name]
    return [
        (found.rule, found.level.word, found.clause, policy.clauses[found.clause].confiscates)
        for found in judge(case(given), policy, 1)
    ]


@pytest.mark.parametrize(
    ("given", "mukilteo", "monroe"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_each_policy_says_what_its_document_says(
    given: dict[str, Any], mukilteo: Judged, monroe: Judged
) -> None:
    """These findings and no others, with their clause's own consequence."""
    assert judged(given, "mukilteo-2314p") == mukilteo
    assert judged(given, "monroe-2022p") == monroe


def test_without_a_register_only_rules_that_name_a_type_or_a_list_speak() -> None:
    """In all these circumstances, no rule that asks for "personal" or "unauthorised" speaks."""
    for name, policy in POLICIES.items():
        for _, given, _, _ in TABLE:
            for rule, *_ in judged(given | BARE, name):
                found = policy.rule(rule)
                assert found is not None
                assert not found.needs_register


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_the_default_never_confiscates(row: tuple[str, dict[str, Any], Judged, Judged]) -> None:
    """Whatever is seen, the neutral default names no consequence."""
    assert not any(confiscates for *_, confiscates in judged(row[1], "k12-default"))


ONE = [
    ("k12-default", CONSOLE | {"owner": "undecided"}, "household-type-wired"),
    ("k12-default", CONSOLE | {"owner": "managed"}, "household-type-wired"),
    ("k12-default", LOOKS_MANAGED, "unlisted-managed-wired"),
    ("mukilteo-2314p", PRINTER | {"owner": "undecided"}, "home-printer-wired"),
    ("mukilteo-2314p", PRINTER | {"owner": "managed"}, "home-printer-wired"),
    ("monroe-2022p", SPEAKER | ROOM | {"owner": "undecided"}, "smart-speaker-classroom"),
    ("monroe-2022p", SPEAKER | ROOM | {"owner": "managed"}, "smart-speaker-classroom"),
]


@pytest.mark.parametrize(("name", "given", "rule"), ONE)
def test_one_device_is_one_finding(name: str, given: dict[str, Any], rule: str) -> None:
    """Where a closer rule speaks, that the register lacks the device is no second finding."""
    assert [found[0] for found in judged(given | WIRED, name)] == [rule]


@pytest.mark.parametrize("name", POLICIES)
def test_nothing_follows_for_what_looks_managed(name: str) -> None:
    """No clause that confiscates, and no consequence, stands with the district's own."""
    policy = POLICIES[name]
    rule = policy.rule("unlisted-managed-wired")
    assert rule is not None
    for cited in (rule.clause, *rule.also):
        assert not policy.clauses[cited].confiscates
        assert not policy.clauses[cited].consequence


@pytest.mark.parametrize("name", POLICIES)
def test_innocent_explanations_name_how_an_owner_is_misread(name: str) -> None:
    """A former user's name and another manager stand among those of what looks personal."""
    rule = POLICIES[name].rule("personal-device-wired")
    assert rule is not None
    told = " ".join(rule.false_positives)
    assert "former user" in told
    assert "another district" in told
