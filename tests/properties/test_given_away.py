"""Whatever secret stands in whatever a device says: nothing that leaves the house holds it."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.decode import frames as f
from tests.unit.decode.disguised import disguise, rewritten
from walljack.address import Eui48
from walljack.files import Shipped
from walljack.fingerprint import parse_book, parse_vocabulary
from walljack.model.error import WalljackError
from walljack.model.identity import Band, Identity
from walljack.model.signal import Signal
from walljack.queries import Given, Heard, coverage, draft_entry
from walljack.render import draft_toml, parse_generic_words, render_coverage_json

SHIPPED = Shipped()
WORDS = parse_vocabulary(SHIPPED.text("fingerprints/vocabulary.toml"))
GENERIC = parse_generic_words(SHIPPED.text("data/masking/generic-words.txt"))
BOOK = parse_book({}, WORDS)
UNKNOWN = Identity("unknown", "", "", "", "", Band.UNKNOWN, 0, None, (), (), "")
DEVICE = "48:0f:cf:a1:02:47"

_hex = st.text("0123456789abcdef", min_size=12, max_size=12).filter(lambda one: one[0] in "13579")
_digits = st.text(string.digits, min_size=7, max_size=10)
_octet = st.integers(11, 254).map(str)
_unicast = st.integers(11, 223).map(str)  # a group is nobody's
# Serial numbers of switches and printers, UUIDs, addresses of others in every writing.
serials = st.one_of(
    st.builds("JW{}".format, _digits),
    st.builds("{}R2{}".format, st.integers(1000, 9999), _digits),
    st.builds("VCF{}".format, _digits),
    _digits,
    _hex.map(lambda one: f"{one[:8]}-{one[:4]}-4{one[1:4]}-8{one[1:4]}-{one}"),
    _hex.map(lambda one: ".".join((one[:4], one[4:8], one[8:]))),
    _hex.map(lambda one: "-".join((one[:6], one[6:]))),
    _hex.map(lambda one: ":".join(one[at : at + 2] for at in range(0, 12, 2))),
    st.tuples(_unicast, _octet, _octet, _octet).map("-".join),
    st.tuples(_unicast, _octet, _octet, _octet).map(".".join),
    st.sampled_from(["48:0F:CF:A1:02:47", "480f.cfa1.0247", "a1-02-47", "480FCFA10247"]),
)
# How it stands among a product's words.
technical = st.one_of(
    st.builds("Klever-ex2300-24p-{}".format, serials),
    st.builds("Klever;P300;01.23;{}".format, serials),
    st.builds("Klever/2.1 SN/{} (x)".format, serials),
    st.builds("{}".format, serials),
)
names = st.text("bfjkquvwxyz", min_size=5, max_size=10).map(str.capitalize)
_TECHNICAL = ("dhcp.vendor_class", "ssdp.server", "ssdp.user_agent", "mdns.txt.model", "ssdp.nt")
_PERSONAL = ("dhcp.user_class", "dhcp.hostname", "mdns.text", "mdns.instance", "mdns.txt.owner")


def _pieces(secret: str) -> list[str]:
    """The secret as it is, and in one word."""
    return [secret.lower(), "".join(char for char in secret.lower() if char.isalnum())]


@given(st.sampled_from(_TECHNICAL), technical, serials, st.sampled_from(_PERSONAL), names)
def test_no_draft_and_no_list_holds_it(
    signal: str, form: str, serial: str, named: str, name: str
) -> None:
    """A serial number in what tells the product, a name where one may stand."""
    said = [
        Signal(signal, f"Klever {serial} {form}", "_k._tcp" if "txt" in signal else ""),
        Signal(named, f"{name} {serial}", "_k._tcp"),
        Signal(f"mdns.txt.{name.lower()}", "yes", "_k._tcp"),
        Signal("mdns.subtype", "_94b40827._sub._apple-mobdev2._tcp"),
        Signal("oui", "Klever Optics"),
        Signal("dhcp.params", "1,3,6"),
    ]
    device = f.eui(DEVICE)
    told = render_coverage_json(coverage([Heard(device, "Klever", None, said)], BOOK, GENERIC), 99)
    told = told.replace(DEVICE, "")  # the list names the device here, for who has the database
    try:
        draft = draft_entry(
            DEVICE,
            said,
            UNKNOWN,
            Given("projector"),
            words=WORDS,
            generic=GENERIC,
            ids=(),
            address=device,
        )
    except WalljackError:
        pass
    else:
        told += draft_toml(
            draft.id,
            match=draft.conditions,
            says=draft.says,
            added="2026-11-22",
            comments=[f"{key} = {value}" for key, value in draft.heard],
        )
    for piece in (*_pieces(serial), name.lower(), "94b40827"):
        assert piece not in told.lower()


@given(technical, serials, names, st.binary(min_size=1, max_size=4))
def test_no_donated_frame_holds_it(form: str, serial: str, name: str, key: bytes) -> None:
    """The same in every field of the frames that it can stand in."""
    value = f"Klever {serial} {form}"[:120].encode()
    free = f"{name} {serial}"[:60]
    instance = f.name(free.encode(), "_k", "_tcp", "local")
    announced = f.dns(
        answers=[
            f.record(f.dotted("_94b40827._sub._k._tcp.local"), 12, instance, class_=1),
            f.record(
                instance,
                16,
                f.txt(b"model=" + value, free.encode(), f"{name}=yes".encode(), b"owner=x"),
            ),
        ]
    )
    asked = f.dhcp(
        1,
        f.option(60, value) + f.option(77, free.encode()) + f.option(12, name.encode()),
        chaddr=DEVICE,
    )
    text = f"NOTIFY * HTTP/1.1\nNT: uuid:{free}\nSERVER: {value.decode()}\nX-{name}: {free}\n\n"
    frames = [
        f.from_client(asked, DEVICE),
        f.mdns(announced, DEVICE),
        f.ethernet(f.ipv4(f.udp(text.replace("\n", "\r\n").encode(), 50000, 1900)), source=DEVICE),
    ]
    with_ = disguise(DEVICE, key=key)
    for data in frames:
        rewritten(data, with_)
    made = b"\n".join(rewritten(data, with_) for data in frames).lower()
    for gone in (name.lower(), "94b40827", serial.lower()):
        # A stand-in spells what it stands for once in a while: then donating draws another key.
        again = disguise(DEVICE, key=key + b"again") if gone.encode() in made else None
        if again is not None:
            for data in frames:
                rewritten(data, again)
            made = b"\n".join(rewritten(data, again) for data in frames).lower()
        assert gone.encode() not in made


def test_the_device_itself_is_no_secret_to_who_has_the_database() -> None:
    """The list names an example, so that somebody can go and look; nothing else is an address."""
    said = [Signal("dhcp.vendor_class", "klever 480f.cfa1.0247")]
    told = coverage([Heard(Eui48(f.eui(DEVICE)), "", None, said)], BOOK, GENERIC)
    assert [(row.value, row.example) for row in told.unexplained] == [
        ("klever XXXX.XXXX.XXXX", DEVICE)
    ]
