"""What a replay leaves, as the rows of a golden file: ids and epochs left out, times relative."""

from __future__ import annotations

import json
from typing import Any

from tests.pcaps.district import Kept
from walljack.model.finding import Finding
from walljack.model.profile import Profile
from walljack.model.signal import Signal
from walljack.model.span import Span

_MS = 1_000_000


def golden_text(kept: Kept) -> str:
    """The golden file of one replay: JSON that a reviewer reads line by line."""
    start_ns = min(capture.first_ns or 0 for capture in kept.captures)
    rows = {
        "devices": [_device(kept, address, start_ns) for address in sorted(kept.devices)],
        "tenures": [
            f"{tenure.ip} on {tenure.segment}: {tenure.device} by {tenure.basis.value}, "
            f"{_ms(tenure.first_ns, start_ns)} to {_ms(tenure.last_ns, start_ns)}"
            for tenure in sorted(kept.tenures, key=lambda tenure: (tenure.first_ns, str(tenure)))
        ],
        "findings": [
            _finding(finding, start_ns)
            for finding in sorted(kept.findings, key=lambda finding: (finding.first_ns, finding.id))
        ],
        "cases": [
            f"{case.number}: {case.device} on {case.segment}, {case.state.value}, "
            f"{case.level.word}, {len(case.findings)} findings"
            for case in sorted(kept.cases, key=lambda case: case.number)
        ],
        "custody": [f"{_ms(entry.at_ns, start_ns)} {entry.act}" for entry in kept.custody],
        "weirds": {f"{kind} on {segment}": n for (segment, kind), n in kept.weirds.items()},
        "frames": [capture.frames for capture in kept.captures],
    }
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def _device(kept: Kept, address: str, start_ns: int) -> dict[str, Any]:
    identity = kept.identity(address)
    profile = kept.devices[address].profile
    parts = ("vendor", "model", "os", "line")
    return {
        "address": address,
        "taken for": f"{identity.type}, {identity.band.value}",
        **{part: getattr(identity, part) for part in parts if getattr(identity, part)},
        "settles": identity.settles,
        "shown": kept.history[address],
        "present": _present(profile, start_ns),
        "signals": sorted(_signal(signal) for signal in kept.signals(address)),
    }


def _present(profile: Profile, start_ns: int) -> list[str]:
    return [
        f"{segment}: {_span(span, start_ns)}"
        for segment, spans in sorted(profile.sightings.items())
        for span in spans
    ]


def _signal(signal: Signal) -> str:
    scope = f" of {signal.scope}" if signal.scope else ""
    speaker = f", says {signal.speaker}" if signal.speaker else ""
    return f"{signal.name}{scope} = {signal.value} ({signal.count}×{speaker})"


def _finding(finding: Finding, start_ns: int) -> dict[str, Any]:
    ended = finding.ended_ns
    return {
        "rule": f"{finding.rule}, {finding.level.word}, {finding.policy} {finding.clause}",
        "device": f"{finding.device} on {finding.segment}: {finding.type}, {finding.band.value}",
        "held": f"{_ms(finding.first_ns, start_ns)} to {_ms(finding.last_ns, start_ns)}"
        + (f", ended {_ms(ended, start_ns)}" if ended is not None else ""),
        "title": finding.title,
        "reasons": list(finding.reasons),
    }


def _span(span: Span, start_ns: int) -> str:
    return f"{_ms(span.first_ns, start_ns)} to {_ms(span.last_ns, start_ns)}, {span.count}×"


def _ms(at_ns: int, start_ns: int) -> str:
    return f"{(at_ns - start_ns) // _MS} ms"
