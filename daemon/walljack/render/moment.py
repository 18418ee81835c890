"""Moments as programs read them (ISO 8601, UTC) and as people do (by their own clock)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_NS = 86_400_000_000_000
_HOUR_NS = 3_600_000_000_000
_MINUTE_NS = 60_000_000_000


def iso(at_ns: int | None) -> str:
    """A moment as ``2026-09-14T08:12:31Z``; "" for None and for 0 (not known).

    A time that no calendar holds (a forged capture) is told as its number.
    """
    if not at_ns:
        return ""
    moment = _moment(at_ns, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else f"{at_ns} ns"


def readable(at_ns: int | None, zone: tzinfo = UTC) -> str:
    """A moment as ``2026-09-14 08:12 PDT`` on the clock of a zone; "not known" for None and 0."""
    if not at_ns:
        return "not known"
    moment = _moment(at_ns, zone)
    return moment.strftime("%Y-%m-%d %H:%M %Z") if moment else f"{at_ns} ns"


def _moment(at_ns: int, zone: tzinfo) -> datetime | None:
    """None when no calendar holds it."""
    try:
        return (_EPOCH + timedelta(seconds=at_ns // 1_000_000_000)).astimezone(zone)
    except OverflowError:
        return None


def age(since_ns: int, now_ns: int) -> str:
    """How long before ``now_ns`` something was, in the largest unit that fits."""
    passed = max(0, now_ns - since_ns)
    for unit_ns, word in ((_DAY_NS, "day"), (_HOUR_NS, "hour"), (_MINUTE_NS, "minute")):
        if passed >= unit_ns:
            number = passed // unit_ns
            return f"{number} {word}{'' if number == 1 else 's'}"
    return "under a minute"
