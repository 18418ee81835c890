"""A draft of an entry as the TOML that a fingerprint file holds."""

from __future__ import annotations

import json
from collections.abc import Sequence

from walljack.render.plain import plain


def draft_toml(
    name: str,
    *,
    match: Sequence[tuple[str, str, str]],
    says: Sequence[tuple[str, str]],
    added: str,
    source: str = "",
    comments: Sequence[str] = (),
) -> str:
    """One entry.

    Takes: ``match``: (key, pattern or "" for the exact value, example value); ``source``, "" leaves
    it for a person to write, and the check refuses the entry as long as it is; ``comments``, lines
    that stand before the entry.
    """
    wanted = (
        f"{_quoted(key)} = {_literal(pattern) if pattern else f'[{_quoted(value)}]'}"
        for key, pattern, value in match
    )
    shown = (f"{_quoted(key)} = {_quoted(value)}" for key, _, value in match)
    told = (f"{key} = {_quoted(value)}" for key, value in says)
    lines = [
        *(f"# {plain(line)}" for line in comments),
        "[[entry]]",
        f"id = {_quoted(name)}",
        f"match = {{ {', '.join(wanted)} }}",
        f"says = {{ {', '.join(told)} }}" if says else "says = {}",
        'basis = "captured"',
        f"source = {_quoted(source)}",
        'licence = "CC0-1.0"',
        f"added = {added}",
        f"example = [{{ {', '.join(shown)} }}]",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are among TOML's, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _literal(text: str) -> str:
    """A TOML literal string where the text allows it: patterns are read without doubled signs."""
    if "'" in text or any(ord(char) < 32 or ord(char) == 127 for char in text):
        return _quoted(text)
    return f"'{text}'"
