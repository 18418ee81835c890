"""A district made for a test: its configuration, its lists, and what a replay leaves behind."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from walljack.address import parse_eui48, parse_ip
from walljack.app import Workplace
from walljack.fingerprint import Marks
from walljack.model.change import Tenure
from walljack.model.finding import Finding
from walljack.model.identity import Band, Identity
from walljack.model.policy import Policy
from walljack.model.signal import Signal, Standing
from walljack.model.view import StoredDevice
from walljack.model.vocabulary import Vocabulary
from walljack.profile import signals
from walljack.store import Store

HERE = Path(__file__).resolve().parent
CASES = HERE / "cases"
CLIENTS = HERE / "clients"
SAMPLES = HERE.parents[1] / "data" / "samples"
MORNING = SAMPLES / "school-morning.pcap"
POLICIES = ("mukilteo-2314p", "monroe-2022p", "k12-default")

# How the addresses begin in the recordings of real clients, before and behind their relay.
RECORDED_NETS = ("10.10", "10.20")

# One classroom heard untagged, a library behind a tag, and portables behind a relay.
_CONFIGURATION = """
[district]
policy = "{policy}"
sensor = "test"
{naming}
[[site]]
id = "north"
name = "North Elementary"

[[segment]]
id = "room"
site = "north"
medium = "{medium}"
classroom = true
interface = "capture"
subnets = ["{room}.0.0/16"]
dhcp_servers = ["{room}.0.5"]

[[segment]]
id = "library"
site = "north"
medium = "wired"
vlan = 30
subnets = ["10.30.0.0/16"]

[[segment]]
id = "portables"
site = "north"
medium = "wired"
classroom = true
relays = ["{portables}.0.1", "{portables}.0.2"]
subnets = ["{portables}.0.0/16"]
"""
_REGISTER = """
[register]
assets = "register.csv"
as_of = 2026-10-01
"""
_COLUMNS = "address,asset tag,serial,owner kind,account,site,type,valid until"

# The books are the same for every test of a process, and take a fifth of a second to read.
_BOOKS = Workplace(Path("no.db"), None)


class FixedPlace(Workplace):
    """A workplace whose epoch and salts are always the same, so that rows can be compared."""

    def __init__(self, db: Path, config: Path | None) -> None:
        super().__init__(db, config)
        self.book = _BOOKS.book
        self.vendors = _BOOKS.vendors

    def open_store(self, *, create: bool = False, now_ns: int = 0) -> Store:
        """The database, with octets that are drawn by counting."""
        sensor = self.settings.sensor if self.config is not None or create else ""
        return Store.open(self.db, sensor, now_ns, create=create, random_octets=counted_octets())


def counted_octets() -> Callable[[int], bytes]:
    """Octets that are different at each call, and the same in every run."""
    numbers = itertools.count()

    def drawn(count: int) -> bytes:
        return hashlib.shake_128(str(next(numbers)).encode()).digest(count)

    return drawn


def policy_named(name: str) -> Policy:
    """A shipped policy."""
    return _BOOKS.policy_named(name)


def type_words() -> Vocabulary:
    """The shipped words for types and signals."""
    return _BOOKS.vocabulary


def shipped_marks() -> Marks:
    """The shipped marks of whose a device is."""
    return _BOOKS.marks


def school(
    folder: Path,
    *,
    policy: str = "k12-default",
    medium: str = "wired",
    listed: Mapping[str, str] | None = None,
    nets: tuple[str, str] = ("10.20", "10.40"),
    name: str = "school",
    naming: str = "",
) -> FixedPlace:
    """A place with the small configuration of the special captures.

    Takes: ``listed``, address → type of what a fresh register lists; None = no register;
    ``nets``, how the addresses of the room and of the portables begin; ``naming``, lines of the
    configuration that say how the district names things.
    """
    room, portables = nets
    text = _CONFIGURATION.format(
        policy=policy, medium=medium, room=room, portables=portables, naming=naming
    )
    if listed is not None:
        rows = (
            f"{address},T-{n:03},SN{n:03},district,,north,{kind},"
            for n, (address, kind) in enumerate(listed.items())
        )
        (folder / "register.csv").write_text("\n".join([_COLUMNS, *rows, ""]), encoding="utf-8")
        text += _REGISTER
    config = folder / f"{name}.toml"
    config.write_text(text, encoding="utf-8")
    return FixedPlace(folder / f"{name}.db", config)


def sample_school(
    folder: Path, *, policy: str = "mukilteo-2314p", register: bool = True, name: str = "sample"
) -> FixedPlace:
    """The sample district with its lists, under a policy of choice."""
    text = (SAMPLES / "walljack.toml").read_text(encoding="utf-8")
    text = text.replace('policy = "mukilteo-2314p"', f'policy = "{policy}"')
    text, found, lists = text.partition("[register]")
    if register:
        for file in ("register", "grants", "exemptions", "watch"):
            lists = lists.replace(f'"{file}.csv"', f'"{SAMPLES / file}.csv"')
        text += found + lists
    config = folder / f"{name}.toml"
    config.write_text(text, encoding="utf-8")
    return FixedPlace(folder / f"{name}.db", config)


class Kept:
    """What a database holds, asked in the words of a test. Devices are named by address."""

    def __init__(self, place: Workplace) -> None:
        with place.open_store() as store:
            self.devices: dict[str, StoredDevice] = {
                str(stored.profile.device): stored for stored in store.devices()
            }
            self.tenures = store.tenures()
            self.findings = store.findings()
            self.cases = store.cases()
            self.custody = store.custody()
            self.weirds = {(tally.segment, tally.kind): tally.times for tally in store.weirds()}
            self.captures = store.captures()
            self.change_log = store.change_log()
            self.history = {
                address: [step.type for step in store.identity_log(parse_eui48(address))]
                for address in self.devices
            }

    def identity(self, address: str) -> Identity:
        """What the device is shown as."""
        identity = self.devices[address].identity
        assert identity is not None, f"{address} is shown as nothing"
        return identity

    def taken_for(self, address: str) -> tuple[str, Band]:
        """Type and band of what the device is shown as."""
        identity = self.identity(address)
        return identity.type, identity.band

    def rules(self, address: str) -> list[str]:
        """The rules that hold for the device, sorted."""
        return sorted(finding.rule for finding in self.findings_of(address))

    def findings_of(self, address: str) -> list[Finding]:
        """The findings that hold for the device."""
        return [
            finding
            for finding in self.findings
            if str(finding.device) == address and finding.ended_ns is None
        ]

    def cases_of(self, address: str) -> list[int]:
        """The numbers of the device's cases, whatever became of them."""
        return [case.number for case in self.cases if str(case.device) == address]

    def holders(self, ip: str) -> list[str]:
        """Who held an IP address, the earliest first."""
        wanted = parse_ip(ip)
        return [
            str(tenure.device)
            for tenure in sorted(self.tenures, key=lambda tenure: tenure.first_ns)
            if tenure.ip == wanted
        ]

    def present_on(self, address: str) -> set[str]:
        """The segments on which the device itself was heard."""
        return set(self.devices[address].profile.sightings)

    def signals(self, address: str, standing: Standing | None = None) -> list[Signal]:
        """What is evidence about the device, of one standing or of any."""
        found = signals(self.devices[address].profile)
        return [signal for signal in found if standing in (None, signal.standing)]

    def tenures_of(self, address: str) -> list[Tenure]:
        """The device's tenures, the earliest first."""
        found = [tenure for tenure in self.tenures if str(tenure.device) == address]
        return sorted(found, key=lambda tenure: tenure.first_ns)


Row = tuple[Any, ...]


def rows_of(db: Path, leave_out: Iterable[str] = ()) -> dict[str, list[Row]]:
    """Every row of every table of a database file, sorted: what "nothing changed" is about.

    What stands for a person's value by salt and digest is put back in clear, so that files
    with other salts can be compared too.
    """
    database = Database(db)
    try:
        people = {
            digest: f"person:{kind}:{value}"
            for digest, kind, value in database.execute("SELECT digest, kind, value FROM person")
        }
        found = {
            table: sorted(
                (
                    tuple(people.get(cell, cell) if isinstance(cell, str) else cell for cell in row)
                    for row in database.execute(f"SELECT * FROM [{table}]")
                ),
                key=repr,
            )
            for table in database.table_names()
            if table not in leave_out and table != "person" and not table.startswith("_")
        }
        found["person"] = sorted((value,) for value in people.values())
        return found
    finally:
        database.close()
