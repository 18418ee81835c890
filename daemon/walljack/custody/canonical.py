"""One way only to write an entry down, so that its digest can be worked out anywhere."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

Value = str | int | None

# Plain ASCII names sort the same way in every language, which full JSON canonicalisation
# needs a rule for.
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,63}")
# What SQLite and JSON readers in other languages keep exactly.
_LARGEST = 1 << 63


def canonical(members: Mapping[str, Value | Mapping[str, Value]]) -> bytes:
    """The canonical JSON of an entry.

    Gives: UTF-8; names sorted, no spaces, no escapes but those that JSON requires, integers in
    full.
    Raises: ValueError for a name, number, text or kind of value that could be written down in
    more than one way.
    Source: RFC 8785, save that integers are exact (nanoseconds exceed 2^53) and names are
    plain ASCII.
    """
    for name, value in members.items():
        inner = value if isinstance(value, Mapping) else {name: value}
        for part, content in (*inner.items(), (name, None)):
            _check(part, content)
    text = json.dumps(
        {name: dict(v) if isinstance(v, Mapping) else v for name, v in members.items()},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )
    return text.encode()


def digest(members: Mapping[str, Value | Mapping[str, Value]]) -> str:
    """SHA-256 over the canonical JSON, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical(members)).hexdigest()


def _check(name: object, value: object) -> None:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a name for a field: write it like police-report")
    if isinstance(value, str):
        value.encode()  # a lone surrogate has no UTF-8: UnicodeEncodeError is a ValueError
    elif value is not None and (type(value) is not int or not -_LARGEST <= value < _LARGEST):
        raise ValueError(f"{name}: {value!r} is neither text, a 64-bit integer nor null")
