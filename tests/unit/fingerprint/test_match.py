"""Which entries a set of signals meets."""

from __future__ import annotations

from walljack.fingerprint import Book, match_book
from walljack.model.signal import Signal, Standing


def ids(book: Book, *signals: Signal) -> list[str]:
    """Ids of the entries met."""
    return [match.entry.id for match in match_book(signals, book)]


def test_all_keys_must_hold(book: Book) -> None:
    """An entry with two keys is met by two signals and by neither alone."""
    oui, params = Signal("oui", "Nintendo Co.,Ltd"), Signal("dhcp.params", "1,3,6,28")
    assert ids(book, oui, params) == ["nintendo-habit"]
    assert ids(book, oui) == []
    assert ids(book, params) == []


def test_a_scope_must_be_the_one_asked_for(book: Book) -> None:
    """A TXT key of another service does not meet a key that names its service."""
    model = "Google Home Mini"
    assert ids(book, Signal("mdns.txt.md", model, "_googlecast._tcp")) == ["cast-home"]
    assert ids(book, Signal("mdns.txt.md", model, "_raop._tcp")) == []
    assert ids(book, Signal("mdns.txt.md", model)) == []


def test_groups_fill_the_templates(book: Book) -> None:
    """What a named group holds stands in the model."""
    signal = Signal("ssdp.server", "Linux UPnP/1.0 Sonos/57.3-81090 (ZPS12)")
    (match,) = match_book([signal], book)
    assert match.says.model == "ZPS12"


def test_exact_values_are_exact(book: Book) -> None:
    """A list holds exact values: a longer one or another case is none of them."""
    assert ids(book, Signal("dhcp.params", "1,121,3,6,15,119,252")) == ["apple-list"]
    assert ids(book, Signal("dhcp.params", "1,121,3,6,15,119,252,95")) == []
    assert ids(book, Signal("dhcp.vendor_class", "msft 5.0")) == []


def test_a_match_that_needs_hearsay_is_hearsay(book: Book) -> None:
    """The standing is own only when every condition is met by the device's own word."""
    oui = Signal("oui", "Nintendo Co.,Ltd")
    said = Signal("dhcp.params", "1,3,6,28", standing=Standing.HEARSAY, speaker="x")
    (match,) = match_book([oui, said], book)
    assert match.standing is Standing.HEARSAY
    (match,) = match_book([oui, said, Signal("dhcp.params", "1,3,6,28")], book)
    assert match.standing is Standing.OWN


def test_a_module_makers_prefix_says_nothing(book_of) -> None:  # type: ignore[no-untyped-def]
    """An entry of prefix and habit does not see the prefix of a module maker."""
    book = book_of(
        (
            "any-prefix",
            {"oui": "(?i)^[a-z]", "dhcp.params": ["1,3"]},
            {"type": "game_console"},
            {"oui": "Nintendo Co.,Ltd", "dhcp.params": "1,3"},
        )
    )
    assert ids(book, Signal("oui", "Nintendo Co.,Ltd"), Signal("dhcp.params", "1,3"))
    assert not ids(book, Signal("oui", "Espressif Inc."), Signal("dhcp.params", "1,3"))


def test_long_values_are_matched_on_their_beginning(book: Book) -> None:
    """A value of a megabyte costs no more than one of 512 octets, and matches the same."""
    assert ids(book, Signal("dhcp.hostname", "Chromecast" + "x" * 1_000_000)) == ["chromecast-name"]


def test_a_module_makers_prefix_says_nothing_in_digits(book_of) -> None:  # type: ignore[no-untyped-def]
    """Neither does the prefix written as digits, when its maker is known."""
    book = book_of(
        (
            "digits",
            {"oui.prefix": ["0c8bfd"], "dhcp.params": ["1,3"]},
            {"type": "game_console"},
            {"oui.prefix": "0c8bfd", "dhcp.params": "1,3"},
        )
    )
    bare = [Signal("oui.prefix", "0c8bfd"), Signal("dhcp.params", "1,3")]
    assert ids(book, *bare) == ["digits"]
    assert ids(book, *bare, Signal("oui", "Intel Corporate")) == []
