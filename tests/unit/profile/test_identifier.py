"""What a device calls itself by, and what many call themselves alike."""

from __future__ import annotations

import pytest

from walljack.address import Eui48, parse_eui48
from walljack.model.cluster import IdentifierKind
from walljack.model.signal import Signal, Standing
from walljack.profile import identifiers, models
from walljack.profile.identifier import MOST_CARRIED

DEVICE = parse_eui48("8c:04:ba:20:01:01")
WORDS = frozenset(
    {
        *("iphone", "ipad", "macbook", "pro", "chromebook", "raspberrypi", "of", "room"),
        *("pc", "student", "library", "lenovo", "oneplus"),
    }
)


def read(
    name: str, value: str, scope: str = "", standing: Standing = Standing.OWN
) -> list[tuple[str, str]]:
    """Kind and value of what one signal identifies."""
    signal = Signal(name, value, scope, standing)
    return [(one.kind.value, one.value) for one in identifiers([signal], DEVICE, WORDS)]


@pytest.mark.parametrize(
    ("client_id", "found"),
    [
        ("018c04ba200101", []),  # its own address
        ("018c04ba200102", [("client-id", "018c04ba200102")]),  # another's
        ("01020000000000", []),  # what Android shows instead of an address
        ("01000000000000", []),
        ("0001", []),
        ("", []),
        ("00" + b"upstairs printer".hex(), [("client-id", "upstairsprinter")]),
        (
            "00" + b"cisco-8c04.ba20.0101-Vl1".hex(),
            [("client-id", "cisco8c04ba200101vl1")],
        ),
        ("00a1b2c3d4e5f60718", [("client-id", "00a1b2c3d4e5f60718")]),
        (
            "ff8f9aaebd000100011fcb37ceb827eb3d08db",
            [("duid", "000100011fcb37ceb827eb3d08db")],
        ),
        ("ff11111111000100011fcb37ce000000000000", []),  # made of no address
        ("ff11111111000300018c04ba200101", [("duid", "000300018c04ba200101")]),
        ("ff1111111100020000ab11" + "00" * 8, []),  # an empty machine id
        ("ff111111110002", []),  # cut
        ("ff1111111100090102030405060708", []),  # no type of DUID
    ],
)
def test_client_ids(client_id: str, found: list[tuple[str, str]]) -> None:
    """A DUID counts without its interface's number; an address only when it is another's."""
    assert read("dhcp.client_id", client_id) == found


def test_one_machine_has_one_duid_on_all_its_interfaces() -> None:
    """The number of the interface, which differs, is no part of what is compared."""
    duid = "000100011fcb37ceb827eb3d08db"
    assert read("dhcp.client_id", "ff00000001" + duid) == read(
        "dhcp.client_id", "ff8f9aaebd" + duid
    )


@pytest.mark.parametrize(
    "uuid",
    [
        "0" * 32,
        "f" * 32,
        "03000200040005000006000700080009",
        "00020003000400050006000700080009",
        "4c4c4544000020108020" + "80c04f202020",
    ],
)
def test_machine_uuids_that_many_boards_have(uuid: str) -> None:
    """Nil, all ones and what a maker leaves in unset boards identify nothing."""
    assert read("dhcp.uuid", uuid) == []


@pytest.mark.parametrize(
    ("name", "value", "scope", "kind"),
    [
        ("dhcp.uuid", "4c4c4544004a3510804cb4c04f303031", "", "machine-uuid"),
        ("mdns.txt.deviceid", "F0:18:98:20:03:05", "_airplay._tcp", "airplay-id"),
        ("mdns.txt.id", "4B:21:77:0F:AC:99", "_hap._tcp", "homekit-id"),
        ("mdns.txt.id", "4B:21:77:0F:AC:99", "_hap._udp", "homekit-id"),
        ("mdns.txt.id", "20DF8FD6F31591D20504A9FD998C39EE", "_googlecast._tcp", "cast-id"),
        ("mdns.txt.uuid", "e3248000-80ce-11db-8000-3c2af4112233", "_ipp._tcp", "printer-uuid"),
        ("ssdp.usn", "uuid:2f402f80-da50-11e1-9b23-001788fffe2476::x", "", "upnp-uuid"),
    ],
)
def test_kinds(name: str, value: str, scope: str, kind: str) -> None:
    """Each kind is read from its own key of its own service, and from its own word alone."""
    assert [found for found, _ in read(name, value, scope)] == [kind]
    assert read(name, value, scope, standing=Standing.HEARSAY) == []
    if scope:
        assert read(name, value, "_other._tcp") == []


@pytest.mark.parametrize(
    ("name", "value", "scope"),
    [
        ("mdns.txt.gid", "4B21770F-AC99-4B21-770F-AC994B21770F", "_airplay._tcp"),
        ("mdns.txt.deviceid", "00:00:00:00:00:00", "_airplay._tcp"),
        ("mdns.txt.deviceid", "02:00:00:00:00:00", "_airplay._tcp"),
        ("mdns.txt.deviceid", "the den", "_airplay._tcp"),
        ("mdns.txt.id", "CC:22:3D:E3:CE:30", "_hap._tcp"),
        ("mdns.txt.id", "7", "_hap._tcp"),
        ("mdns.txt.uuid", "00000000-0000-0000-0000-000000000000", "_ipp._tcp"),
        ("ssdp.usn", "uuid:upnp::x", ""),
    ],
)
def test_groups_defaults_and_words_are_none(name: str, value: str, scope: str) -> None:
    """A group's id, a nil or sample value, and what is no identifier at all count for nothing."""
    assert read(name, value, scope) == []


def test_the_leader_of_a_cast_group_has_no_cast_id() -> None:
    """Beside a group's id nobody can tell which one is the device's own."""
    ids = [
        Signal("mdns.txt.id", "20DF8FD6F31591D20504A9FD998C39EE", "_googlecast._tcp"),
        Signal("mdns.txt.id", "71DF8FD6F31591D20504A9FD998C39E1", "_googlecast._tcp"),
        Signal("mdns.txt.md", "Google Cast Group", "_googlecast._tcp"),
    ]
    assert len(identifiers(ids[:2], DEVICE, WORDS)) == 2
    assert identifiers(ids, DEVICE, WORDS) == ()


@pytest.mark.parametrize(
    ("host", "telling"),
    [
        ("iPhone.local", False),
        ("iPhone-2.local", False),
        ("MacBook-Pro.local", False),
        ("Marias-MacBook-Pro.local", True),
        ("Marias-MacBook-Pro-2.local", False),
        ("android-5f3e11a09c7d2b44.local", False),
        ("Android.local", False),
        ("DESKTOP-M3JAMSQ.local", False),
        ("LAPTOP-9TR3KQ1M.local", False),
        ("WIN-8FJ3K2L1.local", False),
        ("raspberrypi.local", False),
        ("debian.local", False),
        ("Room-12.local", False),
        ("NES-LT-0231.local", True),
        ("sonos7828CA05FACC.local", True),
        ("12345.local", False),
        ("Students-iPad.local", False),
        ("Library-iPad.local", False),
        ("owner-pc.local", False),
        ("usuario-pc.local", False),
        ("mein-iPhone.local", False),
        ("moto-g.local", False),
        ("OnePlus-Nord.local", False),
        ("lenovo-tb.local", False),
        ("default.local", False),
        ("none.local", False),
        ("null.local", False),
        ("tasmota.local", False),
    ],
)
def test_host_names(host: str, telling: bool) -> None:
    """Defaults, generic words and the number of a namesake tell no thing from another."""
    assert bool(read("mdns.host", host)) is telling


def test_what_is_said_first_is_kept_and_order_is_nothing() -> None:
    """Of one identifier on several interfaces the first word counts, in any order."""
    one = Signal("mdns.host", "Marias-Mac.local", first_ns=5)
    two = Signal("mdns.host", "marias-mac.local", first_ns=9)
    found = identifiers([one, two], DEVICE, WORDS)
    assert found == identifiers([two, one], DEVICE, WORDS)
    assert [(c.kind, c.said, c.since_ns) for c in found] == [
        (IdentifierKind.HOST, "Marias-Mac.local", 5)
    ]


def test_only_so_many_are_read() -> None:
    """Of a device that carries more than any product does, so many count, in any order."""
    many = [
        Signal("mdns.txt.id", f"4b:21:77:0f:ac:{n:02x}", "_hap._tcp")
        for n in range(MOST_CARRIED + 5)
    ]
    found = identifiers(many, DEVICE, WORDS)
    assert len(found) == MOST_CARRIED
    assert identifiers(many[::-1], DEVICE, WORDS) == found


def test_models_are_its_own_word() -> None:
    """Which product it is, for each service that says so; not what others say."""
    said = [
        Signal("mdns.txt.model", "Mac14,2", "_device-info._tcp"),
        Signal("mdns.txt.model", "Other1,1", "_device-info._tcp", Standing.HEARSAY),
        Signal("mdns.txt.model", "x", "_printer._tcp"),
    ]
    assert models(said) == {("mdns.txt.model@_device-info._tcp", "mac14,2")}


def test_an_address_in_an_id_is_known() -> None:
    """What consists of an address names it."""
    (one,) = identifiers([Signal("dhcp.client_id", "018c04ba200102")], DEVICE, WORDS)
    assert one.address == Eui48(0x8C04BA200102)
