"""What identifying devices costs: counted beside the work, never on the way of a frame."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from statistics import median
from time import thread_time_ns
from typing import ParamSpec, TypeVar

_NS_PER_S = 1_000_000_000
_NS_PER_MS = 1_000_000
_NS_PER_US = 1_000

# Times that the median is taken of: the first ones, less than a megabyte of them.
_MOST_KEPT = 100_000

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


class Cost:
    """How often devices were identified, and what it took of the processor's time.

    A device is identified when what is known of it has changed, not for each frame. The first
    times are the longest, because a pattern is compiled when it is first needed: the median
    tells what one costs from then on.
    """

    def __init__(self) -> None:
        self.times = 0
        self.total_ns = 0
        self.most_ns = 0
        self._taken = array("Q")

    def of(self, identify: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
        """The same function, with its cost counted here."""

        def counted(*given: _Given.args, **named: _Given.kwargs) -> _Answer:
            began_ns = thread_time_ns()
            answer = identify(*given, **named)
            took_ns = thread_time_ns() - began_ns
            self.times += 1
            self.total_ns += took_ns
            self.most_ns = max(self.most_ns, took_ns)
            if len(self._taken) < _MOST_KEPT:
                self._taken.append(took_ns)
            return answer

        return counted

    def sentence(self, what: str) -> str:
        """For a person: how many, and what one of them cost.

        Takes: ``what``, what they were, for more than one: “devices identified”.
        """
        if not self.times:
            return f"no {what}"
        return (
            f"{self.times:,} {what}, {median(self._taken) / _NS_PER_US:.0f} µs each "
            f"(median; at most {self.most_ns / _NS_PER_MS:.1f} ms), "
            f"{self.total_ns / _NS_PER_S:.2f} s in all"
        )
