"""Intervals of presence or ownership, laid together so that saving twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable

from walljack.model.span import Span


def lay_together(kept: Iterable[Span], told: Iterable[Span]) -> list[Span]:
    """The union of both, in order of time: intervals that overlap become one.

    Counts are totals. An interval that was told covers the kept ones that it overlaps, so its
    count already holds theirs, and the union has the greater of the told count and the sum of
    the kept ones; told again, or told late with an older total, it changes nothing.
    """
    union: list[tuple[Span, int, int]] = []  # interval, sum of kept counts, sum of told counts
    marked = [(span, True) for span in kept] + [(span, False) for span in told]
    for span, is_kept in sorted(marked, key=lambda item: item[0].first_ns):
        ours, theirs = (span.count, 0) if is_kept else (0, span.count)
        if union and span.first_ns <= union[-1][0].last_ns:
            last, kept_count, told_count = union[-1]
            last.last_ns = max(last.last_ns, span.last_ns)
            union[-1] = (last, kept_count + ours, told_count + theirs)
        else:
            union.append((Span(span.first_ns, span.last_ns), ours, theirs))
    return [
        Span(span.first_ns, span.last_ns, max(kept_count, told_count))
        for span, kept_count, told_count in union
    ]
