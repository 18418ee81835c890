"""Whose a device looks to be."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pcaps.district import shipped_marks, type_words
from walljack.address import Eui48
from walljack.fingerprint import Setting, estimate_ownership, sign_sentence
from walljack.fingerprint.marks import called
from walljack.model.identity import Band, Claim, Identity
from walljack.model.ownership import UNNAMED, Leaning, Naming, Ownership
from walljack.model.register import Asset, Exemption, Grant
from walljack.model.signal import Signal, Standing

WORDS = type_words()
MARKS = shipped_marks()
OURS = Naming(("^ES-[0-9]{5}$",), ("district.example.org",), ("ES-Managed",))
DEVICE = Eui48(0x00005E005301)
ASSET = Asset(DEVICE, "NES-1", "", "district", "", "", "", None)
GRANT = Grant(DEVICE, "", "staff", "", "", None)
EXEMPTION = Exemption("E-1", DEVICE, "", "", "Principal", "on-file", "", 0, 1 << 62)
STRANGER = Setting(wired=True, private_address=False, register_fresh=True)
NO_LIST = Setting(wired=True, private_address=False)


def taken_for(
    kind: str = "unknown", band: Band = Band.LIKELY, line: str = "", *, heard: bool = False
) -> Identity:
    """An identity with one claim, of its own word unless ``heard``."""
    standing = Standing.HEARSAY if heard else Standing.OWN
    said = (Signal("dhcp.vendor_class", "example", standing=standing),)
    claim = Claim(
        "example", kind, "", "", "", line, "captured", False, "dhcp", band, said, "Example."
    )  # fmt: skip
    if kind == "unknown":
        return Identity(kind, "", "", "", "", Band.UNKNOWN, 0, None, (), (), "")
    return Identity(kind, "", "", "", line, band, 0, None, (claim,), (), "")


def named(*names: str) -> list[Signal]:
    """Host names of DHCP."""
    return [Signal("dhcp.hostname", name) for name in names]


def whose(
    signals: list[Signal],
    identity: Identity | None = None,
    setting: Setting = STRANGER,
    naming: Naming = OURS,
) -> Ownership:
    """The estimate by the shipped marks."""
    return estimate_ownership(
        signals, identity or taken_for(), setting, naming=naming, marks=MARKS, vocabulary=WORDS
    )


def told(ownership: Ownership) -> tuple[str, str]:
    """Leaning and band."""
    return ownership.leaning.value, ownership.band.value


def test_a_type_alone_makes_nothing_personal() -> None:
    """A console of which nobody has a list is possibly personal; a fresh list's silence adds."""
    assert told(whose([], taken_for("game_console"), NO_LIST)) == ("personal", "possible")
    assert told(whose([], taken_for("game_console"))) == ("personal", "likely")
    assert told(whose([], taken_for("game_console", Band.POSSIBLE))) == ("personal", "possible")


def test_a_name_alone_makes_nothing_personal() -> None:
    """With the register's silence and no name of the district's, still no more than possible.

    What is missing is one lack, whether a list or a pattern lacks it.
    """
    for name in ("Annas-MacBook-Pro", "Marias-MacBook-Air", "Anna's MacBook Pro", "Graphics-PC"):
        for naming in (UNNAMED, OURS):
            for kind in ("laptop", "computer", "desktop"):
                found = whose(named(name), taken_for(kind), naming=naming)
                assert found.band.rank <= Band.POSSIBLE.rank
    assert told(whose(named("Annas-MBP"), taken_for("laptop"))) == ("personal", "possible")


def test_an_unnamed_windows_computer_is_at_most_possible() -> None:
    """A default name, no name of the district's and the register's silence make no case."""
    for name in ("DESKTOP-1D8K0YZ", "LAPTOP-4Q7MN2KD"):
        assert told(whose(named(name), taken_for("computer"))) == ("personal", "possible")
        unlisted = whose(named(name), taken_for("computer"), NO_LIST, UNNAMED)
        assert told(unlisted) == ("undecided", "unknown")


def test_a_private_address_counts_by_the_medium() -> None:
    """On the wire an address that a device gave itself is strong, elsewhere a slight sign."""
    wired = Setting(wired=True, private_address=True, register_fresh=True)
    elsewhere = Setting(wired=False, private_address=True, register_fresh=True)
    assert told(whose([], setting=wired)) == ("personal", "likely")
    assert told(whose([], setting=elsewhere)) == ("personal", "possible")


def test_the_districts_name_and_domain() -> None:
    """A name of the pattern is possibly managed, with the domain likely; either can be typed."""
    full = Signal("dhcp.fqdn", "ES-10234.district.example.org")
    laptop = taken_for("laptop")
    assert told(whose(named("es-10234"), laptop)) == ("managed", "possible")
    assert told(whose([full], laptop)) == ("managed", "likely")
    assert told(whose([full], laptop, NO_LIST)) == ("managed", "likely")
    below = Signal("dhcp.domain", "staff.district.example.org")
    assert [sign.id for sign in whose([below], laptop).managed] == ["district-domain"]


@pytest.mark.parametrize(
    "domain", ["notdistrict.example.org", "example.org", "district.example.org.evil.example"]
)
def test_a_domain_that_only_looks_like_the_districts_is_another(domain: str) -> None:
    """What is not below the district's domain is somebody else's, who may manage its members."""
    if domain == "example.org":
        domain = "other.org"
    found = whose([Signal("dhcp.fqdn", f"pc.{domain}")], taken_for("laptop"), NO_LIST)
    assert [sign.id for sign in found.personal] == ["no-district-name"]
    assert "district-domain" not in [sign.id for sign in found.managed]


def test_router_made_domains_are_nobodys() -> None:
    """.local, .lan and .home say nothing of an owner."""
    for domain in ("local", "lan", "home", "fritz.home"):
        found = whose([Signal("dhcp.domain", domain)], taken_for("laptop"), NO_LIST)
        assert found.personal == found.managed == ()


def test_a_managed_name_makes_a_consumer_type_undecided() -> None:
    """A tablet that is called as the district's are is no accusation, and both signs are kept."""
    found = whose(named("ES-20117"), taken_for("tablet"))
    assert told(found) == ("undecided", "unknown")
    assert found.disputed
    assert [sign.id for sign in found.managed] == ["district-name"]


def test_a_missing_pattern_counts_only_where_one_is_configured() -> None:
    """Without a pattern nobody is a stranger for his name, nor with one a printer or projector."""
    assert whose(named("PC-1"), taken_for("laptop"), NO_LIST, UNNAMED).personal == ()
    signs = whose(named("PC-1"), taken_for("laptop"), NO_LIST).personal
    assert [sign.id for sign in signs] == ["no-district-name"]
    assert whose(named("NPI110201"), taken_for("printer"), NO_LIST).personal == ()
    assert whose([], taken_for("laptop"), NO_LIST).personal == ()


def test_lists_settle_it() -> None:
    """A registered device is managed and a granted one personal, whatever they say."""
    signals = named("Annas-iPhone")
    registered = Setting(wired=True, private_address=True, asset=ASSET, register_fresh=True)
    assert told(whose(signals, taken_for("phone"), registered)) == ("managed", "confirmed")
    granted = Setting(wired=True, private_address=False, grant=GRANT)
    assert told(whose(named("ES-10234"), taken_for("laptop"), granted)) == (
        "personal",
        "confirmed",
    )


def test_whose_an_exempt_device_is_is_not_asked() -> None:
    """A general exemption leaves it undecided, one from a rule does not."""
    phone, general = taken_for("phone"), Setting(wired=True, private_address=True,
                                                 exemptions=(EXEMPTION,))  # fmt: skip
    assert told(whose(named("Annas-iPhone"), phone, general)) == ("undecided", "unknown")
    one = Exemption("E-2", DEVICE, "", "smart-speaker", "P", "on-file", "", 0, 1 << 62)
    scoped = Setting(wired=True, private_address=True, exemptions=(one,))
    assert told(whose(named("Annas-iPhone"), phone, scoped)) == ("personal", "likely")


def test_what_others_say_counts_for_nothing() -> None:
    """A name or a type that another device announces is no sign."""
    heard = Signal("mdns.host", "Annas-iPhone.local", standing=Standing.HEARSAY, speaker="x")
    found = whose([heard], taken_for("phone", heard=True), NO_LIST)
    assert (found.personal, found.managed) == ((), ())


def test_one_word_said_twice_is_one_word() -> None:
    """Host name, mDNS host and service name of one person are one sign's weight."""
    signals = [
        *named("Annas-MacBook-Pro"),
        Signal("mdns.host", "Annas-MacBook-Pro.local"),
        Signal("mdns.instance", "Anna’s MacBook Pro"),
    ]
    assert told(whose(signals, taken_for("laptop"), NO_LIST, UNNAMED)) == ("personal", "possible")


def test_a_type_that_rests_on_the_address_is_no_second_source() -> None:
    """A hand-held that is told by the address it gave itself has one strong sign, not two."""
    private = Setting(wired=True, private_address=True)
    local = Signal("address.kind", "local")
    phone = taken_for("phone")
    told_so = replace(phone, claims_for=(replace(phone.claims_for[0], signals=(local,)),))
    assert told(whose([], told_so, private)) == ("personal", "possible")
    assert told(whose([], phone, private)) == ("personal", "possible")
    camera = taken_for("game_console")
    assert told(whose([], camera, private)) == ("personal", "likely")


def test_sentences_hold_no_name() -> None:
    """What is stored and logged never holds a name; what is shown has it as the asker may see."""
    found = whose(
        [*named("Annas-MacBook-Pro"), Signal("dhcp.fqdn", "annas-macbook-pro.other.example")],
        taken_for("laptop"),
    )
    assert found.personal
    for sign in found.personal:
        assert "anna" not in sign.sentence.casefold()
        assert "other.example" not in sign.sentence
    owns = next(sign for sign in found.personal if sign.id == "person-owns-joined")
    assert owns.sentence == (
        "Its host name: a form that a first set-up gives: a word that may be a person's, a "
        "school's or a team's name."
    )
    shown = sign_sentence(owns, WORDS, lambda _: "***-MacBook-Pro")
    assert shown.startswith("Its host name “***-MacBook-Pro”: a form that a first set-up gives")


def test_what_would_settle_it() -> None:
    """A register, then an asset tag; a device that has not asked for an address yet may still."""
    assert whose([], setting=NO_LIST).settles == "A fresh register would settle whose it is."
    assert whose([]).settles.startswith("Wait for its next DHCP request")
    spoke = [Signal("dhcp.params", "1,3,6")]
    assert whose(spoke).settles.startswith("Look for an asset tag")
    assert whose([], setting=Setting(wired=True, private_address=False, asset=ASSET)).settles == ""


@pytest.mark.parametrize(
    ("signal", "value", "name"),
    [
        ("dhcp.hostname", "ES-10234.district.example.org", "ES-10234"),
        ("dhcp.fqdn", "es-10234.", "es-10234"),
        ("mdns.host", "Annas-iPad.local", "Annas-iPad"),
        ("mdns.instance", "A85B78300301@Anna’s Mac", "Anna's Mac"),
        ("mdns.instance", "Room 1.2", "Room 1.2"),
    ],
)
def test_what_a_device_calls_itself(signal: str, value: str, name: str) -> None:
    """A host name counts by its first label, a service name as a whole without its address."""
    assert called(Signal(signal, value)) == name


SIGNALS = st.lists(
    st.builds(
        Signal,
        name=st.sampled_from(
            ["dhcp.hostname", "dhcp.fqdn", "mdns.host", "mdns.instance", "mdns.service",
             "dhcp.user_class", "dhcp.vendor_class"]
        ),
        value=st.sampled_from(
            ["Annas-iPhone", "ES-10234", "ES-10234.district.example.org", "LAPTOP-4Q7MN2KD",
             "_matterc._udp", "ES-Managed", "chromeos", "", "María's iPad", "\x00" * 600]
        ),
        first_ns=st.integers(0, 3),
        last_ns=st.integers(3, 5),
    ),
    max_size=5,
)  # fmt: skip


@given(signals=SIGNALS, kind=st.sampled_from(["unknown", "tablet", "laptop", "printer"]))
def test_order_and_repetition_change_nothing(signals: list[Signal], kind: str) -> None:
    """The same signals in any order, any number of times, give the same estimate."""
    wanted = whose(signals, taken_for(kind))
    for order in itertools.islice(itertools.permutations(signals), 24):
        assert whose([*order, *signals], taken_for(kind)) == wanted


@given(signals=SIGNALS)
def test_nothing_said_makes_a_registered_device_personal(signals: list[Signal]) -> None:
    """Whatever a registered device says, it is managed; and no estimate is confirmed by words."""
    registered = Setting(wired=True, private_address=True, asset=ASSET, register_fresh=True)
    assert whose(signals, taken_for("phone"), registered).leaning is Leaning.MANAGED
    assert whose(signals, taken_for("phone")).band is not Band.CONFIRMED
