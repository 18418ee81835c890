"""The allowed form of patterns."""

from __future__ import annotations

import pytest

from walljack.fingerprint.pattern import VALUE_OCTETS, PatternError, cut, named_groups

ALLOWED = [
    "^Google Home( Mini)?$",
    "^a|b$",
    "(?i)^roku",
    "foo$",
    "^(?:HP|Hewlett-Packard) (?:LaserJet|OfficeJet(?: Pro)?)",
    "^Mfg=([^;]+);Typ=Printer;Mod=([^;]+);Ser=",
    r"^.+ \[[0-9A-F]{6}\]$",
    "^(?!x).*y$",
    "^([0-9a-f]{2}:){5}[0-9a-f]{2}$",
    "^(?:a|b)$",
    r"\A1,3,6\Z",
    r"^\w+-\w+-\w+-\w+$",
    "^x(?i:abc)$",
]

REFUSED = {
    "Roku": "is not anchored",
    "(^a|b)c": "is not anchored",
    "^(a+)+$": "nests one quantifier",
    "^([0-9]{1,3}[.]){3}": "nests one quantifier",
    "^(a|ab)*$": "repeats a group that holds alternatives",
    "(?<=a)b$": "looks behind",
    "(?<!a)b$": "looks behind",
    r"^(.)\1$": "refers back",
    r"^(?P<a>.)(?P=a)$": "refers back",
    "^(a)?(?(1)b|c)$": "refers back",
    "^.+;.+;.+;.+$": "too much to guess",
    "^" + "a?" * 30 + "a" * 30 + "$": "too much to guess",
    "(?m)^a": "flag other than",
    "(?s)^a": "flag other than",
    "^x(?s:a.)$": "flag other than",
    "^(": "is no regular expression",
    "^(?>a+)b": "atomic group, which is not allowed",
    "^a++b": "possessive repeat, which is not allowed",
    "^" + "a" * 2_000: "has 2001 characters",
}


@pytest.mark.parametrize("pattern", ALLOWED)
def test_allowed(pattern: str) -> None:
    """A pattern of the allowed form is taken."""
    named_groups(pattern)


@pytest.mark.parametrize(("pattern", "why"), REFUSED.items())
def test_refused(pattern: str, why: str) -> None:
    """A pattern outside the allowed form is refused with the reason."""
    with pytest.raises(PatternError) as refused:
        named_groups(pattern)
    assert why in str(refused.value)


def test_groups_tell_whether_they_can_carry_free_text() -> None:
    """A group of listed words or short runs is tight; one that takes anything is not."""
    assert named_groups("^(?P<m>ET-[0-9]{4}|XP)$") == {"m": True}
    assert named_groups("^(?P<m>.+)-x$") == {"m": False}
    assert named_groups("^(?P<m>[^-]+)-x$") == {"m": False}
    assert named_groups("^(?P<m>[a-z]+)-x$") == {"m": False}
    assert named_groups("^(?P<m>(a|b.)c)-x$") == {"m": False}


def test_values_are_cut_at_whole_characters() -> None:
    """No more than 512 octets of a value are matched, and no character is split."""
    assert cut("a" * 600) == "a" * VALUE_OCTETS
    assert cut("é" * 300) == "é" * 256
    assert cut("a" + "é" * 300) == "a" + "é" * 255
    assert cut("short") == "short"
