"""A finding and the case of its device: opened, added to, raised, opened again, or left."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from walljack.model.case import Act, Case, CaseState
from walljack.model.finding import Finding
from walljack.model.identifier import identifier
from walljack.model.policy import Level

ACTOR = "walljack"


class Filed(NamedTuple):
    """The case as it is now, and what to append to the custody log, oldest first."""

    case: Case
    acts: tuple[Act, ...]


def file(
    finding: Finding,
    case: Case | None,
    *,
    number: int,
    at_ns: int,
    sensor: str = "",
    epoch: str = "",
) -> Filed | None:
    """What a finding does to the case of its device on its segment.

    Takes: ``case``, the newest case of that device and segment, open or ended, None when there
    was never one; ``number``, for a new case; ``at_ns``, packet time in nanoseconds UTC;
    ``sensor`` and ``epoch``, for a new id.
    Gives: the case and the acts to record, None when nothing changes.

    A case opens for a level that a person must go and see. An open case takes in further
    findings, of level ``low`` or higher, and is raised by a higher one. That a finding ended, or
    holds again, is recorded; only a person closes a case. When a case has ended, its own findings
    open nothing: a person has decided about them. A new one opens a closed case again, because
    the matter was thought to be settled; after a return or an exemption it is a new matter, and
    a new case that names the earlier one.
    """
    if case is not None and (case.device, case.segment) != (finding.device, finding.segment):
        raise ValueError(f"case {case.number} is not about {finding.device} on {finding.segment}")
    if case is not None and finding.id in case.findings:
        return _known(finding, case, at_ns)
    if finding.ended_ns is not None:
        return None
    if case is not None and not case.state.ended:
        return _join(finding, case, at_ns) if finding.level > Level.INFO else None
    if not finding.level.opens_case:
        return None
    if case is not None and case.state is CaseState.CLOSED:
        return _reopen(finding, case, at_ns)
    return _open(finding, case, number, at_ns, (sensor, epoch))


def _known(finding: Finding, case: Case, at_ns: int) -> Filed | None:
    """A finding that the case already has: it went on, was raised, ended or holds again."""
    if case.state.ended:
        return None
    had_ended = finding.id in case.ended
    if finding.ended_ns is not None:
        if had_ended:
            return None
        ended = replace(case, ended=case.ended | {finding.id})
        return Filed(
            _changed(ended, at_ns), (_act(case, at_ns, "finding-ended", finding=finding.id),)
        )
    acts = [_act(case, at_ns, "finding-resumed", **_about(finding))] if had_ended else []
    if finding.level > case.level:
        acts.append(_raised(case, finding, at_ns))
    if not acts:
        return None
    holding = replace(case, level=max(case.level, finding.level), ended=case.ended - {finding.id})
    return Filed(_changed(holding, at_ns), tuple(acts))


def _join(finding: Finding, case: Case, at_ns: int) -> Filed:
    acts = [_act(case, at_ns, "finding-added", **_about(finding))]
    if finding.level > case.level:
        acts.append(_raised(case, finding, at_ns))
    joined = replace(
        case, level=max(case.level, finding.level), findings=(*case.findings, finding.id)
    )
    return Filed(_changed(joined, at_ns), tuple(acts))


def _reopen(finding: Finding, case: Case, at_ns: int) -> Filed:
    again = replace(
        case,
        state=CaseState.OPENED,
        level=finding.level,
        findings=(*case.findings, finding.id),
    )
    act = _act(case, at_ns, "reopened", **_about(finding), number=case.number)
    return Filed(_changed(again, at_ns), (act,))


def _open(
    finding: Finding, earlier: Case | None, number: int, at_ns: int, origin: tuple[str, str]
) -> Filed:
    case = Case(
        id=identifier(at_ns, "case", *origin, str(finding.device), finding.segment, finding.id),
        number=number,
        device=finding.device,
        segment=finding.segment,
        state=CaseState.OPENED,
        level=finding.level,
        findings=(finding.id,),
        opened_ns=at_ns,
        changed_ns=at_ns,
        earlier=earlier.id if earlier else "",
    )
    act = _act(
        case,
        at_ns,
        "opened",
        **_about(finding),
        number=number,
        device=str(case.device),
        segment=case.segment,
        earlier=case.earlier,
    )
    return Filed(case, (act,))


def _about(finding: Finding) -> dict[str, str | int | None]:
    """What the log keeps of a finding: enough to judge it by the very policy it rested on."""
    return {
        "finding": finding.id,
        "rule": finding.rule,
        "clause": finding.clause,
        "policy": finding.policy,
        "policy_digest": finding.policy_digest,
        "level": finding.level.word,
        "type": finding.type,
        "band": finding.band.value,
    }


def _raised(case: Case, finding: Finding, at_ns: int) -> Act:
    return _act(
        case,
        at_ns,
        "level-raised",
        finding=finding.id,
        before=case.level.word,
        after=finding.level.word,
    )


def _act(case: Case, at_ns: int, act: str, **fields: str | int | None) -> Act:
    return Act(case.id, at_ns, act, ACTOR, fields)


def _changed(case: Case, at_ns: int) -> Case:
    """Time never runs backwards in a case, even when an older capture is read later."""
    return replace(case, changed_ns=max(case.changed_ns, at_ns))
