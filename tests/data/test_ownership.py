"""The marks of whose a device is: sound, each by its own examples, and none decisive alone."""

from __future__ import annotations

import pytest

from tests.house.tree import ROOT
from tests.pcaps.district import type_words
from walljack.fingerprint import Mark, Setting, estimate_ownership, parse_marks
from walljack.model.identity import Band, Identity
from walljack.model.ownership import UNNAMED, Strength
from walljack.model.signal import Signal

WORDS = type_words()
MARKS = parse_marks((ROOT / "fingerprints/ownership.toml").read_text(encoding="utf-8"), WORDS)
NOTHING = Identity("unknown", "", "", "", "", Band.UNKNOWN, 0, None, (), (), "")

each = pytest.mark.parametrize("mark", MARKS.marks, ids=lambda mark: mark.id)

# What schools call what they share, and what products call themselves: nobody's names.
OF_NOBODY = (
    *("Nest-Mini", "Nests-Mini", "Google-Nest-Hub", "Rooms-PC", "Room-12-iPad", "Students-iPad-3"),
    *("Teachers-MacBook", "Kids-Fire", "Sports-iPad", "Class-iPad-12", "Business-PC", "News-iMac"),
    *("Canvas-TV", "Press-Laptop", "Apples-iPad", "Wireless-Display-PC", "Boys-Gym-iPad"),
    *("Libraries-iMac", "Nurses-iPad", "Office's iMac", "School's iPad", "Students’ iPad"),
    *("iPad de la escuela", "iPad-de-Oficina", "Portátil de Maestra", "MacBook de aula 12"),
    *(
        "NES-MBP-0077",
        "ES-10234",
        "EVS-iPad-3",
        "AXIS-accc8e103001",
        "BRN008077300302",
        "SEP0026991",
    ),
    *(
        "MrsSmiths-iPad",
        "Mr-Smiths-iPad",
        "CoachLees-Laptop",
        "Reception-PC",
        "Cafe-iPad",
        "HVAC-PC",
    ),
    *("Security-Laptop", "Bells-PC", "Attendance-iPad"),
    *("Glass-TV", "Chess-Laptop", "Maths-iPad", "Labs-PC", "Arts-iMac", "Stages-iPad"),
)
# And people's, in the ways that first set-ups offer.
OF_PEOPLE = (
    *("Sams-iPhone", "Annas-MBP", "Marias-iPad-2", "Johns-MacBook-Pro", "Lucas-iPad"),
    *("James-iPhone", "CHRIS-PC"),
    *("Anna’s iPhone", "Jo's iPad", "Mary Ann’s MacBook Air", "annas-macbook-pro.local"),
    *("iPad de María", "iPhone-de-Jose", "MacBook Pro de Lucía", "iPhone von Jürgen"),
    *("Anna-s-Galaxy-S23", "Mikes-PC", "Tims-Laptop"),
)  # fmt: skip


def persons(name: str) -> list[str]:
    """The marks that read a person in a name."""
    signal = Signal("mdns.instance" if " " in name else "dhcp.hostname", name)
    found = MARKS.met({signal.name: [signal]})
    return [mark.id for mark, _ in found if "person" in mark.id]


@pytest.mark.parametrize("name", OF_NOBODY)
def test_products_rooms_and_roles_are_no_person(name: str) -> None:
    """What a school shares or a maker ships is not named after anybody."""
    assert persons(name) == []


@pytest.mark.parametrize("name", OF_PEOPLE)
def test_people_are_read(name: str) -> None:
    """A name that a first set-up made of its owner's is read as one."""
    assert persons(name)


@each
def test_no_mark_decides_alone(mark: Mark) -> None:
    """By one mark and a register's silence, nothing is likely personal."""
    assert mark.strength < Strength.STRONG
    silence = Setting(wired=True, private_address=False, register_fresh=True)
    for signal in _said(mark):
        found = estimate_ownership(
            [signal], NOTHING, silence, naming=UNNAMED, marks=MARKS, vocabulary=WORDS
        )
        assert found.band.rank <= Band.POSSIBLE.rank


@each
def test_a_mark_reads_as_a_sentence(mark: Mark) -> None:
    """What a mark says goes on from a colon and ends without a stop, and its source is told."""
    assert mark.says[0].islower() or mark.says.startswith("ChromeOS")
    assert not mark.says.endswith(".")
    assert mark.source


def _said(mark: Mark) -> list[Signal]:
    values = [value for each in mark.conditions for value in sorted(each.values)]
    keys = [each.key for each in mark.conditions for _ in each.values]
    return [Signal(key.signal, value, key.scope) for key, value in zip(keys, values, strict=True)]
