"""What identifying devices costs: counted beside the work, never on the way of a frame."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter_ns
from typing import ParamSpec, TypeVar

_NS_PER_S = 1_000_000_000
_NS_PER_MS = 1_000_000

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


class Cost:
    """How often devices were identified, and how long it took by the wall clock.

    A device is identified when what is known of it has changed, not for each frame. The first
    times are the longest, because a pattern is compiled when it is first needed.
    """

    def __init__(self) -> None:
        self.times = 0
        self.total_ns = 0
        self.most_ns = 0

    def of(self, identify: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
        """The same function, with its cost counted here."""

        def counted(*given: _Given.args, **named: _Given.kwargs) -> _Answer:
            began_ns = perf_counter_ns()
            answer = identify(*given, **named)
            took_ns = perf_counter_ns() - began_ns
            self.times += 1
            self.total_ns += took_ns
            self.most_ns = max(self.most_ns, took_ns)
            return answer

        return counted

    def sentence(self) -> str:
        """For a person: how many, and what one of them cost."""
        if not self.times:
            return "no device changed, none was identified"
        return (
            f"{self.times:,} identifications of changed devices, "
            f"{self.total_ns / self.times / _NS_PER_MS:.2f} ms each "
            f"(at most {self.most_ns / _NS_PER_MS:.1f} ms), "
            f"{self.total_ns / _NS_PER_S:.2f} s in all"
        )
