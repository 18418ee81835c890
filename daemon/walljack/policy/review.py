"""Earlier findings beside those that hold now: what begins, goes on, ends or comes back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from walljack.address import Eui48
from walljack.model.finding import Finding
from walljack.model.policy import Policy

Key = tuple[str, Eui48, str]


def review(
    earlier: Iterable[Finding], holding: Iterable[Finding], policy: Policy, at_ns: int
) -> list[Finding]:
    """The findings of one device on one segment that changed.

    Takes: ``earlier``, the last known finding of every rule, whether it still held or had
    ended; ``holding``, what ``judge`` gives now; ``policy``, judged with; ``at_ns``, packet
    time in nanoseconds UTC.
    Gives: whole new values, those that hold first. A finding that goes on keeps its id and
    first time and takes over what is said of it now. One that ended and holds again within its
    rule's ``quiet_s`` is the old one, so that a device that comes and goes is one matter; later
    it is a new one. One that no longer holds ends at ``at_ns``. Unchanged ones are left out.
    """
    last: dict[Key, Finding] = {}
    for finding in earlier:
        known = last.get(finding.key)
        if known is None or _newer(finding, known):
            last[finding.key] = finding
    fresh = {finding.key: finding for finding in holding}
    changed = []
    for key, now in fresh.items():
        before = last.get(key)
        after = now if before is None else _carry(before, now, policy)
        if after != before:
            changed.append(after)
    for key, before in last.items():
        if key not in fresh and before.ended_ns is None:
            changed.append(replace(before, ended_ns=max(at_ns, before.last_ns)))
    return changed


def _carry(before: Finding, now: Finding, policy: Policy) -> Finding:
    rule = policy.rule(now.rule)
    quiet_ns = (rule.quiet_s if rule else 0) * 1_000_000_000
    if before.ended_ns is not None and now.last_ns - before.ended_ns > quiet_ns:
        return now
    return replace(
        now,
        id=before.id,
        first_ns=min(before.first_ns, now.first_ns),
        last_ns=max(before.last_ns, now.last_ns),
    )


def _newer(one: Finding, other: Finding) -> bool:
    """An open finding goes before an ended one, then the one that held last."""
    return (one.ended_ns is None, one.last_ns) > (other.ended_ns is None, other.last_ns)
