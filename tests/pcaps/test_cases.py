"""Every special capture through the whole road: what holds of all of them."""

from __future__ import annotations

import pytest

from tests.pcaps import whose
from tests.pcaps.district import policy_named, type_words
from tests.pcaps.special import GATEWAY, LAPTOP, LISTED, PC, SERVER, Walk, every_case, everything
from walljack.model.identity import Band


@everything
@every_case
def test_no_registered_device_has_a_case(case: str, policy: str, walk: Walk) -> None:
    """Whatever is on the wire, what the register lists has neither finding nor case."""
    kept = walk(case, policy=policy)
    for address in LISTED:
        assert kept.cases_of(address) == []
        assert [finding.rule for finding in kept.findings if str(finding.device) == address] == []


@everything
@every_case
def test_without_a_register_only_type_rules_speak(case: str, policy: str, walk: Walk) -> None:
    """Without a register, no finding rests on "unauthorised" or "personal"."""
    for finding in walk(case, policy=policy, register=False).findings:
        rule = policy_named(policy).rule(finding.rule)
        assert rule is not None
        assert not rule.needs_register


@everything
@every_case
@pytest.mark.parametrize("register", [True, False])
def test_cases_rest_on_findings_of_devices_that_were_there(
    case: str, policy: str, register: bool, walk: Walk
) -> None:
    """Each open case is about a device that was itself heard, on a finding that opens one."""
    kept = walk(case, policy=policy, register=register)
    levels = {finding.id: finding.level for finding in kept.findings}
    for opened in kept.cases:
        assert kept.devices[str(opened.device)].profile.sightings
        assert any(levels[finding].opens_case for finding in opened.findings)
    for finding in kept.findings:
        assert finding.segment in kept.present_on(str(finding.device))
    assert {entry.actor for entry in kept.custody} <= {"walljack"}


# What each device of the special captures is; the same address is the same device in all.
TRUTH = {
    SERVER: "server",
    GATEWAY: "router",
    PC: "desktop",
    LAPTOP: "laptop",
    "00:1b:54:10:0b:01": "router",
    "00:1b:17:10:00:09": "router",
    "70:10:5c:40:00:01": "switch",
    "00:e0:4c:20:02:11": "chromebook",
    "00:e0:4c:20:02:12": "chromebook",
    **{f"f4:8e:38:30:01:{n:02x}": "desktop" for n in range(1, 5)},
    "08:05:81:40:01:03": "streaming_player",
    "a4:ae:12:20:09:02": "desktop",
    "a8:5b:78:30:03:01": "streaming_player",
    "14:98:77:20:09:03": "desktop",
    "78:c8:81:20:06:05": "game_console",
    "50:c7:bf:20:07:01": "router",
    "48:d6:d5:20:06:07": "smart_speaker",
    **{owned.mac: owned.type for owned in whose.DEVICES},
}


# Serving DHCP is a role, which a server, a computer or a router may have.
ROLES = {"dhcp_server": {"server", "router"}}


@every_case
@pytest.mark.parametrize("register", [True, False])
def test_every_device_is_taken_for_what_it_is(case: str, register: bool, walk: Walk) -> None:
    """No device is taken for what it is not: the answer is its type, a branch above, or unknown."""
    kept = walk(case, register=register)
    words = type_words()
    for address in kept.devices:
        kind, band = kept.taken_for(address)
        truth = TRUTH[address]
        right = kind in ("unknown", *words.path(truth)) or truth in ROLES.get(kind, ())
        assert right, f"{address} is a {truth}, taken for {kind}"
        assert kind != "unknown" or band is Band.UNKNOWN


@every_case
def test_no_packet_is_weird(case: str, walk: Walk) -> None:
    """None of the packets breaks its protocol or goes back in time unnoticed."""
    assert walk(case).weirds == {}


@every_case
def test_an_unconfigured_network_accuses_nobody_of_a_wire(case: str, walk: Walk) -> None:
    """On a mixed segment whose places are unknown no rule says that something is wired."""
    if case == "behind-relay":  # its place is known
        return
    kept = walk(case, medium="mixed")
    for finding in kept.findings:
        assert "wired" not in finding.rule
        assert not any("is on the wired network" in reason for reason in finding.reasons)
