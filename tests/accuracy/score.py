"""How the answers of several ways compare with the labels, and with each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.accuracy.answer import Answer
from tests.accuracy.devices import Device
from walljack.fingerprint import Verdict, wilson
from walljack.fingerprint.score import best_verdict
from walljack.model.vocabulary import UNKNOWN, Vocabulary

OURS = "Walljack"
Way = Callable[[Device], Answer]


@dataclass(frozen=True, slots=True)
class Judged:
    """One device, with the answer and the verdict of every way. Verdicts are lenient."""

    device: Device
    answers: Mapping[str, Answer]
    verdicts: Mapping[str, Verdict]

    def exact(self, way: str) -> bool:
        """The answer is the true type, or finer than a label that is a branch."""
        return self.verdicts[way] in (Verdict.RIGHT, Verdict.FINER)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over ``n`` devices. ``named``: something matched that names no type of ours."""

    n: int
    exact: int
    branch: int
    wrong: int
    named: int

    @property
    def answered(self) -> int:
        """A type or a branch was answered."""
        return self.exact + self.branch + self.wrong


@dataclass(frozen=True, slots=True)
class Pair:
    """Ours beside another way, device by device: who named the exact type."""

    both: int
    ours_only: int
    theirs_only: int
    neither: int


@dataclass(frozen=True, slots=True)
class Class:
    """Devices alike: of one true type, one answer of each side, one reason."""

    truth: str
    theirs: str
    said: str
    ours: str
    n: int


def judge(
    devices: Sequence[Device], ways: Mapping[str, Way], vocabulary: Vocabulary
) -> list[Judged]:
    """Every device under every way."""
    judged = []
    for device in devices:
        answers = {name: way(device) for name, way in ways.items()}
        truths = (device.truth, *device.accept)
        verdicts = {
            name: best_verdict(answer.type, truths, vocabulary) for name, answer in answers.items()
        }
        judged.append(Judged(device, answers, verdicts))
    return judged


def tally(judged: Sequence[Judged], way: str) -> Tally:
    """The counts of one way."""
    count = Counter(one.verdicts[way] for one in judged)
    named = sum(
        one.verdicts[way] is Verdict.UNKNOWN and bool(one.answers[way].said) for one in judged
    )
    return Tally(
        n=len(judged),
        exact=count[Verdict.RIGHT] + count[Verdict.FINER],
        branch=count[Verdict.COARSER],
        wrong=count[Verdict.WRONG],
        named=named,
    )


def by_type(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Devices by true type, the commonest first."""
    found: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        found[one.device.truth].append(one)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def by_basis(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Devices by how their label is known, in alphabetical order."""
    found: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        found[one.device.basis].append(one)
    return dict(sorted(found.items()))


def macro(judged: Sequence[Judged], way: str) -> float:
    """The share of exact answers, averaged by true type; 0 … 1.

    Some types have many devices of one site: here each type counts the same.
    """
    shares = [tally(group, way) for group in by_type(judged).values()]
    return sum(one.exact / one.n for one in shares) / len(shares) if shares else 0.0


def pair(judged: Sequence[Judged], way: str) -> Pair:
    """Ours beside one other way."""
    count = Counter((one.exact(OURS), one.exact(way)) for one in judged)
    return Pair(count[True, True], count[True, False], count[False, True], count[False, False])


def classes(judged: Sequence[Judged], way: str) -> list[Class]:
    """Where the other way named the exact type and ours did not, alike ones together."""
    count = Counter(
        (
            one.device.truth,
            one.answers[way].type,
            one.answers[way].said,
            one.answers[OURS].type,
        )
        for one in judged
        if one.exact(way) and not one.exact(OURS)
    )
    return [Class(*key, n) for key, n in sorted(count.items(), key=lambda i: (-i[1], i[0]))]


def wrong_classes(judged: Sequence[Judged]) -> list[Class]:
    """Where our answer is wrong, alike ones together; ``theirs`` is empty."""
    count = Counter(
        (one.device.truth, "", "", one.answers[OURS].type)
        for one in judged
        if one.verdicts[OURS] is Verdict.WRONG
    )
    return [Class(*key, n) for key, n in sorted(count.items(), key=lambda i: (-i[1], i[0]))]


def interval(right: int, n: int) -> str:
    """A share in percent with its 95 % interval, as it is printed; "–" of nothing."""
    if not n:
        return "–"
    lower, upper = wilson(right, n)
    return f"{100 * right / n:.1f} ({100 * lower:.1f}–{100 * upper:.1f})"


def ours(device: Device) -> Answer:
    """Walljack's answer as one of the ways."""
    return Answer(device.ours, "" if device.ours == UNKNOWN else OURS)
