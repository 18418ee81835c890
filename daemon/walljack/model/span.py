"""First, last, how often."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Span:
    """When something was first and last stated (nanoseconds UTC), and how many times."""

    first_ns: int
    last_ns: int
    count: int = 1

    def add(self, at_ns: int, count: int = 1) -> None:
        """Take in another statement, in any order of time."""
        self.first_ns = min(self.first_ns, at_ns)
        self.last_ns = max(self.last_ns, at_ns)
        self.count += count
