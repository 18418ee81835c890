"""How named products speak, for the scripted captures.

Option lists are the numbers that the clients' sources or public observations give (Apple bootp,
AOSP DhcpPacket, dhcpcd, lwIP, Windows 10 1803 and later); names and serials are invented.
"""

from __future__ import annotations

from tests.pcaps.habit import Habit
from tests.pcaps.wire import Service


def windows(name: str) -> Habit:
    """Windows 10 and 11."""
    return Habit(
        order=(61, 50, 54, 12, 81, 60, 55),
        params=(1, 3, 6, 15, 31, 33, 43, 44, 46, 47, 119, 121, 249, 252),
        vendor_class=b"MSFT 5.0",
        hostname=name,
    )


def chromeos() -> Habit:
    """ChromeOS: shill's dhcpcd; sends no host name by default."""
    return Habit(
        order=(61, 50, 54, 57, 60, 55),
        params=(1, 121, 33, 3, 6, 12, 15, 26, 28, 51, 54, 58, 59, 119, 252),
        vendor_class=b"chromeos",
        max_size=1500,
    )


def macos(name: str) -> Habit:
    """macOS 12 and later."""
    return Habit(
        order=(55, 57, 61, 50, 54, 51, 12),
        params=(1, 121, 3, 6, 15, 108, 114, 119, 252, 95, 44, 46),
        hostname=name,
        max_size=1500,
        lease_s=7_776_000,
    )


def apple_handheld(name: str) -> Habit:
    """iOS, iPadOS, tvOS, audioOS 15 and later: one list for all of them."""
    return Habit(
        order=(55, 57, 61, 50, 54, 51, 12),
        params=(1, 121, 3, 6, 15, 108, 114, 119, 252),
        hostname=name,
        max_size=1500,
        lease_s=7_776_000,
    )


def android(version: int, name: str = "") -> Habit:
    """Android 11 and later."""
    return Habit(
        order=(61, 50, 54, 57, 60, 12, 55),
        params=(1, 3, 6, 15, 26, 28, 51, 58, 59, 43, 114, 108),
        vendor_class=f"android-dhcp-{version}".encode(),
        hostname=name,
        max_size=1500,
    )


def playstation(number: int, name: str) -> Habit:
    """PlayStation 4 and 5."""
    return Habit(
        order=(57, 60, 61, 50, 54, 12, 55),
        params=(1, 3, 15, 6),
        vendor_class=f"PS{number}".encode(),
        hostname=name,
        max_size=1500,
    )


def nintendo() -> Habit:
    """Nintendo Switch: hardly anything beyond its prefix."""
    return Habit(order=(61, 50, 54, 55), params=(1, 3, 6, 28))


def roku(name: str) -> Habit:
    """Roku players."""
    return Habit(order=(61, 50, 54, 12, 55), params=(1, 3, 6, 15, 12), hostname=name)


def embedded(name: str = "", vendor_class: bytes = b"") -> Habit:
    """A small Linux (udhcpc): cameras, panels, speakers, printers by the dozen."""
    return Habit(
        order=(61, 50, 54, 57, 60, 12, 55),
        params=(1, 3, 6, 12, 15, 28, 42),
        vendor_class=vendor_class,
        hostname=name,
        max_size=576,
    )


def lwip(name: str = "") -> Habit:
    """A microcontroller with lwIP and DNS."""
    return Habit(order=(57, 50, 54, 55, 12), params=(1, 3, 28, 6), hostname=name, max_size=1500)


def hp_printer(name: str) -> Habit:
    """HP LaserJet with a JetDirect card."""
    return Habit(
        order=(61, 50, 54, 12, 60, 55),
        params=(6, 3, 1, 15, 66, 67, 13, 44, 12, 81, 252),
        vendor_class=b"Hewlett-Packard JetDirect",
        hostname=name,
    )


def canon_printer(name: str, vendor_class: bytes = b"") -> Habit:
    """Canon printers and copiers."""
    return Habit(
        order=(61, 50, 54, 12, 60, 55),
        params=(1, 3, 6, 15, 44, 47),
        vendor_class=vendor_class,
        hostname=name,
    )


def cisco_phone(model: str, name: str) -> Habit:
    """Cisco IP phones: the class ends with a zero octet."""
    return Habit(
        order=(61, 50, 54, 12, 60, 55),
        params=(1, 66, 6, 3, 15, 150, 35),
        vendor_class=f"Cisco Systems, Inc. IP Phone {model}\0".encode(),
        hostname=name,
    )


def boot_rom(uuid: bytes) -> Habit:
    """A UEFI network boot loader: a stage, never an identity."""
    return Habit(
        order=(57, 50, 54, 55, 97, 94, 93, 60),
        params=(
            *(1, 2, 3, 4, 5, 6, 12, 13, 15, 17, 18, 22, 23, 28, 40, 41, 42, 43, 50, 51, 54),
            *(58, 59, 60, 66, 67, 97, 128, 129, 130, 131, 132, 133, 134, 135),
        ),
        vendor_class=b"PXEClient:Arch:00007:UNDI:003001",
        client_id=False,
        max_size=1472,
        more={97: b"\0" + uuid, 94: bytes([1, 3, 1]), 93: bytes([0, 7])},
    )


def printing(instance: str, model: str, maker: str, *, colour: bool = True) -> list[Service]:
    """What a printer announces (Bonjour Printing Specification 1.2.1 keys)."""
    txt: dict[str, str | None] = {
        **{"txtvers": "1", "qtotal": "1", "rp": "ipp/print", "ty": model, "priority": "30"},
        **{"product": f"({model})", "usb_MFG": maker, "usb_MDL": model.removeprefix(f"{maker} ")},
        **{"pdl": "image/urf,image/jpeg", "Color": "T" if colour else "F", "Duplex": "T"},
        "note": "",
    }
    return [
        Service("_ipp._tcp", instance, 631, txt, subtypes=("_universal", "_print")),
        Service("_uscan._tcp", instance, 80, {"txtvers": "1", "ty": model, "rs": "eSCL"}),
        Service("_http._tcp", instance, 80),
    ]


def airplay(
    instance: str, mac: str, model: str, more: dict[str, str] | None = None
) -> list[Service]:
    """An AirPlay receiver."""
    txt: dict[str, str | None] = {
        **{"deviceid": mac.upper(), "features": "0x4A7FCFD5,0xBC157FDE", "flags": "0x18644"},
        **{"model": model, "srcvers": "780.66.1", "acl": "0", **(more or {})},
    }
    tag = mac.replace(":", "").upper()
    return [
        Service("_airplay._tcp", instance, 7000, txt),
        Service(
            "_raop._tcp", f"{tag}@{instance}", 7000, {"am": model, "cn": "0,1,2,3", "vn": "65537"}
        ),
    ]


def cast(model: str, name: str, ident: str, capabilities: int) -> list[Service]:
    """A Google Cast receiver. ``capabilities``: bit 0 = video out, bit 5 = a group."""
    txt: dict[str, str | None] = {
        **{"id": ident, "cd": ident.upper(), "rm": "", "ve": "05", "md": model},
        **{"ic": "/setup/icon.png", "fn": name, "ca": str(capabilities), "st": "0", "rs": ""},
    }
    return [Service("_googlecast._tcp", f"{model.replace(' ', '-')}-{ident}", 8009, txt)]
