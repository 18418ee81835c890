"""One of everything that the road can hand to the store."""

from __future__ import annotations

import hashlib

from walljack.address import Eui48, Ipv4, Ipv6
from walljack.model.case import Case, CaseState, CustodyEntry
from walljack.model.change import Changes, KeptFrame, Shown, Tenure, WeirdTally
from walljack.model.cluster import (
    Carried,
    Clusters,
    IdentifierKind,
    Refusal,
    ThingLink,
    Why,
)
from walljack.model.finding import Finding
from walljack.model.identity import Band, Claim, Identity, Record
from walljack.model.observation import Basis, Fact
from walljack.model.packet import Link, Packet
from walljack.model.policy import Level
from walljack.model.profile import BindingKey, FactKey, HostKey, Profile
from walljack.model.signal import Signal, Standing
from walljack.model.span import Span

START_NS = 1_760_000_000_000_000_000  # a school day in October 2025
CONSOLE = Eui48(0x9C_93_4E_00_53_01)
LAPTOP = Eui48(0x02_00_5E_00_53_02)


def at(seconds: int) -> int:
    """Nanoseconds UTC, ``seconds`` into the day."""
    return START_NS + seconds * 1_000_000_000


def profile(device: Eui48 = CONSOLE) -> Profile:
    """A device with every kind of statement, among them awkward texts."""
    return Profile(
        device,
        facts={
            FactKey("hs-10", 0, Fact("dhcp.hostname", "0012")): Span(at(0), at(60), 3),
            FactKey("hs-10", 0, Fact("dhcp.params", "1,3,6,15")): Span(at(0), at(60), 3),
            FactKey(
                "hs-10",
                int(LAPTOP),
                Fact("mdns.txt.fn", "Zoë’s\x00TV 📺", "_googlecast._tcp", "tv.local"),
            ): Span(at(5), at(9), 2),
        },
        bindings={
            BindingKey("hs-10", Ipv4(0x0A140007), Basis.ACK): Span(at(1), at(60), 2),
            BindingKey("hs-10", Ipv6(0xFE80 << 112 | 7), Basis.SOURCE): Span(at(2), at(2), 1),
            BindingKey("hs-10", Ipv6(7), Basis.SOURCE): Span(at(2), at(2), 1),
        },
        hosts={HostKey("hs-10", "tv.local", Ipv4(0x0A140007)): Span(at(5), at(9), 2)},
        sightings={"hs-10": [Span(at(0), at(60), 7), Span(at(900), at(960), 2)]},
        dropped={"facts": 4},
    )


def identity(type_: str = "game_console", band: Band = Band.LIKELY) -> Identity:
    """An identity with a claim on either side."""
    signals = (
        Signal("oui", "Example, Inc.", first_ns=at(0), last_ns=at(60), count=3),
        Signal("mdns.host", "Zoë", "", Standing.HEARSAY, str(LAPTOP), at(5), at(9), 2),
    )
    claim = Claim(
        entry="example-console",
        type=type_,
        vendor="Example",
        model="One",
        os="",
        line="home",
        basis="captured",
        generic=False,
        group="dhcp",
        band=band,
        signals=signals,
        sentence="It asks for an address the way this console does.",
    )
    return Identity(
        type_, "Example", "One", "", "home", band, 81, Record("dhcp+oui", 40, 37),
        (claim,), (claim,), "Look at it.",
    )  # fmt: skip


def finding(finding_id: str = "f-1", last: int = 60, ended: int | None = None) -> Finding:
    """A finding about the console that held until ``last`` and ended at ``ended`` seconds."""
    return Finding(
        id=finding_id,
        rule="console",
        policy="k12-default",
        policy_digest="d" * 64,
        clause="devices",
        also=("network",),
        device=CONSOLE,
        segment="hs-10",
        level=Level.MEDIUM,
        type="game_console",
        band=Band.LIKELY,
        title="A game console is on the wired network",
        reasons=("It asks for an address the way this console does.", "“Zoë’s”"),
        first_ns=at(0),
        last_ns=at(last),
        ended_ns=None if ended is None else at(ended),
    )


def case(state: CaseState = CaseState.OPENED, changed: int = 60) -> Case:
    """The console's case."""
    return Case(
        "c-1", 1, CONSOLE, "hs-10", state, Level.MEDIUM, ("f-1", "f-2"), at(0), at(changed), ""
    )


def custody_entry(sequence: int = 1, digest: str = "a" * 64) -> CustodyEntry:
    """One entry; the chain itself is another room's business."""
    return CustodyEntry(
        sequence, "c-1", at(0), "opened", "walljack", {"level": "medium", "n": 1, "x": None},
        "", digest,
    )  # fmt: skip


def kept_frame(seconds: int = 0, device: Eui48 = CONSOLE) -> KeptFrame:
    """A frame of the device at that second, unlike that of any other second."""
    data = b"\xff" * 6 + device.octets + seconds.to_bytes(4, "big")
    packet = Packet(Link.ETHERNET, data, at(seconds), "eth1", len(data) + 4, None)
    return KeptFrame(device, "hs-10", hashlib.sha256(data).hexdigest(), packet)


def everything() -> Changes:
    """Changes that hold one of each, as one save would."""
    return Changes(
        profiles=[profile(), Profile(LAPTOP)],
        tenures=[Tenure("hs-10", Ipv4(0x0A140007), CONSOLE, Basis.ACK, at(1), at(60))],
        shown=[Shown(CONSOLE, identity(), at(3), "unknown")],
        findings=[finding(), finding("f-2")],
        cases=[case()],
        custody=[custody_entry()],
        frames=[kept_frame()],
        weirds=[WeirdTally("hs-10", "mdns-name-loop", 2, at(7), at(8), b"\x00\xff")],
        clusters=one_thing(),
        clusters_ns=at(60),
    )


def one_thing() -> Clusters:
    """The two devices as one thing, and what the laptop has that links it to nothing."""
    said = Carried(IdentifierKind.HOST, "ada-mac", "mdns.host", "Ada-Mac.local", at(4))
    refusal = Refusal(LAPTOP, Why.MANY, IdentifierKind.DUID, "dhcp.client_id", "ff01", 40)
    return Clusters(
        tuple(ThingLink(one, CONSOLE, (said,)) for one in (LAPTOP, CONSOLE)), (refusal,)
    )
