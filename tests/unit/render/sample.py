"""A report view made by hand: two open cases, one device to look at, and every other section."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from walljack.address import parse_eui48
from walljack.model.case import Case, CaseState
from walljack.model.finding import Finding
from walljack.model.identity import Band, Claim, Identity, Record
from walljack.model.ownership import Leaning, Ownership, Sign, Strength
from walljack.model.policy import Clause, ClauseKind, Level
from walljack.model.segment import Medium, Segment
from walljack.model.signal import Signal, Standing
from walljack.model.view import (
    CaptureRow,
    CaseRow,
    DevicePage,
    DeviceRow,
    FindingRow,
    InventoryRow,
    RegisterRow,
    ReportView,
    SameThing,
    Sighting,
    SignalRow,
    WeirdRow,
)

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = Path(__file__).parent / "golden"
TEMPLATES = {
    path.name: path.read_text(encoding="utf-8") for path in (ROOT / "data/templates").iterdir()
}
GENERIC_WORDS = (ROOT / "data/masking/generic-words.txt").read_text(encoding="utf-8")

SECOND = 1_000_000_000
MORNING = 1_789_370_000 * SECOND  # 2026-09-14T07:13:20Z
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

LIBRARY = Segment("lib-wired", "lincoln", "Library", Medium.WIRED, classroom=False)
ROOMS = Segment("rooms-wired", "lincoln", "Main building", Medium.WIRED, classroom=True)

WIRED = Clause(
    "personal-wired",
    ClauseKind.RULE,
    "Mukilteo 2314P",
    "Network use",
    "10",
    "No personal",
    "No personal device may ever be on the wired network; gaming consoles are named.",
    decides="the school's administrators",
)
UNAUTHORISED = Clause(
    "unauthorised",
    ClauseKind.RULE,
    "Mukilteo 2314P",
    "Network use",
    "11",
    "Unauthorized",
    "An unauthorised device, such as a smart speaker, is forbidden on wired and wireless.",
    confiscates=True,
    decides="the school's administrators",
    consequence="Such a device is confiscated.",
)
FILTER = Clause(
    "filter-bypass",
    ClauseKind.RULE,
    "Monroe 2022P",
    "Filtering",
    "",
    "Students and staff",
    "Nobody may go around the filter.",
)


def console_identity() -> Identity:
    """A console that three pieces of evidence agree on, and one speaks against."""
    host = Signal("dhcp.hostname", "PS5-***", "", Standing.OWN, "", MORNING, MORNING, 3)
    query = Signal("mdns.query", "_spotify-connect._tcp", "", Standing.OWN, "", MORNING, MORNING, 9)
    heard = Signal(
        "mdns.service",
        "_airplay._tcp",
        "",
        Standing.HEARSAY,
        "00:00:5e:00:53:77",
        MORNING,
        MORNING,
        1,
    )
    return Identity(
        type="game_console",
        vendor="Sony",
        model="PlayStation 5",
        os="",
        line="",
        band=Band.CONFIRMED,
        percent=93,
        record=Record("product statement", 50, 49),
        claims_for=(
            Claim(
                *("sony-ps5-host", "game_console", "Sony", "PlayStation 5", "", "", "captured"),
                *(False, "dhcp-host", Band.LIKELY, (host,)),
                "It asks for an address by the name “PS5-***”, as a PlayStation 5 does.",
            ),
            Claim(
                *("sony-query", "game_console", "Sony", "", "", "", "documented"),
                *(True, "mdns", Band.POSSIBLE, (query,)),
                "It looks for music players, as consoles do.",
            ),
        ),
        claims_against=(
            Claim(
                *("apple-airplay", "media", "Apple", "", "", "", "reported"),
                *(True, "mdns", Band.POSSIBLE, (heard,)),
                "Another device says that it takes AirPlay.",
            ),
        ),
        settles="Look at the device: a console has a controller and an HDMI cable.",
    )


def unknown_identity() -> Identity:
    """Nothing is known."""
    settles = "Look at the jack; ask the room's teacher."
    return Identity("unknown", "", "", "", "", Band.UNKNOWN, 0, None, (), (), settles)


def console() -> DeviceRow:
    """The console of case 4."""
    return DeviceRow(
        address="00:00:5e:00:53:05",
        vendor="Sony Interactive Entertainment Inc.",
        identity=console_identity(),
        segments=("rooms-wired",),
        addresses=("10.20.4.17", "fe80::200:5eff:fe00:5305"),
        names=("PS5-***",),
        standing="",
        asset_tag="",
        first_ns=MORNING,
        last_ns=MORNING + 5400 * SECOND,
        hearsay_only=False,
        kind="game console",
        place="Port Gi1/0/7 of rooms-sw1, Main building, Lincoln High",
        ownership=owner(),
    )


def owner() -> Ownership:
    """The console looks personal, though it is named by a place."""
    named = Signal("dhcp.hostname", "Room-PS5-***", first_ns=MORNING, last_ns=MORNING, count=2)
    return Ownership(
        Leaning.PERSONAL,
        Band.LIKELY,
        personal=(
            Sign(
                *("consumer-type", Leaning.PERSONAL, Strength.STRONG, "product", "", ()),
                "A game console is made for private use (confirmed).",
            ),
            Sign(
                *("not-registered", Leaning.PERSONAL, Strength.SLIGHT, "register", "", ()),
                "The register does not list it.",
            ),
        ),
        managed=(
            Sign(
                *("named-by-place", Leaning.MANAGED, Strength.SLIGHT, "name"),
                *("named after a place of a school", (named,)),
                "Its host name “Room-PS5-***”: named after a place of a school.",
            ),
        ),
        settles="Look for an asset tag.",
    )


def speaker() -> DeviceRow:
    """The smart speaker of case 3."""
    identity = replace(
        console_identity(),
        type="smart_speaker",
        vendor="Amazon",
        model="Echo",
        band=Band.LIKELY,
        percent=81,
        record=None,
        claims_against=(),
    )
    return replace(
        console(),
        address="00:00:5e:00:53:0a",
        vendor="Amazon Technologies Inc.",
        identity=identity,
        segments=("lib-wired",),
        addresses=("10.20.5.9",),
        names=(),
        kind="smart speaker",
        place="Library, Lincoln High (segment lib-wired, wired)",
    )


def stranger() -> DeviceRow:
    """The unknown device that is worth a look."""
    return replace(
        console(),
        address="00:00:5e:00:53:99",
        vendor="Murata Manufacturing Co., Ltd.",
        identity=unknown_identity(),
        names=("***",),
        kind="unknown device",
        place="Main building, Lincoln High (segment rooms-wired, wired)",
    )


def _finding(row: DeviceRow, rule: str, level: Level, title: str, *reasons: str) -> Finding:
    return Finding(
        id=f"01990000-0000-8000-8000-{row.address.replace(':', '')}",
        rule=rule,
        policy="mukilteo-2314p",
        policy_digest=DIGEST,
        clause="personal-wired",
        also=("unauthorised",),
        device=parse_eui48(row.address),
        segment=row.segments[0],
        level=level,
        type=row.identity.type,
        band=row.identity.band,
        title=title,
        reasons=reasons,
        first_ns=MORNING,
        last_ns=MORNING + 5400 * SECOND,
    )


def _found(row: DeviceRow, finding: Finding, clause: Clause, *also: Clause) -> FindingRow:
    return FindingRow(
        finding=finding,
        clause=clause,
        also=also,
        false_positives=("A game design class may have one: ask whether it is the school's.",),
        advice="Find the device, ask whose it is, and check the exemptions before touching it.",
        kind=row.kind,
        place=row.place,
    )


def console_case() -> CaseRow:
    """A console on a wired classroom segment: high."""
    row = console()
    finding = _finding(
        row,
        "console-on-wire",
        Level.HIGH,
        "A game console is on the wired network",
        "It is confirmed to be a game console.",
        "The segment rooms-wired is wired.",
        "It is in no register.",
    )
    return CaseRow(
        case=Case(
            "01990000-0000-8000-8000-000000000004",
            4,
            parse_eui48(row.address),
            "rooms-wired",
            CaseState.OPENED,
            Level.HIGH,
            (finding.id,),
            MORNING + 60 * SECOND,
            MORNING + 60 * SECOND,
        ),
        device=row,
        segment=ROOMS,
        site="Lincoln High",
        place=row.place,
        evidence=(
            "It asks for an address by the name “PS5-***”, as a PlayStation 5 does.",
            "It looks for music players, as consoles do.",
            "Its address prefix belongs to Sony Interactive Entertainment Inc.",
        ),
        findings=(_found(row, finding, WIRED, UNAUTHORISED),),
    )


def speaker_case() -> CaseRow:
    """A smart speaker in the library: medium."""
    row = speaker()
    finding = _finding(row, "speaker", Level.MEDIUM, "A smart speaker is on the network")
    found = _found(row, finding, UNAUTHORISED)
    return CaseRow(
        case=Case(
            "01990000-0000-8000-8000-000000000003",
            3,
            parse_eui48(row.address),
            "lib-wired",
            CaseState.VERIFIED,
            Level.MEDIUM,
            (finding.id,),
            MORNING,
            MORNING + 3600 * SECOND,
        ),
        device=row,
        segment=LIBRARY,
        site="Lincoln High",
        place=row.place,
        evidence=("It searches for Echo devices by SSDP, as an Amazon Echo does.",),
        findings=(found,),
    )


def report_view() -> ReportView:
    """A report with something in every section."""
    row = replace(console(), address="00:00:5e:00:53:44", kind="router")
    information = _finding(row, "proxy", Level.INFO, "A device offers a web proxy", "It says so.")
    return ReportView(
        district="Mukilteo School District",
        policy_title="Procedure 2314P",
        contact="the Director of Technology Operations",
        at_ns=MORNING + 7200 * SECOND,
        cases=(console_case(), speaker_case()),
        information=(_found(row, information, FILTER),),
        look_at=(stranger(),),
        inventory=(
            InventoryRow("chromebook", "Chromebook", "rooms-wired", 21),
            InventoryRow("game_console", "game console", "rooms-wired", 1),
            InventoryRow("smart_speaker", "smart speaker", "lib-wired", 1),
            InventoryRow("unknown", "unknown device", "rooms-wired", 1),
        ),
        weirds=(WeirdRow("rooms-wired", "mdns-name-loop", 3, MORNING, MORNING + 9 * SECOND),),
        captures=(
            CaptureRow("school-morning.pcap", DIGEST, 4211, MORNING, MORNING + 7200 * SECOND, True),
        ),
        registers=(
            RegisterRow("Lincoln High", MORNING - 12 * 86_400 * SECOND, True),
            RegisterRow("Roosevelt", None, False),
        ),
        custody_head=DIGEST,
        notes=("No register for Roosevelt: only rules that name a type were judged there.",),
        names_masked=True,
        cases_ended=1,
        losses=(("facts beyond what is kept of one device", 12),),
        segments={"lib-wired": LIBRARY, "rooms-wired": ROOMS},
    )


def empty_view() -> ReportView:
    """A report about nothing."""
    return replace(
        report_view(),
        district="",
        contact="",
        cases=(),
        information=(),
        look_at=(),
        inventory=(),
        weirds=(),
        captures=(),
        registers=(),
        custody_head="",
        notes=(),
        names_masked=False,
        cases_ended=0,
        losses=(),
        segments={},
    )


def device_page() -> DevicePage:
    """The page of the console."""
    identity = console_identity()
    own = tuple(SignalRow("host name", claim.signals[0]) for claim in identity.claims_for)
    return DevicePage(
        row=console(),
        virtual="",
        place="Port Gi1/0/7 of rooms-sw1",
        signals=own,
        others_say=(SignalRow("announced service", identity.claims_against[0].signals[0]),),
        sightings=(Sighting("rooms-wired", MORNING, MORNING + 5400 * SECOND, 214),),
        findings=console_case().findings,
        cases=(console_case(),),
        history=((MORNING, "media", "possible"), (MORNING + 30 * SECOND, "game_console", "likely")),
        permissions=("It is in no register, has no grant and no exemption.",),
        dropped=(("facts of one device", 2),),
        same_thing=(
            SameThing(
                replace(console(), address="02:00:5e:00:53:06", standing="district"),
                (
                    "both have the mDNS host name “***-PS5.local”",
                    "they were never there at the same time",
                ),
            ),
        ),
        not_linked=(
            "3 other addresses had this DHCP client id too, more than one thing has: copies of one "
            "image. It tells nothing apart.",
        ),
    )
