"""What the book leaves unexplained."""

from __future__ import annotations

from walljack.address import Eui48
from walljack.files import Shipped
from walljack.fingerprint import parse_book, parse_vocabulary
from walljack.model.coverage import Coverage
from walljack.model.identity import Band, Identity
from walljack.model.signal import Signal, Standing
from walljack.queries import Heard, coverage
from walljack.render import (
    coverage_text,
    new_words_table,
    render_coverage_json,
    signals_table,
    unexplained_table,
)

WORDS = parse_vocabulary(Shipped().text("fingerprints/vocabulary.toml"))
_TAIL = 'basis = "captured"\nsource = "x"\nlicence = "CC0-1.0"\nadded = 2026-11-22\n'
BOOK = parse_book(
    {
        "vendor/x.toml": f"""
[[entry]]
id = "ps"
match = {{ "dhcp.vendor_class" = ["PS5"] }}
says = {{ type = "game_console" }}
{_TAIL}
example = [{{ "dhcp.vendor_class" = "PS5" }}]
[[entry]]
id = "both"
match = {{ "mdns.service" = ["_a._tcp"], "dhcp.hostname" = "^Q" }}
says = {{ vendor = "K" }}
{_TAIL}
example = [{{ "mdns.service" = "_a._tcp", "dhcp.hostname" = "Q" }}]
"""
    },
    WORDS,
)


def _identity(kind: str, band: Band) -> Identity:
    return Identity(kind, "", "", "", "", band, 0, None, (), (), "")


CONSOLE = _identity("game_console", Band.LIKELY)
SAID = [
    Heard(Eui48(1), "Sony", CONSOLE, [Signal("dhcp.vendor_class", "PS5")]),
    Heard(Eui48(2), "Sony", CONSOLE, [Signal("dhcp.vendor_class", "PS5"), Signal("oui", "Sony")]),
    Heard(
        Eui48(3),
        "Klever",
        None,
        [
            Signal("dhcp.vendor_class", "klever 1"),
            Signal("dhcp.hostname", "Klever-4C2E81"),
            Signal("mdns.txt.owner", "Ms Abernathy", "_k._tcp"),
            Signal("mdns.txt.model", "P300", "_k._tcp"),
            Signal("mdns.txt.txtvers", "1", "_k._tcp"),
            Signal("mdns.service", "_k._tcp"),
            Signal("mdns.service", "_a._tcp"),
        ],
    ),
    Heard(Eui48(4), "Klever", None, [Signal("dhcp.vendor_class", "klever 1")]),
    Heard(Eui48(5), "", None, [Signal("arp.kind", "probe")]),
    Heard(
        Eui48(6),
        "Other",
        CONSOLE,
        [Signal("dhcp.vendor_class", "odd"), Signal("mdns.query", "x", standing=Standing.HEARSAY)],
    ),
]


def _told() -> Coverage:
    return coverage(SAID, BOOK, frozenset({"klever", "x"}))


def test_devices_by_band_and_those_that_cannot_be_helped() -> None:
    """Every device counts once; one that says only ARP is told apart."""
    told = _told()
    assert told.devices == 6
    assert told.bands == {"confirmed": 0, "likely": 3, "possible": 0, "unknown": 3}
    assert told.silent == 1
    assert "1 says nothing themselves but ARP" in coverage_text(told)


def test_the_commonest_of_unknown_devices_come_first() -> None:
    """Values are counted by device, with the vendor of most prefixes and one example."""
    first = _told().unexplained[0]
    assert first[:5] == ("dhcp.vendor_class", "klever 1", 2, 2, "Klever")
    assert first.example == "00:00:00:00:00:03"
    assert _told().unexplained[-1].value == "odd"


def test_a_condition_beside_unmet_ones_explains_nothing() -> None:
    """A service and a name that an entry looks at are unexplained until the entry matches."""
    left = {(row.key, row.value) for row in _told().unexplained}
    assert ("mdns.service", "_k._tcp") in left
    assert ("dhcp.hostname", "Klever-XXXXXX") in left
    whole = [Signal("mdns.service", "_a._tcp"), Signal("dhcp.hostname", "Q1")]
    assert coverage([Heard(Eui48(7), "", None, whole)], BOOK, frozenset()).unexplained == ()


def test_no_name_is_told() -> None:
    """Of a name its form, of free text its key: nobody's word stands in any form of the answer."""
    told = _told()
    cells = [
        cell
        for table in (unexplained_table(told, 99), new_words_table(told, 99), signals_table(told))
        for row in table.rows
        for cell in row
    ]
    text = " ".join(cells) + coverage_text(told) + render_coverage_json(told, 99)
    assert "Abernathy" not in text
    assert "4C2E81" not in text
    assert any(word[:3] == ("TXT key", "owner", 1) for word in told.words)


def test_services_and_keys_on_no_list() -> None:
    """Services that no entry looks at, and keys that are on no list of product keys."""
    assert [(word.kind, word.word) for word in _told().words] == [
        ("TXT key", "owner"),
        ("service", "_k._tcp"),
    ]


def test_versions_and_formats_are_no_gap() -> None:
    """A TXT key that tells no product, and that no entry looks at, is not listed."""
    assert all("txtvers" not in row.key for row in _told().unexplained)
    assert any(row.key == "mdns.txt.model@_k._tcp" for row in _told().unexplained)


def test_signals_that_explain_nothing_are_named() -> None:
    """The share of devices that each signal explains, the least first."""
    told = _told()
    by_name = {share.signal: (share.devices, share.explained) for share in told.signals}
    assert by_name["dhcp.vendor_class"] == (5, 2)
    assert by_name["dhcp.hostname"] == (1, 0)
    assert "mdns.query" not in by_name
    assert told.signals[-1].signal == "dhcp.vendor_class"


def test_nothing_known_is_said() -> None:
    """An empty database is told as such."""
    told = coverage([], BOOK, frozenset())
    assert coverage_text(told) == "No device is known: replay a capture first."


def test_silent_devices_are_counted_only_when_unknown() -> None:
    """One that says nothing but ARP, and is known by something else, wants no fingerprint."""
    said = [Signal("arp.kind", "probe")]
    told = coverage(
        [Heard(Eui48(1), "", CONSOLE, said), Heard(Eui48(2), "", None, said)], BOOK, frozenset()
    )
    assert told.silent == 1


def test_a_key_that_one_device_alone_says_is_not_told() -> None:
    """It may be somebody's word; two devices say a program's, and a document knows others."""

    def words(*keys: str, devices: int = 1) -> list[str]:
        said = [Signal(f"mdns.txt.{key}", "x", "_k._tcp") for key in keys]
        heard = [Heard(Eui48(number), "", None, said) for number in range(1, devices + 1)]
        return [row.word for row in coverage(heard, BOOK, frozenset({"room"})).words]

    assert words("okafor", "room", "adminurl") == ["adminurl", "room"]
    assert words("okafor", devices=2) == ["okafor"]


def test_what_an_entry_sets_aside_is_not_unexplained() -> None:
    """A computer that shares a queue tells of a printer, and an entry says so."""
    text = f"""
[[entry]]
id = "shares"
match = {{ "mdns.service" = ["_share._tcp"] }}
says = {{ type = "computer" }}
sets_aside = ["_ipp._tcp"]
{_TAIL}
note = "It shares a queue."
example = [{{ "mdns.service" = "_share._tcp" }}]
"""
    book = parse_book({"vendor/y.toml": text}, WORDS)
    said = [
        Signal("mdns.service", "_share._tcp"),
        Signal("mdns.txt.model", "LaserJet", "_ipp._tcp"),
    ]
    alone = coverage([Heard(Eui48(1), "", None, said[1:])], book, frozenset())
    assert [row.value for row in alone.unexplained] == ["LaserJet"]
    assert coverage([Heard(Eui48(1), "", None, said)], book, frozenset()).unexplained == ()
