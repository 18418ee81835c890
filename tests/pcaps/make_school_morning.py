"""Make the sample: a mirror port of North Elementary, Tuesday 6 October 2026, from 07:40.

Run: ``python -m tests.pcaps.make_school_morning data/samples``. Three VLANs arrive tagged:
10 office, 20 classrooms, 30 library and lab. The portables reach the DHCP server through a
relay only: their own frames never pass the mirror. Everybody in it is invented; prefixes are
the makers' own, the rest of each address is not.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from tests.pcaps import products
from tests.pcaps.habit import Habit, Relay
from tests.pcaps.station import Station
from tests.pcaps.wire import Service, Wire, question

START_S = 1_791_297_600  # 2026-10-06 14:40:00 UTC = 07:40 in Los Angeles
MINUTE = 60.0
OFFICE, CLASSROOMS, LIBRARY = 10, 20, 30

SERVER = Station("8c:ec:4b:10:00:05", "10.10.0.5", OFFICE)
CORE_A = Station("00:1b:54:10:0a:01", "10.10.0.2", OFFICE)
CORE_B = Station("00:1b:54:10:0b:01", "10.10.0.3", OFFICE)
# The virtual router's address answers for the gateways 10.10.0.1, 10.20.0.1 and 10.30.0.1.
GATEWAY = {
    vlan: Station(f"00:00:5e:00:01:{vlan:02x}", f"10.{vlan}.0.1", vlan) for vlan in (10, 20, 30)
}


class Fixture(NamedTuple):
    """A device of the school with an address of its own, and how it asks for it."""

    station: Station
    habit: Habit
    at_min: float


def at(minute: float) -> float:
    """Minutes after the start, in seconds."""
    return minute * MINUTE


def relay_of(vlan: int) -> Relay:
    """The core router's relay for a VLAN whose clients the mirror port hears too."""
    return Relay(CORE_A, f"10.{vlan}.0.1")


def portables_relay(port: str) -> Relay:
    """The portables' switch: relays for 10.40.0.0/16 and names the port in option 82."""
    station = Station("70:10:5c:40:00:01", "10.10.0.40", OFFICE)
    return Relay(station, "10.40.0.1", port.encode(), b"portables-sw1")


def main(folder: Path) -> None:
    """Write the capture into the folder."""
    wire = Wire(START_S)
    _infrastructure(wire)
    _office(wire)
    _classrooms(wire)
    _guests(wire)
    _library(wire)
    _portables(wire)
    wire.save(folder / "school-morning.pcap")


def _arrive(wire: Wire, fixture: Fixture) -> None:
    """A device boots: it leases its address, probes and announces it, and asks for its gateway."""
    station, habit, minute = fixture
    vlan = station.vlan or OFFICE
    relay = None if vlan == OFFICE else relay_of(vlan)
    wire.lease(at(minute), station, habit, SERVER, relay, router=GATEWAY[vlan].ip)
    wire.probe(at(minute) + 2, station)
    wire.announce(at(minute) + 6, station)
    _stay(wire, station, minute + 0.2)


def _stay(wire: Wire, station: Station, minute: float, until: float = 40, every: float = 9) -> None:
    """It asks for its gateway now and then."""
    vlan = station.vlan or OFFICE
    while minute < until:
        wire.ask(at(minute), station, GATEWAY[vlan].ip)
        wire.arp(
            at(minute) + 0.0004,
            GATEWAY[vlan],
            sender=GATEWAY[vlan].ip,
            target=station.ip,
            reply_to=station.mac,
        )
        minute += every


def _infrastructure(wire: Wire) -> None:
    for n, router in enumerate((CORE_A, CORE_B, SERVER)):
        wire.announce(at(0.01) + n, router)
        _stay(wire, router, 0.3 + n / 10, every=13)
    for n, name in enumerate(("north-ap-101", "north-ap-102")):
        ap = Station(f"20:a6:cd:10:20:{n + 1:02x}", f"10.10.2.{n + 11}", OFFICE)
        _arrive(wire, Fixture(ap, products.embedded(name, b"ArubaAP"), 0.5 + n))
        wire.twice()
    for n, place in enumerate(("front door", "bus loop")):
        camera = Station(f"ac:cc:8e:10:30:{n + 1:02x}", f"10.10.3.{n + 11}", OFFICE)
        habit = products.embedded(
            f"axis-accc8e1030{n + 1:02x}", b"AXIS,Network Camera,P3245-LVE,10.12.114"
        )
        _arrive(wire, Fixture(camera, habit, 1.2 + n))
        wire.services(
            at(1.5 + n),
            camera,
            f"axis-accc8e1030{n + 1:02x}.local",
            [
                Service(
                    "_axis-video._tcp",
                    f"AXIS P3245-LVE - {place}",
                    80,
                    {"macaddress": camera.mac.replace(":", "").upper()},
                ),
                Service("_http._tcp", f"AXIS P3245-LVE - {place}", 80),
            ],
        )


def _office(wire: Wire) -> None:
    for n, mac in enumerate(("54:bf:64:11:01:02", "3c:52:82:11:01:03")):
        pc = Station(mac, f"10.10.1.{n + 21}", OFFICE)
        _arrive(wire, Fixture(pc, products.windows(f"NES-OFC-04{n + 12}"), 4 + 2.3 * n))
        wire.search(
            at(6 + 2 * n),
            pc,
            "urn:dial-multiscreen-org:service:dial:1",
            1,
            "Microsoft Edge/129.0.2792.79 Windows",
            52_100 + n,
        )
    printer = Station("48:0f:cf:11:02:01", "10.10.1.61", OFFICE)
    _arrive(wire, Fixture(printer, products.hp_printer("NPI110201"), 0.8))
    name = "HP LaserJet Enterprise M507 [110201]"
    offers = products.printing(name, "HP LaserJet Enterprise M507", "HP", colour=False)
    offers.append(
        Service("_pdl-datastream._tcp", name, 9100, {"ty": "HP LaserJet Enterprise M507"})
    )
    wire.services(at(1.1), printer, "NPI110201.local", offers)
    copier = Station("2c:9e:fc:11:02:02", "10.10.1.62", OFFICE)
    _arrive(
        wire, Fixture(copier, products.canon_printer("Canon110202", b"Canon iR-ADV C5535 III"), 0.9)
    )
    phones = [
        (
            Station("64:16:7f:11:03:01", "10.10.4.11", OFFICE),
            products.embedded("Polycom_64167f110301", b"Polycom-VVX411"),
        ),
        (
            Station("00:26:99:11:03:02", "10.10.4.12", OFFICE),
            products.cisco_phone("CP-7911G", "SEP002699110302"),
        ),
    ]
    for n, (phone, habit) in enumerate(phones):
        _arrive(wire, Fixture(phone, habit, 1.7 + n / 2))


def _classrooms(wire: Wire) -> None:
    for n, name in enumerate(("NES-R12-0188", "NES-R14-0191", "NES-R15-0197")):
        pc = Station(f"8c:04:ba:20:01:{n + 1:02x}", f"10.20.1.{n + 21}", CLASSROOMS)
        _arrive(wire, Fixture(pc, products.windows(name), 5.5 + 3.1 * n))
    for n in range(3):  # carts charge on wired adapters until the first lesson
        book = Station(f"00:e0:4c:20:02:{n + 1:02x}", f"10.20.2.{n + 31}", CLASSROOMS)
        _arrive(wire, Fixture(book, products.chromeos(), 2.2 + 0.7 * n))
    mac = Station("3c:06:30:20:03:01", "10.20.1.41", CLASSROOMS)
    _arrive(wire, Fixture(mac, products.macos("NES-MBA-0077"), 7.4))
    wire.services(
        at(7.8), mac, "NES-MBA-0077.local", products.airplay("NES-MBA-0077", mac.mac, "Mac14,2")
    )
    wire.mdns(
        at(7.9), mac, questions=[question("_googlecast._tcp"), question("_ipp._tcp")], ip6=True
    )
    panel = Station("6c:dc:6a:20:04:01", "10.20.1.51", CLASSROOMS)
    _arrive(wire, Fixture(panel, products.android(11), 6.1))
    projector = Station("64:eb:8c:20:04:02", "10.20.1.52", CLASSROOMS)
    _arrive(wire, Fixture(projector, products.embedded("EB20040265"), 6.6))
    visualiser = Station("fc:1e:16:20:04:03", "10.20.1.53", CLASSROOMS)  # document camera
    _arrive(wire, Fixture(visualiser, products.embedded("IPEVO-VZX"), 6.9))
    _dock(wire)
    _handed_on(wire)
    _reflector(wire)


def _dock(wire: Wire) -> None:
    """A teacher's registered dock: one EUI-48, two laptops in turn."""
    dock = Station("a4:bb:6d:20:05:01", "10.20.1.71", CLASSROOMS)
    for minute, name in ((8.3, "NES-T-0311"), (26.5, "NES-T-0318")):
        wire.lease(
            at(minute),
            dock,
            products.windows(name),
            SERVER,
            relay_of(CLASSROOMS),
            xid=int(minute * 100),
            router="10.20.0.1",
        )
        wire.announce(at(minute) + 4, dock)
        _stay(wire, dock, minute + 0.3, minute + 12, every=5)
    wire.dhcp_client(
        at(21),
        dock,
        products.windows("NES-T-0311"),
        "release",
        ciaddr=dock.ip,
        server=SERVER.ip,
        xid=2100,
    )


def _handed_on(wire: Wire) -> None:
    """A released address goes to the next Chromebook: normal, no conflict."""
    first = Station("00:e0:4c:20:02:11", "10.20.2.77", CLASSROOMS)
    second = Station("00:e0:4c:20:02:12", "10.20.2.77", CLASSROOMS)
    wire.lease(
        at(3),
        first,
        products.chromeos(),
        SERVER,
        relay_of(CLASSROOMS),
        lease_s=900,
        router="10.20.0.1",
    )
    _stay(wire, first, 3.2, 14, every=4)
    wire.dhcp_client(
        at(15), first, products.chromeos(), "release", ciaddr=first.ip, server=SERVER.ip, xid=1500
    )
    wire.lease(
        at(17),
        second,
        products.chromeos(),
        SERVER,
        relay_of(CLASSROOMS),
        lease_s=900,
        router="10.20.0.1",
    )
    wire.announce(at(17) + 4, second)
    _stay(wire, second, 17.3, every=6)


def _reflector(wire: Wire) -> None:
    """The firewall repeats the library's Apple TV into the classrooms."""
    reflector = Station("00:1b:17:10:00:09", "10.20.0.9", CLASSROOMS)
    wire.announce(at(0.4), reflector)
    for minute in (9.1, 24.1):
        wire.services(
            at(minute),
            reflector,
            "Library-Apple-TV.local",
            products.airplay("Library Apple TV", "a8:5b:78:30:03:01", "AppleTV11,1"),
            ip="10.30.1.31",
        )


def _guests(wire: Wire) -> None:
    """What nobody registered, and what is allowed all the same, in the classrooms."""
    ipad = Station("a4:83:e7:20:06:01", "10.20.5.11", CLASSROOMS)  # exempt
    _arrive(wire, Fixture(ipad, products.apple_handheld("iPad"), 11.2))
    wire.services(
        at(11.5),
        ipad,
        "iPad.local",
        [Service("_companion-link._tcp", "iPad", 49_152, {"rpMd": "iPad13,1", "rpVr": "540.5"})],
    )
    streamer = Station("2c:53:d7:20:06:02", "10.20.5.12", CLASSROOMS)  # exempt
    _arrive(wire, Fixture(streamer, products.lwip(), 11.9))
    surface = Station("c8:3f:26:20:06:03", "10.20.5.13", CLASSROOMS)  # granted to a teacher
    _arrive(wire, Fixture(surface, products.windows("LAPTOP-4Q7MN2KD"), 12.6))
    phone = Station("da:4f:17:6c:20:31", "10.20.5.21", CLASSROOMS)  # randomised, on a dongle
    _arrive(wire, Fixture(phone, products.android(14), 13.4))
    console = Station("78:c8:81:20:06:05", "10.20.5.22", CLASSROOMS)
    _arrive(wire, Fixture(console, products.playstation(5, "PS5-4C2E81"), 14.3))
    echo = Station("fc:65:de:20:06:06", "10.20.5.23", CLASSROOMS)  # silent on mDNS
    _arrive(wire, Fixture(echo, products.embedded(), 15.1))
    for n in range(4):
        wire.search(at(15.6 + 6 * n), echo, "urn:schemas-upnp-org:device:basic:1", 15)
    home = Station("48:d6:d5:20:06:07", "10.20.5.24", CLASSROOMS)
    _arrive(wire, Fixture(home, products.embedded("Google-Home-Mini"), 16.2))
    ident = "9f3e1c7a55d04b62a8e1d3b07c46f215"
    offers = products.cast("Google Home Mini", "Room 14", ident, 2052)
    for minute in (16.5, 31.5):
        wire.services(at(minute), home, "9f3e1c7a-55d0-4b62-a8e1-d3b07c46f215.local", offers)
    pixma = Station("60:12:8b:20:06:08", "10.20.5.25", CLASSROOMS)
    _arrive(wire, Fixture(pixma, products.canon_printer("20060800000"), 17.7))
    offers = products.printing("Canon TS3500 series", "Canon TS3500 series", "Canon")
    wire.services(at(18), pixma, "20060800000.local", offers)
    silent = Station("00:50:b6:20:06:09", "10.20.5.66", CLASSROOMS)  # says nothing but ARP
    wire.announce(at(19.2), silent)
    _stay(wire, silent, 19.5, every=6)
    _stray_router(wire)


def _stray_router(wire: Wire) -> None:
    """A home router from somebody's shelf: it leases on the wall jack, and answers first."""
    router = Station("50:c7:bf:20:07:01", "10.20.5.90", CLASSROOMS)
    _arrive(
        wire,
        Fixture(
            router,
            Habit(
                (61, 50, 54, 12, 60, 55),
                (1, 3, 6, 15, 44, 46, 47, 31, 33, 121, 249),
                b"udhcp 1.19.4",
                "Archer_C7",
            ),
            20.4,
        ),
    )
    inside = Station(router.mac, "192.168.0.1", CLASSROOMS)
    wire.announce(at(20.8), inside)
    victim = Station("8c:04:ba:20:01:03", "192.168.0.101", CLASSROOMS)
    habit = products.windows("NES-R15-0197")
    wire.dhcp_client(at(28), victim, habit, "discover", xid=2800)
    wire.dhcp_server(at(28) + 0.004, inside, victim, "offer", xid=2800, lease_s=7200)
    gateway = "urn:schemas-upnp-org:device:InternetGatewayDevice:1"
    wire.notify(
        at(21.5),
        router,
        {
            "NT": gateway,
            "USN": f"uuid:60c0d1a2-7f1e-4b8a-9c55-50c7bf200701::{gateway}",
            "SERVER": "TP-LINK/TP-LINK UPnP/1.1 MiniUPnPd/1.8",
            "LOCATION": "http://10.20.5.90:1900/rootDesc.xml",
            "CACHE-CONTROL": "max-age=60",
        },
    )


def _library(wire: Wire) -> None:
    for n in range(4):  # four lab PCs are imaged: boot loader, Windows PE, then Windows
        station = Station(f"f4:8e:38:30:01:{n + 1:02x}", f"10.30.2.{n + 41}", LIBRARY)
        uuid = bytes.fromhex("4c4c4544004a3510804cb4c04f3030") + bytes([0x31 + n])
        start = 9.5 + n * 0.4
        stages = [
            (start, products.boot_rom(uuid)),
            (start + 1.1, products.windows(f"MININT-{'7KQ2VD9' if n % 2 else 'R3T8LM4'}")),
            (start + 17, products.windows(f"NES-LAB-{n + 1:02}")),
        ]
        for stage, (minute, habit) in enumerate(stages):
            wire.lease(
                at(minute),
                station,
                habit,
                SERVER,
                relay_of(LIBRARY),
                xid=3000 + 10 * n + stage,
                router="10.30.0.1",
            )
        wire.announce(at(start + 17.1), station)
        _stay(wire, station, start + 17.3, every=7)
    tv = Station("a8:5b:78:30:03:01", "10.30.1.31", LIBRARY)
    _arrive(wire, Fixture(tv, products.apple_handheld("Library-Apple-TV"), 3.3))
    offers = products.airplay("Library Apple TV", tv.mac, "AppleTV11,1")
    wire.services(at(3.6), tv, "Library-Apple-TV.local", offers)
    brother = Station("00:80:77:30:03:02", "10.30.1.32", LIBRARY)
    _arrive(wire, Fixture(brother, products.embedded("BRN008077300302"), 3.9))
    name = "Brother HL-L6200DW series"
    wire.services(
        at(4.2),
        brother,
        "BRN008077300302.local",
        products.printing(name, name, "Brother", colour=False),
    )
    switch = Station("98:b6:e9:30:04:01", "10.30.5.11", LIBRARY)
    _arrive(wire, Fixture(switch, products.nintendo(), 22.3))


def _portables(wire: Wire) -> None:
    """Heard only in the relay's copies; option 82 names the switch port."""
    units = [
        ("98:fa:9b:40:01:01", 21, products.windows("NES-P3-0204"), "Gi1/0/3", 6.0),
        ("00:e0:4c:40:01:02", 22, products.chromeos(), "Gi1/0/4", 6.8),
        ("08:05:81:40:01:03", 23, products.roku("Roku-Ultra"), "Gi1/0/14", 23.1),
    ]
    for mac, last, habit, port, minute in units:
        unit = Station(mac, f"10.40.1.{last}", OFFICE)
        wire.lease(
            at(minute), unit, habit, SERVER, portables_relay(port), heard=False, router="10.40.0.1"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
