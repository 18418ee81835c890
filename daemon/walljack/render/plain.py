"""What came from the wire, made safe to print."""

from __future__ import annotations

import re
import unicodedata

# Categories that a terminal, a browser or a spreadsheet may obey or hide instead of printing:
# control (Cc: ANSI escapes, NUL, CR, LF), format (Cf: bidi overrides and isolates, zero-width),
# surrogates, private use and unassigned (what they look like is anybody's guess), line and
# paragraph separators, and every space but the plain one (it passes for a plain one).
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

# More combining marks than this on one character cover the lines above and below it; no
# language in use needs more than three.
_MARKS = 3


def plain(text: str) -> str:
    r"""The text with every character that is not simply printed written out.

    Takes: any text. Gives: one line; ESC becomes ``\x1b``, a right-to-left override ``\u202e``,
    a line feed ``\x0a``. Text that is already plain is given back as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    marks = 0
    out = []
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        hidden = category in _UNPRINTABLE or (category == "Zs" and character != " ")
        out.append(_written(character) if hidden or marks > _MARKS else character)
    return "".join(out)


def _written(character: str) -> str:
    """A character as its code, the way that Python writes it."""
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


# 120 characters are two lines of the text report: enough for every product name that we know,
# not enough to push the next case off the page.
SHOWN = 120


def short(text: str, limit: int = SHOWN) -> str:
    """The text made plain and cut to ``limit`` characters, the last an ellipsis when cut."""
    printed = plain(text)
    return printed if len(printed) <= limit else printed[: limit - 1] + "…"


# A spreadsheet takes a cell for a formula when it starts with one of these, or with white space
# and then one of these, or (where ; separates columns) when one follows a semicolon; full-width
# forms count in East Asian versions. Source: OWASP, CSV Injection.
_FORMULA = re.compile(r"(^|;)(\s*)(?=[=+\-@\t\r＝＋－＠])")


def cell(text: str) -> str:
    """The text as a cell of a CSV file that no spreadsheet takes for a formula.

    Gives: the text made plain, with an apostrophe before anything that would start a formula.
    """
    return _FORMULA.sub(r"\1\2'", plain(text))
