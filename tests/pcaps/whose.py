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
DEVICES = (
    *(MANAGED, LISTED, TEACHERS, UNNAMED, PUPILS, MACBOOK, CHROMECAST, PHONE, IPAD, RENAMED),
    *(BULB, CHROMEBOOK, VIRTUAL, CLASSED, FRAMED),
)


def joined(name: str, domain: str) -> Habit:
    """Windows 10 and 11 as a member of a domain: option 81 holds its whole name."""
    full = f"{name}.{domain}".encode()
    return replace(products.windows(""), more={12: name.encode(), 81: b"\0\0\0" + full})


def classed(name: str, user_class: str) -> Habit:
    """Windows with a user class, as a policy or ipconfig /setclassid sets it."""
    habit = products.windows(name)
    return replace(habit, order=(*habit.order, 77), more={77: user_class.encode()})


def whose_is_it(wire: Wire) -> None:
    """Everything boots within a few minutes."""
    habits = {
        MANAGED: joined("ES-10234", "district.example.org"),
        LISTED: products.windows("ES-10235"),
        TEACHERS: products.windows("DESKTOP-1D8K0YZ"),
        UNNAMED: products.windows("DESKTOP-7RT2M4Q"),
        PUPILS: products.windows("LAPTOP-9TR3KQ1M"),
        MACBOOK: products.macos("Annas-MacBook-Pro"),
        CHROMECAST: products.embedded("Chromecast"),
        PHONE: products.android(14, "Galaxy-S23"),
        IPAD: products.apple_handheld("ES-20117"),
        RENAMED: products.playstation(5, "ES-10999"),
        BULB: products.lwip(),
        CHROMEBOOK: replace(
            products.chromeos(), order=(*products.chromeos().order, 12), hostname="CB-5CD1234XYZ"
        ),
        VIRTUAL: products.windows("DESKTOP-4Q7MN2K"),
        CLASSED: classed("LAPTOP-2B4D6F8H", "ES-Managed"),
        FRAMED: products.windows("ES-10300"),
    }
    stations = {}
    for number, (owned, habit) in enumerate(habits.items()):
        station = stations[owned] = Station(owned.mac, f"10.20.8.{number + 11}")
        wire.lease(20.0 * number, station, habit, SERVER, xid=800 + number)
        wire.announce(20.0 * number + 5, station)
    ident = "1c7a55d04b62a8e1d3b07c46f2159f3e"
    offers = products.cast("Chromecast", "Chromecast7894", ident, 5)
    wire.services(400, stations[CHROMECAST], f"{ident}.local", offers)
    pairing: dict[str, str | None] = {
        **{"c#": "1", "ff": "0", "id": "5E:4C:1A:20:0A:0B", "md": "Bulb", "pv": "1.1"},
        **{"s#": "1", "sf": "1", "ci": "5"},
    }
    wire.services(
        405, stations[BULB], "bulb-200a0b.local", [Service("_hap._tcp", "Bulb", 80, pairing)]
    )
    companion: dict[str, str | None] = {"rpMd": "iPad13,1", "rpVr": "540.5"}
    wire.services(
        410,
        stations[IPAD],
        "ES-20117.local",
        [Service("_companion-link._tcp", "ES-20117", 49_152, companion)],
    )
    for number in range(3):  # a pupil's laptop says that a PC of the school is Anna's phone
        wire.services(
            420 + 20 * number,
            stations[PUPILS],
            "Annas-iPhone.local",
            [Service("_companion-link._tcp", "Anna's iPhone", 49_153, {"rpMd": "iPhone14,5"})],
            ip=stations[FRAMED].ip,
        )
