"""What the book makes of some signals, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from walljack.fingerprint import Condition, Explanation, Key, Says
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary
from walljack.render import counted, identity_record, short

_SAYS = ("type", "vendor", "model", "os", "line")


def explanation_lines(told: Explanation, words: Vocabulary) -> list[str]:
    """The answer first, then the entries that match, then those that nearly do."""
    identity = told.identity
    named = identity.product
    answer = words.plain(identity.type) + (f" ({named})" if named else "")
    return [
        f"Answer: {answer}, {identity.band.value}.",
        *([identity.settles] if identity.settles else []),
        "",
        *_matched(told),
        "",
        *_aside(told),
        *_barred(told),
        *_near(told),
    ]


def explanation_record(told: Explanation) -> dict[str, object]:
    """The same for programs."""
    return {
        "identity": identity_record(told.identity),
        "matched": [
            {
                "entry": match.entry.id,
                "generic": match.entry.generic,
                "basis": match.basis,
                "source": match.source,
                "says": {name: getattr(match.says, name) for name in _SAYS},
                "on": {
                    str(condition.key): signal.value
                    for condition, signal in zip(match.entry.conditions, match.signals, strict=True)
                },
            }
            for match in told.matched
        ],
        "set_aside": [
            {
                "entry": aside.match.entry.id,
                "services": list(aside.services),
                "signals": [f"{_key(signal)}={signal.value}" for signal in aside.signals],
                "not_heard": [match.entry.id for match in aside.lost],
            }
            for aside in told.aside
        ],
        "barred": [
            {"entry": entry.id, "unless": list(map(_wanted, entry.unless))} for entry in told.barred
        ],
        "near": [
            {
                "entry": near.entry.id,
                "wants": _wanted(near.missing),
                "found": list(near.found),
            }
            for near in told.near
        ],
    }


def _matched(told: Explanation) -> Iterator[str]:
    if not told.matched:
        yield "No entry matches."
        return
    yield f"{counted(len(told.matched), 'entry matches', 'entries match')}:"
    for match in told.matched:
        kind = "generic, " if match.entry.generic else ""
        yield f"  {match.entry.id} ({kind}{match.basis}) says {_said(match.says)}"
        for condition, signal in zip(match.entry.conditions, match.signals, strict=True):
            yield f"    {condition.key} = {short(signal.value)}"
        yield f"    source: {match.source}"


def _aside(told: Explanation) -> Iterator[str]:
    for aside in told.aside:
        services = ", ".join(aside.services)
        yield f"{aside.match.entry.id} sets aside what is said of {services}:"
        for signal in aside.signals:
            yield f"  {_key(signal)} = {short(signal.value)}"
        for match in aside.lost:
            yield f"  not heard: {match.entry.id} would say {_said(match.says)}"
        yield ""


def _barred(told: Explanation) -> Iterator[str]:
    if not told.barred:
        return
    yield f"{counted(len(told.barred), 'entry does', 'entries do')} not hold because of unless:"
    for entry in told.barred:
        yield f"  {entry.id} does not hold where {' and '.join(map(_wanted, entry.unless))}"
    yield ""


def _key(signal: Signal) -> str:
    return str(Key(signal.name, signal.scope))


def _near(told: Explanation) -> Iterator[str]:
    if not told.near:
        yield "No other entry nearly matches."
        return
    yield f"{counted(len(told.near), 'entry misses', 'entries miss')} one condition:"
    for near in told.near:
        found = ", ".join(map(short, near.found)) or "nothing"
        yield f"  {near.entry.id} wants {_wanted(near.missing)}; it has {found}"


def _said(says: Says) -> str:
    parts = ((name, getattr(says, name)) for name in _SAYS)
    return ", ".join(f"{name} {value}" for name, value in parts if value) or "nothing"


def _wanted(condition: Condition) -> str:
    listed = f" in table {condition.lookup.table.name}" if condition.lookup else ""
    wanted = condition.pattern or " or ".join(sorted(condition.values))
    return f"{condition.key} = {wanted}{listed}"
