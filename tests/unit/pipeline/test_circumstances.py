"""From what is known of a device to what policy looks at."""

from __future__ import annotations

from pathlib import Path

from tests.pcaps import products
from tests.pcaps.district import FixedPlace, Kept, school
from tests.pcaps.habit import Relay
from tests.pcaps.station import Station
from tests.pcaps.wire import Wire
from walljack.app import replay

START_S = 1_791_297_600
SERVER = Station("8c:ec:4b:10:00:05", "10.20.0.5")
RELAY = Station("70:10:5c:40:00:01", "10.20.0.40")
LISTED = {SERVER.mac: "server", RELAY.mac: "switch"}


def judged(wire: Wire, folder: Path, *, medium: str = "wired", **listed: str) -> Kept:
    """What is kept of a wire, with these addresses (colons as underscores) in the register."""
    wire.save(folder / "wire.pcap")
    also = {address.strip("_").replace("_", ":"): kind for address, kind in listed.items()}
    place = school(folder, policy="mukilteo-2314p", medium=medium, listed=LISTED | also)
    replay(place, [str(folder / "wire.pcap")])
    return Kept(place)


def test_a_registered_address_that_became_a_console(tmp_path: Path) -> None:
    """A desktop's address that speaks as a PlayStation is told as changed, never as a console,
    and only when that has stayed for ten minutes."""
    console = Station("78:c8:81:20:06:05", "10.20.5.22")
    wire = Wire(START_S)
    wire.lease(0, console, products.playstation(5, "PS5-4C2E81"), SERVER)
    wire.announce(500, SERVER)
    (tmp_path / "early").mkdir()
    kept = judged(wire, tmp_path / "early", **{"_78_c8_81_20_06_05": "desktop"})
    assert kept.findings == []
    wire.announce(602, SERVER)
    kept = judged(wire, tmp_path, **{"_78_c8_81_20_06_05": "desktop"})
    assert kept.rules(console.mac) == ["registered-address-changed"]
    assert kept.cases == []


def test_a_registered_computer_that_turns_into_a_console(tmp_path: Path) -> None:
    """What it said before gives way to what it has repeated since: shown without doubt, and
    told as changed."""
    station = Station("8c:04:ba:20:01:01", "10.20.5.22")
    wire = Wire(START_S)
    wire.lease(0, station, products.windows("NES-R12-0188"), SERVER)
    for at_s in (4_000, 6_000, 7_000):
        wire.lease(at_s, station, products.playstation(5, "PS5-4C2E81"), SERVER)
    kept = judged(wire, tmp_path, **{"_8c_04_ba_20_01_01": "desktop"})
    identity = kept.identity(station.mac)
    assert identity.type == "game_console"
    against = {signal.name for claim in identity.claims_against for signal in claim.signals}
    assert against == {"oui"}  # the prefix is still a computer maker's
    assert kept.rules(station.mac) == ["registered-address-changed"]


def test_a_registered_address_that_is_what_it_is(tmp_path: Path) -> None:
    """The district's own console has no finding: the register says what it is."""
    console = Station("78:c8:81:20:06:05", "10.20.5.22")
    wire = Wire(START_S)
    wire.lease(0, console, products.playstation(5, "PS5-4C2E81"), SERVER)
    kept = judged(wire, tmp_path, **{"_78_c8_81_20_06_05": "game_console"})
    assert kept.rules(console.mac) == []


def test_serving_dhcp_is_no_other_class(tmp_path: Path) -> None:
    """A registered computer that answers DHCP is not told as another class of device."""
    wire = Wire(START_S)
    client = Station("f8:5e:a0:20:09:01", "10.20.5.31")
    wire.lease(0, client, products.windows("LAPTOP-1"), SERVER)
    kept = judged(wire, tmp_path, **{"_f8_5e_a0_20_09_01": "laptop"})
    assert kept.taken_for(SERVER.mac)[0] == "dhcp_server"
    assert kept.findings == []


def behind(port: str) -> Relay:
    """The portables' relay, naming a port."""
    return Relay(RELAY, "10.40.0.1", port.encode(), b"portables-sw1")


def test_a_crowd_behind_a_port_is_an_access_point(tmp_path: Path) -> None:
    """On mixed segments a port that many devices share does not put any of them on the wire."""
    wire = Wire(START_S)
    for n in range(6):
        phone = Station(f"da:4f:17:6c:20:{n:02x}", f"10.40.2.{n + 1}")
        wire.lease(10 * n, phone, products.android(14), SERVER, behind("Gi1/0/7"), heard=False)
    alone = Station("da:4f:17:6c:21:01", "10.40.2.99")
    wire.lease(90, alone, products.android(14), SERVER, behind("Gi1/0/8"), heard=False)
    wire.save(tmp_path / "wire.pcap")
    place = school(tmp_path, policy="mukilteo-2314p", listed=LISTED)
    assert place.config is not None
    text = place.config.read_text(encoding="utf-8")
    place.config.write_text(text.replace('"wired"', '"mixed"'), encoding="utf-8")
    replay(place, [str(tmp_path / "wire.pcap")])
    kept = Kept(place)
    assert kept.rules(alone.mac) == ["personal-device-wired"]
    assert [kept.rules(f"da:4f:17:6c:20:{n:02x}") for n in range(6)] == [[]] * 6
    # The first ones were alone on their port for a while: that ended, and the log says so.
    ended = [finding for finding in kept.findings if finding.ended_ns is not None]
    assert len([entry for entry in kept.custody if entry.act == "finding-ended"]) == len(ended)


def test_a_change_is_told_the_same_in_several_runs(tmp_path: Path) -> None:
    """What stays long enough over the end of a run is told as in one run."""
    station = Station("8c:04:ba:20:01:01", "10.20.5.22")
    words = [(0, products.windows("NES-R12-0188"))]
    words += [
        (at_s, products.playstation(5, "PS5-4C2E81")) for at_s in (4_000, 4_300, 6_000, 9_000)
    ]
    captures = []
    for at_s, habit in words:
        wire = Wire(START_S)
        wire.lease(at_s, station, habit, SERVER)
        wire.save(tmp_path / f"{at_s}.pcap")
        captures.append(str(tmp_path / f"{at_s}.pcap"))
    rows = []
    for name in ("one", "several"):
        place = school(tmp_path, listed=LISTED | {station.mac: "desktop"}, name=name)
        for run in [captures] if name == "one" else [[each] for each in captures]:
            replay(FixedPlace(place.db, place.config), run)
        kept = Kept(place)
        assert kept.rules(station.mac) == ["registered-address-changed"]
        (finding,) = kept.findings_of(station.mac)
        device = kept.devices[station.mac]
        rows.append((device.identity, device.since_ns, finding.first_ns, finding.last_ns))
    assert rows[0] == rows[1]
