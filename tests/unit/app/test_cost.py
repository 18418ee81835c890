"""What identifying devices costs."""

from __future__ import annotations

from walljack.app.cost import Cost


def test_calls_are_counted_and_their_answers_kept() -> None:
    """The counted function answers as before, and each call adds its time."""
    cost = Cost()
    doubled = cost.of(lambda number: 2 * number)
    assert [doubled(1), doubled(2)] == [2, 4]
    assert cost.times == 2
    assert 0 <= cost.most_ns <= cost.total_ns


def test_the_sentence_says_what_one_costs() -> None:
    """A person reads how many there were, the mean, the longest and the whole."""
    cost = Cost()
    assert cost.sentence("devices identified") == "no devices identified"
    cost.times, cost.total_ns, cost.most_ns = 1_200, 240_000_000, 65_600_000
    assert cost.sentence("devices identified") == (
        "1,200 devices identified, 0.20 ms each (at most 65.6 ms), 0.24 s in all"
    )
