"""One device on one segment, under one policy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from walljack.address import Eui48
from walljack.model.finding import Finding
from walljack.model.identity import Band, Claim, Identity
from walljack.model.judgement import Circumstances
from walljack.model.ownership import ABSENCE, Leaning, Ownership, Sign, Strength
from walljack.model.policy import Policy
from walljack.model.register import Asset, Exemption, WatchItem
from walljack.model.segment import Medium, Segment
from walljack.model.signal import Signal
from walljack.policy import judge, parse_policy

SHIPPED = Path(__file__).parents[3] / "data" / "policies"
DEVICE = Eui48(0x00005E005301)
PRIVATE = Sign(
    *("private-address-wired", Leaning.PERSONAL, Strength.STRONG, "address", "", ()),
    "It is on the wired network with an address that devices give themselves.",
)
SILENCE = Sign(
    *("not-registered", Leaning.PERSONAL, Strength.SLIGHT, ABSENCE, "", ()),
    "The register does not list it.",
)


def pack(name: str = "mukilteo-2314p") -> Policy:
    """A shipped policy."""
    return parse_policy(name, (SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))


def claim(sentence: str, *signals: Signal) -> Claim:
    """A claim that it is a game console."""
    return Claim(
        "nintendo-switch", "game_console", "Nintendo", "Switch", "", "", "captured", False, "dhcp",
        Band.CONFIRMED, signals, sentence,
    )  # fmt: skip


CONSOLE = Circumstances(
    device=DEVICE,
    identity=Identity(
        "game_console",
        "Nintendo",
        "Switch",
        "",
        "",
        Band.CONFIRMED,
        95,
        None,
        (claim("It asks for DHCP options as a Nintendo Switch does."),),
        (),
        "",
    ),
    segment=Segment("wing-a", medium=Medium.WIRED),
    vendor="Nintendo",
    virtual="",
    present=True,
    wired=True,
    place="",
    behaviour=frozenset(),
    asset=None,
    grant=None,
    watch=None,
    exemptions=(),
    register_fresh=True,
    consumer=True,
    identity_own=True,
)
EXEMPTION = Exemption("E-1", DEVICE, "", "", "Principal", "on-file", "", 10, 100)


def rules(circumstances: Circumstances, at_ns: int = 50) -> list[str]:
    """The rules that hold."""
    return [finding.rule for finding in judge(circumstances, pack(), at_ns)]


def test_a_finding_says_what_why_and_by_which_policy() -> None:
    """All of a finding: clause, level, identity as taken, and reasons in plain sentences."""
    policy = pack()
    (found,) = judge(CONSOLE, policy, 50, "trial", "1")
    assert found == Finding(
        id=found.id,
        rule="game-console-wired",
        policy="mukilteo-2314p",
        policy_digest=policy.digest,
        clause="personal-wired",
        also=("unauthorised-devices",),
        device=DEVICE,
        segment="wing-a",
        level=found.level,
        type="game_console",
        band=Band.CONFIRMED,
        title="A game console is on the wired network",
        reasons=(
            "It is taken for a game console (Nintendo Switch): confirmed.",
            "It asks for DHCP options as a Nintendo Switch does.",
            "It is on the wired network: segment wing-a is wired.",
            "The register does not list it.",
        ),
        first_ns=50,
        last_ns=50,
    )


def test_an_id_depends_on_sensor_epoch_and_time() -> None:
    """The same judgement has the same id again; another sensor, epoch or time has another."""
    policy = pack()
    ids = [
        judge(CONSOLE, policy, at_ns, sensor, epoch)[0].id
        for at_ns, sensor, epoch in (
            (50, "a", "1"),
            (50, "a", "1"),
            (50, "b", "1"),
            (50, "a", "2"),
            (2_000_000, "a", "1"),
        )
    ]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 4


def test_the_place_is_told_when_it_is_known() -> None:
    """On a mixed segment with a known switch port, the port is the reason."""
    mixed = replace(CONSOLE, segment=Segment("hall"), place="switch 3, port 12")
    assert (
        "It is on the wired network: at switch 3, port 12." in judge(mixed, pack(), 50)[0].reasons
    )


def test_without_a_fresh_register_the_reason_does_not_pretend() -> None:
    """Nobody can say whose it is, and the reason says so."""
    found = judge(replace(CONSOLE, register_fresh=False), pack(), 50)
    assert found[0].reasons[-1] == "No fresh register can say whose it is."


def test_what_only_others_speak_of_has_no_findings() -> None:
    """A device that was never present itself is not judged, even when it is watched."""
    watch = WatchItem(DEVICE, "", "", "")
    assert rules(replace(CONSOLE, present=False, watch=watch)) == []


def test_an_identity_by_hearsay_holds_no_rule() -> None:
    """A laptop that announces a console at a listed computer's address frames nobody."""
    forged = replace(CONSOLE, identity_own=False)
    assert rules(forged) == ["unlisted-device-wired"]
    assert rules(replace(forged, register_fresh=False)) == []


def test_a_forger_under_a_registered_address_opens_no_case() -> None:
    """Whatever is said in its name, a listed device is at most looked at: docs/security.md."""
    asset = Asset(DEVICE, "A-1", "", "district", "", "", "desktop", None)
    everything = frozenset({"serves-dhcp", "announces-proxy", "changed-class"})
    spoken_for = replace(CONSOLE, asset=asset, behaviour=everything)
    for name in ("mukilteo-2314p", "monroe-2022p", "k12-default"):
        found = judge(spoken_for, pack(name), 50)
        assert "registered-address-changed" in [finding.rule for finding in found]
        assert not any(finding.level.opens_case for finding in found)


def test_an_address_that_is_no_device_has_no_findings() -> None:
    """A virtual router's address is not judged."""
    assert rules(replace(CONSOLE, device=Eui48(0x00005E000101))) == []


def test_an_exemption_covers_every_rule_in_its_time_and_scope() -> None:
    """From its first to before its last moment, for its device, on its segment."""
    exempt = replace(CONSOLE, exemptions=(EXEMPTION,))
    assert rules(exempt, 9) == ["game-console-wired"]
    assert rules(exempt, 10) == rules(exempt, 99) == []
    assert rules(exempt, 100) == ["game-console-wired"]
    for other in (
        replace(EXEMPTION, device=Eui48(0x00005E005302)),
        replace(EXEMPTION, segment="hall"),
        replace(EXEMPTION, rule="smart-speaker"),
    ):
        assert rules(replace(CONSOLE, exemptions=(other,))) == ["game-console-wired"]


def test_an_exemption_from_the_closer_rule_is_not_undone_by_the_wider_one() -> None:
    """A console that is allowed by rule is not reported as a personal device instead."""
    exempt = replace(EXEMPTION, rule="game-console-wired")
    assert rules(replace(CONSOLE, exemptions=(exempt,))) == []


def test_a_general_exemption_does_not_cover_a_theft() -> None:
    """A watched device is a finding for all that it may be on the network."""
    watch = WatchItem(DEVICE, "C02XYZ", "26-1234", "Risk Manager")
    watched = replace(CONSOLE, watch=watch, exemptions=(EXEMPTION,))
    (found,) = judge(watched, pack(), 50)
    assert (found.rule, found.level.word) == ("watched-device", "high")
    assert found.reasons == (
        "Its address is on the watch list of lost and stolen devices (police report 26-1234).",
    )


def test_a_self_given_address_alone_is_told_as_what_it_is() -> None:
    """The reason for an unknown device is its address, and no type is claimed."""
    unknown = replace(
        CONSOLE,
        device=Eui48(0x02005E005301),
        identity=Identity("unknown", "", "", "", "", Band.UNKNOWN, 0, None, (), (), ""),
        consumer=False,
        ownership=Ownership(Leaning.PERSONAL, Band.LIKELY, (PRIVATE, SILENCE)),
    )
    (found,) = judge(unknown, pack(), 50)
    assert found.rule == "personal-device-wired"
    assert found.reasons == (
        PRIVATE.sentence,
        SILENCE.sentence,
        "Taken together it looks personal: likely (an estimate; nothing was counted).",
        "It is on the wired network: segment wing-a is wired.",
    )


def test_a_personal_device_is_told_with_what_it_is_taken_for() -> None:
    """Type, evidence and address stand before the register's silence."""
    player = replace(CONSOLE.identity, type="streaming_player", model="", vendor="Roku")
    whose = Ownership(Leaning.PERSONAL, Band.LIKELY, (PRIVATE, SILENCE))
    (found,) = judge(replace(CONSOLE, identity=player, ownership=whose), pack(), 50)
    assert found.rule == "personal-device-wired"
    assert found.reasons == (
        "It is taken for a streaming player (Roku): confirmed.",
        "It asks for DHCP options as a Nintendo Switch does.",
        PRIVATE.sentence,
        SILENCE.sentence,
        "Taken together it looks personal: likely (an estimate; nothing was counted).",
        "It is on the wired network: segment wing-a is wired.",
    )
