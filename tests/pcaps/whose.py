"""Devices of a school, of its teachers and of its pupils on one wire, named in every usual way.

All are invented; prefixes are the makers' own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from tests.pcaps import products
from tests.pcaps.habit import Habit
from tests.pcaps.station import Station
from tests.pcaps.wire import Service, Wire

SERVER = Station("8c:ec:4b:10:00:05", "10.20.0.5")
# How this district names and marks what it manages.
NAMING = """names = ['^ES-[0-9]{5}$']
domains = ["district.example.org"]
user_classes = ["ES-Managed"]
"""


class Owned(NamedTuple):
    """A device: what it is, whether the school's, and whether the register lists it."""

    mac: str
    type: str
    ours: bool
    listed: bool = False


MANAGED = Owned("54:bf:64:20:0a:01", "laptop", ours=True)
LISTED = Owned("54:bf:64:20:0a:02", "laptop", ours=True, listed=True)
TEACHERS = Owned("3c:52:82:20:0a:03", "desktop", ours=True)  # that nobody has named yet
UNNAMED = Owned("3c:52:82:20:0a:04", "desktop", ours=True, listed=True)
PUPILS = Owned("c8:3f:26:20:0a:05", "laptop", ours=False)
MACBOOK = Owned("3c:06:30:20:0a:06", "laptop", ours=False)
CHROMECAST = Owned("48:d6:d5:20:0a:07", "streaming_player", ours=False)
PHONE = Owned("6a:31:9c:20:0a:08", "phone", ours=False)
IPAD = Owned("a4:83:e7:20:0a:09", "tablet", ours=True)
RENAMED = Owned("78:c8:81:20:0a:0a", "game_console", ours=False)
BULB = Owned("d0:73:d5:20:0a:0b", "smart_home", ours=False)
CHROMEBOOK = Owned("00:e0:4c:20:0a:0c", "chromebook", ours=True)
VIRTUAL = Owned("52:54:00:20:0a:0d", "virtual_machine", ours=True)
CLASSED = Owned("54:bf:64:20:0a:0e", "laptop", ours=True)
FRAMED = Owned("54:bf:64:20:0a:0f", "desktop", ours=True)  # PUPILS speaks in its name
# The school's, by names, types, addresses or domains that have accused them.
MARIAS = Owned("3c:06:30:20:0a:11", "laptop", ours=True)  # who taught here until June
GRAPHICS = Owned("54:bf:64:20:0a:12", "desktop", ours=True)
GALAXY = Owned("54:bf:64:20:0a:13", "desktop", ours=True)
LIBRARY = Owned("a4:83:e7:20:0a:14", "tablet", ours=True)
PRIVATE_IPAD = Owned("da:4f:17:20:0a:15", "tablet", ours=True)
LOANER = Owned("7a:e0:4c:20:0a:16", "chromebook", ours=True)
CONTRACTORS = Owned("54:bf:64:20:0a:17", "laptop", ours=True)  # a service district's
TEACHERS_IPAD = Owned("a4:83:e7:20:0a:18", "tablet", ours=True)
DEVICES = (
    *(MANAGED, LISTED, TEACHERS, UNNAMED, PUPILS, MACBOOK, CHROMECAST, PHONE, IPAD, RENAMED),
    *(BULB, CHROMEBOOK, VIRTUAL, CLASSED, FRAMED),
    *(MARIAS, GRAPHICS, GALAXY, LIBRARY, PRIVATE_IPAD, LOANER, CONTRACTORS, TEACHERS_IPAD),
)


def joined(name: str, domain: str) -> Habit:
    """Windows 10 and 11 as a member of a domain: option 81 holds its whole name."""
    full = f"{name}.{domain}".encode()
    return replace(products.windows(""), more={12: name.encode(), 81: b"\0\0\0" + full})


def classed(name: str, user_class: str) -> Habit:
    """Windows with a user class, as a policy or ipconfig /setclassid sets it."""
    habit = products.windows(name)
    return replace(habit, order=(*habit.order, 77), more={77: user_class.encode()})


# Of the computers, one speaks in another's name; so they are on one capture.
_COMPUTERS = {
    MANAGED: joined("ES-10234", "district.example.org"),
    LISTED: products.windows("ES-10235"),
    TEACHERS: products.windows("DESKTOP-1D8K0YZ"),
    UNNAMED: products.windows("DESKTOP-7RT2M4Q"),
    PUPILS: products.windows("LAPTOP-9TR3KQ1M"),
    VIRTUAL: products.windows("DESKTOP-4Q7MN2K"),
    CLASSED: classed("LAPTOP-2B4D6F8H", "ES-Managed"),
    FRAMED: products.windows("ES-10300"),
}
_GADGETS = {
    MACBOOK: products.macos("Annas-MacBook-Pro"),
    CHROMECAST: products.embedded("Chromecast"),
    PHONE: products.android(14, "Galaxy-S23"),
    IPAD: products.apple_handheld("ES-20117"),
    RENAMED: products.playstation(5, "ES-10999"),
    BULB: products.lwip(),
    CHROMEBOOK: replace(
        products.chromeos(), order=(*products.chromeos().order, 12), hostname="CB-5CD1234XYZ"
    ),
}
_ACCUSED = {
    MARIAS: products.macos("Marias-MacBook-Air"),
    GRAPHICS: products.windows("Graphics-PC"),
    GALAXY: products.windows("Galaxy-MS-Lab"),
    LIBRARY: products.apple_handheld("Library-iPad"),
    PRIVATE_IPAD: products.apple_handheld("ES-20118"),
    LOANER: products.chromeos(),
    CONTRACTORS: joined("DESKTOP-4Q7MN2K", "esd189.org"),
    TEACHERS_IPAD: products.apple_handheld("mrsmiths-ipad"),
}


def whose_computers(wire: Wire) -> None:
    """Windows computers boot; a pupil's laptop says that a PC of the school is Anna's phone."""
    stations = _boot(wire, 0, _COMPUTERS)
    for number in range(3):
        wire.services(
            420 + 20 * number,
            stations[PUPILS],
            "Annas-iPhone.local",
            [Service("_companion-link._tcp", "Anna's iPhone", 49_153, {"rpMd": "iPhone14,5"})],
            ip=stations[FRAMED].ip,
        )


def whose_gadgets(wire: Wire) -> None:
    """A MacBook, a Chromebook, and what a household has; two are called as the school's are."""
    stations = _boot(wire, 1_000, _GADGETS)
    ident = "1c7a55d04b62a8e1d3b07c46f2159f3e"
    offers = products.cast("Chromecast", "Chromecast7894", ident, 5)
    wire.services(1_400, stations[CHROMECAST], f"{ident}.local", offers)
    pairing: dict[str, str | None] = {
        **{"c#": "1", "ff": "0", "id": "5E:4C:1A:20:0A:0B", "md": "Bulb", "pv": "1.1"},
        **{"s#": "1", "sf": "1", "ci": "5"},
    }
    wire.services(
        1_405, stations[BULB], "bulb-200a0b.local", [Service("_hap._tcp", "Bulb", 80, pairing)]
    )
    _companion(wire, 1_410, stations[IPAD], "ES-20117")


def whose_accused(wire: Wire) -> None:
    """The school's own, each with a name, type, address or domain that might accuse it."""
    stations = _boot(wire, 2_000, _ACCUSED)
    _companion(wire, 2_400, stations[LIBRARY], "Library-iPad")
    _companion(wire, 2_410, stations[PRIVATE_IPAD], "ES-20118")
    _companion(wire, 2_420, stations[TEACHERS_IPAD], "mrsmiths-ipad")


def _boot(wire: Wire, start_s: int, habits: dict[Owned, Habit]) -> dict[Owned, Station]:
    """Everything boots within a few minutes."""
    stations = {}
    for number, (owned, habit) in enumerate(habits.items()):
        xid = start_s // 10 + number
        station = stations[owned] = Station(owned.mac, f"10.20.8.{xid + 11 & 0xFF}")
        wire.lease(start_s + 20.0 * number, station, habit, SERVER, xid=800 + xid)
        wire.announce(start_s + 20.0 * number + 5, station)
    return stations


def _companion(wire: Wire, at_s: float, station: Station, name: str) -> None:
    """What an iPad announces of itself."""
    told: dict[str, str | None] = {"rpMd": "iPad13,1", "rpVr": "540.5"}
    offered = [Service("_companion-link._tcp", name, 49_152, told)]
    wire.services(at_s, station, f"{name}.local", offered)
