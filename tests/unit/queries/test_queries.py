"""The one door: what is asked, what is given, what is masked, what is logged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest

from tests.unit.queries.school import (
    CHROMEBOOK,
    CONSOLE,
    GHOST,
    MORNING,
    PHONE,
    SECOND,
    STRANGER,
    FakeReader,
    exemption,
    finding,
    identity,
    queries,
    reader,
    register,
    stored,
)
from tests.unit.render.sample import TEMPLATES
from walljack.address import Eui48
from walljack.model.access import Access, Look, Role
from walljack.model.case import CaseState
from walljack.model.error import WalljackError
from walljack.model.identity import Band
from walljack.model.policy import Level
from walljack.model.register import Register
from walljack.model.settings import Settings
from walljack.model.signal import Signal
from walljack.model.view import StoredDevice
from walljack.queries import AccessError, CaseFilter, DeviceFilter, FindingFilter
from walljack.render import (
    render_device_json,
    render_device_text,
    render_report_csv,
    render_report_html,
    render_report_json,
    render_report_text,
)

BOSS = Access(Role.ADMINISTRATOR, unmask=True, who="kim", reason="case 1")


def test_inventory_is_in_order_of_address() -> None:
    """Without a filter every device is given, in the order of the store."""
    rows = queries().inventory()
    assert [row.address for row in rows] == [
        str(device) for device in (PHONE, CONSOLE, CHROMEBOOK, STRANGER, GHOST)
    ]


@pytest.mark.parametrize(
    ("wanted", "devices"),
    [
        (DeviceFilter(type="game_console"), {CONSOLE}),
        (DeviceFilter(type="media"), {CONSOLE}),
        (DeviceFilter(type="unknown"), {STRANGER, GHOST}),
        (DeviceFilter(segment="lab"), {PHONE}),
        (DeviceFilter(registered=True), {CHROMEBOOK}),
        (DeviceFilter(registered=False, segment="rooms"), {CONSOLE, STRANGER}),
        (DeviceFilter(since_ns=MORNING + 70 * SECOND), {STRANGER}),
        (DeviceFilter(type="phone", segment="rooms"), set()),
    ],
)
def test_inventory_filters(wanted: DeviceFilter, devices: set[int]) -> None:
    """Each filter keeps the devices that fit; a branch keeps all types below it."""
    assert {row.address for row in queries().inventory(wanted)} == {str(d) for d in devices}


def test_a_type_that_does_not_exist_is_refused() -> None:
    """A filter for a word that is no type names the types that there are."""
    with pytest.raises(WalljackError, match=r"^'toaster' is no type of device: write one of .*nas"):
        queries().inventory(DeviceFilter(type="toaster"))


def test_row_says_who_answers() -> None:
    """A row tells asset, grant and exemption apart, and names no person."""
    lists = replace(register(), exemptions=(exemption(CONSOLE),))
    rows = {row.address: row for row in queries(lists=lists).inventory()}
    assert rows[str(CHROMEBOOK)].standing == "district"
    assert rows[str(CHROMEBOOK)].asset_tag == "CB-7"
    assert rows[str(PHONE)].standing == "granted"
    assert rows[str(CONSOLE)].standing == "exempt"
    assert rows[str(STRANGER)].standing == ""


def test_address_that_was_only_asked_for_says_so() -> None:
    """An address known from option 50 alone is told as asked for, after those it had."""
    (row,) = queries().inventory(DeviceFilter(type="game_console"))
    assert row.addresses == ("10.20.4.17", "10.20.4.153 (asked for)")


def test_hearsay_gives_no_presence() -> None:
    """A device that others spoke of has no segment and no first or last time."""
    row = next(row for row in queries().inventory() if row.address == str(GHOST))
    assert row.hearsay_only
    assert (row.segments, row.first_ns, row.last_ns) == ((), None, None)
    assert row.names == ()


def test_page_tells_where_and_what() -> None:
    """The page of a device tells switch port, claims, sightings, history and permissions."""
    page = queries().device(CONSOLE)
    assert page is not None
    assert page.place == "port 1/7 (VLAN 20) of switch 00:00:5e:00:53:0f"
    assert page.row.place.endswith("Main building, Lincoln High (segment rooms, wired)")
    assert [seen.segment for seen in page.sightings] == ["rooms"]
    assert page.history == ((MORNING, "mobile", "possible"),)
    assert page.permissions == ("The register does not list it.",)
    assert [row.case.number for row in page.cases] == [1]
    assert {row.meaning for row in page.signals} >= {"host name"}


def test_page_marks_the_word_of_others() -> None:
    """What another device said stands apart, with its speaker."""
    page = queries().device(GHOST)
    assert page is not None
    assert page.signals == ()
    assert [row.signal.speaker for row in page.others_say] == [str(PHONE)]


def test_a_device_never_heard_of_has_no_page() -> None:
    """Asking for an address that nobody heard gives None."""
    assert queries(reader()).device(CHROMEBOOK) is not None
    assert queries(replace(reader(), stored=[])).device(CHROMEBOOK) is None


def test_names_are_masked_everywhere() -> None:
    """No output shows the personal part of a name, in rows, claims, signals or reasons."""
    door = queries()
    page, view = door.device(CONSOLE), door.report()
    assert page is not None
    outputs = [
        render_device_text(page, TEMPLATES),
        render_device_json(page),
        render_report_text(view, TEMPLATES),
        render_report_html(view, TEMPLATES),
        render_report_csv(view),
        render_report_json(view),
    ]
    for output in outputs:
        assert "anna" not in output.lower()
        assert "lopez" not in output
        assert "***-PS5-112" in output


def test_free_text_is_masked_whole() -> None:
    """A TXT key that is no product key shows nothing of its value."""
    page = queries().device(CONSOLE)
    assert page is not None
    values = {row.signal.name: row.signal.value for row in page.signals}
    assert values["mdns.txt.motto"] == "***"


def test_a_model_taken_from_a_name_is_masked() -> None:
    """Where a fingerprint took a word out of a name, it is masked like the name."""
    name = Signal("dhcp.hostname", "Galaxy-of-Anna")
    rows = replace(
        reader(),
        stored=[stored(CONSOLE, identity("phone", "Galaxy-of-Anna", name))],
        found=[finding(CONSOLE, Level.HIGH, reasons=("Taken for a Galaxy-of-Anna: likely.",))],
    )
    page = queries(rows).device(CONSOLE)
    assert page is not None
    assert page.row.identity.model == "Galaxy-of-***"
    assert "Anna" not in render_device_json(page)


def test_a_model_that_a_product_key_tells_stays() -> None:
    """A model that a technical signal holds too is the maker's word."""
    name = Signal("mdns.instance", "QN90B")
    model = Signal("mdns.txt.md", "QN90B", "_googlecast._tcp")
    rows = replace(reader(), stored=[stored(CONSOLE, identity("smart_tv", "QN90B", name, model))])
    page = queries(rows).device(CONSOLE)
    assert page is not None
    assert page.row.identity.model == "QN90B"


def test_unmasking_is_logged_before_anything_is_shown() -> None:
    """An administrator sees names in clear, and the log says who looked, why and at what."""
    log: list[Look] = []
    page = queries(log=log).device(CONSOLE, BOSS)
    assert page is not None
    assert page.row.names == ("Annas-PS5-112",)
    assert "“Annas-PS5-112”" in page.row.identity.claims_for[0].sentence
    assert not page.names_masked
    assert log == [Look("kim", Role.ADMINISTRATOR, "case 1", f"device {CONSOLE}")]


def test_masked_looks_are_not_logged() -> None:
    """Reading masked rows writes no log."""
    log: list[Look] = []
    door = queries(log=log)
    door.report()
    door.inventory()
    assert log == []


@pytest.mark.parametrize("role", [Role.VIEWER, Role.TECHNICIAN])
def test_unmasking_needs_the_role(role: Role) -> None:
    """A viewer and a technician are refused, and nothing is logged as seen."""
    log: list[Look] = []
    with pytest.raises(AccessError, match=f"^{role} sam: may not see names unmasked"):
        queries(log=log).report(Access(role, unmask=True, who="sam"))
    assert log == []


def test_unmasking_needs_somebody() -> None:
    """A look that names nobody is refused."""
    with pytest.raises(AccessError, match="nobody is named who asks"):
        queries().findings(access=Access(Role.RECORDS, unmask=True))


def test_report_has_every_part() -> None:
    """The report has the case with its evidence, the stranger to look at, and the inventory."""
    view = queries().report()
    (case,) = view.cases
    assert case.site == "Lincoln High"
    assert case.evidence[0].startswith("Its host name is “***-PS5-112”")
    assert case.evidence[1] == "Wired."
    assert case.findings[0].clause.item == "10"
    assert case.findings[0].false_positives == ("A club's console.",)
    assert [row.address for row in view.look_at] == [str(STRANGER)]
    assert [row.finding.rule for row in view.information] == ["proxy"]
    assert {(row.type, row.segment): row.count for row in view.inventory} == {
        ("game_console", "rooms"): 1,
        ("chromebook", "rooms"): 1,
        ("unknown", "rooms"): 1,
        ("phone", "lab"): 1,
    }
    assert [row.count for row in view.weirds] == [3]
    assert view.custody_head == "d1"
    assert (view.policy_title, view.contact) == ("The test policy", "the desk")
    assert [(row.site, row.fresh) for row in view.registers] == [("Lincoln High", True)]
    assert view.notes == ()


def test_report_says_that_there_is_no_register() -> None:
    """Without a register the report says that only rules which name a type were judged."""
    view = queries(lists=Register(), settings=Settings()).report()
    assert view.notes[0] == "No register for this site: only rules that name a type were judged."


def test_report_says_what_is_not_configured() -> None:
    """Segments that the configuration does not know are named: nothing there is called wired."""
    view = queries(settings=Settings()).report()
    assert view.notes[-1].startswith("Not in the configuration: lab, rooms.")
    assert view.look_at == ()


def test_an_exempt_stranger_is_not_to_be_looked_at() -> None:
    """A device that is exempt, or whose case is open, is not on the list to look at."""
    lists = replace(register(), exemptions=(exemption(STRANGER),))
    assert queries(lists=lists).report().look_at == ()


def test_cases_are_most_serious_first() -> None:
    """Cases are given by level, then the newest first; ended ones only when asked for."""
    (case,) = reader().opened
    rows = replace(
        reader(),
        opened=[
            replace(case, number=2, level=Level.MEDIUM, opened_ns=MORNING + SECOND),
            case,
            replace(case, number=3, opened_ns=MORNING + SECOND),
            replace(case, number=4, state=CaseState.CLOSED),
        ],
    )
    door = queries(rows)
    assert [row.case.number for row in door.cases()] == [3, 1, 2]
    assert [row.case.number for row in door.cases(CaseFilter(open_only=False))] == [3, 4, 1, 2]
    assert [row.case.number for row in door.cases(CaseFilter(number=2))] == [2]
    assert door.report().cases_ended == 1


class CountingReader(FakeReader):
    """Counts how often it is asked for devices."""

    asked = 0

    def devices(self, wanted: Collection[Eui48] | None = None) -> Sequence[StoredDevice]:
        """Those that are wanted."""
        self.asked += 1
        return super().devices(wanted)

    def device(self, device: Eui48) -> StoredDevice | None:
        """One."""
        self.asked += 1
        return super().device(device)


def test_lists_ask_for_all_their_devices_at_once() -> None:
    """However many findings or cases there are, their devices are one question."""
    rows = CountingReader(**vars(reader()))
    door = queries(rows)
    assert len(door.findings()) == 2
    assert rows.asked == 1
    assert len(door.cases()) == 1
    assert rows.asked == 2


def test_findings_filter() -> None:
    """Findings are kept by level, device, rule, segment and whether they still hold."""
    ended = finding(CONSOLE, Level.MEDIUM, "old", ended_ns=MORNING + SECOND)
    door = queries(replace(reader(), found=[*reader().found, ended]))
    assert [row.finding.rule for row in door.findings()] == ["console", "old", "proxy"]
    assert len(door.findings(FindingFilter(open_only=True))) == 2
    assert len(door.findings(FindingFilter(level=Level.MEDIUM))) == 2
    assert len(door.findings(FindingFilter(device=PHONE))) == 1
    assert len(door.findings(FindingFilter(rule="old"))) == 1
    assert door.findings(FindingFilter(segment="lab")) == ()


def test_a_mistyped_segment_is_refused() -> None:
    """A segment that is neither configured nor was heard is named with the nearest one."""
    message = (
        "'romos' is no segment that is configured or was heard: "
        "did you mean 'rooms'? write one of lab, rooms"
    )
    door = queries()
    for ask in (
        lambda: door.inventory(DeviceFilter(segment="romos")),
        lambda: door.findings(FindingFilter(segment="romos")),
        lambda: door.cases(CaseFilter(segment="romos")),
    ):
        with pytest.raises(WalljackError) as raised:
            ask()
        assert str(raised.value) == message


def test_a_segment_that_was_heard_needs_no_configuration() -> None:
    """What was heard, and what is configured and was never heard, may both be asked for."""
    door = queries(settings=Settings())
    assert [row.address for row in door.inventory(DeviceFilter(segment="lab"))] == [str(PHONE)]
    assert queries(replace(reader(), stored=[])).inventory(DeviceFilter(segment="lab")) == ()


def test_a_mistyped_rule_is_refused() -> None:
    """A rule that no policy has and nothing was found by is named with the nearest one."""
    with pytest.raises(WalljackError) as raised:
        queries().findings(FindingFilter(rule="consle"))
    assert str(raised.value) == (
        "'consle' is no rule of any policy: did you mean 'console'? write one of console, proxy"
    )
    assert queries(replace(reader(), found=[])).findings(FindingFilter(rule="console")) == ()


def test_before_anything_is_known_there_is_nothing_to_name() -> None:
    """Without segments and findings the refusal says that there is none yet."""
    with pytest.raises(WalljackError, match=r"was heard: there is none yet$"):
        queries(replace(reader(), stored=[]), settings=Settings()).cases(CaseFilter(segment="x"))


def test_a_finding_of_an_earlier_policy_is_still_told() -> None:
    """A clause that the policies at hand lack is named, with the policy that had it."""
    gone = finding(CONSOLE, Level.HIGH, policy="earlier", clause="item-9")
    (row,) = queries(replace(reader(), found=[gone])).findings()
    assert row.clause.citation == "earlier, a version that is no longer in force, item item-9"
    assert not row.clause.confiscates


def test_custody_is_given_whole_or_by_case() -> None:
    """The custody log is given in its order, or that of one case."""
    door = queries()
    assert [entry.sequence for entry in door.custody()] == [1]
    assert door.custody("case-2") == ()


def test_unknown_device_is_of_unknown_band() -> None:
    """A device without an identity yet is unknown, and nothing more."""
    row = next(row for row in queries().inventory() if row.address == str(STRANGER))
    assert (row.identity.type, row.identity.band) == ("unknown", Band.UNKNOWN)
