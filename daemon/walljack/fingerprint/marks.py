"""What tells whose a device is, as data: marks, each with its own examples."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
# The names of a large district's devices; a flood of invented ones costs what it would anyway.
_MOST_KEPT = 50_000
# "mrsmiths-ipad" is a teacher's classroom, and so is "msgarcias-ipad"; a Drew pays for it.
_TITLED = re.compile(r"(?:mr|mrs|ms|miss|dr|coach|sra?|srta|senora?|senorita|maestr[ao]|prof)[a-z]")
_SAINT = re.compile(r"(?:St|Saint|San|Santa|Mt)(?=[A-Z])")  # StFrancis
_ABBREVIATION = 4  # ASB, SPED
_PARTS = re.compile(r"[ -]")

ByName = Mapping[str, Sequence[Signal]]

Filled = Annotated[str, Field(min_length=1)]
SignalsText = Annotated[dict[str, str], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _MarkText(_Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    leans: Literal["personal", "managed"]
    strength: Literal["slight", "fair", "strong"]
    group: str = ""
    name: str = ""
    match: dict[str, str | Annotated[list[str], Field(min_length=1)]] = {}
    types: list[Filled] = []
    says: Filled
    source: Filled
    example: Annotated[list[SignalsText], Field(min_length=1)]
    counterexample: Annotated[list[SignalsText], Field(min_length=1)]


class _MarksText(_Strict):
    institutional: list[Filled]
    bought_too: list[Filled] = []
    nobody: list[Filled]
    mark: list[_MarkText]


_KEYS = {"": tuple(_MarksText.model_fields)}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that a device may say which tells whose it is.

    ``name``: pattern for what it calls itself, "" = none is asked. ``group``: the source of
    what it rests on. ``types``: only what is taken for one of these has it; empty = any.
    """

    id: str
    leans: Leaning
    strength: Strength
    name: str
    conditions: tuple[Condition, ...]
    says: str
    source: str
    group: str
    types: frozenset[str] = frozenset()

    def names(self, text: str, nobody: frozenset[str]) -> bool:
        """What a device calls itself has this mark."""
        if not self.name:
            return False
        found = compiled(self.name).search(text)
        if found is None:
            return False
        person = found.groupdict().get(_PERSON)
        return person is None or _somebody(person, nobody, shouted=text.isupper())

    def met(self, by_name: ByName, named: Signal | None) -> tuple[Signal, ...] | None:
        """The signals that it rests on; None when it does not hold.

        Takes: ``named``, the name of the device that has this mark, None when none has.
        """
        if self.name and named is None:
            return None
        found = [named] if named is not None else []
        for condition in self.conditions:
            said = by_name.get(condition.key.signal, ())
            met = next((signal for signal in said if condition.met(signal) is not None), None)
            if met is None:
                return None
            found.append(met)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks, in order of id. ``digest``: SHA-256 of the text that they were read from.

    ``institutional``: types that schools and offices buy; ``bought_too``: types sold for private
    use, or with a home line, that schools buy too.
    """

    marks: tuple[Mark, ...] = ()
    institutional: frozenset[str] = frozenset()
    bought_too: frozenset[str] = frozenset()
    nobody: frozenset[str] = field(default=frozenset(), repr=False)
    digest: str = ""
    _met: dict[tuple[str, frozenset[str]], tuple[str, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def met(
        self, by_name: ByName, words: frozenset[str] = frozenset()
    ) -> Iterator[tuple[Mark, tuple[Signal, ...]]]:
        """Every mark that holds, in order of id, with the signals that it rests on.

        Takes: ``by_name``, the device's own signals by name, in an order of their own;
        ``words``, folded, that name nobody in this district.
        """
        named: dict[str, Signal] = {}
        for name in NAMES:
            for signal in by_name.get(name, ()):
                for mark_id in self._of_name(called(signal), words):
                    named.setdefault(mark_id, signal)
        for mark in self.marks:
            found = mark.met(by_name, named.get(mark.id))
            if found is not None:
                yield mark, found

    def _of_name(self, text: str, words: frozenset[str]) -> tuple[str, ...]:
        """Ids of the marks of a name; what an answer cost is kept, without changing any."""
        known = self._met.get((text, words))
        if known is None:
            nobody = self.nobody | words
            known = tuple(mark.id for mark in self.marks if mark.names(text, nobody))
            if len(self._met) >= _MOST_KEPT:
                self._met.clear()
            self._met[text, words] = known
        return known


NO_MARKS = Marks()


def called(signal: Signal) -> str:
    """What a device calls itself in this signal: a first label, or a whole service name."""
    text = cut(signal.value).translate(_APOSTROPHES).strip()
    if signal.name in HOST_NAMES:
        return text.split(".", 1)[0]
    return _OWNER_OF_RAOP.sub("", text, count=1) if _OWNER_OF_RAOP.match(text) else text


def folded(text: str) -> str:
    """In lower case and without accents: "Señora" and "SENORA" are one word."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )


def _somebody(person: str, nobody: frozenset[str], *, shouted: bool) -> bool:
    """None of the words is a role, a place or a product.

    Of "Class-iPad" a "Clas" is left, and in "Nurses-PC" more than one is meant. With a title
    schools name the devices of a classroom after its teacher, and what is short and in capitals,
    in a name that is not (``shouted``), is an abbreviation.
    """
    plain = folded(person)
    if _TITLED.match(plain) or _SAINT.match(person):
        return False
    parts = _PARTS.split(plain)
    if not shouted and any(
        part.isupper() and len(part) <= _ABBREVIATION for part in _PARTS.split(person)
    ):
        return False
    return nobody.isdisjoint(
        form for part in parts for form in (part, f"{part}s", f"{part}es", part.removesuffix("s"))
    )


def parse_marks(text: str, vocabulary: Vocabulary, *, checked: bool = False) -> Marks:
    """The marks written as TOML.

    Takes: ``checked``, patterns and examples were tried when the package was built.
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
        if not checked:
            found = _check(written, mark, where, vocabulary)
            problems += found or _examples(written, mark, where, nobody)
    if problems:
        raise ProblemsError(problems)
    return Marks(
        tuple(marks[name] for name in sorted(marks)),
        frozenset(read.institutional),
        frozenset(read.bought_too),
        nobody,
        hashlib.sha256(text.encode()).hexdigest(),
    )


def _words(read: _MarksText, vocabulary: Vocabulary) -> list[Problem]:
    problems = [
        Problem(f"{FILE}, {key}", f"“{word}” is no type", nearest(word, vocabulary.types))
        for key, words in (
            *(("institutional", read.institutional), ("bought_too", read.bought_too)),
            *((f"mark {mark.id}", mark.types) for mark in read.mark),
        )
        for word in words
        if word not in vocabulary.types
    ]
    problems += [
        Problem(f"{FILE}, institutional", f"“{word}” is consumer goods", "take it out")
        for word in read.institutional
        if vocabulary.consumer(word)
    ]
    problems += [
        Problem(
            f"{FILE}, nobody",
            f"“{word}” is not in lower case without accents",
            f"write “{folded(word)}”",
        )
        for word in read.nobody
        if word != folded(word)
    ]
    problems += [
        Problem(f"{FILE}, nobody", f"“{word}” stands twice", "keep one")
        for word, times in Counter(read.nobody).items()
        if times > 1
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
        group=written.group or " + ".join(sorted(groups)),
        types=frozenset(written.types),
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
            alone = Marks((mark,), nobody=nobody)
            if any(alone.met(_signals(table))) is not expected:
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
