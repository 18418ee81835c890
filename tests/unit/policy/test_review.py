"""Earlier findings beside those that hold now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from walljack.address import Eui48
from walljack.model.finding import Finding
from walljack.model.identity import Band
from walljack.model.policy import Level
from walljack.policy import parse_policy, review

SHIPPED = Path(__file__).parents[3] / "data" / "policies"
POLICY = parse_policy("p", (SHIPPED / "mukilteo-2314p.toml").read_text(encoding="utf-8"))
DAY_NS = 86_400 * 1_000_000_000
BEFORE = Finding(
    "earlier", "game-console-wired", "mukilteo-2314p", POLICY.digest, "personal-wired", (),
    Eui48(0x00005E005301), "wing-a", Level.MEDIUM, "game_console", Band.LIKELY, "A console", (),
    10, 20,
)  # fmt: skip


def now(at_ns: int) -> Finding:
    """The same rule, judged again."""
    return replace(BEFORE, id="fresh", band=Band.CONFIRMED, first_ns=at_ns, last_ns=at_ns)


def test_a_new_finding_is_given_as_it_is() -> None:
    """What never held before is new."""
    assert review([], [now(30)], POLICY, 30) == [now(30)]


def test_a_finding_that_goes_on_keeps_id_and_beginning() -> None:
    """It takes over what is said of it now, and lasts until now."""
    assert review([BEFORE], [now(30)], POLICY, 30) == [
        replace(BEFORE, band=Band.CONFIRMED, last_ns=30)
    ]


def test_nothing_changed_is_nothing_to_save() -> None:
    """Judged again at the same time, or by an older packet, it is left out."""
    same = replace(BEFORE, id="fresh", first_ns=20, last_ns=20)
    assert review([BEFORE], [same], POLICY, 20) == []
    assert review([BEFORE], [replace(same, first_ns=15, last_ns=15)], POLICY, 15) == []


def test_a_finding_that_no_longer_holds_ends_once() -> None:
    """It ends at the time of judging, never before it last held, and not a second time."""
    ended = replace(BEFORE, ended_ns=30)
    assert review([BEFORE], [], POLICY, 30) == [ended]
    assert review([BEFORE], [], POLICY, 5) == [replace(BEFORE, ended_ns=20)]
    assert review([ended], [], POLICY, 40) == []


def test_what_comes_back_within_the_quiet_period_is_the_old_finding() -> None:
    """Seven days for a console: a long weekend is one matter."""
    ended = replace(BEFORE, ended_ns=30)
    back = 30 + 7 * DAY_NS
    assert review([ended], [now(back)], POLICY, back) == [
        replace(BEFORE, band=Band.CONFIRMED, last_ns=back)
    ]


def test_what_comes_back_later_is_a_new_finding() -> None:
    """After the quiet period it is another matter, with its own id."""
    ended = replace(BEFORE, ended_ns=30)
    back = 31 + 7 * DAY_NS
    assert review([ended], [now(back)], POLICY, back) == [now(back)]


def test_an_open_finding_goes_before_an_ended_one_of_the_same_key() -> None:
    """The newest of several is the one that goes on."""
    older = replace(BEFORE, id="older", first_ns=1, last_ns=2, ended_ns=3)
    assert review([older, BEFORE], [now(30)], POLICY, 30)[0].id == "earlier"


def test_a_finding_of_a_rule_that_the_policy_dropped_ends() -> None:
    """After a change of policy, what nobody judges any more ends."""
    foreign = replace(BEFORE, rule="an-old-rule")
    assert review([foreign], [now(30)], POLICY, 30) == [now(30), replace(foreign, ended_ns=30)]
