"""Every sign of an owner: which way it leans, how much it counts, under what, and its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.pcaps.district import shipped_marks, type_words
from tests.unit.fingerprint.test_ownership import (
    ASSET,
    DEVICE,
    EXEMPTION,
    GRANT,
    NO_LIST,
    OURS,
    STRANGER,
    named,
    taken_for,
    told,
    whose,
)
from walljack.fingerprint import Setting
from walljack.fingerprint.signs import somebodys
from walljack.model.identity import Band, Identity
from walljack.model.ownership import NOBODYS_DOMAINS, UNNAMED, Naming, Ownership
from walljack.model.register import Asset, Grant
from walljack.model.signal import Signal

WIRED = Setting(wired=True, private_address=True)
RADIO = Setting(wired=False, private_address=True)
# 30 June is over everywhere on earth at noon of 1 July UTC.
JULY_NS = 1_782_907_200_000_000_000
LAPSED = Setting(
    wired=True,
    private_address=False,
    register_fresh=True,
    lapsed_asset=Asset(DEVICE, "T-001", "", "district", "", "", "", JULY_NS),
)
LAPSED_GRANT = replace(
    LAPSED, lapsed_asset=None, lapsed_grant=Grant(DEVICE, "", "staff", "", "", JULY_NS)
)
FOREIGN = Signal("dhcp.fqdn", "pc.esd189.org")
COLLEGE = Signal("dhcp.fqdn", "pc.lab.college.edu")

# id → (signals, type, line, setting, leaning, strength, group, sentence).
RULES = {
    "registered": (
        *([], "", "", replace(STRANGER, asset=ASSET)),
        *("managed", "settled", "register", "The register lists its address as NES-1."),
    ),
    "granted": (
        *([], "", "", replace(STRANGER, grant=GRANT)),
        *("personal", "settled", "register", "A grant lists it as a personal device."),
    ),
    "lapsed-asset": (
        *([], "", "", LAPSED),
        *("managed", "fair", "register", "The register listed it as T-001 until 2026-06-30."),
    ),
    "lapsed-grant": (
        *([], "", "", LAPSED_GRANT, "personal", "fair", "register"),
        "A grant listed it as a personal device until 2026-06-30.",
    ),
    "not-registered": (
        *([], "", "", STRANGER),
        *("personal", "slight", "absence", "The register does not list it."),
    ),
    "private-address-wired": (
        *([], "", "", WIRED, "personal", "strong", "address"),
        "It is on the wired network with an address that devices give themselves, of no known "
        "virtual machine.",
    ),
    "private-address": (
        *([], "", "", RADIO, "personal", "slight", "address"),
        "Its address is one that devices give themselves; where wireless stations are heard, "
        "managed ones do that too.",
    ),
    "consumer-type": (
        *([], "game_console", "", NO_LIST, "personal", "strong", "product"),
        "A game console is of a type sold mainly for private use (likely).",
    ),
    "institutional-type": (
        *([], "interactive_display", "", NO_LIST, "managed", "fair", "product"),
        "An interactive display is of a type that schools and offices buy (likely).",
    ),
    "home-line": (
        *([], "printer", "home", NO_LIST, "personal", "strong", "product"),
        "It is of a product line made for the home (likely).",
    ),
    "office-line": (
        *([], "printer", "office", NO_LIST, "managed", "fair", "product"),
        "It is of a product line made for offices (likely).",
    ),
    "district-name": (
        *(named("ES-10234"), "laptop", "", NO_LIST, "managed", "strong", "name"),
        "Its host name: named as the district names what it manages; a name can be typed.",
    ),
    "no-district-name": (
        *(named("PC-1"), "laptop", "", NO_LIST, "personal", "slight", "absence"),
        "Its host name: not named as the district names what it manages.",
    ),
    "district-domain": (
        *([Signal("dhcp.domain", "district.example.org")], "", "", NO_LIST),
        *("managed", "strong", "domain"),
        "Its DHCP domain name: a member of the district's domain, as it says itself.",
    ),
    "other-domain": (
        *([FOREIGN], "", "", NO_LIST, "managed", "slight", "domain"),
        "Its full host name: a member of another domain than the district's: somebody else may "
        "manage it.",
    ),
    "district-user-class": (
        *([Signal("dhcp.user_class", "ES-Managed")], "", "", NO_LIST),
        *("managed", "strong", "user class"),
        "Its DHCP user class: the district sets this on what it manages.",
    ),
}  # fmt: skip

MARKS = {
    "amazon-default": ("personal", "fair", "product"),
    "android-default": ("personal", "slight", "product"),
    "cast-not-set-up": ("personal", "fair", "mdns"),
    "chromeos-host-name": ("managed", "fair", "dhcp + name"),
    "game-streaming": ("personal", "slight", "mdns"),
    "home-sharing": ("personal", "slight", "mdns"),
    "homekit-not-paired": ("personal", "slight", "mdns"),
    "matter-commissionable": ("personal", "fair", "mdns"),
    "named-by-place": ("managed", "fair", "name"),
    "named-by-title": ("managed", "fair", "name"),
    "of-a-person": ("personal", "fair", "name"),
    "person-and-kind": ("personal", "slight", "name"),
    "person-owns": ("personal", "fair", "name"),
    "person-owns-joined": ("personal", "slight", "name"),
    "phone-default": ("personal", "fair", "product"),
    "printer-set-up": ("personal", "slight", "name"),
    "remote-management": ("managed", "slight", "mdns"),
    "tablet-or-mac-default": ("personal", "slight", "product"),
    "windows-desktop-default": ("personal", "slight", "name"),
    "windows-laptop-default": ("personal", "slight", "name"),
    "windows-pe": ("managed", "slight", "name"),
}


def taken(kind: str, line: str = "") -> Identity:
    """What it is taken for, likely; "" for nothing."""
    return taken_for(kind or "unknown", line=line)


@pytest.mark.parametrize("sign_id", RULES)
def test_every_sign(sign_id: str) -> None:
    """Each sign of the estimate leans, counts and reads as agreed."""
    signals, kind, line, setting, leans, strength, group, sentence = RULES[sign_id]
    found = whose(signals, taken(kind, line), setting)
    by_id = {sign.id: sign for sign in found.personal + found.managed}
    sign = by_id[sign_id]
    assert (sign.leans, sign.strength.word, sign.group) == (leans, strength, group)
    assert sign.sentence == sentence


def test_every_mark() -> None:
    """Each mark leans and counts as agreed."""
    found = {
        mark.id: (mark.leans.value, mark.strength.word, mark.group)
        for mark in shipped_marks().marks
    }
    assert found == MARKS


@pytest.mark.parametrize("band", [Band.POSSIBLE])
@pytest.mark.parametrize(("kind", "line"), [("interactive_display", ""), ("printer", "office")])
def test_a_guess_is_no_sign_of_an_institution(kind: str, line: str, band: Band) -> None:
    """A type or line that is only possible speaks for nobody's management."""
    assert whose([], taken_for(kind, band, line), NO_LIST).managed == ()


@pytest.mark.parametrize("domain", sorted(NOBODYS_DOMAINS))
def test_what_programs_make_up_is_nobodys_domain(domain: str) -> None:
    """Neither alone nor below something is it a sign, unless the district's own lies there."""
    assert not somebodys(domain)
    assert not somebodys(f"speedport.{domain}")
    naming = Naming((), (f"msd.{domain}",))
    full = Signal("dhcp.fqdn", f"pc-1.msd.{domain}")
    assert [sign.id for sign in whose([full], setting=NO_LIST, naming=naming).managed] == [
        "district-domain"
    ]


def test_an_institutions_domain_is_shown_and_a_familys_is_not() -> None:
    """Names below .edu, .gov and .us are institutions'; any other may be a person's."""
    (sign,) = whose([COLLEGE], setting=NO_LIST).managed
    assert sign.sentence.endswith("somebody else may manage it (college.edu).")
    (sign,) = whose([Signal("dhcp.fqdn", "pc.smith-family.net")], setting=NO_LIST).managed
    assert "smith" not in sign.sentence


def test_one_fair_sign_against_a_strong_one_and_a_lack_leaves_it_possible() -> None:
    """Likely is more than twice the other side: a Chromebook with a private address is no case."""
    private = replace(STRANGER, private_address=True)
    assert told(whose([], taken("chromebook"), private)) == ("personal", "possible")
    assert told(whose([], taken("laptop"), private)) == ("personal", "likely")
    # Five against three: nearly twice is not enough.
    sharing = Signal("mdns.service", "_home-sharing._tcp")
    managing = Signal("mdns.service", "_net-assistant._udp")
    place = Signal("dhcp.hostname", "Library-Mac")
    found = whose([sharing, managing, place], taken("laptop"), private, UNNAMED)
    assert told(found) == ("personal", "possible")


@pytest.mark.parametrize("kind", ["phone", "tablet", "mobile", "laptop"])
def test_a_name_of_the_districts_vetoes_likely(kind: str) -> None:
    """A private address on the wire does not outweigh a strong sign of management."""
    private = replace(STRANGER, private_address=True)
    signals = [*named("ES-10022"), Signal("mdns.service", "_home-sharing._tcp")]
    assert whose(signals, taken(kind), private).band.rank <= Band.POSSIBLE.rank


TYPED = [
    *named("ES-10234"),
    Signal("dhcp.domain", "district.example.org"),
    Signal("dhcp.user_class", "ES-Managed"),
]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        *(("game_console", ""), ("smart_speaker", ""), ("vr_headset", ""), ("hotspot", "")),
        *(("smart_home", ""), ("router", "home")),
    ],
)
def test_what_is_typed_clears_no_household_device(kind: str, line: str) -> None:
    """Name, domain and user class are shown and do not count."""
    found = whose(TYPED, taken(kind, line))
    assert told(found) == ("personal", "likely")
    assert [sign.id for sign in found.managed if not sign.counts] == [
        "district-domain", "district-name", "district-user-class"
    ]  # fmt: skip
    assert not [sign for sign in found.managed if sign.counts]


@pytest.mark.parametrize(
    ("kind", "line"),
    [("streaming_player", ""), ("smart_tv", ""), ("av_receiver", ""), ("printer", "home")],
)
def test_what_schools_buy_too_is_at_most_possible(kind: str, line: str) -> None:
    """Typed signs count together as one fair one: no case, and not the district's either."""
    assert told(whose(TYPED, taken(kind, line))) == ("personal", "possible")
    library = [Signal("mdns.instance", "Library Apple TV")]
    assert told(whose(library, taken(kind, line), naming=UNNAMED)) == ("personal", "possible")


@pytest.mark.parametrize("kind", ["phone", "game_console", "streaming_player", "hotspot"])
def test_no_consumer_type_but_a_hand_held_leans_managed(kind: str) -> None:
    """Without a list only a hand-held can look managed."""
    for line in ("", "home"):
        leaning = whose(TYPED, taken(kind, line)).leaning.value
        assert (leaning == "managed") is (kind == "phone")


def test_an_exempt_device_shows_no_sign() -> None:
    """Whose it is, is not asked: nothing is said, and nothing would settle it."""
    exempt = replace(STRANGER, exemptions=(EXEMPTION,))
    assert whose(TYPED, taken("phone"), exempt) == Ownership(asked=False)


def test_only_the_newest_name_counts() -> None:
    """A name that was given up, or that somebody forged, is no sign any more."""
    old = Signal("dhcp.hostname", "Annas-iPhone", first_ns=1, last_ns=2)
    new = Signal("dhcp.hostname", "ES-10022", first_ns=3, last_ns=4)
    assert [sign.id for sign in whose([new, old], taken("laptop"), NO_LIST).personal] == []
    forged = replace(new, first_ns=1, last_ns=2)
    back = replace(old, first_ns=1, last_ns=9)
    assert "district-name" not in [
        sign.id for sign in whose([forged, back], taken("laptop"), NO_LIST).managed
    ]
    paired = [
        Signal("mdns.txt.sf", "1", "_hap._tcp", last_ns=1),
        Signal("mdns.txt.sf", "0", "_hap._tcp", last_ns=2),
    ]
    assert whose(paired, setting=NO_LIST).personal == ()


def test_a_phones_name_on_a_computer_is_none() -> None:
    """Galaxy-S23 as the name of a laptop says nothing of a phone."""
    name = named("Galaxy-S23")
    assert "phone-default" in [sign.id for sign in whose(name, taken("phone")).personal]
    assert "phone-default" not in [sign.id for sign in whose(name, taken("laptop")).personal]


def test_words_of_the_districts_names_are_nobodys() -> None:
    """What is called after the district or a site is called after nobody."""
    ours = Naming(words=frozenset({"brookside", "marisol"}))
    for name in ("Brooksides-iPad", "Marisols-iPad"):
        signs = whose(named(name), taken("tablet"), NO_LIST, ours).personal
        assert not [sign.id for sign in signs if sign.id.startswith("person")]
    assert "person-owns-joined" in [
        sign.id for sign in whose(named("Marisols-iPad"), taken("tablet"), NO_LIST).personal
    ]


def test_another_sites_names_are_the_districts() -> None:
    """Name, domain and class of another site count here; the name says whose."""
    south = Naming(("^SMS-[0-9]{4}$",), ("south.example.org",), ("SMS",))
    here = replace(OURS, elsewhere=(("South Middle", south),))
    said = [
        *named("SMS-0044"),
        Signal("dhcp.domain", "south.example.org"),
        Signal("dhcp.user_class", "SMS"),
    ]
    found = whose(said, taken("laptop"), NO_LIST, here)
    assert {sign.id for sign in found.managed} == {
        "district-name", "district-domain", "district-user-class"
    }  # fmt: skip
    assert "named as South Middle names what it manages" in " ".join(
        sign.sentence for sign in found.managed
    )
    assert found.personal == ()


def test_the_table_has_every_sign() -> None:
    """No sign is without a row: what the code can make is in one of the two tables."""
    made = {
        sign.id
        for signals, kind, line, setting, *_ in RULES.values()
        for found in [whose(signals, taken(kind, line), setting)]
        for sign in found.personal + found.managed
    }
    assert made <= RULES.keys() | MARKS.keys()
    assert {mark.id for mark in shipped_marks().marks} == MARKS.keys()
    assert type_words().consumer("tablet")
