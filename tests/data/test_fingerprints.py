"""The shipped book, by its own examples."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from walljack.fingerprint import (
    BOOK_FILES,
    Book,
    Entry,
    identify,
    parse_book,
    parse_records,
    parse_vocabulary,
)
from walljack.fingerprint.licence import LICENCES
from walljack.fingerprint.match import match_book
from walljack.fingerprint.pattern import compiled, named_groups
from walljack.fingerprint.table import Table
from walljack.model.identity import Band
from walljack.model.signal import Signal

FINGERPRINTS = Path(__file__).parents[2] / "fingerprints"


def shipped_files() -> dict[str, str]:
    """Every shipped fingerprint file."""
    return {
        path.relative_to(FINGERPRINTS).as_posix(): path.read_text("utf-8")
        for pattern in BOOK_FILES
        for path in sorted(FINGERPRINTS.glob(pattern))
    }


@cache
def shipped() -> Book:
    """The shipped book, checked, with its records."""
    vocabulary = parse_vocabulary((FINGERPRINTS / "vocabulary.toml").read_text("utf-8"))
    book = parse_book(shipped_files(), vocabulary)
    records = FINGERPRINTS / "records.toml"
    return book.with_records(parse_records(records.read_text("utf-8")))


def tables() -> dict[str, Table]:
    """The tables that the shipped entries look up, by name."""
    found = (entry.lookup.table for entry in shipped().entries if entry.lookup)
    return {table.name: table for table in found}


# Ids are read without any check, so that a broken book fails a test and not the collection.
NAMES = sorted(
    line.removeprefix("id = ").strip().strip("'\"")
    for text in shipped_files().values()
    for line in text.splitlines()
    if line.startswith("id = ")
)


def entry_of(name: str) -> Entry:
    """One entry of the shipped book."""
    return shipped().by_id[name]


def test_every_file_passes_every_check(record_property: Callable[[str, object], None]) -> None:
    """The shipped book has no problem; how long reading and checking took is recorded."""
    vocabulary = parse_vocabulary((FINGERPRINTS / "vocabulary.toml").read_text("utf-8"))
    files = shipped_files()
    times = {}
    for what, checked in (("checked when built", True), ("checked now", False)):
        compiled.cache_clear()
        start = time.perf_counter()
        book = parse_book(files, vocabulary, checked=checked)
        times[what] = round(time.perf_counter() - start, 3)
    record_property("entries", len(book))
    record_property("seconds", json.dumps(times))
    assert sorted(book.by_id) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_identified(name: str) -> None:
    """An entry's example is identified as its type or a branch of it, and the entry supports it."""
    entry, book = entry_of(name), shipped()
    for example in entry.examples:
        identity = identify(example, book)
        assert entry.id in {claim.entry for claim in identity.claims_for}, (
            f"{example} is {identity.type}: "
            + "; ".join(claim.entry for claim in identity.claims_against)
        )
        if entry.says.type:
            assert book.vocabulary.compatible(entry.says.type, identity.type)


@pytest.mark.parametrize("name", NAMES)
def test_counterexamples_are_not(name: str) -> None:
    """An entry does not match its counterexamples in the whole book."""
    entry, book = entry_of(name), shipped()
    for example in entry.counterexamples:
        assert name not in {match.entry.id for match in match_book(example, book)}


@pytest.mark.parametrize(
    "name",
    [
        "ipadcart-sw1",
        "ipad-cart-ap2",
        "equipad",
        "iphonebooth-ap",
        "sbmacbooklab-printer",
        "macbook-cart-sw1",
        "imaclab-printer",
        "minimac",
        "watch",
        "tripod",
        "xbox-lab-pc",
        "Mrs-Handy-PC",
        "tablet-cart",
        "chromebookcart1",
        "phone-1",
        "honor-roll",
        "galaxy-core-sw1",
        "lilly-pad-2",
        "gym-tv-pc",
        "shield-pc",
        "wlan0",
        "IX-server01",
        "dns-101",
        "beamer",
        "lib-B102-printer",
        "bus-swift",
        "surface-project",
    ],
)
def test_a_word_inside_a_name_accuses_nobody(name: str) -> None:
    """A school's name that only holds a product's word, with more after it, is no such product."""
    for signal, text in (("dhcp.hostname", name), ("mdns.host", f"{name}.local")):
        identity = identify([Signal(signal, text)], shipped())
        assert identity.type in ("unknown", "printer", "computer", "network"), text


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Marys-iPhone", "phone"),
        ("iPhone-de-Ana", "phone"),
        ("Marys-iPad-2", "tablet"),
        ("iPad-de-Ana", "tablet"),
        ("Marys-MacBook-Pro", "laptop"),
        ("MacBook-Air-de-Ana", "laptop"),
        ("Janes-MBP", "laptop"),
    ],
)
def test_the_names_that_apple_gives_are_known(name: str, meant: str) -> None:
    """The owner's name before or after the product is what such devices call themselves."""
    for signal, text in (("dhcp.hostname", name), ("mdns.host", f"{name}.local")):
        assert identify([Signal(signal, text)], shipped()).type == meant, text


def test_a_computer_that_shares_a_printer_is_no_printer() -> None:
    """A CUPS queue names the printer behind it: what announces it is not taken for that printer."""
    queue = [
        Signal("mdns.service", "_ipp._tcp"),
        Signal("mdns.txt.rp", "printers/Front_Office", "_ipp._tcp"),
        Signal("mdns.txt.ty", "HP LaserJet MFP M234", "_ipp._tcp"),
    ]
    alone = identify(queue, shipped())
    assert (alone.type, alone.model, alone.line) == ("computer", "", "")
    own = identify([Signal("mdns.txt.rp", "ipp/print", "_ipp._tcp"), queue[2]], shipped())
    assert own.type == "printer"


def test_a_switch_is_a_game_console() -> None:
    """Nintendo's prefix with a console's list is likely a console; the prefix alone is not."""
    prefix = Signal("oui", "Nintendo Co.,Ltd")
    identity = identify([prefix, Signal("dhcp.params", "1,3,6,28")], shipped())
    assert (identity.type, identity.band) == ("game_console", Band.LIKELY)
    assert identify([prefix], shipped()).band is Band.POSSIBLE


def test_patterns_are_of_the_allowed_form() -> None:
    """Every pattern is anchored and bounded."""
    for entry in shipped().entries:
        for condition in entry.conditions:
            if not condition.values:
                named_groups(condition.pattern)


def test_order_of_entries_changes_nothing() -> None:
    """Files and entries in another order give the same answers and the same digest."""
    book = shipped()
    files = list(shipped_files().items())
    random.Random(7).shuffle(files)
    other = parse_book(dict(files), book.vocabulary, checked=True).with_records(book.records)
    assert other.digest == book.digest
    for entry in book.entries:
        for example in entry.examples:
            assert identify(example, other) == identify(example, book)


def test_prefixes_and_lists_alone_are_at_most_possible() -> None:
    """No example of prefixes and habits alone is told as more than possible or likely."""
    for entry in shipped().entries:
        if not entry.weak:
            continue
        for example in entry.examples:
            identity = identify(example, shipped())
            assert identity.band is not Band.CONFIRMED, entry.id


def test_sentences_are_plain() -> None:
    """Every claim has a sentence that ends and leaves no template open."""
    for entry in shipped().entries:
        for example in entry.examples:
            for claim in identify(example, shipped()).claims_for:
                assert claim.sentence.endswith("."), claim
                assert not {"{", "}"} & set(claim.model + claim.vendor + claim.os), claim


def test_a_capture_is_a_capture() -> None:
    """What is called captured cites no table of names, and every test fixture has its commit."""
    for entry in shipped().entries:
        if entry.basis == "captured":
            assert not entry.source.startswith("blacktop/ipsw"), entry.id
            assert "homeassistant/generated, integration" not in entry.source, entry.id
        if "MdnsCluesTest.kt" in entry.source:
            assert "netmon@c7234f2 src/jvmTest/" in entry.source, entry.id
        if "wifi_taxonomy" in entry.source and entry.basis == "captured":
            assert "dhcp data@" in entry.source or "lease name" in entry.source, entry.id


def test_every_listed_licence_is_used_or_open_to_authors() -> None:
    """The list holds what entries name, and CC0 for what an author has seen and gives away."""
    texts = {entry.licence for entry in shipped().entries}
    texts |= {row.licence for table in tables().values() for row in table.rows.values()}
    named = {part for text in texts for part in text.split("; ")}
    assert named | {"CC0-1.0"} == LICENCES
