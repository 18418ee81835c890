"""A policy file's text as a rulebook, or everything that is wrong with it."""

from __future__ import annotations

import hashlib
import tomllib
from typing import Any

from walljack.model.error import Problem, ProblemsError
from walljack.model.policy import Clause, ClauseKind, Level, Policy, Predicate, Rule
from walljack.model.vocabulary import Vocabulary
from walljack.policy.example import Example
from walljack.policy.judge import judge
from walljack.policy.predicate import describe, holds, needs_register
from walljack.policy.schema import ClauseFile, HeadFile, RuleFile, did_you_mean, read_shape

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
# Clauses that a rule may carry out: what they allow the district (authority) or whom to ask
# (contact) accuses nobody. The watch list accuses nobody either, so its rule may cite what lets
# the district look; so may one on what looks like the district's own, where no case opens.
_CARRIED_OUT = (ClauseKind.RULE, ClauseKind.DUTY)
_SURE = ("likely", "confirmed")
_MEND_FAILS = "mend the example, or add a condition that it does not meet"
_MEND_HOLDS = "a rule named in unless, an exemption, or a register that is not fresh forbids it"


def parse_policy(name: str, text: str, vocabulary: Vocabulary | None = None) -> Policy:
    """The rulebook that a policy file holds.

    Takes: ``name``, what to call the file in messages; ``text``, TOML; ``vocabulary``, against
    which types are checked, None to leave them unchecked.
    Gives: the policy; ``needs_register`` of a rule follows from its conditions.
    Raises: ProblemsError with every problem of the file: its shape, unknown words, clauses and
    rules that do not exist, and examples that their rule does not judge as they say.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProblemsError(
            [Problem(name, f"is not TOML: {error}", "mend the line it names")]
        ) from None
    problems: list[Problem] = []
    raw_clauses = _tables(name, data, "clause", problems)
    raw_rules = _tables(name, data, "rule", problems)
    head = read_shape(HeadFile, data, name, problems)
    clauses = _clauses(name, head.document if head else "", raw_clauses, problems)
    files: dict[str, RuleFile] = {}
    for number, raw in enumerate(raw_rules, 1):
        where = _where(name, "rule", number, raw)
        file = read_shape(RuleFile, raw, where, problems)
        if file is not None and file.id in files:
            problems.append(_twice(where, "rule"))
        elif file is not None:
            files[file.id] = file
    rules = tuple(_rule(file) for file in files.values())
    known_clauses = {str(raw.get("id")) for raw in raw_clauses}
    order = [str(raw.get("id")) for raw in raw_rules]
    sound = []
    for rule in rules:
        where = f"{name}, rule {rule.id!r}"
        above = set(order[: order.index(rule.id)])
        found = [*_references(where, rule, clauses, known_clauses, above), *_prudence(where, rule)]
        if vocabulary is not None:
            found.extend(_types(where, files[rule.id], vocabulary))
        problems.extend(found)
        sound.extend([] if found else [files[rule.id]])
    if head is None:
        raise ProblemsError(problems)
    if head.contact and not any(clause.kind is ClauseKind.CONTACT for clause in clauses.values()):
        problems.append(
            Problem(f"{name}, contact", "no clause of kind 'contact' names it", "add the clause")
        )
    policy = Policy(
        head.id,
        head.title,
        head.district,
        head.version,
        hashlib.sha256(text.encode()).hexdigest(),
        clauses,
        rules,
        head.contact,
    )
    for file in sound:  # the examples of a rule that cannot stand would only repeat why
        problems.extend(_examples(f"{name}, rule {file.id!r}", file, policy))
    if problems:
        raise ProblemsError(problems)
    return policy


def _tables(
    name: str, data: dict[str, Any], key: str, problems: list[Problem]
) -> list[dict[str, Any]]:
    """The ``[[key]]`` tables, taken out of the file."""
    tables = data.pop(key, [])
    if isinstance(tables, list) and tables and all(isinstance(table, dict) for table in tables):
        return tables
    remedy = f"begin each with [[{key}]]"
    problems.append(Problem(name, f"needs at least one table [[{key}]]", remedy))
    return []


def _where(name: str, kind: str, number: int, raw: dict[str, Any]) -> str:
    """A clause or rule as a person finds it: by id, by its place when it has none."""
    return f"{name}, {kind} {raw['id']!r}" if "id" in raw else f"{name}, {kind} {number}"


def _twice(where: str, kind: str) -> Problem:
    return Problem(where, f"there is already a {kind} of that id", "give one of them another id")


def _clauses(
    name: str, document: str, raw_clauses: list[dict[str, Any]], problems: list[Problem]
) -> dict[str, Clause]:
    clauses: dict[str, Clause] = {}
    for number, raw in enumerate(raw_clauses, 1):
        where = _where(name, "clause", number, raw)
        file = read_shape(ClauseFile, raw, where, problems)
        if file is None:
            continue
        if file.id in clauses:
            problems.append(_twice(where, "clause"))
        if file.confiscates and file.kind != "rule":
            what = "only a clause of kind 'rule' can confiscate"
            problems.append(Problem(where, what, "mend the kind, or leave confiscates out"))
        if file.confiscates and not file.consequence:
            problems.append(
                Problem(where, "confiscates, and names no consequence", "write consequence = …")
            )
        clauses[file.id] = Clause(
            file.id,
            ClauseKind(file.kind),
            document,
            file.heading,
            file.item,
            file.first_words,
            file.paraphrase,
            file.confiscates,
            file.decides,
            file.consequence,
        )
    return clauses


def _rule(file: RuleFile) -> Rule:
    asked = file.when.model_dump(exclude_none=True)
    when = tuple(
        Predicate(word, tuple(value) if isinstance(value, list) else value)
        for word, value in asked.items()
    )
    return Rule(
        id=file.id,
        clause=file.clause,
        also=tuple(file.also),
        level=Level[file.level.upper()],
        when=when,
        key=tuple(file.key),
        quiet_s=int(file.quiet[:-1]) * _SECONDS[file.quiet[-1]],
        title=file.title,
        false_positives=tuple(file.false_positives),
        advice=file.advice,
        needs_register=needs_register(when),
        unless=tuple(file.unless),
    )


def _references(
    where: str, rule: Rule, clauses: dict[str, Clause], known: set[str], above: set[str]
) -> list[Problem]:
    """Clauses and rules that the rule names and the file does not have.

    ``known``: ids of all clauses, ``above``: ids of the rules before this one, also of those
    refused for another reason. A rule gives way only to rules above it, so that no two can
    give way to each other and both be lost.
    """
    problems = [
        Problem(f"{where}, {place}", f"there is no clause {clause!r}", _near_clause(clause, known))
        for place, clause in [("clause", rule.clause), *(("also", clause) for clause in rule.also)]
        if clause not in known
    ]
    carried = clauses.get(rule.clause)
    ours = Predicate("owner", ("managed",)) in rule.when and not rule.level.opens_case
    accuses = Predicate("watched", True) not in rule.when and not ours
    carries = _CARRIED_OUT if accuses else (*_CARRIED_OUT, ClauseKind.AUTHORITY)
    if carried is not None and carried.kind not in carries:
        what = f"{rule.clause!r} is of kind {carried.kind.value!r}, which nobody can break"
        problems.append(Problem(f"{where}, clause", what, "cite a rule or a duty"))
    for other in rule.unless:
        if other not in above:
            what = f"there is no rule {other!r} above this one"
            remedy = did_you_mean(other, above) or "the closer rule comes first"
            problems.append(Problem(f"{where}, unless", what, remedy))
    return problems


def _near_clause(clause: str, known: set[str]) -> str:
    return did_you_mean(clause, known) or "add a [[clause]] with that id"


def _prudence(where: str, rule: Rule) -> list[Problem]:
    """What would accuse on too little. Source: DESIGN sections 1 and 5."""
    when = {predicate.name: predicate.value for predicate in rule.when}
    problems = []
    if not when:
        what = "asks nothing, so it would hold for everything"
        problems.append(Problem(f"{where}, when", what, "add a condition"))
    by_type = "type_in" in when or "line" in when
    if rule.level.opens_case and by_type and when.get("band_at_least") not in _SURE:
        problems.append(
            Problem(
                f"{where}, when",
                f"a rule of level {rule.level.word!r} that names a type must not hold on a guess",
                'add band_at_least = "likely"',
            )
        )
    by_owner = "personal" in _listed(when.get("owner"))
    if rule.level.opens_case and by_owner and when.get("owner_at_least") not in _SURE:
        problems.append(
            Problem(
                f"{where}, when",
                f"a rule of level {rule.level.word!r} that names an owner must not hold on a guess",
                'add owner_at_least = "likely"',
            )
        )
    if list(rule.key) != ["device", "segment"]:
        what = "two findings are the same by device and segment"
        problems.append(Problem(f"{where}, key", what, 'write key = ["device", "segment"]'))
    return problems


def _listed(value: str | bool | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _types(where: str, file: RuleFile, vocabulary: Vocabulary) -> list[Problem]:
    """Types that the tree does not have, and examples that are wrong about a type."""
    named = [("when, type_in", word) for word in file.when.type_in or []]
    named += [("when, type_not_in", word) for word in file.when.type_not_in or []]
    examples = [("holds", file.holds), ("fails", file.fails)]
    problems = []
    for place, given in examples:
        for number, example in enumerate(given, 1):
            named.append((f"{place}, {number}, type", example.type))
            if example.type in vocabulary.types and example.consumer is not vocabulary.consumer(
                example.type
            ):
                right = "true" if vocabulary.consumer(example.type) else "false"
                what = f"the vocabulary says otherwise of the type {example.type!r}"
                remedy = f"write consumer = {right}"
                problems.append(Problem(f"{where}, {place}, {number}", what, remedy))
    problems += [
        Problem(
            f"{where}, {place}",
            f"there is no type {word!r}",
            did_you_mean(word, vocabulary.types) or "types stand in fingerprints/vocabulary.toml",
        )
        for place, word in named
        if word not in vocabulary.types
    ]
    return problems


def _examples(where: str, file: RuleFile, policy: Policy) -> list[Problem]:
    """Examples that the rule, among the others, does not judge as they say."""
    problems = []
    for expected, place, examples in ((True, "holds", file.holds), (False, "fails", file.fails)):
        for number, example in enumerate(examples, 1):
            if _found(file.id, example, policy) is not expected:
                what = "the rule does not hold here" if expected else "the rule holds here"
                remedy = _why_not(file.id, example, policy) if expected else _MEND_FAILS
                problems.append(Problem(f"{where}, {place}, {number}", what, remedy))
    return problems


def _why_not(rule_id: str, example: Example, policy: Policy) -> str:
    """What stands against a rule in an example that should hold."""
    rule, circumstances = policy.rule(rule_id), example.circumstances()
    unmet = [describe(p) for p in rule.when if not holds(p, circumstances)] if rule else []
    asked = " and ".join(unmet)
    return f"not met: {asked}" if asked else _MEND_HOLDS


def _found(rule_id: str, example: Example, policy: Policy) -> bool:
    """The rule makes a finding of the example. Time 1: any that its exemption covers."""
    return any(finding.rule == rule_id for finding in judge(example.circumstances(), policy, 1))
