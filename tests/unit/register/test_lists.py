"""The four lists: what is read, and what is tolerated."""

from __future__ import annotations

import datetime

import pytest

from walljack.address import Eui48
from walljack.model.error import ProblemsError
from walljack.model.register import REASON_CODES, Asset, Exemption, Grant, WatchItem
from walljack.register import Known, parse_assets, parse_exemptions, parse_grants, parse_watch
from walljack.register.sheet import MOST_PROBLEMS

DEVICE = Eui48(0x00005E005301)


def ns(text: str) -> int:
    """Nanoseconds UTC of an ISO moment."""
    return int(datetime.datetime.fromisoformat(text + "+00:00").timestamp()) * 1_000_000_000


@pytest.mark.parametrize(
    "written", ["00:00:5e:00:53:01", "00-00-5E-00-53-01", "0000.5e00.5301", "00005E005301"]
)
def test_an_address_is_read_in_any_written_form(written: str) -> None:
    """Colons, hyphens, dots and bare digits give the same asset."""
    listing = parse_assets("register.csv", f"address,asset tag\n{written},A-1\n")
    assert listing.rows == (Asset(DEVICE, "A-1", "", "district", "", "", "", None),)
    assert listing.notices == ()


def test_a_list_may_have_a_byte_order_mark_blank_lines_and_its_own_way_of_writing_columns() -> None:
    """A BOM, CR LF, blank rows and ``Asset_Tag`` for ``asset tag`` change nothing."""
    text = "\ufeffAddress,Asset_Tag,VALID-UNTIL\r\n\r\n00:00:5e:00:53:01, A-1 ,\r\n,,\r\n"
    assert [asset.tag for asset in parse_assets("register.csv", text).rows] == ["A-1"]


def test_a_permission_lasts_until_its_last_day_is_over_everywhere() -> None:
    """``valid until`` 2026-11-22 ends at noon UTC on the 23rd, midnight at UTC-12."""
    text = "address,asset tag,valid until\n00:00:5e:00:53:01,A-1,2026-11-22\n"
    assert parse_assets("register.csv", text).rows[0].until_ns == ns("2026-11-23T12:00:00")


def test_an_asset_at_an_address_that_devices_give_themselves_is_taken_with_a_notice() -> None:
    """A locally administered address is listed (servers have them) and told about."""
    listing = parse_assets("register.csv", "address,asset tag\n02:00:5e:00:53:01,A-1\n")
    assert len(listing.rows) == 1
    assert [str(notice) for notice in listing.notices] == [
        "register.csv, line 2, column 'address': 02:00:5e:00:53:01 is locally administered: "
        "another device may use it too"
    ]


def test_a_grant_names_its_account() -> None:
    """Address, owner kind and account make a grant."""
    text = "address,owner kind,account,site\n00:00:5e:00:53:01,Staff,pdoe,north\n"
    assert parse_grants("grants.csv", text).rows == (
        Grant(DEVICE, "", "staff", "pdoe", "north", None),
    )


def test_an_exemption_has_scope_approver_code_and_end() -> None:
    """All columns of an exemption are read; its first day begins at midnight UTC."""
    text = (
        "id,address,segment,rule,approver,reason code,reference,valid from,valid until\n"
        "E-1,00:00:5e:00:53:01,lab,smart-speaker,Principal,on-file,7/26,2026-09-01,2027-06-30\n"
    )
    assert parse_exemptions("exemptions.csv", text).rows == (
        Exemption(
            "E-1",
            DEVICE,
            "lab",
            "smart-speaker",
            "Principal",
            "on-file",
            "7/26",
            ns("2026-09-01T00:00:00"),
            ns("2027-07-01T12:00:00"),
        ),
    )


def test_an_exemption_of_another_policys_rule_is_taken_with_a_notice() -> None:
    """A district that tries another policy keeps its list, and is told what does nothing now."""
    text = "id,address,rule,approver,reason code,valid until\n" + (
        "E-1,00:00:5e:00:53:01,household-device,Principal,on-file,2027-06-30\n"
    )
    known = Known(rules={"game-console-wired"}, other_rules={"household-device"})
    listing = parse_exemptions("exemptions.csv", text, known)
    assert [exemption.rule for exemption in listing.rows] == ["household-device"]
    assert [str(notice) for notice in listing.notices] == [
        "exemptions.csv, line 2, column 'rule': 'household-device' is a rule of another policy "
        "than the one in force: it does nothing"
    ]


def test_no_reason_code_tells_of_a_person() -> None:
    """The closed list has no word for health, disability or assistive technology."""
    telling = ("medical", "assist", "disab", "access", "accom", "health", "hear", "need", "504")
    assert not [code for code in REASON_CODES for word in telling if word in code]


def test_a_watch_item_names_serial_report_and_whom_to_tell() -> None:
    """All columns of the watch list are read."""
    text = "address,serial,police report,tell\n00:00:5e:00:53:01,C02XYZ,26-1234,Risk Manager\n"
    assert parse_watch("watch.csv", text).rows == (
        WatchItem(DEVICE, "C02XYZ", "26-1234", "Risk Manager"),
    )


def test_a_list_that_is_wrong_in_every_row_is_refused_in_few_words() -> None:
    """At most a hundred problems are told, and how many more there are."""
    text = "address,asset tag\n" + "nonsense,A-1\n" * 10_000
    with pytest.raises(ProblemsError) as refused:
        parse_assets("register.csv", text)
    assert len(refused.value.problems) == MOST_PROBLEMS + 1
    assert str(refused.value.problems[-1]) == "register.csv: and 9900 more problems"


def test_a_line_of_a_million_columns_is_refused_at_once() -> None:
    """The header of a hostile list gets one problem."""
    with pytest.raises(ProblemsError) as refused:
        parse_assets("register.csv", "," * 999_999 + "x\n")
    assert [problem.what for problem in refused.value.problems] == [
        "has 1000000 columns, more than 64"
    ]


def test_a_type_is_read_as_a_word_of_the_tree() -> None:
    """``Voip Phone`` in a list is the type ``voip_phone``."""
    text = "address,asset tag,type\n00:00:5e:00:53:01,A-1,Voip Phone\n"
    assert parse_assets("register.csv", text).rows[0].type == "voip_phone"
