"""Make the capture of a product that no fingerprint knows, to try the upkeep of the book on.

Run: ``python -m tests.pcaps.new_product FILE``. A projector of a maker that there is not, in a
classroom beside a PC: named after a teacher, with a serial number, announced over DHCP, mDNS and
SSDP. A second one hangs next door.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.pcaps import products
from tests.pcaps.habit import Habit
from tests.pcaps.station import Station
from tests.pcaps.wire import Service, Wire

START_S = 1_791_297_600  # the sample's school morning
SERVER = Station("8c:ec:4b:10:00:05", "10.20.0.5")
PC = Station("8c:04:ba:20:01:01", "10.20.1.21")
PROJECTOR = Station("00:00:5e:00:53:2e", "10.20.4.12")
NEXT_DOOR = Station("00:00:5e:00:53:81", "10.20.4.13")

# What must be found in no donated capture and no draft.
PERSONAL = ("Abernathy", "Okafor", "KP30012345678", "KP30087654321", "10.20.4.12", "0053:2e")


def klever(name: str) -> Habit:
    """An invented product on a small DHCP client."""
    return Habit(
        order=(61, 50, 54, 57, 60, 12, 55),
        params=(1, 3, 6, 12, 15, 28, 42),
        vendor_class=b"klever-av 2.1.7",
        hostname=name,
        max_size=576,
    )


def projector(wire: Wire, at_s: float, who: Station, owner: str, serial: str) -> None:
    """Switched on: lease, announcements, a search reply's worth of SSDP."""
    tail = who.octets[3:].hex().upper()
    host = f"KLEVER-{tail}"
    wire.probe(at_s, who)
    wire.lease(at_s + 4, who, klever(host), SERVER)
    wire.announce(at_s + 6, who)
    control = Service(
        "_klever-ctl._tcp",
        f"Klever P300 ({owner})",
        9090,
        {"txtvers": "1", "model": "Klever P300", "sn": serial, "mac": who.mac, "loc": owner},
    )
    wire.services(at_s + 8, who, f"{host}.local", [control])
    wire.notify(
        at_s + 9,
        who,
        {
            "NT": "urn:klever-example:device:Projector:1",
            "USN": f"uuid:4b1e7e50-0a1b-4c2d-8e3f-{who.octets.hex()}"
            "::urn:klever-example:device:Projector:1",
            "SERVER": "Linux/5.10.66 UPnP/1.0 Klever-AV/2.1.7",
            "LOCATION": f"http://{who.ip}:49152/desc.xml",
            "X-FRIENDLY-NAME": f"{owner}s projector",
        },
    )


def make(path: Path) -> None:
    """Write the capture; the same octets every time."""
    wire = Wire(START_S)
    wire.lease(0, PC, products.windows("NES-R12-0188"), SERVER)
    wire.announce(3, PC)
    projector(wire, 60, PROJECTOR, "Ms Abernathy, Room 112", "KP30012345678")
    projector(wire, 90, NEXT_DOOR, "Mr Okafor, Room 113", "KP30087654321")
    wire.save(path)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
