"""What tells whose a device is, as data: marks, each with its own examples."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from walljack.fingerprint.entry import Condition, parse_key
from walljack.fingerprint.pattern import PatternError, compiled, cut, named_groups
from walljack.fingerprint.refusal import nearest, problems_of
from walljack.model.error import Problem, ProblemsError
from walljack.model.ownership import Leaning, Strength
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary

FILE = "ownership.toml"

# What a device calls itself. A host name counts by its first label; a service name as a whole.
HOST_NAMES = ("dhcp.hostname", "dhcp.fqdn", "mdns.host")
NAMES = (*HOST_NAMES, "mdns.instance")

_PERSON = "person"
_OWNER_OF_RAOP = re.compile(r"[0-9A-Fa-f]{12}@")  # AirPlay audio writes its address before it
_APOSTROPHES = str.maketrans("’`´", "'''")
_PARTS = re.compile(r"[ -]")

Filled = Annotated[str, Field(min_length=1)]
SignalsText = Annotated[dict[str, str], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _MarkText(_Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    leans: Literal["personal", "managed"]
    strength: Literal["slight", "fair", "strong"]
    name: str = ""
    match: dict[str, str | Annotated[list[str], Field(min_length=1)]] = {}
    says: Filled
    source: Filled
    example: Annotated[list[SignalsText], Field(min_length=1)]
    counterexample: Annotated[list[SignalsText], Field(min_length=1)]


class _MarksText(_Strict):
    institutional: list[Filled]
    nobody: list[Filled]
    mark: list[_MarkText]


_KEYS = {"": tuple(_MarksText.model_fields)}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that a device may say which tells whose it is.

    ``name``: pattern for what it calls itself, "" = none is asked. ``group``: the source of
    what it rests on.
    """

    id: str
    leans: Leaning
    strength: Strength
    name: str
    conditions: tuple[Condition, ...]
    says: str
    source: str
    group: str

    def met(
        self, by_name: Mapping[str, Sequence[Signal]], nobody: frozenset[str]
    ) -> tuple[Signal, ...] | None:
        """The signals that it rests on; None when it does not hold.

        Takes: ``by_name``, the device's own signals by name, in an order of their own.
        """
        found = []
        if self.name:
            named = next(
                (
                    signal
                    for name in NAMES
                    for signal in by_name.get(name, ())
                    if self._names(signal, nobody)
                ),
                None,
            )
            if named is None:
                return None
            found.append(named)
        for condition in self.conditions:
            met = next(
                (
                    signal
                    for signal in by_name.get(condition.key.signal, ())
                    if condition.met(signal) is not None
                ),
                None,
            )
            if met is None:
                return None
            found.append(met)
        return tuple(found)

    def _names(self, signal: Signal, nobody: frozenset[str]) -> bool:
        found = compiled(self.name).search(called(signal))
        if found is None:
            return False
        person = found.groupdict().get(_PERSON)
        return person is None or _somebody(person, nobody)


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks, in order of id. ``digest``: SHA-256 of the text that they were read from."""

    marks: tuple[Mark, ...] = ()
    institutional: frozenset[str] = frozenset()
    nobody: frozenset[str] = field(default=frozenset(), repr=False)
    digest: str = ""


NO_MARKS = Marks()


def called(signal: Signal) -> str:
    """What a device calls itself in this signal: a first label, or a whole service name."""
    text = cut(signal.value).translate(_APOSTROPHES).strip()
    if signal.name in HOST_NAMES:
        return text.split(".", 1)[0]
    return _OWNER_OF_RAOP.sub("", text, count=1) if _OWNER_OF_RAOP.match(text) else text


def _somebody(person: str, nobody: frozenset[str]) -> bool:
    """None of the words is a role, a place or a product: of "Class-iPad" a "Clas" is left."""
    parts = _PARTS.split(person.casefold())
    return nobody.isdisjoint(parts) and f"{parts[-1]}s" not in nobody


def parse_marks(text: str, vocabulary: Vocabulary) -> Marks:
    """The marks written as TOML.

    Raises: ProblemsError with every problem: form, words, patterns, and examples that a mark
    does not judge as they say.
    """
    try:
        read = _MarksText.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ProblemsError([Problem(FILE, f"is no TOML: {error}")]) from None
    except ValidationError as error:
        raise ProblemsError(problems_of(error, FILE, _KEYS)) from None
    problems = _words(read, vocabulary)
    nobody = frozenset(read.nobody)
    marks: dict[str, Mark] = {}
    for written in read.mark:
        where = f"{FILE}, mark {written.id}"
        if written.id in marks:
            problems.append(Problem(where, "this id stands here already", "ids are unique"))
        mark = _mark(written, vocabulary)
        marks[mark.id] = mark
        found = _check(written, mark, where, vocabulary)
        problems += found or _examples(written, mark, where, nobody)
    if problems:
        raise ProblemsError(problems)
    return Marks(
        tuple(marks[name] for name in sorted(marks)),
        frozenset(read.institutional),
        nobody,
        hashlib.sha256(text.encode()).hexdigest(),
    )


def _words(read: _MarksText, vocabulary: Vocabulary) -> list[Problem]:
    problems = [
        Problem(f"{FILE}, institutional", f"“{word}” is no type", nearest(word, vocabulary.types))
        for word in read.institutional
        if not vocabulary.path(word)
    ]
    problems += [
        Problem(f"{FILE}, institutional", f"“{word}” is consumer goods", "a type is one of them")
        for word in read.institutional
        if vocabulary.consumer(word)
    ]
    problems += [
        Problem(f"{FILE}, nobody", f"“{word}” is not in lower case", f"write “{word.casefold()}”")
        for word in read.nobody
        if word != word.casefold()
    ]
    return problems


def _mark(written: _MarkText, vocabulary: Vocabulary) -> Mark:
    conditions = tuple(
        Condition(parse_key(key), wanted)
        if isinstance(wanted, str)
        else Condition(parse_key(key), "", frozenset(wanted))
        for key, wanted in written.match.items()
    )
    groups = {vocabulary.group(condition.key.signal) for condition in conditions}
    groups |= {"name"} if written.name else set()
    return Mark(
        id=written.id,
        leans=Leaning(written.leans),
        strength=Strength[written.strength.upper()],
        name=written.name,
        conditions=conditions,
        says=written.says,
        source=written.source,
        group=" + ".join(sorted(groups)),
    )


def _check(written: _MarkText, mark: Mark, where: str, vocabulary: Vocabulary) -> list[Problem]:
    """What the form allows and a mark must not be."""
    problems = []
    if not mark.name and not mark.conditions:
        problems.append(Problem(where, "asks nothing", "write a name or a match"))
    names = [("name", mark.name)] if mark.name else []
    names += [(f"match “{each.key}”", each.pattern) for each in mark.conditions if each.pattern]
    for key, pattern in names:
        try:
            named_groups(pattern)
        except PatternError as error:
            problems.append(Problem(f"{where}, {key}", f"pattern {error}"))
    signals = [condition.key.signal for condition in mark.conditions]
    signals += [parse_key(key).signal for given in written.example for key in given]
    signals += [parse_key(key).signal for given in written.counterexample for key in given]
    problems += [
        Problem(where, f"“{name}” is no signal", nearest(name, vocabulary.signals))
        for name in dict.fromkeys(signals)
        if vocabulary.word(name) is None
    ]
    typed = mark.name or any(vocabulary.is_name_signal(each) for each in signals)
    if typed and mark.strength > Strength.FAIR:
        problems.append(
            Problem(f"{where}, strength", "a name can be typed", "write fair or slight")
        )
    return problems


def _examples(written: _MarkText, mark: Mark, where: str, nobody: frozenset[str]) -> list[Problem]:
    problems = []
    for expected, key, given in (
        (True, "example", written.example),
        (False, "counterexample", written.counterexample),
    ):
        for number, table in enumerate(given, 1):
            if (mark.met(_signals(table), nobody) is not None) is not expected:
                what = "the mark does not match it" if expected else "the mark matches it"
                remedy = f"mend the pattern or the {key}"
                problems.append(Problem(f"{where}, {key} {number}", what, remedy))
    return problems


def _signals(table: Mapping[str, str]) -> dict[str, list[Signal]]:
    found: dict[str, list[Signal]] = {}
    for text, value in table.items():
        key = parse_key(text)
        found.setdefault(key.signal, []).append(Signal(key.signal, value, key.scope))
    return found
