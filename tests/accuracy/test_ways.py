"""Each way of telling devices answers as its own rules say, on a made facts folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.accuracy.answer import Answer
from tests.accuracy.compare import ways
from tests.accuracy.devices import Device
from tests.accuracy.facts import read_facts
from tests.accuracy.page import HOME_ASSISTANT, NAIVE, PREFIX, RECOG, TOGETHER
from tests.accuracy.score import Way
from tests.accuracy.words import HERE, combine, read_table
from walljack.app import Workplace
from walljack.model.error import ProblemsError
from walljack.model.signal import Signal
from walljack.model.vocabulary import UNKNOWN, Vocabulary

MADE = HERE / "made"


@cache
def vocabulary() -> Vocabulary:
    """The shipped words."""
    return Workplace(Path("walljack.db"), None).vocabulary


@cache
def way(name: str) -> Way:
    """One way, with the made facts."""
    return ways(read_facts(MADE), vocabulary())[name]


def device(*signals: Signal, address: str = "") -> Device:
    """A device that says so."""
    return Device("phone", (), "made", address, signals, UNKNOWN)


def owner(name: str) -> Signal:
    """The owner of its address prefix."""
    return Signal("oui", name)


@pytest.mark.parametrize(
    ("vendor", "address", "careful", "naive"),
    [
        ("Acme Sound GmbH", "", "smart_speaker", "smart_speaker"),
        ("Handy Ltd", "", "mobile", "phone"),
        ("Everything Inc", "", UNKNOWN, "printer"),
        ("Modular", "", UNKNOWN, UNKNOWN),
        ("Nobody knows", "", UNKNOWN, UNKNOWN),
        ("Acme Sound GmbH", "02ab99000001", "virtual_machine", "virtual_machine"),
        ("", "02ab34000001", "camera", "camera"),
    ],
)
def test_prefix_alone(vendor: str, address: str, careful: str, naive: str) -> None:
    """One type, or the branch that all share; the naive way takes the first; prefixes go before."""
    one = device(*([owner(vendor)] if vendor else []), address=address)
    assert way(PREFIX)(one).type == careful
    assert way(NAIVE)(one).type == naive


@pytest.mark.parametrize(
    ("signal", "answer"),
    [
        (Signal("dhcp.vendor_class", "Printo 12"), Answer("printer", "Printo printer")),
        (Signal("dhcp.vendor_class", "Printo x"), Answer("voip_phone", "Printo telephone")),
        (Signal("dhcp.vendor_class", "Winks 7"), Answer("computer", "Winks")),
        (Signal("dhcp.vendor_class", "Loud"), Answer("media", "Loud")),
        (Signal("dhcp.vendor_class", "my Printo"), Answer()),
        (Signal("mdns.txt.model", "Slab1,1", "_device-info._tcp"), Answer("tablet", "Slab")),
        (Signal("mdns.txt.model", "Slab1,1", "_airplay._tcp"), Answer()),
        (Signal("dhcp.hostname", "Printo 12"), Answer()),
    ],
)
def test_recog(signal: Signal, answer: Answer) -> None:
    """The first fingerprint of the right file answers, in our words, with recog's flags."""
    assert way(RECOG)(device(signal)) == answer


def test_recog_that_disagrees_with_itself() -> None:
    """Two fingerprints of different branches give no type, and both are named."""
    both = device(
        Signal("dhcp.vendor_class", "Printo 12"),
        Signal("mdns.txt.model", "Slab1,1", "_device-info._tcp"),
    )
    assert way(RECOG)(both) == Answer(UNKNOWN, "Printo printer, Slab")


@pytest.mark.parametrize(
    ("signals", "answer"),
    [
        ((), Answer("smart_speaker", "Acme Sound")),
        ((Signal("ssdp.nt", "urn:made:tv:1"),), Answer("smart_tv", "tellie")),
        (
            (Signal("ssdp.nt", "urn:made:tv:1"), Signal("dhcp.vendor_class", "loud")),
            Answer("smart_tv", "Loud, tellie"),
        ),
        (
            (Signal("ssdp.nt", "urn:made:tv:1"), Signal("dhcp.vendor_class", "Printo 12")),
            Answer("smart_speaker", "Acme Sound"),
        ),
    ],
)
def test_together(signals: tuple[Signal, ...], answer: Answer) -> None:
    """recog and Home Assistant go before the prefix, which speaks when they do not agree."""
    assert way(TOGETHER)(device(owner("Acme Sound"), *signals)) == answer


LOUD = (
    Signal("mdns.service", "_loud._tcp"),
    Signal("mdns.instance", "Loud-1", "_loud._tcp"),
    Signal("mdns.txt.model", "Box 3", "_loud._tcp"),
)


@pytest.mark.parametrize(
    ("signals", "address", "answer"),
    [
        ((Signal("dhcp.hostname", "EYE-7"),), "02ab34000001", Answer("camera", "eyecam")),
        ((Signal("dhcp.hostname", "EYE-7"),), "02ab34", Answer("camera", "eyecam")),
        ((Signal("dhcp.hostname", "EYE-7"),), "02ab99000001", Answer()),
        ((Signal("dhcp.hostname", "EYE-7"),), "", Answer()),
        ((Signal("dhcp.hostname", "my-eye-7"),), "02ab34000001", Answer()),
        ((), "02ab34560001", Answer("camera", "farcam")),
        ((), "02ab34", Answer()),
        (LOUD, "", Answer("smart_speaker", "loudbox")),
        (LOUD[:2], "", Answer()),
        ((LOUD[0], LOUD[2]), "", Answer()),
        (LOUD[1:], "", Answer()),
        ((Signal("mdns.service", "_hubby._tcp"),), "", Answer(UNKNOWN, "hubby")),
        ((Signal("mdns.txt.md", "LAMP", "_hap._tcp"),), "", Answer("smart_home", "lampy")),
        ((Signal("mdns.txt.md", "LAMP 2", "_hap._udp"),), "", Answer("smart_home", "lampy")),
        ((Signal("mdns.txt.md", "LAMP-2", "_hap._tcp"),), "", Answer("smart_home", "lampy")),
        ((Signal("mdns.txt.md", "LAMP2", "_hap._tcp"),), "", Answer()),
        ((Signal("mdns.txt.md", "LAMP", "_airplay._tcp"),), "", Answer()),
        ((Signal("mdns.txt.md", "GLOBAL", "_hap._tcp"),), "", Answer("smart_home", "globby")),
        ((Signal("ssdp.nt", "urn:made:tv:1"),), "", Answer("smart_tv", "tellie")),
        ((Signal("ssdp.st", "urn:made:tv:1"),), "", Answer()),
        ((Signal("ssdp.nt", "urn:made:tv:2"),), "", Answer()),
        (
            (Signal("ssdp.nt", "urn:made:tv:1"), Signal("mdns.txt.md", "LAMP", "_hap._tcp")),
            "",
            Answer(UNKNOWN, "lampy, tellie"),
        ),
    ],
)
def test_home_assistant(signals: tuple[Signal, ...], address: str, answer: Answer) -> None:
    """All conditions of a matcher hold, as Home Assistant compares them, or it does not speak.

    A masked address meets no glob that asks for more than is known; what a search asks for is no
    announcement; descriptions and registered devices are never seen.
    """
    assert way(HOME_ASSISTANT)(device(*signals, address=address)) == answer


@pytest.mark.parametrize(
    ("types", "answer"),
    [
        ((), UNKNOWN),
        ((UNKNOWN, "phone"), "phone"),
        (("mobile", "phone"), "phone"),
        (("phone", "tablet"), "mobile"),
        (("phone", "printer"), UNKNOWN),
        (("phone", "tablet", "printer"), UNKNOWN),
    ],
)
def test_combined(types: tuple[str, ...], answer: str) -> None:
    """Several types give the finest that agree, else the branch that all share, else none."""
    assert combine(types, vocabulary()) == answer


def test_words_are_ours() -> None:
    """Every type that the tables of words name is a type of the vocabulary, or none."""
    named = {row["type"] for name in ("words", "home_assistant") for row in read_table(HERE, name)}
    assert named - {""} - set(vocabulary().types) == set()


def test_missing_tables_are_named(tmp_path: Path) -> None:
    """A folder without facts is refused, and every missing table is named at once."""
    with pytest.raises(ProblemsError) as refused:
        read_facts(tmp_path)
    assert len(refused.value.problems) == len(list(MADE.glob("*.tsv")))
