"""Several addresses and one thing, or not: scripted wires through the whole road."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pcaps import cut, make_cases, products
from tests.pcaps.district import CASES, FixedPlace, rows_of, school
from tests.pcaps.habit import Habit, Relay
from tests.pcaps.station import Station
from tests.pcaps.wire import Service, Wire
from walljack.address import parse_eui48
from walljack.app import replay
from walljack.model.cluster import Refusal, Why
from walljack.model.log import LogEntry
from walljack.pipeline.clustering import ASKED
from walljack.profile import identifiers, models, signals

START_S = 1_791_297_600
HOUR = 3600.0
SERVER = Station("8c:ec:4b:10:00:05", "10.20.0.5")
DOCK = Station("00:e0:4c:68:01:09", "10.20.5.40")
WIRED_VLAN = 30
# Made by three machines once, each of its first interface.
DUIDS = [f"000100012f3a11d{n}8c04ba20010{n}" for n in range(1, 5)]

Script = Callable[[Wire], None]


class Things:
    """What a database holds of things, in the words of a test."""

    def __init__(self, place: FixedPlace) -> None:
        with place.open_store() as store:
            links = store.links()
            self.refusals: list[Refusal] = [
                refusal
                for stored in store.devices()
                for refusal in store.refusals(stored.profile.device)
            ]
            self.log: list[LogEntry] = [e for e in store.change_log() if e.act == "cluster"]
        things = {str(link.thing) for link in links}
        self.things = [{str(k.device) for k in links if str(k.thing) == t} for t in sorted(things)]

    def why(self, station: Station) -> set[Why]:
        """Why what the station carries links it to nothing."""
        return {r.why for r in self.refusals if r.device == parse_eui48(station.mac)}

    @property
    def moves(self) -> list[tuple[str, object, object]]:
        """Who moved, from which thing to which."""
        return [(entry.subject, entry.detail["was"], entry.detail["now"]) for entry in self.log]


@pytest.fixture
def walk(tmp_path: Path) -> Callable[..., FixedPlace]:
    """Plays scripts one after another into one database: the room by radio, VLAN 30 by wire."""

    def walked(*scripts: Script, name: str = "school", **asked: object) -> FixedPlace:
        listed = asked.get("listed", {SERVER.mac: "server"})
        assert isinstance(listed, dict)
        medium = str(asked.get("medium", "wireless"))
        place = school(tmp_path, policy="mukilteo-2314p", medium=medium, listed=listed, name=name)
        if asked.get("blind"):
            place.generic_words = frozenset({"marias"}) | place.generic_words
        for number, script in enumerate(scripts):
            wire = Wire(START_S)
            script(wire)
            path = tmp_path / f"{name}-{number}.pcap"
            wire.save(path)
            replay(place, [str(path)])
        return place

    return walked


def with_duid(habit: Habit, duid: str, interface: int = 1) -> Habit:
    """A client that names its machine, as RFC 4361 has it."""
    option = b"\xff" + interface.to_bytes(4, "big") + bytes.fromhex(duid)
    return replace(habit, order=(61, *(c for c in habit.order if c != 61)), more={61: option})


def stay(wire: Wire, who: Station, habit: Habit, hours: tuple[float, float]) -> None:
    """A client is there from one hour to the other, and is heard every ten minutes."""
    begin, end = (hour * HOUR for hour in hours)
    wire.lease(begin, who, habit, SERVER)
    at_s = begin + 600
    while at_s < end:
        wire.ask(at_s, who, SERVER.ip)
        at_s += 600


def speak(wire: Wire, at_s: float, who: Station, host: str, model: str = "") -> None:
    """It announces itself by a host name, as a phone or a Mac does."""
    txt: dict[str, str | None] = {"rpmd": model} if model else {"rpfl": "0x20000"}
    wire.services(at_s, who, host, [Service("_companion-link._tcp", host[:-6], 49_152, txt)])


PHONE = products.apple_handheld("iPhone")


def test_forty_phones_of_one_name(walk: Callable[..., FixedPlace]) -> None:
    """Forty phones named iPhone, one after the other or at the same time, are forty phones."""

    def script(wire: Wire) -> None:
        for n in range(40):
            phone = Station(f"02:1a:20:00:00:{n:02x}", f"10.20.6.{n + 1}")
            wire.lease(n * 900.0, phone, PHONE, SERVER)
            speak(wire, n * 900.0 + 5, phone, "iPhone.local")

    kept = Things(walk(script))
    assert (kept.things, kept.refusals, kept.log) == ([], [], [])


def test_cloned_images(walk: Callable[..., FixedPlace]) -> None:
    """Six machines of one image share a DUID, are linked to none, and each says so."""
    clones = [Station(f"f4:8e:38:30:01:{n:02x}", f"10.20.3.{n}") for n in range(1, 7)]

    def script(wire: Wire) -> None:
        for clone in clones:
            stay(wire, clone, with_duid(products.embedded("lab"), DUIDS[0]), (0, 3))

    kept = Things(walk(script))
    assert kept.things == []
    assert [kept.why(clone) for clone in clones] == [{Why.MANY}] * 6


def three_laptops(wire: Wire) -> None:
    """Three laptops by radio in the morning; then each stands in one dock for an hour."""
    dock = replace(DOCK, vlan=WIRED_VLAN, ip="10.30.5.40")
    for n in range(3):
        laptop = Station(f"f8:5e:a0:20:09:0{n}", f"10.20.5.{n + 31}")
        stay(wire, laptop, with_duid(products.embedded(f"lt-{n}"), DUIDS[n]), (0, 2))
        habit = with_duid(products.embedded(f"lt-{n}"), DUIDS[n], 2)
        stay(wire, dock, habit, (3 + n, 3.8 + n))


def test_three_laptops_in_one_dock(walk: Callable[..., FixedPlace]) -> None:
    """The dock is said to be shared, the laptops stay three, and each is judged by itself."""
    place = walk(three_laptops)
    kept = Things(place)
    assert kept.things == []
    assert kept.why(DOCK) == {Why.SEVERAL}
    assert [refusal.number for refusal in kept.refusals] == [3]


def wire_and_radio(wire: Wire) -> None:
    """A laptop in its dock and on the radio, all day."""
    docked = replace(DOCK, vlan=WIRED_VLAN, ip="10.30.5.40")
    laptop = Station("f8:5e:a0:20:09:01", "10.20.5.31")
    for n, who in enumerate((docked, laptop)):
        stay(wire, who, with_duid(products.embedded("lt"), DUIDS[0], n), (n * 0.5, 6))


def test_a_laptop_on_wire_and_radio(walk: Callable[..., FixedPlace]) -> None:
    """By wire and by radio at once it is one laptop, if the configuration says which is which."""
    kept = Things(walk(wire_and_radio))
    assert kept.things == [{DOCK.mac, "f8:5e:a0:20:09:01"}]
    mixed = Things(walk(wire_and_radio, name="mixed", medium="mixed"))
    assert mixed.things == []
    assert mixed.why(DOCK) == {Why.TOGETHER}


def at_midnight(wire: Wire) -> None:
    """A phone takes a new address at midnight, twice, and keeps its name."""
    for night in range(3):
        phone = Station(f"{2 + 4 * night:02x}:1a:20:00:00:07", f"10.20.6.{night + 7}")
        begin = 24.0 * night
        stay(wire, phone, products.apple_handheld("Marias-iPhone"), (begin, begin + 23.9))
        for hour in (0.01, 8, 23.8):
            speak(wire, (begin + hour) * HOUR, phone, "Marias-iPhone.local", "iPhone14,2")


MARIAS = {"02:1a:20:00:00:07", "06:1a:20:00:00:07", "0a:1a:20:00:00:07"}


def test_a_phone_that_changes_its_address_at_midnight(walk: Callable[..., FixedPlace]) -> None:
    """Its addresses are one phone, named after the first; the log has each of them once."""
    kept = Things(walk(at_midnight))
    assert kept.things == [MARIAS]
    assert kept.moves == [(mac, None, "02:1a:20:00:00:07") for mac in sorted(MARIAS)]
    assert all(entry.detail["by"] == "host-name" for entry in kept.log)


def test_namesakes_on_two_days(walk: Callable[..., FixedPlace]) -> None:
    """Two of a first name, who were never there together, are two; both pages say why."""
    emmas = [Station("02:11:22:33:44:01", "10.20.6.1"), Station("0a:99:22:33:44:02", "10.20.6.3")]

    def script(wire: Wire) -> None:
        for day, phone in enumerate(emmas):
            stay(wire, phone, products.apple_handheld("Emmas-iPhone"), (24.0 * day, 24.0 * day + 6))
            speak(wire, (24 * day + 1) * HOUR, phone, "Emmas-iPhone.local", "iPhone14,2")

    kept = Things(walk(script))
    assert kept.things == []
    assert [kept.why(phone) for phone in emmas] == [{Why.UNPROVEN}] * 2


def test_a_phone_with_the_client_id_of_a_computer(walk: Callable[..., FixedPlace]) -> None:
    """A phone that sends a teacher's address as its client id is not taken for that computer."""
    teacher = Station("8c:04:ba:20:01:01", "10.20.1.21")
    phone = Station("02:11:22:33:44:01", "10.20.6.1")
    borrowed = b"\x01" + teacher.octets

    def script(wire: Wire) -> None:
        stay(wire, teacher, products.windows("NES-R12-0188"), (0, 3))
        stay(wire, phone, replace(PHONE, more={61: borrowed}), (4, 6))
        speak(wire, 4.5 * HOUR, phone, "iPhone.local", "iPhone14,2")

    kept = Things(walk(script))
    assert kept.things == []
    assert kept.why(phone) == {Why.KINDS}


def test_halves_of_a_night_make_the_same_thing(
    walk: Callable[..., FixedPlace], tmp_path: Path
) -> None:
    """Cut between any two packets, both halves leave the links, refusals and log of the whole."""
    whole = walk(at_midnight)
    path = tmp_path / "school-0.pcap"
    taken = cut.records(path)
    for at in (1, len(taken) // 3, len(taken) // 2, len(taken) - 1):
        place = walk(name=f"cut{at}")
        for n, part in enumerate((taken[:at], taken[at:])):
            replay(place, [cut.save(tmp_path / f"{at}-{n}.pcap", part, path)])
        assert rows_of(place.db, ["capture", "identity_log"]) == rows_of(
            whole.db, ["capture", "identity_log"]
        )


def test_the_same_again_moves_nothing(walk: Callable[..., FixedPlace], tmp_path: Path) -> None:
    """Read once more, as known or with ``again``, a capture adds no link and no entry."""
    place = walk(at_midnight)
    rows = rows_of(place.db)
    replay(place, [str(tmp_path / "school-0.pcap")])
    assert rows_of(place.db) == rows
    replay(place, [str(tmp_path / "school-0.pcap")], again=True)
    for table in ("cluster_link", "cluster_refusal", "change_log"):
        assert rows_of(place.db)[table] == rows[table]


def both_at_once(wire: Wire) -> None:
    """A week later two of the addresses are there at the same time."""
    for mac in sorted(MARIAS)[:2]:
        phone = Station(mac, f"10.20.7.{int(mac[:2], 16)}")
        stay(wire, phone, products.apple_handheld("Marias-iPhone"), (200, 201))


def test_a_thing_that_falls_apart(walk: Callable[..., FixedPlace]) -> None:
    """Addresses that turn out to be two are parted, and the log has it; the findings stay."""
    before = walk(at_midnight)
    after = walk(at_midnight, both_at_once, name="apart")
    kept = Things(after)
    assert kept.things == []
    first = "02:1a:20:00:00:07"
    assert kept.moves[:3] == [(mac, None, first) for mac in sorted(MARIAS)]
    assert kept.moves[3:] == [(mac, first, None) for mac in sorted(MARIAS)]
    ids = [{row[0] for row in rows_of(place.db)["finding"]} for place in (before, after)]
    assert ids[0] <= ids[1]


@pytest.mark.parametrize("medium", ["wireless", "wired", "mixed"])
def test_findings_do_not_depend_on_things(walk: Callable[..., FixedPlace], medium: str) -> None:
    """Linked or not, the same addresses have the same findings, cases and custody entries."""
    listed = {SERVER.mac: "server", min(MARIAS): "phone"}
    linked = walk(at_midnight, medium=medium, listed=listed)
    alone = walk(at_midnight, name="alone", medium=medium, listed=listed, blind=True)
    assert (len(Things(linked).things), Things(alone).things) == (1, [])
    ours, theirs = rows_of(linked.db), rows_of(alone.db)
    for table in ("finding", "case_", "case_finding", "custody", "identity", "identity_log"):
        assert ours[table] == theirs[table], table


def test_a_registered_address_proves_nothing(walk: Callable[..., FixedPlace]) -> None:
    """What is one thing with a registered address is judged all the same; that one is not."""
    register = {SERVER.mac: "server", "02:1a:20:00:00:07": "phone"}
    place = walk(at_midnight, medium="wired", listed=register)
    assert Things(place).things == [MARIAS]
    with place.open_store() as store:
        accused = {str(finding.device) for finding in store.findings()}
    assert accused == MARIAS - {"02:1a:20:00:00:07"}


def test_a_dual_boot(walk: Callable[..., FixedPlace]) -> None:
    """Windows and Linux on one address are one address; nothing is linked or refused."""
    pc = Station("8c:04:ba:20:01:01", "10.20.1.21")

    def script(wire: Wire) -> None:
        stay(wire, pc, products.windows("NES-R12-0188"), (0, 3))
        stay(wire, pc, with_duid(products.embedded("nes-r12"), DUIDS[0]), (4, 6))

    kept = Things(walk(script))
    assert (kept.things, kept.refusals) == ([], [])


def test_a_client_and_its_relayed_copies(walk: Callable[..., FixedPlace]) -> None:
    """A client heard itself and through a relay is one address on two segments, not two things."""
    relay = Relay(Station("70:10:5c:40:00:01", "10.20.0.40"), "10.40.0.1", b"Gi1/0/14", b"sw1")
    laptop = Station("f8:5e:a0:20:09:01", "10.40.5.31")

    def script(wire: Wire) -> None:
        habit = with_duid(products.embedded("lt"), DUIDS[0])
        wire.lease(0, laptop, habit, SERVER, relay, heard=False, router="10.40.0.1")
        wire.lease(600, Station(laptop.mac, "10.20.5.31"), habit, SERVER)

    kept = Things(walk(script))
    assert (kept.things, kept.refusals) == ([], [])


@pytest.mark.parametrize("case", [case.name for case in make_cases.CASES])
def test_special_captures_hold_no_thing(case: str, tmp_path: Path) -> None:
    """Reflectors, sleep proxies, groups, forgers and imaged labs make no thing of two addresses."""
    place = school(tmp_path)
    replay(place, [str(CASES / f"{case}.pcap")])
    assert Things(place).things == []


@pytest.mark.parametrize("path", sorted(CASES.glob("*.pcap")), ids=lambda path: path.stem)
def test_what_is_asked_of_a_profile_is_enough(path: Path, tmp_path: Path) -> None:
    """Identifiers and models are the same from the facts that are asked for as from all."""
    place = school(tmp_path)
    replay(place, [str(path)])
    with place.open_store() as store:
        for stored in store.devices():
            whole = stored.profile
            few = replace(
                whole,
                facts={
                    key: span
                    for key, span in whole.facts.items()
                    if key.speaker == 0 and key.fact.signal in ASKED
                },
            )
            said, less = signals(whole), signals(few)
            words = place.generic_words
            assert identifiers(less, whole.device, words) == identifiers(said, whole.device, words)
            assert models(less) == models(said)
