"""What identifying devices costs."""

from __future__ import annotations

import re

from walljack.app.cost import Cost


def test_calls_are_counted_and_their_answers_kept() -> None:
    """The counted function answers as before, and each call adds its time."""
    cost = Cost()
    doubled = cost.of(lambda number: 2 * number)
    assert [doubled(1), doubled(2)] == [2, 4]
    assert cost.times == 2
    assert 0 <= cost.most_ns <= cost.total_ns


def test_the_sentence_says_what_one_costs() -> None:
    """A person reads how many there were, the usual one, the longest and the whole."""
    cost = Cost()
    assert cost.sentence("devices identified") == "no devices identified"
    asked = cost.of(str)
    for number in range(1_200):
        asked(number)
    assert re.fullmatch(
        r"1,200 devices identified, \d+ µs each \(median; at most \d+\.\d ms\), \d+\.\d\d s in all",
        cost.sentence("devices identified"),
    )
