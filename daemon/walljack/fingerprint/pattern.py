"""The allowed form of a pattern, so that no value can make matching slow.

Anchored, no backreference, no look-behind, no nested quantifier, no repeated alternation, and
few places where the matcher may have to guess. Checked on the parse tree, so that what is
checked is what runs. The greatest guess allowed costs some milliseconds, and matching is done
once per changed profile, never per frame.
"""

from __future__ import annotations

import functools
import importlib
import math
import re
from typing import Any

VALUE_OCTETS = 512  # what decoders keep of a value; no product statement seen is longer
PATTERN_CHARACTERS = 2_000  # longer ones are lists: write them as a list of exact values
# A repeat that may stop at any of n places counts log2 n bits: an unbounded one 9 (512 octets).
_VALUE_BITS = 9.0
# Two unbounded guesses and a few small ones: 2^20 short scans.
_GUESS_BITS = 20.0

# The parser of the standard library; it has no public name since Python 3.11.
_parser: Any = importlib.import_module("re._parser")
_constants: Any = importlib.import_module("re._constants")

# One sample for each ASCII character and one letter and one sign beyond ASCII.
_SAMPLES = "".join(map(chr, range(128))) + "é…"


class PatternError(ValueError):
    """A pattern is outside the allowed form; the text says how."""


@functools.lru_cache(maxsize=16_384)  # some four times the entries of a large book
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled at its first use."""
    return re.compile(pattern)


def cut(value: str) -> str:
    """At most 512 octets of a value."""
    if len(value) * 4 <= VALUE_OCTETS:  # no character takes more than four octets
        return value
    octets = value.encode("utf-8", "backslashreplace")
    return octets[:VALUE_OCTETS].decode("utf-8", "ignore") if len(octets) > VALUE_OCTETS else value


def named_groups(pattern: str) -> dict[str, bool]:
    """Each named group → it can hold only a short product word, never a free text.

    Raises: PatternError with one clause that says what is not allowed and what to write.
    """
    if len(pattern) > PATTERN_CHARACTERS:
        raise PatternError(
            f"has {len(pattern)} characters, at most {PATTERN_CHARACTERS}: "
            "write a list of exact values"
        )
    try:
        tree = _parser.parse(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(f"is no regular expression: {error}") from None
    if tree.state.flags & ~(re.IGNORECASE | re.UNICODE):
        raise PatternError("sets a flag other than (?i)")
    _check_items(tree, repeated=False)
    if not _anchored(tree):
        raise PatternError("is not anchored: every alternative must start with ^ or end with $")
    bits = _guesses(list(tree), closed=True) + (0 if _starts(tree) else _VALUE_BITS)
    if bits > _GUESS_BITS:
        raise PatternError(
            "leaves the matcher too much to guess: write [^;]+; instead of .+; and start with ^"
        )
    tight: dict[str, bool] = {}
    names = {number: name for name, number in tree.state.groupdict.items()}
    _collect(tree, names, tight)
    return tight


def whole(pattern: str) -> bool:
    """Every way through begins with ^ and ends with $."""
    tree = _parser.parse(pattern)
    return _starts(tree) and _ends(tree)


def fixed(pattern: str) -> int:
    """The longest run of characters that every text of the pattern holds as written."""
    return _fixed(_parser.parse(pattern))


def _fixed(items: Any) -> int:
    longest = run = 0
    for item in items:
        op, value = _op(item), item[1]
        run = run + 1 if op == "LITERAL" else 0
        inner = 0
        if op == "SUBPATTERN":
            inner = _fixed(value[3])
        elif op == "BRANCH":
            inner = min(_fixed(alternative) for alternative in value[1])
        elif op in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
            inner = _fixed(value[2])
        longest = max(longest, run, inner)
    return longest


def _op(item: Any) -> str:
    return str(item[0])


def _check_items(items: Any, repeated: bool) -> None:  # noqa: PLR0912 - one arm per operation
    """Refuse every operation that is not allowed, at any depth."""
    for item in items:
        op, value = _op(item), item[1]
        if op in ("LITERAL", "NOT_LITERAL", "ANY", "IN", "AT"):
            continue
        if op == "BRANCH":
            if repeated:
                raise PatternError(
                    "repeats a group that holds alternatives: write the alternatives apart"
                )
            for alternative in value[1]:
                _check_items(alternative, repeated)
        elif op == "SUBPATTERN":
            if (value[1] | value[2]) & ~re.IGNORECASE:
                raise PatternError("sets a flag other than (?i)")
            _check_items(value[3], repeated)
        elif op in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, inner = value
            varies = int(most) > 1 and least != most
            if repeated and varies:
                raise PatternError("nests one quantifier in another: write the parts apart")
            _check_items(inner, repeated or int(most) > 1)
        elif op in ("ASSERT", "ASSERT_NOT"):
            if value[0] < 0:
                raise PatternError("looks behind: match the text itself instead")
            _check_items(value[1], repeated)
        elif op in ("GROUPREF", "GROUPREF_EXISTS", "GROUPREF_IGNORE"):
            raise PatternError("refers back to a group: write the text out")
        else:
            raise PatternError(f"uses {op.lower().replace('_', ' ')}, which is not allowed")


_STARTS = ("AT_BEGINNING", "AT_BEGINNING_STRING")
_ENDS = ("AT_END", "AT_END_STRING")


def _starts(items: Any) -> bool:
    """Every way through begins with ^."""
    for item in items:
        if _op(item) in ("ASSERT", "ASSERT_NOT"):
            continue  # looks ahead, takes nothing
        return _at(item, _STARTS, _starts)
    return False


def _ends(items: Any) -> bool:
    """Every way through ends with $."""
    return bool(len(items)) and _at(items[-1], _ENDS, _ends)


def _at(item: Any, marks: tuple[str, ...], deeper: Any) -> bool:
    op = _op(item)
    if op == "AT":
        return str(item[1]) in marks
    if op == "SUBPATTERN":
        return bool(deeper(item[1][3]))
    if op == "BRANCH":
        return all(deeper(alternative) for alternative in item[1][1])
    return False


def _anchored(items: Any) -> bool:
    if _starts(items) or _ends(items):
        return True
    if len(items) == 1 and _op(items[0]) == "BRANCH":
        return all(_anchored(alternative) for alternative in items[0][1][1])
    if len(items) == 1 and _op(items[0]) == "SUBPATTERN":
        return _anchored(items[0][1][3])
    return False


def _guesses(items: list[Any], closed: bool) -> float:
    """Bits of choice that the matcher has in these items.

    Takes: ``closed``, nothing follows these items, so that a last repeat takes all it can.
    """
    bits = 0.0
    for index, item in enumerate(items):
        op, value = _op(item), item[1]
        rest = items[index + 1 :]
        last = closed and all(_op(other) == "AT" for other in rest)
        if op == "SUBPATTERN":
            # A group is transparent: its last item is judged with what follows the group.
            inner = list(value[3])
            if inner and rest and not last and _varies(inner[-1]):
                bits += _guesses(inner[:-1], closed=False)
                bits += _guess(inner[-1], rest)
            else:
                bits += _guesses(inner, last)
        elif op == "BRANCH":
            bits += max(_guesses(list(alternative), last) for alternative in value[1])
            bits += math.log2(_alike([list(alternative) for alternative in value[1]]))
        elif op in ("ASSERT", "ASSERT_NOT"):
            bits += _guesses(list(value[1]), closed=True)
        elif op in ("MAX_REPEAT", "MIN_REPEAT"):
            bits += _guesses(list(value[2]), closed=False)
            if _varies(item) and not last:
                bits += _guess(item, rest)
    return bits


def _varies(item: Any) -> bool:
    return _op(item) in ("MAX_REPEAT", "MIN_REPEAT") and item[1][0] != item[1][1]


def _guess(repeat: Any, rest: list[Any]) -> float:
    """Bits of one repeat before the rest: none when what follows cannot be taken by it."""
    # What follows must be there: an optional follower lets the repeat meet the next one.
    sure = bool(rest) and not (_varies(rest[0]) and rest[0][1][0] == 0)
    first = _first(rest[0]) if sure else frozenset()
    if first and not first & _first(repeat):
        return 0.0
    least, most, _inner = repeat[1]
    return min(_VALUE_BITS, math.log2(int(most) - int(least) + 1))


def _alike(alternatives: list[list[Any]]) -> int:
    """The most alternatives that one text may enter and that can hold the matcher up."""
    literals = [
        "".join(chr(item[1]) for item in alternative)
        if all(_op(item) == "LITERAL" for item in alternative)
        else None
        for alternative in alternatives
    ]
    firsts = [
        _first(alternative[0]) if alternative else frozenset() for alternative in alternatives
    ]
    most = 1
    for index, literal in enumerate(literals):
        alike = 0
        for other, text in enumerate(literals):
            if literal is not None and text is not None:
                alike += literal.startswith(text)
            else:
                alike += (
                    not firsts[index] or not firsts[other] or bool(firsts[index] & firsts[other])
                )
        most = max(most, alike)
    return most


def _first(item: Any) -> frozenset[str]:
    """Sample characters that an item may begin with; empty when that cannot be told."""
    op, value = _op(item), item[1]
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        return _first(value[2][0]) if len(value[2]) else frozenset()
    if op == "SUBPATTERN":
        return _first(value[3][0]) if len(value[3]) else frozenset()
    if op == "BRANCH":
        firsts = [_first(alternative[0]) if len(alternative) else None for alternative in value[1]]
        known = [first for first in firsts if first]
        return frozenset().union(*known) if len(known) == len(firsts) else frozenset()
    return frozenset(sample for sample in _SAMPLES if _takes(op, value, ord(sample)))


def _takes(op: str, value: Any, code: int) -> bool:
    """One item takes this character. Case is ignored on purpose: it can only refuse more."""
    both = {code, ord(chr(code).lower()), ord(chr(code).upper()[0])}
    if op == "LITERAL":
        return int(value) in both
    if op == "NOT_LITERAL":
        return code != int(value)
    if op == "ANY":
        return True
    if op == "IN":
        negated = bool(value) and _op(value[0]) == "NEGATE"
        members = value[1:] if negated else value
        if negated:
            return not any(_member(member, {code}) for member in members)
        return any(_member(member, both) for member in members)
    return False


def _member(member: Any, codes: set[int]) -> bool:
    op, value = _op(member), member[1]
    if op == "LITERAL":
        return value in codes
    if op == "RANGE":
        return any(value[0] <= code <= value[1] for code in codes)
    sets = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
    name = str(value).removeprefix("CATEGORY_")
    negated = name.startswith("NOT_")
    found = any(re.match(sets[name.removeprefix("NOT_")], chr(code)) for code in codes)
    return found is not negated


def _collect(items: Any, names: dict[int, str], tight: dict[str, bool]) -> None:
    """Note for every named group whether it is tight."""
    for item in items:
        op, value = _op(item), item[1]
        if op == "SUBPATTERN":
            if value[0] in names:
                tight[names[value[0]]] = _is_tight(value[3])
            _collect(value[3], names, tight)
        elif op == "BRANCH":
            for alternative in value[1]:
                _collect(alternative, names, tight)
        elif op in ("MAX_REPEAT", "MIN_REPEAT"):
            _collect(value[2], names, tight)


def _is_tight(items: Any) -> bool:
    """Literals and short runs of listed characters: a product word, not what a person typed."""
    for item in items:
        op, value = _op(item), item[1]
        if op in ("ANY", "NOT_LITERAL") or (op == "IN" and _op(value[0]) == "NEGATE"):
            return False
        if op in ("MAX_REPEAT", "MIN_REPEAT"):
            # 12: the longest product numbers seen ("MFC-L2710DW") are shorter.
            if int(value[1]) > 12 or not _is_tight(value[2]):
                return False
        elif op == "SUBPATTERN":
            if not _is_tight(value[3]):
                return False
        elif op == "BRANCH" and not all(_is_tight(alternative) for alternative in value[1]):
            return False
    return True
