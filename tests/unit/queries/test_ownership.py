"""Whose a device looks to be, as an asker may see it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.pcaps.district import shipped_marks
from tests.unit.queries.school import CONSOLE, FakeReader, finding, identity, queries, stored
from walljack.model.access import Access, Role
from walljack.model.policy import Level
from walljack.model.view import DevicePage
from walljack.policy import AGAINST
from walljack.queries import Queries
from walljack.render import render_device_json

BOSS = Access(Role.ADMINISTRATOR, unmask=True, who="kim", reason="case 1")
OWNS = (
    "Its host name: a form that a first set-up gives: a word that may be a person's, a school's or "
    "a team's name."
)
NAMED = ("dhcp.hostname", "Annas-MacBook-Pro")


@pytest.fixture
def asked() -> Queries:
    """A school in which a laptop is named after Anna, with a finding that rests on it."""
    laptop = stored(CONSOLE, identity("laptop", ""), NAMED)
    reasons = (OWNS, f"{AGAINST}{OWNS}")
    found = replace(finding(CONSOLE, Level.LOW), reasons=reasons)
    door = queries(FakeReader(stored=[laptop], found=[found]))
    door._books = replace(door._books, marks=shipped_marks())
    return door


def page_of(asked: Queries, access: Access = Access()) -> DevicePage:  # noqa: B008 - frozen
    """The laptop's page."""
    page = asked.device(CONSOLE, access)
    assert page is not None
    return page


def test_signs_are_told_with_the_name_masked(asked: Queries) -> None:
    """The sentence holds the name as everybody may see it, its signal too."""
    (sign,) = [one for one in page_of(asked).row.ownership.personal if one.signals]
    assert sign.sentence == OWNS.replace("host name", "host name “***-MacBook-Pro”")
    assert [signal.value for signal in sign.signals] == ["***-MacBook-Pro"]
    assert "Anna" not in render_device_json(page_of(asked))


def test_signs_are_told_in_clear_to_whom_may_see_them(asked: Queries) -> None:
    """An administrator who unmasks sees the name that the sign rests on."""
    (sign,) = [one for one in page_of(asked, BOSS).row.ownership.personal if one.signals]
    assert "“Annas-MacBook-Pro”" in sign.sentence


def test_reasons_of_findings_are_told_so_too(asked: Queries) -> None:
    """Reasons are stored without a name and shown with it masked, those against marked so."""
    (row,) = page_of(asked).findings
    masked = OWNS.replace("host name", "host name “***-MacBook-Pro”")
    assert row.finding.reasons == (masked, f"{AGAINST}{masked}")
