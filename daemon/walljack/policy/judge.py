"""One device on one segment, under one policy: which rules hold, and why."""

from __future__ import annotations

from walljack.model.finding import Finding
from walljack.model.identifier import identifier
from walljack.model.judgement import Circumstances
from walljack.model.policy import Policy, Rule
from walljack.policy.predicate import holds, reasons


def judge(
    circumstances: Circumstances, policy: Policy, at_ns: int, sensor: str = "", epoch: str = ""
) -> list[Finding]:
    """The findings that hold for a device on a segment at a time.

    Takes: ``at_ns``, packet time in nanoseconds UTC; ``sensor`` and ``epoch``, which make the
    ids unique across sensors.
    Gives: new findings in the policy's order, each as if it had never held before: ``review``
    compares them with the earlier ones. None for what only others speak of, for an address
    that can be no device, for a rule that an exemption covers (Walljack keeps no record that
    an exempt device would otherwise have broken a rule), and for a rule that needs a fresh
    register where there is none.
    """
    if not circumstances.present or not circumstances.device.can_be_device:
        return []
    held = {
        rule.id: rule
        for rule in policy.rules
        if (circumstances.register_fresh or not rule.needs_register)
        and all(holds(predicate, circumstances) for predicate in rule.when)
    }
    return [
        _finding(rule, circumstances, policy, at_ns, (sensor, epoch))
        for rule in held.values()
        if held.keys().isdisjoint(rule.unless) and not _exempt(rule, circumstances, at_ns)
    ]


def _exempt(rule: Rule, circumstances: Circumstances, at_ns: int) -> bool:
    """A permission covers the rule here and now.

    A general permission to be on the network says nothing of a device that was reported lost
    or stolen: only one that names the rule covers that.
    """
    watching = any(predicate.name == "watched" and predicate.value for predicate in rule.when)
    return any(
        exemption.from_ns <= at_ns < exemption.until_ns
        and exemption.device in (None, circumstances.device)
        and exemption.segment in ("", circumstances.segment.id)
        and (exemption.rule == rule.id or (exemption.rule == "" and not watching))
        for exemption in circumstances.exemptions
    )


def _finding(
    rule: Rule, circumstances: Circumstances, policy: Policy, at_ns: int, origin: tuple[str, str]
) -> Finding:
    device, segment = circumstances.device, circumstances.segment.id
    return Finding(
        id=identifier(at_ns, "finding", *origin, rule.id, str(device), segment),
        rule=rule.id,
        policy=policy.id,
        policy_digest=policy.digest,
        clause=rule.clause,
        also=rule.also,
        device=device,
        segment=segment,
        level=rule.level,
        type=circumstances.identity.type,
        band=circumstances.identity.band,
        title=rule.title,
        reasons=reasons(rule.when, circumstances),
        first_ns=at_ns,
        last_ns=at_ns,
    )
