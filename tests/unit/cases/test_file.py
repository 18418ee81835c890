"""What a finding does to the case of its device on its segment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from walljack.address import Eui48
from walljack.cases import Filed, file
from walljack.model.case import Case, CaseState
from walljack.model.finding import Finding
from walljack.model.identity import Band
from walljack.model.policy import Level

DEVICE = Eui48(0x00005E005301)
FINDING = Finding(
    id="finding-1",
    rule="game-console-wired",
    policy="mukilteo-2314p",
    policy_digest="ab" * 32,
    clause="personal-wired",
    also=(),
    device=DEVICE,
    segment="wing-a",
    level=Level.MEDIUM,
    type="game_console",
    band=Band.LIKELY,
    title="A game console is on the wired network",
    reasons=(),
    first_ns=5,
    last_ns=5,
)
SECOND = replace(FINDING, id="finding-2", rule="stray-dhcp-server", level=Level.HIGH)


def opened(finding: Finding = FINDING) -> Case:
    """The case that a finding opens."""
    filed = file(finding, None, number=7, at_ns=10)
    assert filed is not None
    return filed.case


def acts(filed: Filed | None) -> list[str]:
    """What is to be recorded."""
    return [act.act for act in filed.acts] if filed else []


def test_a_medium_finding_opens_a_case_and_says_what_it_rests_on() -> None:
    """The case is open, and the act holds finding, clause and the very policy."""
    filed = file(FINDING, None, number=7, at_ns=10)
    assert filed is not None
    assert filed.case == Case(
        filed.case.id, 7, DEVICE, "wing-a", CaseState.OPENED, Level.MEDIUM, ("finding-1",), 10, 10
    )
    (act,) = filed.acts
    assert (act.case, act.at_ns, act.act, act.actor) == (filed.case.id, 10, "opened", "walljack")
    assert act.fields == {
        "finding": "finding-1",
        "rule": "game-console-wired",
        "clause": "personal-wired",
        "policy": "mukilteo-2314p",
        "policy_digest": "ab" * 32,
        "level": "medium",
        "type": "game_console",
        "band": "likely",
        "number": 7,
        "device": "00:00:5e:00:53:01",
        "segment": "wing-a",
        "earlier": "",
    }


@pytest.mark.parametrize("level", [Level.INFO, Level.LOW])
def test_nobody_is_sent_for_a_low_finding(level: Level) -> None:
    """Information, and what can wait for the next visit, open no case."""
    assert file(replace(FINDING, level=level), None, number=7, at_ns=10) is None


def test_a_finding_that_ended_opens_nothing() -> None:
    """What no longer holds sends nobody."""
    assert file(replace(FINDING, ended_ns=6), None, number=7, at_ns=10) is None


def test_a_higher_finding_joins_and_raises_the_open_case() -> None:
    """The same device and segment are one case, at the level of its highest finding."""
    case = opened()
    filed = file(SECOND, case, number=8, at_ns=20)
    assert filed is not None
    assert filed.case == replace(
        case, level=Level.HIGH, findings=("finding-1", "finding-2"), changed_ns=20
    )
    assert acts(filed) == ["finding-added", "level-raised"]
    assert filed.acts[1].fields == {"finding": "finding-2", "before": "medium", "after": "high"}


def test_a_low_finding_joins_without_raising_and_information_stays_out() -> None:
    """Low findings support an open case; information is on record elsewhere."""
    low = file(replace(SECOND, level=Level.LOW), opened(), number=8, at_ns=20)
    assert acts(low) == ["finding-added"]
    assert low is not None
    assert low.case.level is Level.MEDIUM
    assert file(replace(SECOND, level=Level.INFO), opened(), number=8, at_ns=20) is None


def test_a_known_finding_changes_nothing_until_it_is_raised_or_ends() -> None:
    """Extending says nothing new; a higher level and an end are recorded."""
    case = opened()
    assert file(replace(FINDING, last_ns=30), case, number=8, at_ns=30) is None
    assert acts(file(replace(FINDING, level=Level.HIGH), case, number=8, at_ns=30)) == [
        "level-raised"
    ]
    ended = file(replace(FINDING, ended_ns=30), case, number=8, at_ns=30)
    assert acts(ended) == ["finding-ended"]
    assert ended is not None
    assert ended.case.state is CaseState.OPENED


def test_a_finding_that_ended_and_holds_again_is_recorded_each_time() -> None:
    """End and resumption are one act each, however often the finding is told."""
    case = opened()
    ended = file(replace(FINDING, ended_ns=30), case, number=8, at_ns=30)
    assert ended is not None
    assert ended.case.ended == {"finding-1"}
    assert file(replace(FINDING, ended_ns=30), ended.case, number=8, at_ns=31) is None
    resumed = file(FINDING, ended.case, number=8, at_ns=30)
    assert resumed is not None
    assert acts(resumed) == ["finding-resumed"]
    assert resumed.acts[0].fields == {
        "finding": "finding-1",
        "rule": "game-console-wired",
        "clause": "personal-wired",
        "policy": "mukilteo-2314p",
        "policy_digest": "ab" * 32,
        "level": "medium",
        "type": "game_console",
        "band": "likely",
    }
    assert resumed.case == replace(case, changed_ns=30)
    assert file(FINDING, resumed.case, number=8, at_ns=31) is None
    higher = file(replace(FINDING, level=Level.HIGH), ended.case, number=8, at_ns=32)
    assert acts(higher) == ["finding-resumed", "level-raised"]


@pytest.mark.parametrize("state", [CaseState.CLOSED, CaseState.RETURNED, CaseState.EXEMPTED])
def test_what_a_person_decided_stays_decided(state: CaseState) -> None:
    """The findings of an ended case open nothing, however long they go on."""
    case = replace(opened(), state=state)
    assert file(replace(FINDING, last_ns=99), case, number=8, at_ns=99) is None
    assert file(replace(FINDING, ended_ns=99), case, number=8, at_ns=99) is None


def test_a_new_finding_opens_a_closed_case_again() -> None:
    """After closing, a new finding takes up the same case, number and all."""
    case = replace(opened(), state=CaseState.CLOSED)
    filed = file(SECOND, case, number=8, at_ns=50)
    assert acts(filed) == ["reopened"]
    assert filed is not None
    assert filed.case == replace(
        case,
        state=CaseState.OPENED,
        level=Level.HIGH,
        findings=("finding-1", "finding-2"),
        changed_ns=50,
    )


@pytest.mark.parametrize("state", [CaseState.RETURNED, CaseState.EXEMPTED])
def test_a_new_finding_after_a_return_is_a_new_case_that_names_the_earlier(
    state: CaseState,
) -> None:
    """An item that went back, or a permission that ran out, starts a new matter."""
    case = replace(opened(), state=state)
    filed = file(SECOND, case, number=8, at_ns=50)
    assert filed is not None
    assert (filed.case.number, filed.case.earlier) == (8, case.id)
    assert filed.case.id != case.id
    assert filed.acts[0].fields["earlier"] == case.id


def test_a_case_of_another_device_is_refused() -> None:
    """A finding is never filed in somebody else's case."""
    with pytest.raises(ValueError, match="case 7 is not about 00:00:5e:00:53:02 on wing-a"):
        file(replace(FINDING, device=Eui48(0x00005E005302)), opened(), number=8, at_ns=10)
