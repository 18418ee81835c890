"""A district's own entries over the shipped book."""

from __future__ import annotations

import pytest

from tests.unit.fingerprint.conftest import CAST, entry_text
from tests.unit.fingerprint.test_lookup import KEY, ROWS, book_with, table
from walljack.fingerprint import Book, Records, identify, parse_site
from walljack.model.error import ProblemsError
from walljack.model.identity import Record
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary

HOME = [Signal("mdns.txt.md", "Google Home Mini", "_googlecast._tcp")]
KIOSK = entry_text(
    "our-kiosk",
    {"dhcp.hostname": "^kiosk-[0-9]{2}$"},
    {"type": "desktop"},
    {"dhcp.hostname": "kiosk-07"},
    basis="documented",
    licence="CC0-1.0",
)
# The id of a shipped entry.
OVERRIDE = entry_text(
    "cast-home",
    {"mdns.txt.md@_googlecast._tcp": "^Google Home( Mini)?$"},
    {"type": "media", "vendor": "Google"},
    CAST,
)
OFF = '[[off]]\nid = "cast-home"\n'


def test_an_entry_is_added(book: Book) -> None:
    """A site's own entry answers beside the shipped ones."""
    site = parse_site({"/etc/x/ours.toml": KIOSK}, book)
    assert [entry.id for entry in site.entries] == ["our-kiosk"]
    assert (site.overridden, site.off, site.notices) == ((), (), ())
    assert len(site.book) == len(book) + 1
    assert identify([Signal("dhcp.hostname", "kiosk-07")], site.book).type == "desktop"


def test_an_entry_with_a_shipped_id_stands_in_its_place(book: Book) -> None:
    """The shipped entry of that id is not asked any more."""
    site = parse_site({"ours.toml": OVERRIDE}, book)
    assert [entry.file for entry in site.overridden] == ["vendor/test.toml"]
    assert site.book.by_id["cast-home"].file == "ours.toml"
    assert len(site.book) == len(book)
    assert identify(HOME, site.book).type == "media"


def test_an_entry_is_switched_off(book: Book) -> None:
    """An entry that is off says nothing."""
    site = parse_site({"ours.toml": OFF}, book)
    assert [entry.id for entry in site.off] == ["cast-home"]
    assert identify(HOME, book).type == "smart_speaker"
    assert identify(HOME, site.book).type == "unknown"


def test_what_a_site_changes_for_a_device_is_told(book: Book) -> None:
    """Only where a displaced entry, or its replacement, would speak."""
    other = [Signal("dhcp.hostname", "kiosk-07")]
    displaced = parse_site({"ours.toml": OVERRIDE}, book)
    assert displaced.displaced(HOME) == (
        "Entry cast-home of ours.toml stands in the place of the shipped one of vendor/test.toml; "
        "that says: a smart speaker.",
    )
    off = parse_site({"ours.toml": OFF}, book)
    assert off.displaced(HOME) == (
        "Entry cast-home of vendor/test.toml is switched off; that says: a smart speaker.",
    )
    assert displaced.displaced(other) == off.displaced(other) == ()


def test_an_id_that_nothing_has_is_told_and_taken(book: Book) -> None:
    """A new release may have dropped the entry: that stops no service."""
    site = parse_site({"ours.toml": '[[off]]\nid = "cast-hom"\nnote = "it was wrong"\n'}, book)
    (notice,) = site.notices
    assert str(notice) == (
        "ours.toml, off cast-hom: no shipped entry has this id: nothing is switched off "
        "(did you mean “cast-home”?)"
    )


def test_a_contradicted_shipped_entry_is_no_fault(book: Book) -> None:
    """A site may know better than the shipped book, and a new release must not break its files."""
    rival = entry_text("ours", {"mdns.txt.md": ["Google Home Mini"]}, {"type": "projector"}, CAST)
    assert len(parse_site({"ours.toml": rival}, book).entries) == 1


def test_records_stay(book: Book) -> None:
    """The record behind the bands is the shipped one."""
    counted = Records(by_kind={"product statement": Record("product statement", 50, 49)})
    known = book.with_records(counted)
    assert counted != Records()
    assert parse_site({"ours.toml": KIOSK}, known).book.records == counted


def test_digest_is_of_what_the_files_say(book: Book) -> None:
    """Another text makes another book; another name for the same file does not."""
    digests = {
        parse_site(files, book).book.digest
        for files in (
            {"ours.toml": KIOSK},
            {"/etc/walljack/fingerprints.d/ours.toml": KIOSK},
            {"ours.toml": KIOSK + "# a note\n"},
            {"ours.toml": OFF},
        )
    }
    assert len(digests) == 3
    assert book.digest not in digests


def test_a_site_has_tables_of_its_own(vocabulary: Vocabulary, book: Book) -> None:
    """A table beside the site files is looked up by the site's entries."""
    entry = entry_text(
        "ours",
        {KEY: "^(?P<identifier>[A-Za-z0-9,]{1,20})$"},
        {},
        {KEY: "B520AP"},
        lookup={"table": "our-models", "key": "{identifier}"},
    )
    files = {"d/ours.toml": entry, "d/tables/our-models.csv": table(*ROWS)}
    site = parse_site(files, book)
    assert identify([Signal("mdns.txt.model", "Mac14,2", "_airplay._tcp")], site.book).type == (
        "laptop"
    )


def test_a_site_may_look_up_a_shipped_table(vocabulary: Vocabulary) -> None:
    """The tables that ship are there for a site's entries."""
    shipped = book_with(vocabulary, table(*ROWS))
    entry = entry_text(
        "ours",
        {"dhcp.hostname": "^(?P<board>[A-Z0-9]{4,8})$"},
        {},
        {"dhcp.hostname": "B520AP"},
        lookup={"table": "models", "key": "{board}"},
    )
    site = parse_site({"ours.toml": entry}, shipped)
    assert identify([Signal("dhcp.hostname", "B520AP")], site.book).type == "smart_speaker"


def refusal(files: dict[str, str], book: Book) -> list[str]:
    """The lines with which site files are refused."""
    with pytest.raises(ProblemsError) as refused:
        parse_site(files, book)
    return str(refused.value).splitlines()


def test_every_problem_of_every_file_is_told(book: Book) -> None:
    """Broken site files are refused together, file by file, each problem with its entry."""
    files = {
        "a.toml": KIOSK.replace("desktop", "desktopp"),
        "b.toml": "[[of]]\nid = 3\n[[off]]\nid = 3\n[[off]]\nname = 'x'\n",
        "c.toml": OVERRIDE + OFF,
        "d.toml": KIOSK.replace("[[entry]]", "[entry]"),
        "e.toml": "=",
    }
    assert refusal(files, book) == [
        "a.toml, entry our-kiosk, says.type: “desktopp” is no type (did you mean “desktop”?)",
        "b.toml: “of” is no key here (a file holds [[entry]] and [[off]] tables only)",
        "b.toml, off number 1, id: must be text in quotes",
        "b.toml, off number 2, id: is missing",
        "b.toml, off number 2: “name” is no key here (known: id, note)",
        "c.toml, off cast-home: c.toml has an entry of this id "
        "(an entry stands in the place of the shipped one by itself: take [[off]] out)",
        "d.toml: “entry” is no list (write [[entry]], not [entry])",
        "e.toml: is no TOML: Invalid statement (at line 1, column 1) "
        "(an entry starts with [[entry]])",
    ]


def test_a_file_nested_too_deep_is_told(book: Book) -> None:
    """Brackets without end are refused like any other fault of form."""
    assert refusal({"a.toml": f"x = {'[' * 5_000}"}, book) == [
        "a.toml: is nested too deep (an entry starts with [[entry]])"
    ]


def test_an_id_stands_once_in_all_site_files(book: Book) -> None:
    """Two site entries of one id are refused: nobody could tell which holds."""
    assert refusal({"a.toml": KIOSK, "b.toml": KIOSK}, book) == [
        "b.toml, entry our-kiosk: this id stands in a.toml already (ids are unique over all files)"
    ]


def test_a_site_entry_must_keep_to_its_example(book: Book) -> None:
    """What is checked of a shipped entry when the package is built is checked here at load."""
    broken = KIOSK.replace("kiosk-07", "foyer-07")
    assert refusal({"a.toml": broken}, book) == [
        "a.toml, entry our-kiosk, example 1: the entry does not match it: dhcp.hostname "
        "(correct match or the example)"
    ]


def test_a_shipped_table_is_not_replaced(vocabulary: Vocabulary) -> None:
    """A site's table has a name of its own."""
    shipped = book_with(vocabulary, table(*ROWS))
    assert refusal({"d/tables/models.csv": table(*ROWS)}, shipped) == [
        "d/tables/models.csv: table models is a shipped one "
        "(give it a name of its own, such as our-models)"
    ]
