"""Whose devices look to be, where the truth is known: the sample, a scripted wire, the lab.

The truth of the sample is its register; what is in no list of it is somebody's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.pcaps import whose
from tests.pcaps.district import (
    CASES,
    CLIENTS,
    MORNING,
    POLICIES,
    RECORDED_NETS,
    Kept,
    sample_school,
    school,
)
from walljack.address import parse_eui48
from walljack.app import Workplace, asking, replay
from walljack.model.ownership import Ownership
from walljack.queries import Queries
from walljack.render import render_device_json, render_device_text, render_report_json

# Every device of the sample: truth, and what it looks like with its lists and without. The
# lists settle the rest; of 36 of the school's without any list, none is likely personal.
SAMPLE = {
    "00:1b:17:10:00:09": ("ours", "undecided"),
    "00:1b:54:10:0a:01": ("ours", "undecided"),
    "00:1b:54:10:0b:01": ("ours", "undecided"),
    "00:26:99:11:03:02": ("ours", "managed, possible"),
    "00:80:77:30:03:02": ("ours", "managed, possible"),
    "00:e0:4c:20:02:01": ("ours", "undecided"),
    "00:e0:4c:20:02:02": ("ours", "undecided"),
    "00:e0:4c:20:02:03": ("ours", "undecided"),
    "00:e0:4c:20:02:11": ("ours", "undecided"),
    "00:e0:4c:20:02:12": ("ours", "undecided"),
    "00:e0:4c:40:01:02": ("ours", "undecided"),
    "20:a6:cd:10:20:01": ("ours", "managed, possible"),
    "20:a6:cd:10:20:02": ("ours", "managed, possible"),
    "2c:9e:fc:11:02:02": ("ours", "managed, possible"),
    "3c:06:30:20:03:01": ("ours", "managed, possible"),
    "3c:52:82:11:01:03": ("ours", "managed, possible"),
    "48:0f:cf:11:02:01": ("ours", "managed, possible"),
    "54:bf:64:11:01:02": ("ours", "managed, possible"),
    "64:16:7f:11:03:01": ("ours", "managed, possible"),
    "64:eb:8c:20:04:02": ("ours", "undecided"),
    "6c:dc:6a:20:04:01": ("ours", "undecided"),
    "70:10:5c:40:00:01": ("ours", "undecided"),
    "8c:04:ba:20:01:01": ("ours", "managed, possible"),
    "8c:04:ba:20:01:02": ("ours", "managed, possible"),
    "8c:04:ba:20:01:03": ("ours", "managed, possible"),
    "8c:ec:4b:10:00:05": ("ours", "undecided"),
    "98:fa:9b:40:01:01": ("ours", "managed, possible"),
    "a4:bb:6d:20:05:01": ("ours", "managed, possible"),
    "a8:5b:78:30:03:01": ("ours", "personal, possible"),  # the library's television player
    "ac:cc:8e:10:30:01": ("ours", "undecided"),
    "ac:cc:8e:10:30:02": ("ours", "undecided"),
    "f4:8e:38:30:01:01": ("ours", "managed, possible"),
    "f4:8e:38:30:01:02": ("ours", "managed, possible"),
    "f4:8e:38:30:01:03": ("ours", "managed, possible"),
    "f4:8e:38:30:01:04": ("ours", "managed, possible"),
    "fc:1e:16:20:04:03": ("ours", "undecided"),
    "a4:83:e7:20:06:01": ("exempt", "personal, likely"),
    "2c:53:d7:20:06:02": ("exempt", "undecided"),
    "c8:3f:26:20:06:03": ("granted", "personal, possible"),
    "00:50:b6:20:06:09": ("theirs", "undecided"),  # says nothing but ARP
    "08:05:81:40:01:03": ("theirs", "personal, possible"),
    "48:d6:d5:20:06:07": ("theirs", "personal, possible"),
    "50:c7:bf:20:07:01": ("theirs", "undecided"),
    "60:12:8b:20:06:08": ("theirs", "personal, possible"),
    "78:c8:81:20:06:05": ("theirs", "personal, possible"),
    "98:b6:e9:30:04:01": ("theirs", "personal, possible"),
    "da:4f:17:6c:20:31": ("theirs", "personal, possible"),
    "fc:65:de:20:06:06": ("theirs", "personal, possible"),
}
# With the lists every one of the unlisted but these is likely personal.
NOT_TOLD = {"00:50:b6:20:06:09": "undecided", "50:c7:bf:20:07:01": "undecided"}
WITH_LISTS = {
    "ours": "managed, confirmed",
    "exempt": "undecided",
    "granted": "personal, confirmed",
    "theirs": "personal, likely",
}

LISTED = {owned.mac: owned.type for owned in whose.DEVICES if owned.listed} | {
    whose.SERVER.mac: "server"
}
# Of the scripted wire, with the district's names configured.
SCRIPTED = {
    whose.MANAGED: "managed, likely",
    whose.LISTED: "managed, confirmed",
    whose.TEACHERS: "personal, possible",
    whose.UNNAMED: "managed, confirmed",
    whose.PUPILS: "personal, possible",
    whose.MACBOOK: "personal, likely",
    whose.CHROMECAST: "personal, likely",
    whose.PHONE: "personal, likely",
    whose.IPAD: "undecided",
    whose.RENAMED: "undecided",
    whose.BULB: "personal, likely",
    whose.CHROMEBOOK: "undecided",
    whose.VIRTUAL: "personal, possible",
    whose.CLASSED: "undecided",
    whose.FRAMED: "managed, possible",
}


def word(ownership: Ownership) -> str:
    """Leaning and band."""
    leaning = ownership.leaning.value
    return leaning if leaning == "undecided" else f"{leaning}, {ownership.band.value}"


def owners(place: Workplace) -> dict[str, str]:
    """What each device looks like, by address."""
    with asking(place) as queries:
        return {row.address: word(row.ownership) for row in queries.inventory()}


@cache
def scripted(folder: Path, policy: str = "mukilteo-2314p") -> Workplace:
    """The scripted wire, judged in a folder."""
    naming = whose.NAMING
    place = school(folder, listed=LISTED, policy=policy, naming=naming, name=policy)
    replay(place, [str(CASES / "whose-is-it.pcap")])
    return place


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all databases."""
    return tmp_path_factory.mktemp("whose")


@pytest.fixture(scope="module")
def queries(folder: Path) -> Iterator[Queries]:
    """Questions to the scripted wire."""
    with asking(scripted(folder)) as asked:
        yield asked


def test_the_sample_with_its_lists(tmp_path: Path) -> None:
    """Everything of the school's is managed; what is in no list is likely personal, or unsaid."""
    place = sample_school(tmp_path)
    replay(place, [str(MORNING)])
    wanted = {address: WITH_LISTS[truth] for address, (truth, _) in SAMPLE.items()} | NOT_TOLD
    assert owners(place) == wanted


def test_the_sample_without_lists(tmp_path: Path) -> None:
    """By what devices say alone, nothing of the school's is likely personal."""
    place = sample_school(tmp_path, register=False)
    replay(place, [str(MORNING)])
    assert owners(place) == {address: alone for address, (_, alone) in SAMPLE.items()}
    assert not [
        address
        for address, (truth, alone) in SAMPLE.items()
        if truth == "ours" and alone == "personal, likely"
    ]


def test_the_scripted_wire(folder: Path) -> None:
    """Each device looks as agreed; none of the school's is likely personal."""
    found = owners(scripted(folder))
    assert {owned: found[owned.mac] for owned in whose.DEVICES} == SCRIPTED
    assert not [owned for owned in whose.DEVICES if owned.ours and "l, likely" in SCRIPTED[owned]]


def test_none_of_theirs_is_surely_managed(folder: Path) -> None:
    """No personal device is called managed, not even the console with a name of the school's."""
    found = owners(scripted(folder))
    theirs = [owned for owned in whose.DEVICES if not owned.ours]
    assert not [owned for owned in theirs if found[owned.mac].startswith("managed")]


@pytest.mark.parametrize("policy", POLICIES)
def test_no_case_rests_on_less_than_likely(folder: Path, policy: str) -> None:
    """A case is opened for the personal ones, and for the school's unlisted ones none."""
    kept = Kept(scripted(folder, policy))
    opened = {owned for owned in whose.DEVICES if kept.cases_of(owned.mac)}
    personal = {whose.MACBOOK, whose.CHROMECAST, whose.PHONE, whose.BULB}
    # Renaming clears no console where the document names consoles.
    assert opened == personal | ({whose.RENAMED} if policy == "mukilteo-2314p" else set())
    for owned in (whose.MANAGED, whose.FRAMED):
        assert kept.rules(owned.mac) == ["unlisted-managed-wired"]
    for owned in (whose.TEACHERS, whose.PUPILS, whose.IPAD, whose.CLASSED, whose.CHROMEBOOK):
        assert kept.rules(owned.mac) == ["unlisted-device-wired"]
    for owned in (whose.LISTED, whose.UNNAMED):
        assert kept.rules(owned.mac) == []


def test_a_contradiction_is_among_the_reasons(folder: Path) -> None:
    """The finding about a tablet with a managed name tells the signs of both sides."""
    (finding,) = Kept(scripted(folder)).findings_of(whose.IPAD.mac)
    told = " ".join(finding.reasons)
    assert "made for private use" in told
    assert "Against it: Its host name: named as the district names what it manages" in told


def test_a_name_announced_for_another_is_no_sign(queries: Queries) -> None:
    """A pupil's laptop says that a PC of the school is Anna's phone; the PC shows no sign of it."""
    page = queries.device(parse_eui48(whose.FRAMED.mac))
    assert page is not None
    assert page.others_say
    assert {sign.id for sign in page.row.ownership.personal} == {"not-registered"}


def test_no_name_leaks(queries: Queries, folder: Path) -> None:
    """No page, list, report or stored finding shows Anna's name, though signs rest on it."""
    page = queries.device(parse_eui48(whose.MACBOOK.mac))
    assert page is not None
    texts = [
        render_device_text(page, Workplace(folder, None).shipped.texts("data/templates", "*")),
        render_device_json(page),
        render_report_json(queries.report()),
        *(reason for one in Kept(scripted(folder)).findings for reason in one.reasons),
    ]
    assert "“***-MacBook-Pro”: named after the person" in " ".join(texts[0].split())
    signs = json.loads(texts[1])["ownership"]["personal"]
    assert signs[0]["sign"] == "person-owns-joined"
    assert not [text for text in texts if "anna" in text.casefold()]


@pytest.mark.parametrize("path", sorted(CLIENTS.glob("*.pcap")), ids=lambda path: path.stem)
def test_lab_clients_are_nobodys(path: Path, tmp_path: Path) -> None:
    """Of the recorded clients, which are containers of a lab, none is called likely personal."""
    place = school(tmp_path, listed={}, nets=RECORDED_NETS, naming=whose.NAMING)
    replay(place, [str(path)])
    found = owners(place)
    assert found
    assert "personal, likely" not in found.values()


def test_names_that_are_configured_later_are_judged_by(tmp_path: Path) -> None:
    """When the district says how it names things, everything is judged anew, without a capture."""
    before = school(tmp_path, listed=LISTED)
    replay(before, [str(CASES / "whose-is-it.pcap")])
    assert Kept(before).rules(whose.MANAGED.mac) == ["unlisted-device-wired"]
    after = school(tmp_path, listed=LISTED, naming=whose.NAMING)
    assert replay(after, []).rejudged
    assert Kept(after).rules(whose.MANAGED.mac) == ["unlisted-managed-wired"]
