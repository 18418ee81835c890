"""When a device is judged, and how long what was found is said to have held."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcaps import products
from tests.pcaps.district import FixedPlace, Kept, school
from tests.pcaps.station import Station
from tests.pcaps.wire import Wire
from tests.unit.store import samples
from walljack.app import replay
from walljack.model.identity import Band
from walljack.model.profile import Profile
from walljack.model.view import StoredDevice
from walljack.pipeline.inventory import Inventory
from walljack.pipeline.judging import Judging
from walljack.pipeline.known import Known
from walljack.pipeline.rules import Rules
from walljack.pipeline.segments import Segments
from walljack.pipeline.tenures import Tenures

START_S = 1_791_297_600  # 2026-10-06 14:40 UTC
DAY_S = 86_400
SERVER = Station("8c:ec:4b:10:00:05", "10.20.0.5")
CONSOLE = Station("78:c8:81:20:06:05", "10.20.5.22")
LISTED = {SERVER.mac: "server"}
_EXEMPTION = (
    "id,address,segment,rule,approver,reason code,reference,valid from,valid until\n"
    f"EX-1,{CONSOLE.mac},,,A. Approver,event,REF,2026-10-01,{{until}}\n"
)


def capture(path: Path, *, days: float, again: bool = True) -> str:
    """A console arrives, and says the same again some days later."""
    wire = Wire(START_S)
    habit = products.playstation(5, "PS5-4C2E81")
    wire.lease(0, CONSOLE, habit, SERVER)
    if again:
        wire.lease(days * DAY_S, CONSOLE, habit, SERVER)
    wire.save(path)
    return str(path)


def exempting(folder: Path, until: str) -> FixedPlace:
    """A school whose exemption of the console ends on a day."""
    place = school(folder, policy="mukilteo-2314p", listed=LISTED)
    (folder / "exemptions.csv").write_text(_EXEMPTION.format(until=until), encoding="utf-8")
    assert place.config is not None
    with place.config.open("a", encoding="utf-8") as config:
        config.write('exemptions = "exemptions.csv"\n')
    return place


def test_an_exemption_that_ended_is_noticed_though_nothing_new_is_said(tmp_path: Path) -> None:
    """A device that says what it always said is judged anew on a new day."""
    place = exempting(tmp_path, "2026-10-07")
    replay(place, [capture(tmp_path / "days.pcap", days=2.5)])
    kept = Kept(place)
    (finding,) = kept.findings_of(CONSOLE.mac)
    assert finding.rule == "game-console-wired"
    assert finding.first_ns >= int((START_S + 2 * DAY_S) * 1e9)
    assert len(kept.cases_of(CONSOLE.mac)) == 1


def test_an_exemption_in_force_holds_all_along(tmp_path: Path) -> None:
    """While the exemption runs, the same device on another day has neither finding nor case."""
    place = exempting(tmp_path, "2026-10-31")
    replay(place, [capture(tmp_path / "days.pcap", days=2.5)])
    kept = Kept(place)
    assert kept.findings == []
    assert kept.cases == []


def test_a_register_that_went_stale_is_noticed(tmp_path: Path) -> None:
    """Weeks later the same register is no longer fresh: what rested on it ends."""
    place = school(tmp_path, policy="k12-default", listed=LISTED)
    replay(place, [capture(tmp_path / "weeks.pcap", days=60)])
    kept = Kept(place)
    personal = [f for f in kept.findings if f.rule == "personal-device-wired"]
    assert [finding.ended_ns is not None for finding in personal] == [True]
    assert kept.rules(CONSOLE.mac) == ["household-type-wired"]


@pytest.mark.parametrize("days", [0.25, 1.5])
def test_a_finding_held_for_as_long_as_its_device_was_there(days: float, tmp_path: Path) -> None:
    """Last held is when the device was last heard, not when it was judged."""
    place = school(tmp_path, policy="mukilteo-2314p", listed=LISTED)
    replay(place, [capture(tmp_path / "again.pcap", days=days)])
    kept = Kept(place)
    (finding,) = kept.findings_of(CONSOLE.mac)
    assert finding.last_ns == kept.devices[CONSOLE.mac].profile.last_ns
    assert len(kept.cases_of(CONSOLE.mac)) == 1


def test_a_finding_that_ended_held_until_its_device_was_last_heard(tmp_path: Path) -> None:
    """What ended is not said to have held after it ended, nor only until it was last judged."""
    place = school(tmp_path, policy="mukilteo-2314p", listed=LISTED)
    router = Station("50:c7:bf:20:07:01", "192.168.0.1")
    wire = Wire(START_S)
    wire.announce(0, router)  # unlisted for now; two seconds later still
    client = Station("8c:04:ba:20:01:01", "192.168.0.101")
    wire.dhcp_client(10, client, products.windows("NES-R12-0188"), "discover", xid=9)
    wire.dhcp_server(10.003, router, client, "offer", xid=9, lease_s=7200)
    wire.save(tmp_path / "router.pcap")
    replay(place, [str(tmp_path / "router.pcap")])
    kept = Kept(place)
    ended = {finding.rule: finding for finding in kept.findings if finding.ended_ns is not None}
    finding = ended["unlisted-device-wired"]
    assert finding.ended_ns is not None
    assert finding.first_ns < finding.last_ns <= finding.ended_ns


# -- devices that are gone ----------------------------------------------------------------------

LATER_S = 60 * DAY_S


def gone(path: Path, *, back: float | None = None) -> str:
    """A console takes an address; two months later only the server is heard, and perhaps it."""
    wire = Wire(START_S)
    habit = products.playstation(5, "PS5-4C2E81")
    wire.lease(0, CONSOLE, habit, SERVER)
    wire.announce(LATER_S, SERVER)
    if back is not None:
        wire.lease(back, CONSOLE, habit, SERVER)
    wire.save(path)
    return str(path)


def test_what_ran_out_after_a_device_had_gone_accuses_nobody(tmp_path: Path) -> None:
    """Books that change months later judge it by the exemption that was in force with it."""
    place = exempting(tmp_path, "2026-10-07")
    capture = gone(tmp_path / "gone.pcap")
    replay(place, [capture])
    with (tmp_path / "exemptions.csv").open("a", encoding="utf-8") as lines:
        lines.write("EX-2,8c:04:ba:20:01:01,,,A. Approver,event,REF,2026-10-01,2026-10-31\n")
    assert replay(FixedPlace(place.db, place.config), [capture]).rejudged
    kept = Kept(place)
    assert kept.findings == []
    assert kept.cases == []


def test_nobody_is_sent_for_a_device_that_is_gone(tmp_path: Path) -> None:
    """An exemption that was taken back leaves a finding of then, and a case only on return."""
    place = exempting(tmp_path, "2026-12-31")
    replay(place, [gone(tmp_path / "gone.pcap")])
    (tmp_path / "exemptions.csv").write_text(_EXEMPTION.splitlines()[0] + "\n", encoding="utf-8")
    place = FixedPlace(place.db, place.config)
    replay(place, [])
    kept = Kept(place)
    (finding,) = kept.findings_of(CONSOLE.mac)
    last_ns = kept.devices[CONSOLE.mac].profile.last_ns
    assert last_ns is not None
    assert finding.first_ns <= finding.last_ns <= last_ns
    assert kept.cases == []
    replay(place, [gone(tmp_path / "back.pcap", back=LATER_S + 60)])
    (case,) = Kept(place).cases
    assert case.findings == (finding.id,)


def test_an_old_segment_is_judged_by_when_a_device_was_there(tmp_path: Path) -> None:
    """What it does elsewhere later, without a permission for here, opens nothing here."""
    place = exempting(tmp_path, "2026-10-07")
    with (tmp_path / "exemptions.csv").open("a", encoding="utf-8") as lines:
        lines.write(f"EX-2,{CONSOLE.mac},library,,A. Approver,event,REF,2026-10-01,2026-12-31\n")
    wire = Wire(START_S)
    habit = products.playstation(5, "PS5-4C2E81")
    wire.lease(0, CONSOLE, habit, SERVER)
    moved = Station(CONSOLE.mac, "10.30.5.22", 30)
    wire.announce(LATER_S, moved)
    wire.save(tmp_path / "moved.pcap")
    replay(place, [str(tmp_path / "moved.pcap")])
    kept = Kept(place)
    assert kept.findings_of(CONSOLE.mac) == []
    assert kept.cases == []


# -- what waits to be shown ---------------------------------------------------------------------


def test_what_waits_goes_on_waiting_in_the_next_run(tmp_path: Path) -> None:
    """An identity that fell is shown after its ten minutes, in one run or in several."""
    scripts = [(0, products.playstation(5, "PS5-4C2E81")), (60, products.chromeos())]
    captures = []
    for at_s, habit in scripts:
        wire = Wire(START_S)
        wire.lease(at_s, CONSOLE, habit, SERVER)
        wire.save(tmp_path / f"{at_s}.pcap")
        captures.append(str(tmp_path / f"{at_s}.pcap"))
    for at_s in (300, 800):
        wire = Wire(START_S)
        wire.announce(at_s, SERVER)
        wire.save(tmp_path / f"{at_s}.pcap")
        captures.append(str(tmp_path / f"{at_s}.pcap"))
    one = school(tmp_path, listed=LISTED, name="one")
    replay(one, captures)
    several = school(tmp_path, listed=LISTED, name="several")
    for capture in captures:
        replay(FixedPlace(several.db, several.config), [capture])
    shown = [Kept(place).devices[CONSOLE.mac] for place in (one, several)]
    assert [device.identity and device.identity.band.value for device in shown] == ["possible"] * 2
    assert shown[0].since_ns == shown[1].since_ns


@pytest.mark.parametrize(
    ("kind", "band", "branch"),
    [
        ("phone", Band.CONFIRMED, "mobile"),
        ("phone", Band.LIKELY, "mobile"),
        ("mobile", Band.LIKELY, "mobile"),
        ("phone", Band.POSSIBLE, ""),
        ("unknown", Band.UNKNOWN, ""),
    ],
)
def test_the_branch_for_sure_is_what_is_shown(
    kind: str, band: Band, branch: str, tmp_path: Path
) -> None:
    """What a device is shown as, at *likely* or better, tells its branch; a hint tells none."""
    place = school(tmp_path)
    rules = Rules(place.book, place.vendors, place.policy, place.register, "hs", "e")
    stored = StoredDevice(Profile(samples.CONSOLE), samples.identity(kind, band), 0)
    inventory = Inventory(Segments(()), Tenures(), [stored.profile])
    judging = Judging(rules, inventory, Known(devices=[stored]))
    assert judging.branch_for_sure(samples.CONSOLE) == branch
    assert judging.branch_for_sure(samples.LAPTOP) == ""
