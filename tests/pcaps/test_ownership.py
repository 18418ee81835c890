"""Whose devices look to be, where the truth is known: the sample, a scripted wire, the lab.

The truth of the sample is its register; what is in no list of it is somebody's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.pcaps import products, whose
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
from tests.pcaps.make_cases import START_S
from tests.pcaps.station import Station
from tests.pcaps.wire import Wire
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
    "00:e0:4c:20:02:01": ("ours", "managed, possible"),
    "00:e0:4c:20:02:02": ("ours", "managed, possible"),
    "00:e0:4c:20:02:03": ("ours", "managed, possible"),
    "00:e0:4c:20:02:11": ("ours", "managed, possible"),
    "00:e0:4c:20:02:12": ("ours", "managed, possible"),
    "00:e0:4c:40:01:02": ("ours", "managed, possible"),
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

SCRIPT = [str(CASES / f"whose-{name}.pcap") for name in ("computers", "gadgets", "accused")]
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
    whose.MACBOOK: "personal, possible",
    whose.CHROMECAST: "personal, likely",
    whose.PHONE: "personal, likely",
    whose.IPAD: "undecided",
    whose.RENAMED: "personal, likely",
    whose.BULB: "personal, likely",
    whose.CHROMEBOOK: "managed, possible",
    whose.VIRTUAL: "personal, possible",
    whose.CLASSED: "managed, possible",
    whose.FRAMED: "managed, possible",
    whose.MARIAS: "personal, possible",
    whose.GRAPHICS: "undecided",
    whose.GALAXY: "undecided",
    whose.LIBRARY: "personal, possible",
    whose.PRIVATE_IPAD: "undecided",
    whose.LOANER: "personal, possible",
    whose.CONTRACTORS: "personal, possible",
    whose.TEACHERS_IPAD: "personal, possible",
}


# Of the school's and unlisted: neither name, type, address nor domain accuses them.
UNLISTED_OF_THE_SCHOOL = (
    *(whose.MARIAS, whose.GRAPHICS, whose.GALAXY, whose.LIBRARY, whose.PRIVATE_IPAD),
    *(whose.LOANER, whose.CONTRACTORS, whose.TEACHERS_IPAD),
)


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
    replay(place, SCRIPT)
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
    # Renaming clears no console, whatever the document names; a name alone accuses nobody.
    assert opened == {whose.CHROMECAST, whose.PHONE, whose.BULB, whose.RENAMED}
    for owned in (whose.MANAGED, whose.FRAMED, whose.CLASSED, whose.CHROMEBOOK):
        assert kept.rules(owned.mac) == ["unlisted-managed-wired"]
    for owned in (whose.TEACHERS, whose.PUPILS, whose.MACBOOK, whose.IPAD, *UNLISTED_OF_THE_SCHOOL):
        assert kept.rules(owned.mac) == ["unlisted-device-wired"]
    for owned in (whose.LISTED, whose.UNNAMED):
        assert kept.rules(owned.mac) == []


# What a console with a name of the district's pattern comes to, by policy, on the wire and where
# wireless stations are heard too (there nobody knows that it is on the wire).
RENAMED = {
    ("mukilteo-2314p", "wired"): ["game-console-wired"],
    ("mukilteo-2314p", "mixed"): [],
    ("monroe-2022p", "wired"): ["personal-device-wired"],
    ("monroe-2022p", "mixed"): ["household-device"],
    ("k12-default", "wired"): ["personal-device-wired"],
    ("k12-default", "mixed"): [],
}


@pytest.mark.parametrize(("policy", "medium"), RENAMED)
def test_a_name_clears_no_console(tmp_path: Path, policy: str, medium: str) -> None:
    """Named as the district's, it is judged as without a name, and told with it."""
    place = school(tmp_path, listed=LISTED, policy=policy, medium=medium, naming=whose.NAMING)
    replay(place, SCRIPT)
    assert Kept(place).rules(whose.RENAMED.mac) == RENAMED[policy, medium]
    with asking(place) as queries:
        page = queries.device(parse_eui48(whose.RENAMED.mac))
    assert page is not None
    assert [(sign.id, sign.counts) for sign in page.row.ownership.managed] == [
        ("district-name", False)
    ]


def test_a_contradiction_is_among_the_reasons(folder: Path) -> None:
    """The finding about a tablet with a managed name tells the signs of both sides."""
    (finding,) = Kept(scripted(folder)).findings_of(whose.IPAD.mac)
    told = " ".join(finding.reasons)
    assert "of a type sold mainly for private use" in told
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
    assert "“***-MacBook-Pro”: a form that a first set-up gives" in " ".join(texts[0].split())
    signs = json.loads(texts[1])["ownership"]["personal"]
    assert signs[-1]["sign"] == "person-owns-joined"
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
    replay(before, SCRIPT)
    assert Kept(before).rules(whose.MANAGED.mac) == ["unlisted-device-wired"]
    after = school(tmp_path, listed=LISTED, naming=whose.NAMING)
    assert replay(after, []).rejudged
    assert Kept(after).rules(whose.MANAGED.mac) == ["unlisted-managed-wired"]


def judged(folder: Path, wire: Wire, **said: Any) -> Workplace:
    """A wire of a test's own, judged where the district has names."""
    wire.save(folder / "own.pcap")
    place = school(folder, listed={whose.SERVER.mac: "server"}, naming=whose.NAMING, **said)
    replay(place, [str(folder / "own.pcap")])
    return place


def test_a_name_that_was_given_up_is_forgotten(tmp_path: Path) -> None:
    """Only the newest name counts: a forged one, and one of a former user, pass with it."""
    wire = Wire(START_S)
    former = Station("3c:06:30:20:0d:01", "10.20.9.11")
    pupils = Station("c8:3f:26:20:0d:02", "10.20.9.12")
    joined = whose.joined("ES-10050", "district.example.org")
    wire.lease(0, former, products.macos("Marias-MacBook-Air"), whose.SERVER, xid=1)
    wire.lease(10, pupils, joined, whose.SERVER, xid=2)
    wire.lease(86_400, former, products.macos("ES-10022"), whose.SERVER, xid=3)
    wire.lease(86_410, pupils, products.windows("LAPTOP-4Q7MN2KD"), whose.SERVER, xid=4)
    found = owners(judged(tmp_path, wire))
    assert found[former.mac] == "managed, possible"
    assert found[pupils.mac] != "managed, likely"


def test_what_a_list_once_had_is_told(tmp_path: Path) -> None:
    """A lapsed entry speaks for the district, is among the reasons, and settles it."""
    wire = Wire(START_S)
    once = Station("54:bf:64:20:0c:01", "10.20.9.11")
    wire.lease(0, once, products.windows("LAPTOP-4Q7MN2KD"), whose.SERVER, xid=1)
    wire.announce(5, once)
    wire.save(tmp_path / "own.pcap")
    place = school(
        tmp_path, listed={whose.SERVER.mac: "server", once.mac: "laptop"}, naming=whose.NAMING
    )
    register = tmp_path / "register.csv"
    lapsed = register.read_text().replace("laptop,\n", "laptop,2026-06-30\n")
    assert "2026-06-30" in lapsed
    register.write_text(lapsed)
    replay(place, [str(tmp_path / "own.pcap")])
    with asking(place) as queries:
        page = queries.device(parse_eui48(once.mac))
    assert page is not None
    (sign,) = page.row.ownership.managed
    assert sign.id == "lapsed-asset"
    assert sign.sentence.endswith("until 2026-06-30.")
    assert "settles it" in page.row.ownership.settles
    assert sign.sentence[:-1] in page.row.ownership.settles
    (finding,) = page.findings
    assert sign.sentence in " ".join(finding.finding.reasons)


def test_a_device_of_another_school_is_named_as_that_one_names(tmp_path: Path) -> None:
    """A laptop of South Middle at North Elementary is the district's by its name, and says so."""
    wire = Wire(START_S)
    lent = Station("54:bf:64:20:0d:01", "10.20.9.11")
    wire.lease(0, lent, products.windows("SMS-R12-0188"), whose.SERVER, xid=1)
    wire.save(tmp_path / "own.pcap")
    school(tmp_path, listed={whose.SERVER.mac: "server"})
    config = tmp_path / "school.toml"
    south = (
        'name = "North Elementary"\nnames = ["^NES-[A-Z0-9]+-[0-9]{4}$"]\n'
        '[[site]]\nid = "south"\nname = "South Middle"\nnames = ["^SMS-[A-Z0-9]+-[0-9]{4}$"]'
    )
    config.write_text(config.read_text().replace('name = "North Elementary"', south))
    place = Workplace(tmp_path / "school.db", config)
    replay(place, [str(tmp_path / "own.pcap")])
    with asking(place) as queries:
        page = queries.device(parse_eui48(lent.mac))
    assert page is not None
    assert word(page.row.ownership) == "managed, possible"
    assert "named as South Middle names what it manages" in page.row.ownership.managed[0].sentence


@pytest.mark.parametrize(
    ("medium", "signs"),
    [("wired", ["private-address-wired"]), ("mixed", ["private-address"])],
)
def test_a_page_counts_a_private_address_by_the_medium(
    tmp_path: Path, medium: str, signs: list[str]
) -> None:
    """Where wireless stations are heard too, nobody knows that a phone is on the wire."""
    place = school(tmp_path, listed=LISTED, medium=medium, naming=whose.NAMING)
    replay(place, SCRIPT)
    with asking(place) as queries:
        page = queries.device(parse_eui48(whose.PHONE.mac))
    assert page is not None
    found = [sign.id for sign in page.row.ownership.personal if sign.id.startswith("private")]
    assert found == signs
