"""The fold of all claims into one answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from walljack.fingerprint import Book, Match, Records, identify, tallies
from walljack.model.identity import Band, Record
from walljack.model.signal import Signal, Standing

MakeBook = Callable[..., Book]

MODEL = Signal("mdns.txt.md", "Google Home Mini", "_googlecast._tcp")
SERVICE = Signal("mdns.service", "_googlecast._tcp")
NAME = Signal("dhcp.hostname", "Google-Home-Mini")
WINDOWS = Signal("dhcp.vendor_class", "MSFT 5.0")
APPLE_LIST = Signal("dhcp.params", "1,121,3,6,15,119,252")


def heard(signal: Signal) -> Signal:
    """The same value as another device's word."""
    return Signal(signal.name, signal.value, signal.scope, Standing.HEARSAY, "02:00:00:00:00:01")


def record(kind: str, n: int, right: int) -> Records:
    """Records with one kind."""
    return Records({kind: Record(kind, n, right)})


def test_nothing_is_unknown(book: Book) -> None:
    """Without a signal the answer is unknown at no percent, and says what to wait for."""
    identity = identify([], book)
    assert (identity.type, identity.band, identity.percent) == ("unknown", Band.UNKNOWN, 0)
    assert identity.settles.startswith("Only other devices speak of it")


def test_specific_beats_generic(book: Book) -> None:
    """A specific entry below a generic one gives the type; both support it."""
    identity = identify([MODEL, SERVICE], book.with_records(record("product statement", 35, 35)))
    assert identity.type == "smart_speaker"
    assert (identity.vendor, identity.model, identity.line) == (
        "Google",
        "Google Home Mini",
        "home",
    )
    assert [claim.entry for claim in identity.claims_for] == ["cast-home", "cast"]
    assert identity.claims_against == ()


@pytest.mark.parametrize(
    ("basis", "n", "line"),
    [
        ("captured", 35, "home"),
        ("documented", 35, "home"),
        ("reported", 35, ""),  # somebody wrote so: at most possible
        ("captured", 9, ""),  # too few labelled devices to be likely
    ],
)
def test_a_line_is_said_only_when_it_is_likely(
    book_of: MakeBook, basis: str, n: int, line: str
) -> None:
    """A sure printer is of a home line only where what says so is likely by itself."""
    said = {"mdns.txt.ty": "EPSON ET-2750 Series"}
    book = book_of(
        ("port", {"mdns.service": ["_pdl-datastream._tcp"]}, {"type": "printer"},
         {"mdns.service": "_pdl-datastream._tcp"}),
        ("ty", {"mdns.txt.ty": "^EPSON ET-"}, {"type": "printer", "line": "home"}, said,
         {"basis": basis}),
        ("name", {"dhcp.hostname": "^EPSON[0-9A-F]{6}$"}, {"type": "printer"},
         {"dhcp.hostname": "EPSON1A2B3C"}),
    )  # fmt: skip
    kinds = ("product statement", "service", "name form", "independent sources agree")
    records = Records({kind: Record(kind, n, n) for kind in kinds})
    signals = [
        Signal("mdns.service", "_pdl-datastream._tcp"),
        Signal("mdns.txt.ty", "EPSON ET-2750 Series", "_ipp._tcp"),
        Signal("dhcp.hostname", "EPSON1A2B3C"),
    ]
    identity = identify(signals, book.with_records(records))
    assert (identity.type, identity.line) == ("printer", line)


def test_a_line_that_only_others_tell_is_not_said(book: Book) -> None:
    """What another device says of it never makes it personal."""
    records = record("product statement", 35, 35)
    assert identify([MODEL], book.with_records(records)).line == "home"
    assert identify([heard(MODEL)], book.with_records(records)).line == ""


def test_without_a_record_nothing_is_more_than_possible(book: Book) -> None:
    """However strong the evidence, an uncounted kind of entry is at most possible."""
    assert identify([MODEL, NAME], book).band is Band.POSSIBLE


@pytest.mark.parametrize(
    ("n", "right", "band", "percent"),
    [
        (35, 35, Band.LIKELY, 89),  # one source confirms nothing
        (34, 34, Band.LIKELY, 89),
        (40, 35, Band.LIKELY, 73),
        (20, 14, Band.POSSIBLE, 48),
        (9, 9, Band.POSSIBLE, 40),  # too few to count
    ],
)
def test_the_band_is_the_record(book: Book, n: int, right: int, band: Band, percent: int) -> None:
    """The lower bound of the 95 % interval gives the band and the percent."""
    identity = identify([MODEL], book.with_records(record("product statement", n, right)))
    assert (identity.band, identity.percent) == (band, percent)


def test_a_kind_that_is_mostly_wrong_gives_no_answer(book: Book) -> None:
    """Below a lower bound of 0.40 a type is not told at all; its claim is kept."""
    identity = identify([MODEL], book.with_records(record("product statement", 20, 5)))
    assert identity.type == "unknown"
    assert [claim.entry for claim in identity.claims_against] == ["cast-home"]


def kinds(book: Book, *signals: Signal) -> list[str]:
    """The kinds of entry that have something to say about a smart speaker."""
    return [tally.kind for tally in tallies(signals, ["smart_speaker"], book)]


def test_each_kind_is_tallied_alone(book: Book) -> None:
    """Every kind that speaks is counted by itself, and agreement of two groups once more."""
    assert kinds(book, MODEL) == ["product statement"]
    assert kinds(book, MODEL, SERVICE) == ["product statement", "service"]
    assert kinds(book, MODEL, NAME) == [
        "name form",
        "product statement",
        "independent sources agree",
    ]
    assert kinds(book) == []


def test_an_outvoted_kind_is_tallied_as_wrong(book: Book) -> None:
    """A request list that a product statement outvotes still counts against its own kind."""
    told = tallies([MODEL, APPLE_LIST], ["smart_speaker"], book)
    assert [(tally.kind, tally.right) for tally in told] == [
        ("habit", False),
        ("product statement", True),
    ]
    assert told[0].said == {("dhcp.params", APPLE_LIST.value)}
    (alone,) = tallies([APPLE_LIST], ["smart_tv", "phone"], book)
    assert alone.right


def test_what_is_left_out_is_not_heard(book: Book) -> None:
    """An entry that was learnt from a device neither answers for it nor makes its record."""

    def learnt(match: Match) -> bool:
        return match.entry.id == "cast-home"

    assert identify([MODEL, APPLE_LIST], book, learnt).type == "mobile"
    assert [tally.kind for tally in tallies([MODEL, APPLE_LIST], ["phone"], book, learnt)] == [
        "habit"
    ]


def test_hearsay_is_nobodys_record(book: Book) -> None:
    """What others say of a device is not tallied."""
    assert kinds(book, heard(MODEL)) == []


def test_agreement_has_its_own_record(book: Book) -> None:
    """Two groups that agree are judged by the record of agreement when it is better."""
    records = Records(
        {
            "product statement": Record("product statement", 20, 20),
            "independent sources agree": Record("independent sources agree", 40, 40),
        }
    )
    assert identify([MODEL], book.with_records(records)).band is Band.LIKELY
    agreed = identify([MODEL, NAME], book.with_records(records))
    assert agreed.band is Band.CONFIRMED
    assert agreed.record == Record("independent sources agree", 40, 40)


def test_a_name_is_never_confirmed(book: Book) -> None:
    """A person may type any name: whatever its record, it stays likely."""
    good = book.with_records(record("name form", 1_000, 1_000))
    assert identify([NAME], good).band is Band.LIKELY


def test_a_service_alone_is_never_confirmed(book: Book) -> None:
    """A program's announcement stays likely until another source agrees."""
    good = book.with_records(record("service", 1_000, 1_000))
    assert identify([SERVICE], good).band is Band.LIKELY
    named = identify([SERVICE, Signal("dhcp.hostname", "Chromecast-1")], good)
    assert named.type in ("streaming_player", "media")


def test_one_client_program_does_not_agree_with_itself(book_of) -> None:  # type: ignore[no-untyped-def]
    """Option 60 and option 55 of one request are one word said twice."""
    book = book_of(
        ("class", {"dhcp.vendor_class": "^X"}, {"type": "camera"}, {"dhcp.vendor_class": "X"}),
        (
            "list",
            {"dhcp.params": ["1,9"], "oui": "^X"},
            {"type": "camera"},
            {"dhcp.params": "1,9", "oui": "X"},
        ),
    )
    signals = [Signal("dhcp.vendor_class", "X"), Signal("dhcp.params", "1,9"), Signal("oui", "X")]
    assert kinds(book, *signals) == ["dhcp class", "habit"]


def test_basis_caps(book: Book) -> None:
    """A reported entry alone is possible however good its kind; a second group raises it."""
    printer = Signal("mdns.txt.ty", "EPSON ET-2750 Series", "_ipp._tcp")
    good = book.with_records(record("product statement", 100, 100))
    assert identify([printer], good).band is Band.POSSIBLE
    assert identify([MODEL], good).band is Band.LIKELY
    assert identify([MODEL, NAME], good).band is Band.CONFIRMED


def test_one_source_confirms_nothing(book: Book) -> None:
    """However good the record, what one program says alone is at most likely."""
    kinds = ("product statement", "dhcp class", "service")
    good = book.with_records(Records({kind: Record(kind, 1_000, 1_000) for kind in kinds}))
    assert identify([MODEL, SERVICE], good).band is Band.LIKELY


def test_a_list_alone_is_never_more_than_possible(book: Book) -> None:
    """However good its record, a request list alone stays possible."""
    identity = identify([APPLE_LIST], book.with_records(record("habit", 1_000, 1_000)))
    assert (identity.type, identity.band) == ("mobile", Band.POSSIBLE)
    assert identity.percent == 69


def test_disagreement_within_a_branch_stops_there(book: Book) -> None:
    """Two names of one strength, laptop and desktop, make a computer and say so."""
    signals = [
        Signal("dhcp.hostname", "LAPTOP-0A1B2C3D"),
        Signal("dhcp.fqdn", "x"),
        Signal("dhcp.hostname", "DESKTOP-0A1B2C3"),
    ]
    identity = identify(signals, book)
    assert identity.type == "computer"
    assert (
        identity.settles == "Its evidence disagrees (a desktop computer or a laptop): go and look."
    )


def test_disagreement_across_branches_is_unknown(book: Book) -> None:
    """Evidence of comparable strength for two branches gives no answer, and all is kept."""
    identity = identify([Signal("dhcp.hostname", "Chromecast-1"), WINDOWS], book)
    assert (identity.type, identity.band) == ("unknown", Band.UNKNOWN)
    assert {claim.entry for claim in identity.claims_against} == {
        "chromecast-name",
        "windows-class",
    }
    assert "disagrees" in identity.settles


def test_a_product_statement_beats_a_habit(book: Book) -> None:
    """A TXT model outweighs a request list; the list is shown against, and nothing is confirmed."""
    good = book.with_records(record("product statement", 100, 100))
    identity = identify([MODEL, APPLE_LIST], good)
    assert (identity.type, identity.band) == ("smart_speaker", Band.LIKELY)
    assert [claim.entry for claim in identity.claims_against] == ["apple-list"]
    assert identity.vendor == "Google"


def test_hearsay_is_never_more_than_possible(book: Book) -> None:
    """What only others say of a device is possible at most, whatever the record."""
    good = book.with_records(record("independent sources agree", 100, 100))
    identity = identify([heard(MODEL), heard(NAME)], good)
    assert (identity.type, identity.band) == ("smart_speaker", Band.POSSIBLE)
    assert identity.claims_for[0].sentence.startswith("Another device says: its mDNS TXT")


def test_a_forger_cannot_reframe_a_device_that_speaks(book: Book) -> None:
    """A computer stays one, at its own band and vendor, when another device calls it a speaker."""
    alone = identify([WINDOWS], book)
    framed = identify([WINDOWS, heard(MODEL), heard(NAME)], book)
    assert (framed.type, framed.band, framed.vendor) == (alone.type, alone.band, alone.vendor)
    assert {claim.entry for claim in framed.claims_against} == {"cast-home", "google-home-name"}


def test_hearsay_is_no_agreement(book: Book) -> None:
    """Another device's word does not make two groups of one."""
    records = Records(
        {
            "name form": Record("name form", 40, 30),
            "independent sources agree": Record("independent sources agree", 100, 100),
        }
    )
    identity = identify([NAME, heard(MODEL)], book.with_records(records))
    assert identity.band is Band.POSSIBLE
    assert identity.record == Record("name form", 40, 30)


def test_a_likely_branch_is_shown_before_a_possible_leaf(book_of) -> None:  # type: ignore[no-untyped-def]
    """A leaf that is only possible does not hide a branch that is likely."""
    book = book_of(
        ("branch", {"mdns.service": ["_x._tcp"]}, {"type": "media"}, {"mdns.service": "_x._tcp"}),
        (
            "leaf",
            {"dhcp.hostname": "^tv"},
            {"type": "smart_tv"},
            {"dhcp.hostname": "tv"},
            {"basis": "reported"},
        ),
    )
    counted = book.with_records(record("service", 20, 20))
    said = [Signal("mdns.service", "_x._tcp"), Signal("dhcp.hostname", "tv1")]
    identity = identify(said, counted)
    assert (identity.type, identity.band) == ("media", Band.LIKELY)
    assert {claim.entry for claim in identity.claims_for} == {"branch", "leaf"}
    leaf = identify([Signal("dhcp.hostname", "tv1")], counted)
    assert (leaf.type, leaf.band) == ("smart_tv", Band.POSSIBLE)


def test_vendor_and_os_are_folded_from_what_fits(book: Book) -> None:
    """The longer of two systems that begin alike is said; a vendor of a rejected type is not."""
    signals = [WINDOWS, Signal("dhcp.hostname", "LAPTOP-0A1B2C3D")]
    identity = identify(signals, book)
    assert (identity.type, identity.os) == ("laptop", "Windows 10 or later")
    assert identify([Signal("oui", "Sonos, Inc.")], book).vendor == "Sonos"


@pytest.mark.parametrize(
    ("signals", "sentence"),
    [
        (
            [Signal("oui", "X"), Signal("arp.kind", "request")],
            "Only ARP so far: wait for its next DHCP request.",
        ),
        ([APPLE_LIST], "Only DHCP so far: an mDNS or SSDP announcement would tell more."),
        (
            [Signal("mdns.service", "_unheard-of._tcp")],
            "No fingerprint knows what it sends: go and look, then add one.",
        ),
        (
            [SERVICE],
            "More than one product sends this: a look at it tells which.",
        ),
        ([MODEL], "No DHCP heard so far: its next request would tell more."),
        ([heard(MODEL), APPLE_LIST], "Its evidence disagrees"),
        ([heard(MODEL)], "Only other devices speak of it: wait until it sends something itself."),
        (
            [heard(MODEL), Signal("arp.kind", "request")],
            "Others say what it is, it does not say so itself: go and look.",
        ),
    ],
)
def test_settles(book: Book, signals: list[Signal], sentence: str) -> None:
    """An answer says in one sentence what would settle it."""
    assert identify(signals, book).settles.startswith(sentence)


def test_a_confirmed_leaf_needs_nothing_more(book: Book) -> None:
    """When a leaf is confirmed there is nothing to wait for."""
    good = book.with_records(record("product statement", 100, 100))
    assert identify([MODEL, NAME], good).settles == ""
