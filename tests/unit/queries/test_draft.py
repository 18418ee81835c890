"""Drafts: the most specific entry that a device's own word allows."""

from __future__ import annotations

import pytest

from walljack.files import Shipped
from walljack.fingerprint import parse_book, parse_vocabulary
from walljack.model.error import WalljackError
from walljack.model.identity import Band, Identity
from walljack.model.signal import Signal, Standing
from walljack.queries import Draft, Given, draft_entry
from walljack.render import draft_toml, parse_generic_words

SHIPPED = Shipped()
WORDS = parse_vocabulary(SHIPPED.text("fingerprints/vocabulary.toml"))
GENERIC = parse_generic_words(SHIPPED.text("data/masking/generic-words.txt"))
UNKNOWN = Identity("unknown", "", "", "", "", Band.UNKNOWN, 0, None, (), (), "")
GIVEN = Given("projector", "Klever", "P300")

MODEL = Signal("mdns.txt.model", "Klever P300", "_klever-ctl._tcp")
VERSION = Signal("mdns.txt.txtvers", "1", "_klever-ctl._tcp")
SERVER = Signal("ssdp.server", "Linux/5.10.66 UPnP/1.0 Klever-AV/2.1.7")
CLASS = Signal("dhcp.vendor_class", "klever-av 2.1.7")
SERVICE = Signal("mdns.service", "_klever-ctl._tcp")
HTTP = Signal("mdns.service", "_http._tcp")
HOST = Signal("dhcp.hostname", "KLEVER-4C2E81")
INSTANCE = Signal("mdns.instance", "Ms Abernathy's", "_klever-ctl._tcp")
LIST = Signal("dhcp.params", "1,3,6,12,15,28,42")
OUI = Signal("oui", "Klever Optics Ltd")
MODULE = Signal("oui", "Espressif Inc.")
ARP = Signal("arp.kind", "probe")
ALL = [ARP, OUI, LIST, INSTANCE, HOST, HTTP, SERVICE, CLASS, SERVER, VERSION, MODEL]


def _draft(said: list[Signal], given: Given = GIVEN, identity: Identity = UNKNOWN) -> Draft:
    return draft_entry(
        "00:00:5e:00:53:2e", said, identity, given, words=WORDS, generic=GENERIC, ids={"taken"}
    )


# From all that a device says downwards: what is left, and what the draft matches on.
_LADDER = [
    (ALL, {"mdns.txt.model@_klever-ctl._tcp": ""}),
    (ALL[:-1], {"ssdp.server": "^Linux/[0-9.]+ UPnP/[0-9.]+ Klever-AV/[0-9.]+$"}),
    (ALL[:-3], {"dhcp.vendor_class": "^klever-av [0-9.]+$"}),
    (ALL[:-4], {"mdns.service": "", "oui": ""}),
    ([MODULE, LIST, SERVICE], {"mdns.service": ""}),
    (ALL[:-5], {"dhcp.hostname": "^KLEVER-[0-9A-F]{6}$"}),
    ([ARP, OUI, LIST, INSTANCE], {"oui": "", "dhcp.params": ""}),
]


@pytest.mark.parametrize(("said", "match"), _LADDER)
def test_the_most_specific_signal_is_chosen(said: list[Signal], match: dict[str, str]) -> None:
    """A statement of the product, then class, service with prefix, name, list with prefix."""
    draft = _draft(said)
    assert {condition.key: condition.pattern for condition in draft.conditions} == match


@pytest.mark.parametrize("said", [said for said, _ in _LADDER])
def test_a_draft_is_refused_for_its_source_alone(said: list[Signal]) -> None:
    """What is written is an entry that the check accepts once somebody writes a source."""
    draft = _draft(said)
    text = draft_toml(draft.id, match=draft.conditions, says=draft.says, added="2026-11-22")
    assert 'source = ""\n' in text
    book = parse_book({"vendor/x.toml": text.replace('""', '"a page"', 1)}, WORDS)
    assert book.entries[0].says.type == "projector"


@pytest.mark.parametrize("said", [said for said, _ in _LADDER])
def test_a_draft_names_nobody(said: list[Signal]) -> None:
    """Names, serial numbers and addresses stand in it as forms, also among what was heard."""
    draft = _draft(said)
    told = " ".join([*map(str, draft.conditions), *map(str, draft.heard)])
    assert "Abernathy" not in told
    assert "4C2E81" not in told


_STACKS = [
    Signal("ssdp.server", "Unspecified, UPnP/1.0, Unspecified"),
    Signal("ssdp.user_agent", "Google Chrome/90.0 Mac OS X"),
    Signal("dhcp.vendor_class", "udhcp 1.19.4"),
    Signal("dhcp.vendor_class", "MSFT 5.0"),
    Signal("ssdp.st", "urn:dial-multiscreen-org:service:dial:1"),
    Signal("mdns.host", "4c2e81aa.local"),
    Signal("mdns.txt.srcvers", "366.0", "_airplay._tcp"),
]


@pytest.mark.parametrize("signal", _STACKS, ids=lambda signal: signal.value)
def test_what_every_product_may_say_is_passed_over(signal: Signal) -> None:
    """Words of stacks and browsers, and what a device looks for, tell no product."""
    assert _draft([signal, OUI, LIST]).kind.value == "habit with prefix"


def test_what_a_generic_entry_rests_on_is_passed_over() -> None:
    """A value that the book says many products send gives way to the next one."""
    draft = draft_entry(
        "x", ALL, UNKNOWN, GIVEN, words=WORDS, generic=GENERIC, ids=(), common={MODEL, SERVER}
    )
    assert draft.conditions[0].key == "dhcp.vendor_class"


def test_hearsay_is_no_ground() -> None:
    """What others said of a device is not drafted from."""
    heard = Signal("dhcp.vendor_class", "PS5", standing=Standing.HEARSAY, speaker="x")
    assert _draft([heard, OUI, LIST]).conditions[0].key == "oui"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ([ARP, OUI], "only ARP so far: nothing in it tells a product"),
        ([MODULE, LIST], "a request list alone decides no type, and its prefix tells no maker"),
        ([LIST, Signal("address.kind", "local")], "a request list alone decides no type"),
        ([HTTP, OUI, INSTANCE], "nothing that it says tells a product"),
    ],
)
def test_what_distinguishes_nothing_is_said(said: list[Signal], message: str) -> None:
    """A device of which nothing tells a product is refused with what is missing."""
    with pytest.raises(WalljackError, match=message):
        _draft(said)


def test_words_that_are_given_are_known_in_names() -> None:
    """A maker's word that stands on no list is learnt from --vendor."""
    with pytest.raises(WalljackError, match="a request list alone"):
        _draft([HOST, MODULE, LIST], Given())
    assert _draft([HOST, MODULE, LIST]).conditions[0].pattern == "^KLEVER-[0-9A-F]{6}$"


def test_says_is_what_is_given_else_what_the_book_says() -> None:
    """The person's word counts; without one the draft says what is known, and says so."""
    known = Identity("printer", "HP", "M507", "", "office", Band.LIKELY, 80, None, (), (), "")
    assert dict(_draft([CLASS], identity=known).says)["type"] == "projector"
    told = _draft([CLASS], Given(), known)
    assert dict(told.says) == {"type": "printer", "vendor": "HP", "model": "M507", "line": "office"}
    assert "says is what the book takes it for already (likely)" in told.notes[0]
    assert _draft([CLASS], Given()).says == ()


def test_an_id_is_new() -> None:
    """An id that the book has gets a number."""
    first = _draft([MODEL]).id
    again = draft_entry(
        "x", [MODEL], UNKNOWN, GIVEN, words=WORDS, generic=GENERIC, ids={first, f"{first}-2"}
    ).id
    assert (first, again) == ("klever-p300-model", "klever-p300-model-3")


def test_what_a_person_types_is_no_ground() -> None:
    """A user class and a free text may name whoever manages or owns the device."""
    typed = [Signal("dhcp.user_class", "Evergreen Staff"), Signal("mdns.text", "Room of Okafor")]
    draft = _draft([*typed, OUI, LIST])
    assert {condition.key for condition in draft.conditions} == {"oui", "dhcp.params"}
    assert "Okafor" not in str(draft.heard)
    assert "Evergreen" not in str(draft.heard)


def test_a_model_like_a_serial_number_is_known_when_it_is_given() -> None:
    """Without --model it stands as a form."""
    said = [Signal("mdns.txt.model", "UE55RU7100", "_klever-ctl._tcp"), OUI, LIST]
    given = _draft(said, Given("smart_tv", "Klever", "UE55RU7100")).conditions[0]
    assert (given.pattern, given.example) == ("", "UE55RU7100")
    assert "UE55RU7100" not in str(_draft(said, Given("smart_tv")))
