"""Make the special captures that the road must judge rightly, one small file each.

Run: ``python -m tests.pcaps.make_cases tests/pcaps/cases``. ``CASES`` says what each shows and
what must be judged; the road's own tests hold it to that. All are untagged, on one segment
``10.20.0.0/16``, unless a case says otherwise. Addresses, names and serials are invented.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.pcaps import products
from tests.pcaps.habit import Relay
from tests.pcaps.station import Station
from tests.pcaps.whose import whose_accused, whose_computers, whose_gadgets
from tests.pcaps.wire import Service, Wire, address_records, owner, question

START_S = 1_791_297_600  # the sample's school morning
SERVER = Station("8c:ec:4b:10:00:05", "10.20.0.5")
GATEWAY = Station("00:1b:54:10:0a:01", "10.20.0.1")
TEACHER_PC = Station("8c:04:ba:20:01:01", "10.20.1.21")
LAPTOP = Station("f8:5e:a0:20:09:01", "10.20.5.31")
MINUTE = 60.0


class Case(NamedTuple):
    """One capture. ``shows``: what happens on the wire. ``judged``: what must come of it."""

    name: str
    make: Callable[[Wire], None]
    shows: str
    judged: str


def address_moves(wire: Wire) -> None:
    """An address is held by A, taken by B while A's lease runs, and taken back."""
    a, b = TEACHER_PC, Station(LAPTOP.mac, TEACHER_PC.ip)
    wire.lease(0, a, products.windows("NES-R12-0188"), SERVER)
    wire.announce(5, a)
    wire.ask(60, a, GATEWAY.ip)
    wire.arp(120, b, sender=b.ip, target=GATEWAY.ip)
    wire.arp(121, b, sender=b.ip, target=b.ip, reply_to=GATEWAY.mac)
    wire.ask(150, b, GATEWAY.ip)
    wire.ask(240, a, GATEWAY.ip)
    wire.announce(241, a)


def address_handed_on(wire: Wire) -> None:
    """The server gives a released address to the next device."""
    a = Station("00:e0:4c:20:02:11", "10.20.2.77")
    b = Station("00:e0:4c:20:02:12", "10.20.2.77")
    wire.lease(0, a, products.chromeos(), SERVER, lease_s=900)
    wire.announce(3, a)
    habit = products.chromeos()
    wire.dhcp_client(400, a, habit, "release", ciaddr=a.ip, server=SERVER.ip, xid=400)
    wire.lease(500, b, habit, SERVER, lease_s=900)
    wire.announce(504, b)


def behind_relay(wire: Wire) -> None:
    """A Roku is heard only in a relay's copies, whose option 82 names the switch port."""
    relay = Relay(
        Station("70:10:5c:40:00:01", "10.20.0.40"), "10.40.0.1", b"Gi1/0/14", b"portables-sw1"
    )
    roku = Station("08:05:81:40:01:03", "10.40.1.23")
    wire.announce(0, SERVER)
    wire.lease(3, roku, products.roku("Roku-Ultra"), SERVER, relay, heard=False, router="10.40.0.1")


def reflector(wire: Wire) -> None:
    """A gateway repeats the mDNS of a HomePod on another segment, twice a quarter of an hour."""
    gateway = Station("00:1b:17:10:00:09", "10.20.0.9")
    wire.announce(0, gateway)
    for minute in (1, 8, 16):
        offers = products.airplay("Library", "94:ea:32:30:03:05", "AudioAccessory5,1")
        wire.services(minute * MINUTE, gateway, "Library.local", offers, ip="10.30.1.35")
        wire.services(
            minute * MINUTE + 5,
            gateway,
            "NPI300306.local",
            products.printing("HP LaserJet [300306]", "HP LaserJet Pro M404n", "HP"),
            ip="10.30.1.36",
        )


def forged_homepod(wire: Wire) -> None:
    """A laptop announces a HomePod at the address of a teacher's PC, which is on the wire."""
    wire.lease(0, TEACHER_PC, products.windows("NES-R12-0188"), SERVER)
    wire.announce(5, TEACHER_PC)
    wire.lease(20, LAPTOP, products.windows("LAPTOP-9TR3KQ1M"), SERVER)
    wire.announce(25, LAPTOP)
    offers = products.airplay("Room 12", TEACHER_PC.mac, "AudioAccessory5,1")
    for n in range(4):
        wire.services(60 + 20 * n, LAPTOP, "Room-12.local", offers, ip=TEACHER_PC.ip)
    wire.ask(150, TEACHER_PC, GATEWAY.ip)
    wire.ask(151, LAPTOP, GATEWAY.ip)


def forged_relay(wire: Wire) -> None:
    """A laptop that only speaks ARP writes a Roku's request in a teacher's PC's name.

    It feigns the room's gateway, which is heard itself, as the relay.
    """
    wire.announce(0, SERVER)
    wire.announce(1, GATEWAY)
    wire.lease(5, TEACHER_PC, products.windows("NES-R12-0188"), SERVER)
    wire.announce(10, TEACHER_PC)
    wire.announce(20, LAPTOP)
    feigned = Relay(LAPTOP, GATEWAY.ip, b"Gi1/0/14", b"portables-sw1")
    roku = products.roku("Roku-Ultra")
    for n in range(4):
        at_s = 60.0 + 20 * n
        body = wire.dhcp_client(at_s, TEACHER_PC, roku, "discover", xid=77 + n, heard=False)
        wire.relayed(at_s, feigned, SERVER, body)


def imaging_lab(wire: Wire) -> None:
    """Four lab PCs start from the network, are imaged from one image, and come up as Windows."""
    for n in range(4):
        pc = Station(f"f4:8e:38:30:01:{n + 1:02x}", f"10.20.3.{n + 41}")
        uuid = bytes.fromhex("4c4c4544004a3510804cb4c04f3030") + bytes([0x31 + n])
        for stage, (after, habit) in enumerate(
            [
                (0.0, products.boot_rom(uuid)),
                (40.0, products.windows("MININT-7KQ2VD9")),
                (900.0, products.windows(f"NES-LAB-{n + 1:02}")),
            ]
        ):
            wire.lease(n * 6 + after, pc, habit, SERVER, xid=100 * n + stage + 1)
        wire.announce(n * 6 + 905, pc)


def arp_probe(wire: Wire) -> None:
    """A device probes for an address that another holds, is refused, and takes the next one."""
    wire.announce(0, TEACHER_PC)
    wanted = Station("a4:ae:12:20:09:02", TEACHER_PC.ip)
    wire.arp(30, wanted, sender="0.0.0.0", target=wanted.ip)
    wire.arp(30.001, TEACHER_PC, sender=TEACHER_PC.ip, target="0.0.0.0", reply_to=wanted.mac)
    settled = Station(wanted.mac, "10.20.1.22")
    wire.probe(35, settled)
    wire.announce(40, settled)


def sleep_proxy(wire: Wire) -> None:
    """An Apple TV answers for a sleeping iMac, and says so with the Owner option."""
    proxy = Station("a8:5b:78:30:03:01", "10.20.1.31")
    imac = "14:98:77:20:09:03"
    wire.lease(0, proxy, products.apple_handheld("Library-Apple-TV"), SERVER)
    wire.announce(4, proxy)
    wire.services(
        6,
        proxy,
        "Library-Apple-TV.local",
        [
            *products.airplay("Library Apple TV", proxy.mac, "AppleTV11,1"),
            Service("_sleep-proxy._udp", "50-34-10-70 Library Apple TV", 52_010),
        ],
    )
    for n in range(3):
        wire.mdns(
            60 + 30 * n,
            proxy,
            answers=address_records("NES-IMAC-07.local", "10.20.1.44"),
            more=[owner(imac)],
        )


def virtual_router(wire: Wire) -> None:
    """A VRRP gateway answers ARP and moves from one router to the other."""
    routers = [GATEWAY, Station("00:1b:54:10:0b:01", "10.20.0.3")]
    virtual = Station("00:00:5e:00:01:14", "10.20.0.254")
    for n, router in enumerate(routers):
        wire.announce(n, router)
    for minute in (1, 2, 3):
        wire.announce(minute * MINUTE, virtual)
        wire.ask(minute * MINUTE + 10, TEACHER_PC, virtual.ip)
        wire.arp(
            minute * MINUTE + 10.001,
            virtual,
            sender=virtual.ip,
            target=TEACHER_PC.ip,
            reply_to=TEACHER_PC.mac,
        )


def proxy_arp(wire: Wire) -> None:
    """A router answers ARP for addresses that lie behind it."""
    for n in range(4):
        behind = f"10.20.200.{n + 1}"
        wire.ask(n * 10, TEACHER_PC, behind)
        wire.arp(
            n * 10 + 0.002, GATEWAY, sender=behind, target=TEACHER_PC.ip, reply_to=TEACHER_PC.mac
        )


def mirrored_twice(wire: Wire) -> None:
    """A mirror port copies every frame of a console's arrival in both directions."""
    console = Station("78:c8:81:20:06:05", "10.20.5.22")
    habit = products.playstation(5, "PS5-4C2E81")
    wire.dhcp_client(0, console, habit, "discover", xid=7)
    wire.twice()
    wire.dhcp_client(1, console, habit, "request", xid=7, server=SERVER.ip, wanted=console.ip)
    wire.twice()
    wire.dhcp_server(1.002, SERVER, console, "ack", xid=7)
    wire.twice()
    wire.ask(2, console, GATEWAY.ip)
    wire.twice()


def stray_dhcp_server(wire: Wire) -> None:
    """A home router offers leases on the wall jack; the district's server does too."""
    router = Station("50:c7:bf:20:07:01", "192.168.0.1")
    wire.announce(0, router)
    wire.announce(1, SERVER)
    client = Station(TEACHER_PC.mac, "192.168.0.101")
    wire.dhcp_client(10, client, products.windows("NES-R12-0188"), "discover", xid=9)
    wire.dhcp_server(10.003, router, client, "offer", xid=9, lease_s=7200)
    wire.dhcp_server(10.050, SERVER, TEACHER_PC, "offer", xid=9)


def cast_group(wire: Wire) -> None:
    """One Nest Mini announces itself and the speaker group that it leads."""
    speaker = Station("48:d6:d5:20:06:07", "10.20.5.24")
    wire.announce(0, speaker)
    host = "9f3e1c7a-55d0-4b62-a8e1-d3b07c46f215.local"
    own = products.cast("Google Nest Mini", "Room 14", "9f3e1c7a55d04b62a8e1d3b07c46f215", 2052)
    group = products.cast("Google Cast Group", "Upstairs", "1a6cf0d2b7e94c358f20a4d1937be662", 2084)
    wire.services(4, speaker, host, own + group)
    wire.mdns(5, speaker, questions=[question("_googlecast._tcp")])


CASES = (
    Case(
        "address-moves",
        address_moves,
        "10.20.1.21 goes from a teacher's PC to a laptop and back within four minutes",
        "both tenures of the PC and the laptop's between them are kept, in order; the laptop is "
        "never the registered PC",
    ),
    Case(
        "address-handed-on",
        address_handed_on,
        "10.20.2.77 is released and leased to the next Chromebook",
        "normal: no conflict, no finding for either",
    ),
    Case(
        "behind-relay",
        behind_relay,
        "relayed DHCP with giaddr 10.40.0.1 and option 82 Gi1/0/14",
        "a streaming player (Roku) on the segment of the giaddr, at that port, present; the "
        "relay is not the Roku",
    ),
    Case(
        "reflector",
        reflector,
        "00:1b:17:10:00:09 repeats a HomePod and a printer of 10.30.0.0/16",
        "hearsay: the gateway is neither a speaker nor a printer; no case is opened",
    ),
    Case(
        "forged-homepod",
        forged_homepod,
        "a laptop announces a HomePod at the address of a teacher's PC",
        "the PC stays a Windows computer with no case; the HomePod is hearsay, at most possible",
    ),
    Case(
        "forged-relay",
        forged_relay,
        "a laptop sends a Roku's requests in a teacher's PC's name, as if it relayed them",
        "the PC stays a Windows computer with no case; the Roku is hearsay of the laptop",
    ),
    Case(
        "imaging-lab",
        imaging_lab,
        "four PCs: PXE loader, Windows PE with one host name, Windows",
        "four Windows computers; no identity change, no impersonation, no cluster",
    ),
    Case(
        "arp-probe",
        arp_probe,
        "a device probes for a held address, is defended against, settles on another",
        "10.20.1.21 never belongs to the prober; 10.20.1.22 does",
    ),
    Case(
        "sleep-proxy",
        sleep_proxy,
        "an Apple TV answers for a sleeping iMac with the EDNS0 Owner option",
        "the iMac's name is the iMac's, by hearsay and without a sighting; the Apple TV stays one",
    ),
    Case(
        "virtual-router",
        virtual_router,
        "00:00:5e:00:01:14 answers for the gateway",
        "the virtual address is no device and is never listed",
    ),
    Case(
        "proxy-arp",
        proxy_arp,
        "a router answers ARP for four addresses behind it",
        "one device, no finding",
    ),
    Case(
        "mirrored-twice",
        mirrored_twice,
        "every frame of a PlayStation's arrival comes twice",
        "one game console, one finding",
    ),
    Case(
        "stray-dhcp-server",
        stray_dhcp_server,
        "a home router offers a lease beside the district's server",
        "the router serves DHCP and is found; the district's server, as configured, is not",
    ),
    Case(
        "cast-group",
        cast_group,
        "a Nest Mini announces a Cast group too",
        "one smart speaker; the group is no device",
    ),
    Case(
        "whose-computers",
        whose_computers,
        "Windows computers of the school, its teachers and its pupils, named in every way",
        "none of the school's is called likely personal; what another says of one is no sign",
    ),
    Case(
        "whose-gadgets",
        whose_gadgets,
        "tablets, players and phones, two with a name of the school's",
        "a console stays personal whatever it is called; a tablet is undecided",
    ),
    Case(
        "whose-accused",
        whose_accused,
        "the school's own with a name, type, address or domain that might accuse them",
        "none of them is called likely personal, and none gets a case",
    ),
)


def main(folder: Path) -> None:
    """Write every case into the folder."""
    for case in CASES:
        wire = Wire(START_S)
        case.make(wire)
        wire.save(folder / f"{case.name}.pcap")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
