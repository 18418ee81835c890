"""One reading of a value: its pattern, an example that is nobody's, its form for people."""

from __future__ import annotations

import re

import pytest

from walljack.fingerprint.pattern import named_groups
from walljack.queries.value_form import example_of, pattern_of, shape_of, split_value

WORDS = frozenset({"klever", "iphone", "ipad", "room", "printer", "brn", "linux", "upnp"})
_NAMES = [
    ("KLEVER-4C2E81", "^KLEVER-[0-9A-F]{6}$", "***", "KLEVER-XXXXXX"),
    ("klever4c2e81", "^klever[0-9a-f]{6}$", "", "kleverXXXXXX"),
    ("BRN30055C123456", "^BRN[0-9A-F]{12}$", "", "BRNXXXXXXXXXXXX"),
    ("Anna's iPhone", " iPhone$", "", "*** iPhone"),
    ("AnnasiPad", "iPad$", "", "***iPad"),
    ("iPhone von Anna", "^iPhone ", "", "iPhone ***"),
    ("Abernathy", "", "", "***"),
    ("Anna iPad Maier", "", "", "*** iPad ***"),
    ("klever-20117", "^klever-[0-9A-Fa-f]{5}$", "", "klever-99999"),
]


@pytest.mark.parametrize(("name", "pattern", "_", "shape"), _NAMES)
def test_names(name: str, pattern: str, _: str, shape: str) -> None:
    """Products' words stay, numbers become classes, and what is somebody's is left out."""
    parts = split_value(name, WORDS, personal=True)
    assert "".join(part.text for part in parts) == name
    assert pattern_of(parts) == pattern
    assert shape_of(parts) == shape
    assert "Anna" not in example_of(parts)


@pytest.mark.parametrize(
    ("value", "pattern"),
    [
        ("Klever P300", "^Klever P300$"),
        ("Linux/5.10.66 UPnP/1.0 Box (2)", r"^Linux/[0-9.]+ UPnP/[0-9.]+ Box \(2\)$"),
        ("Canon iR-ADV C5535 III", "^Canon iR-ADV C5535 III$"),
        ("Box 4c2e81", "^Box [0-9a-f]{6}$"),
        ("Box 20:11:22:33:44:5F", "^Box [0-9A-F]{2}:[0-9A-F]{2}:"),
        ("1.2.3", ""),
        ("udhcp 1.19.4", "^udhcp [0-9.]+$"),
    ],
)
def test_values_about_the_product(value: str, pattern: str) -> None:
    """Versions and serial numbers are generalised, models are not."""
    made = pattern_of(split_value(value, WORDS, personal=False))
    assert made.startswith(pattern) if pattern else made == ""


@pytest.mark.parametrize("value", [name for name, *_ in _NAMES] + ["Linux/5.10.66 UPnP/1.0 x 20.1"])
def test_a_pattern_is_allowed_and_meets_value_and_example(value: str) -> None:
    """It is of the form that the book allows; the example is of the form of the value."""
    parts = split_value(value, WORDS, personal=True)
    pattern = pattern_of(parts)
    if pattern:
        named_groups(pattern)
        assert re.search(pattern, value)
        assert re.search(pattern, example_of(parts))
