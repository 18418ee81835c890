"""Longest prefix first; what nobody owns has no vendor; a bad file is refused."""

from __future__ import annotations

import zlib

import pytest

from walljack.address import Eui48, parse_eui48
from walljack.model.error import ProblemsError
from walljack.vendor import Assignment, VendorList, VendorTable, build, render_source, signals

OLD = VendorList(
    "old-list",
    "1",
    "MIT",
    {
        "00005e": "Old Name",
        "0055da": "IEEE Registration Authority",
        "0055da0": "Middle  of Nowhere ",
        "70b3d5": "IEEE Registration Authority",
        "70b3d5abc": "Small, Inc.",
        "000101": "Private",
        "fffffe": "Last But One",
        "aaaaaa": "",
    },
)
NEW = VendorList("new-list", "2", "MIT", {"00005e": "New Name", "0055da1": "Zoë 型"})
VIRTUAL = """
[[prefix]]
prefix = "0242"
name = "Container"
administered = "local"
virtual = true
source = "test"

[[prefix]]
prefix = "0242ac"
name = "Container on the usual network"
administered = "local"
virtual = true
source = "test"

[[prefix]]
prefix = "daa119"
name = "Phone"
administered = "local"
virtual = false
source = "test"

[[prefix]]
prefix = "00005e"
name = "Machine"
administered = "universal"
virtual = true
source = "test"
"""


@pytest.fixture
def table() -> VendorTable:
    return VendorTable.parse(build([OLD, NEW]), VIRTUAL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("00:00:5e:00:00:00", Assignment("New Name", "00005e", 24)),
        ("00:00:5e:ff:ff:ff", Assignment("New Name", "00005e", 24)),
        ("00:00:5f:00:00:00", None),
        ("00:00:5d:ff:ff:ff", None),
        ("00:55:da:00:00:00", Assignment("Middle of Nowhere", "0055da0", 28)),
        ("00:55:da:0f:ff:ff", Assignment("Middle of Nowhere", "0055da0", 28)),
        ("00:55:da:10:00:00", Assignment("Zoë 型", "0055da1", 28)),
        ("00:55:da:20:00:00", None),  # a part of a block that nobody is known to have
        ("70:b3:d5:ab:c0:00", Assignment("Small, Inc.", "70b3d5abc", 36)),
        ("70:b3:d5:ab:cf:ff", Assignment("Small, Inc.", "70b3d5abc", 36)),
        ("70:b3:d5:ab:d0:00", None),
        ("00:01:01:00:00:01", Assignment(None, "000101", 24)),
        ("02:00:5e:00:00:00", None),  # locally administered
        ("ff:ff:fe:00:00:01", None),  # a group address
        ("00:00:00:00:00:00", None),
    ],
)
def test_the_longest_prefix_wins(
    table: VendorTable, text: str, expected: Assignment | None
) -> None:
    """Each address, at the edges of its prefix too, has the owner of its longest prefix."""
    assert table.lookup(parse_eui48(text)) == expected


def test_the_same_lists_make_the_same_octets() -> None:
    """Neither the day nor the order of rows in a list is in the table."""
    again = VendorList("x", "9", "MIT", dict(reversed(OLD.names.items())))
    assert build([OLD, NEW]) == build([again, NEW])
    assert build([OLD, NEW]) != build([NEW, OLD])


def test_the_source_is_counted() -> None:
    """SOURCE.toml says how many rows of each width came from which lists."""
    text = render_source([OLD, NEW], "2026-01-02")
    assert 'built = "2026-01-02"' in text
    assert "rows = 6\nrows_24 = 3\nrows_28 = 2\nrows_36 = 1\nrows_private = 1\n" in text
    assert text.index("old-list") < text.index("new-list")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "00:00:5e:00:00:01",
            {"oui": "New Name", "oui.prefix": "00005e", "address.kind": "virtual",
             "address.virtual": "Machine"},
        ),
        (
            "70:b3:d5:ab:c0:01",
            {"oui": "Small, Inc.", "oui.prefix": "70b3d5abc", "address.kind": "universal"},
        ),
        ("00:01:01:00:00:01", {"oui.prefix": "000101", "address.kind": "universal"}),
        ("00:55:da:20:00:01", {"address.kind": "universal"}),
        ("da:a1:19:00:00:01", {"address.kind": "local"}),
        ("02:99:00:00:00:01", {"address.kind": "local"}),
        ("02:42:ac:11:00:02", {"address.kind": "virtual",
                               "address.virtual": "Container on the usual network"}),
        ("02:42:0a:00:00:02", {"address.kind": "virtual", "address.virtual": "Container"}),
    ],
)  # fmt: skip
def test_signals(table: VendorTable, text: str, expected: dict[str, str]) -> None:
    """An address says its owner, its kind, and whether a virtual machine made it."""
    found = signals(parse_eui48(text), table)
    assert {signal.name: signal.value for signal in found} == expected
    assert len(found) == len(expected)


def test_a_table_without_rows_answers_nothing() -> None:
    """An empty table is a table."""
    table = VendorTable.parse(build([]))
    assert len(table) == 0
    assert table.lookup(Eui48(1)) is None
    assert table.known_prefix(Eui48(1)) is None


@pytest.mark.parametrize(
    ("octets", "what"),
    [
        (b"not gzip", "it cannot be unpacked (Error -3 while decompressing data: "
                      "incorrect header check)"),
        (build([OLD])[:-20], "it is cut short or not a vendor table"),
        (zlib.compress(b"something else\n", wbits=31), "it is cut short or not a vendor table"),
        (zlib.compress(b"walljack-vendors 1 2\n000000\tA\n", wbits=31),
         "it is cut short or not a vendor table"),
        (zlib.compress(b"walljack-vendors 1 2\n000001\tA\n000000\tB\n", wbits=31),
         "its rows are not in order"),
    ],
)  # fmt: skip
def test_a_bad_table_is_refused(octets: bytes, what: str) -> None:
    """A table that is cut short, of another form or out of order is refused with a remedy."""
    with pytest.raises(ProblemsError) as raised:
        VendorTable.parse(octets)
    assert str(raised.value) == (
        f"vendors.tsv.gz: {what} (build it with walljack vendors build, or reinstall)"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            VIRTUAL + VIRTUAL.replace('"local"', '"universal"'),
            "virtual.toml prefix 0242: administered is 'universal', but its U/L bit is 1 "
            "(correct one of the two)",
        ),
        (VIRTUAL + VIRTUAL, "virtual.toml prefix 0242: it stands twice (keep one)"),
        (
            '[[prefix]]\nprefix = "52:54:00"\nname = ""\ncolour = 1\n',
            "virtual.toml prefix.0.prefix: String should match pattern '^[0-9a-f]{2,12}$' "
            "(correct it)",
        ),
        ("[[prefix]", "virtual.toml: not TOML: Expected ']]' at the end of an array declaration"),
    ],
)
def test_bad_prefixes_are_all_told(text: str, expected: str) -> None:
    """Every problem of a prefix file is told at once, with its place."""
    with pytest.raises(ProblemsError) as raised:
        VendorTable.parse(build([]), text)
    assert expected in str(raised.value)
