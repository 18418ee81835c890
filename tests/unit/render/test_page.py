"""Templates that are broken, and the words of reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.render.sample import (
    MORNING,
    SECOND,
    TEMPLATES,
    UNAUTHORISED,
    WIRED,
    console,
    console_case,
    console_identity,
    device_page,
    empty_view,
    report_view,
    stranger,
)
from walljack.model.error import WalljackError
from walljack.model.identity import Band, Record, SetAside
from walljack.model.policy import ClauseKind, Level
from walljack.model.signal import Standing
from walljack.render import (
    age,
    iso,
    readable,
    render_device_text,
    render_report_html,
    render_report_text,
    things_table,
)
from walljack.render.summary import summary
from walljack.render.words import consequence, counted, how_sure, to_do, what


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({}, "template report.txt: it is missing: put the shipped one back"),
        (
            {"report.txt": "one\n{% for %}"},
            "template report.txt, line 2: Expected an expression, got 'end of statement block': "
            "mend it, or put the shipped one back",
        ),
        (
            {"report.txt": "{{ view.colour }}"},
            "template report.txt: 'walljack.model.view.ReportView object' has no attribute "
            "'colour': mend it, or put the shipped one back",
        ),
    ],
)
def test_broken_template_says_what_to_mend(broken: dict[str, str], message: str) -> None:
    """A template that is missing or broken is named, with the line and what to do."""
    with pytest.raises(WalljackError) as raised:
        render_report_text(report_view(), broken)
    assert str(raised.value) == message


def test_text_report_fits_a_terminal() -> None:
    """No line of the text report is wider than 80 columns, but for digests that must be whole."""
    lines = render_report_text(report_view(), TEMPLATES).splitlines()
    assert [line for line in lines if len(line) > 80 and "SHA-256" not in line] == []


def test_html_has_what_assistive_technology_needs() -> None:
    """One h1, a language, a title, a main landmark, and a caption and scopes for every table."""
    page = render_report_html(report_view(), TEMPLATES)
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert page.count("<h1>") == page.count("<main ") == page.count("<title>") == 1
    assert page.count("<caption ") == page.count("<table") == 6
    assert page.count("<th ") == page.count('scope="col"') + page.count('scope="row"')


def test_summary_counts_what_there_is_to_do() -> None:
    """The first line tells cases by urgency, devices to look at, information and what ended."""
    assert summary(report_view()) == (
        "2 open cases (1 to see today, 1 to see this week); 1 device to look at; "
        "1 finding for information; 1 case ended."
    )
    assert summary(empty_view()) == (
        "No open cases; no devices to look at; no findings for information."
    )


def test_how_sure_tells_the_record() -> None:
    """The band is told with the devices that stand behind it, or that none do."""
    sure = console_identity()
    assert how_sure(sure) == (
        "confirmed; this kind of evidence (product statement) was right on 49 of 50 "
        "labelled devices"
    )
    assert how_sure(replace(sure, record=Record("x", 1, 1, 3, 2))).endswith(
        "1 of 1 labelled device, 2 of 3 verified here"
    )
    assert how_sure(replace(sure, record=Record("x", 0, 0, 3, 3))).endswith(
        " on 3 of 3 verified here"
    )
    assert how_sure(replace(sure, record=Record("x", 1, 1))).endswith("1 of 1 labelled device")
    assert "too few labelled devices" in how_sure(replace(sure, record=None))
    assert how_sure(replace(sure, band=Band.UNKNOWN)) == "unknown: go and look"


def test_what_a_device_is() -> None:
    """Type and product are told; of an unknown device only whose prefix it has."""
    assert what(console()) == "game console, Sony PlayStation 5"
    assert what(stranger()) == ("unknown device, address prefix of Murata Manufacturing Co., Ltd.")
    named = replace(console(), identity=replace(console_identity(), model="Sony Bravia"))
    assert what(named) == "game console, Sony Bravia"


def test_what_was_set_aside_is_on_the_page() -> None:
    """What another product's record says is shown with the reason why it is no evidence."""
    page = device_page()
    claim = replace(console_identity().claims_for[0], sentence="Its “ty” is “Jet 5”: a printer.")
    aside = SetAside("queue", "It shares a printer.", ("_ipp._tcp",), (claim,))
    row = replace(page.row, identity=replace(page.row.identity, set_aside=(aside,)))
    told = render_device_text(replace(page, row=row), TEMPLATES)
    assert "Set aside" not in render_device_text(page, TEMPLATES)
    section = told[told.index("Set aside\n") : told.index("Signs that it is personal")]
    said = " ".join(section.split())
    assert "What it says of _ipp._tcp is held for another product's word" in said
    assert "It shares a printer. Entry: queue." in said
    assert "Not taken from it: Its “ty” is “Jet 5”: a printer." in said


def test_own_entries_are_on_the_page() -> None:
    """What a district's own entries change for a device stands on its page."""
    page = device_page()
    assert "Your own entries" not in render_device_text(page, TEMPLATES)
    told = render_device_text(replace(page, displaced=("Entry a is switched off.",)), TEMPLATES)
    assert "Your own entries\n----------------\n\n- Entry a is switched off.\n" in told


def test_consequence_is_the_clause_own() -> None:
    """A clause's own consequence is told, and a clause without one says so."""
    assert consequence(UNAUTHORISED, Level.MEDIUM).startswith(UNAUTHORISED.consequence)
    assert consequence(WIRED, Level.MEDIUM).startswith("This clause names no confiscation.")
    assert consequence(replace(WIRED, kind=ClauseKind.DUTY), Level.MEDIUM) == ""


def test_who_decides_is_told_with_the_consequence() -> None:
    """Where the document says who has the say, the consequence names them."""
    told = replace(UNAUTHORISED, decides="the school")
    assert consequence(told, Level.HIGH).endswith("The final say lies with the school.")


def test_no_consequence_where_nobody_must_go() -> None:
    """Below a case, a finding says nothing of what would follow."""
    assert consequence(UNAUTHORISED, Level.LOW) == ""


def test_another_clause_lends_no_consequence() -> None:
    """A clause that a finding only touches is cited, and its consequence is not told."""
    for page in (
        render_report_html(replace(report_view(), cases=report_view().cases[:1]), TEMPLATES),
        render_report_text(replace(report_view(), cases=report_view().cases[:1]), TEMPLATES),
    ):
        assert UNAUTHORISED.citation.split(", item")[0] in page
        assert UNAUTHORISED.paraphrase[:30] not in page
        assert "is confiscated" not in page


@pytest.mark.parametrize(
    ("at_ns", "written", "read"),
    [
        (MORNING, "2026-09-14T07:13:20Z", "2026-09-14 07:13 UTC"),
        (None, "", "not known"),
        (0, "", "not known"),
        (2**63 - 1, "2262-04-11T23:47:16Z", "2262-04-11 23:47 UTC"),
        (-SECOND, "1969-12-31T23:59:59Z", "1969-12-31 23:59 UTC"),
        (10**21, "1000000000000000000000 ns", "1000000000000000000000 ns"),
    ],
)
def test_moments(at_ns: int | None, written: str, read: str) -> None:
    """A moment is ISO 8601 in UTC; one that no calendar holds is told as its number."""
    assert (iso(at_ns), readable(at_ns)) == (written, read)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "under a minute"), (60, "1 minute"), (7200, "2 hours"), (86_400 * 12, "12 days")],
)
def test_age(seconds: int, told: str) -> None:
    """An age is told in the largest unit that fits, and never below nothing."""
    assert age(MORNING - seconds * SECOND, MORNING) == told
    assert age(MORNING + SECOND, MORNING) == "under a minute"


def test_counted() -> None:
    """A number is told with its noun."""
    assert [counted(n, "case") for n in (0, 1, 2)] == ["no cases", "1 case", "2 cases"]


def test_a_case_of_which_nothing_holds_says_so() -> None:
    """Ended findings are told as ended, and nobody is sent; a person closes the case."""
    row = console_case()
    (found,) = row.findings
    over = replace(row, findings=(replace(found, finding=replace(found.finding, ended_ns=1)),))
    assert to_do(row) == "high: go and see today"
    assert to_do(over).startswith("nothing of it holds any more")


def test_hearsay_is_marked_wherever_a_type_is_told() -> None:
    """A type that only another device's word supports is told as that."""
    row = console()
    assert "by another device's word only" not in what(row)
    said = tuple(
        replace(claim, signals=tuple(replace(s, standing=Standing.HEARSAY) for s in claim.signals))
        for claim in row.identity.claims_for
    )
    heard = replace(row, identity=replace(row.identity, claims_for=said))
    assert what(heard).endswith("by another device's word only")


def test_addresses_of_one_thing_stand_together() -> None:
    """The inventory by thing: those of one thing under the address that it goes by."""
    lead, other = console().address, "ff:00:00:00:00:01"
    rows = (
        replace(console(), address=other, thing=lead),
        replace(stranger(), thing=""),
        replace(console(), thing=lead),
    )
    table = things_table(rows)
    assert table.title == "3 devices, probably 2 things"
    assert [row[:2] for row in table.rows] == [
        (lead, lead),
        (lead, other),
        ("", stranger().address),
    ]
    assert table.columns[0] == "Thing"
