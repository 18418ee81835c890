"""The district's lists beside its configuration, its policy and the type tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from walljack.app import Workplace
from walljack.model.error import ProblemsError

_SITE = """
[[site]]
id = "north"
name = "North Elementary"
[[segment]]
id = "north-classrooms"
site = "north"
vlan = 20
"""
_LISTS = """
[register]
assets = "register.csv"
exemptions = "exemptions.csv"
"""
_EXEMPTIONS = "id,address,segment,rule,approver,reason code,valid until\n"


def district(folder: Path, text: str, assets: str, exemptions: str) -> Workplace:
    """A workplace with two lists."""
    config = folder / "walljack.toml"
    config.write_text(f'[district]\npolicy = "mukilteo-2314p"\n{text}{_LISTS}', encoding="utf-8")
    (folder / "register.csv").write_text(f"address,asset tag,site,type\n{assets}")
    (folder / "exemptions.csv").write_text(_EXEMPTIONS + exemptions)
    return Workplace(folder / "walljack.db", config)


def test_a_word_that_nothing_has_is_refused_with_all_others(tmp_path: Path) -> None:
    """Rule, segment, site and type are each told by file, row and column, with the nearest word.

    Taken as they are, they would do nothing: the exempt device would get a case.
    """
    place = district(
        tmp_path,
        _SITE,
        "00:00:5e:00:53:01,A-1,nort,destkop\n",
        "E-1,00:00:5e:00:53:02,north-clasrooms,game-consol-wired,Principal,on-file,2027-06-30\n",
    )
    with pytest.raises(ProblemsError) as refused:
        _ = place.register
    assert str(refused.value).replace(f"{tmp_path}/", "").splitlines() == [
        "register.csv, line 2, column 'site': there is no site 'nort' (did you mean 'north'?)",
        "register.csv, line 2, column 'type': there is no type 'destkop' (did you mean 'desktop'?)",
        "exemptions.csv, line 2, column 'segment': there is no segment 'north-clasrooms' "
        "(did you mean 'north-classrooms'?)",
        "exemptions.csv, line 2, column 'rule': no policy has a rule 'game-consol-wired' "
        "(did you mean 'game-console-wired'?)",
    ]


def test_a_rule_of_another_shipped_policy_is_told_and_taken(tmp_path: Path) -> None:
    """Monroe's rule under Mukilteo's policy exempts nothing now, and that is a notice."""
    row = "E-1,00:00:5e:00:53:02,,household-device,Principal,on-file,2027-06-30\n"
    place = district(tmp_path, _SITE, "", row)
    assert len(place.register.exemptions) == 1
    assert ["household-device" in notice.what for notice in place.notices] == [True]


def test_without_sites_and_segments_nobody_can_say_which_there_are(tmp_path: Path) -> None:
    """A trial without them takes any site and any segment."""
    row = "E-1,00:00:5e:00:53:02,library,,Principal,on-file,2027-06-30\n"
    place = district(tmp_path, "", "00:00:5e:00:53:01,A-1,north,desktop\n", row)
    assert place.register.exemptions[0].segment == "library"
    assert place.notices == []
