"""Donated captures: one device's own word, recognised as before, and nobody's."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.pcaps.district import CASES, CLIENTS, MORNING
from tests.pcaps.new_product import PERSONAL, PROJECTOR, make
from tests.unit.decode import frames as f
from walljack.address import Eui48, parse_eui48
from walljack.app import Donation, Workplace, donate_capture, donate_kept, replay
from walljack.capture import pcap_octets, read_capture
from walljack.decode import observe
from walljack.model.error import ProblemsError, WalljackError
from walljack.model.packet import Link, Packet

KEY = b"a key of the tests"
CONSOLE = parse_eui48("78:c8:81:20:06:05")
# It was taken for what it is by the word of others, which is not donated.
_DIFFER = {"8c:04:ba:20:01:01"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """A workplace with the shipped book, and a database of the sample morning."""
    made = Workplace(tmp_path_factory.mktemp("donate") / "walljack.db", None)
    replay(made, [str(MORNING)])
    return made


def _packets(path: Path) -> list[Packet]:
    with read_capture(path) as capture:
        return list(capture)


def _devices(path: Path) -> list[Eui48]:
    spoken = {
        one.subject
        for packet in _packets(path)
        for one in observe(packet).statements
        if one.present
    }
    return sorted(spoken)


def _again(made: Donation) -> list[Packet]:
    with read_capture(io.BytesIO(made.octets)) as capture:
        return list(capture)


@pytest.mark.parametrize(
    "path",
    [MORNING, *sorted(CASES.glob("*.pcap")), *sorted(CLIENTS.glob("*.pcap"))],
    ids=lambda path: path.stem,
)
def test_every_device_stays_what_it_was(place: Workplace, path: Path) -> None:
    """The book says of the result what it says of the original, but where it cannot."""
    for device in _devices(path):
        made = donate_capture(place, path, device, KEY)
        assert made.frames
        assert made.left_out == 0
        if str(device) not in _DIFFER:
            assert made.differs == ()
        for packet in _again(made):
            observation = observe(packet)
            assert observation.weirds == ()
            assert any(one.subject == made.device and one.present for one in observation.statements)
        assert device.octets not in made.octets


def test_nothing_personal_is_left(place: Workplace, tmp_path: Path) -> None:
    """Teacher, room, serial number and addresses of the invented projector are gone."""
    path = tmp_path / "room.pcap"
    make(path)
    made = donate_capture(place, path, parse_eui48(PROJECTOR.mac), KEY)
    assert {word for word in PERSONAL if word.encode() in made.octets} == set()
    assert b"Room 112" not in made.octets
    for kept in (b"klever-av 2.1.7", b"model=Klever P300", b"_klever-ctl", b"KLEVER-"):
        assert kept in made.octets


def test_the_same_key_gives_the_same_octets_and_another_others(place: Workplace) -> None:
    """Nothing but the key decides the stand-ins."""
    first, again, other = (
        donate_capture(place, MORNING, CONSOLE, key) for key in (KEY, KEY, b"other")
    )
    assert first.octets == again.octets
    assert other.device != first.device


def test_time_begins_at_a_fixed_moment_and_goes_on_as_it_did(place: Workplace) -> None:
    """The first frame is of 2000-01-01T00:00:00Z; the gaps are those of the original."""
    times = [packet.at_ns for packet in _again(donate_capture(place, MORNING, CONSOLE, KEY))]
    own = [
        packet.at_ns
        for packet in _packets(MORNING)
        if any(one.subject == CONSOLE and one.present for one in observe(packet).statements)
    ]
    assert times[0] == 946_684_800 * 1_000_000_000
    assert [at - times[0] for at in times] == [at - own[0] for at in own]


def test_servers_answers_are_not_in_it(place: Workplace) -> None:
    """What others said to the device stays out; a relay's copy of its own word stays in."""
    made = donate_capture(place, CASES / "behind-relay.pcap", parse_eui48("08:05:81:40:01:03"), KEY)
    said = {
        fact.signal for p in _again(made) for one in observe(p).statements for fact in one.facts
    }
    assert "dhcp.params" in said
    assert not any(signal.startswith("dhcp.relay.") for signal in said)
    assert all(p.data[42] == 1 for p in _again(made) if p.data[12:14] == b"\x08\x00")  # op: request


def test_from_the_frames_that_the_database_keeps(place: Workplace) -> None:
    """The first frame of each statement is enough to know the device by."""
    made = donate_kept(place, CONSOLE, KEY)
    assert 0 < made.frames < donate_capture(place, MORNING, CONSOLE, KEY).frames
    assert made.is_now.type == "game_console"
    assert made.differs == ()


def test_a_cut_frame_is_left_out(place: Workplace, tmp_path: Path) -> None:
    """What cannot be walked to its end is not in it, and is counted."""
    own = [
        packet
        for packet in _packets(MORNING)
        if any(one.subject == CONSOLE and one.present for one in observe(packet).statements)
    ]
    dhcp = next(n for n, packet in enumerate(own) if len(packet.data) > 300)
    own[dhcp] = own[dhcp]._replace(data=own[dhcp].data[:-30])
    path = tmp_path / "cut.pcap"
    path.write_bytes(pcap_octets(own))
    made = donate_capture(place, path, CONSOLE, KEY)
    assert (made.frames, made.left_out) == (len(own) - 1, 1)


def test_a_device_that_says_nothing_is_refused(place: Workplace) -> None:
    """Nothing of its own is nothing to give away."""
    stranger = parse_eui48("00:00:5e:00:53:77")
    with pytest.raises(WalljackError, match=r"says nothing in .* that could be donated"):
        donate_capture(place, MORNING, stranger, KEY)
    with pytest.raises(WalljackError, match=r"says nothing in .* that could be donated"):
        donate_kept(place, stranger, KEY)


def test_a_capture_that_is_none_is_refused(place: Workplace, tmp_path: Path) -> None:
    """A file that is no capture is refused as replay refuses it."""
    path = tmp_path / "text.pcap"
    path.write_text("hello")
    with pytest.raises(ProblemsError, match="is no pcap or pcapng capture"):
        donate_capture(place, path, CONSOLE, KEY)


def test_what_would_leak_is_refused(place: Workplace, tmp_path: Path) -> None:
    """When every key leaves something of the original, nothing is written, and what is told."""
    mac = "48:0f:cf:11:02:47"
    named = f.from_client(f.dhcp(1, f.option(12, b"cache-7"), chaddr=mac), mac)
    text = b"NOTIFY * HTTP/1.1\r\nNT: upnp:rootdevice\r\nCACHE-CONTROL: max-age=9\r\n\r\n"
    says = f.ethernet(f.ipv4(f.udp(text, 50000, 1900)), source=mac)
    path = tmp_path / "cache.pcap"
    path.write_bytes(
        pcap_octets([Packet(Link.ETHERNET, data, 1, "x", len(data)) for data in (named, says)])
    )
    with pytest.raises(
        WalljackError, match=r"left \(a word of 5 characters\): nothing was written"
    ):
        donate_capture(place, path, parse_eui48(mac), KEY)


def test_names_of_later_frames_are_taken_out_of_earlier_ones(
    place: Workplace, tmp_path: Path
) -> None:
    """A word that only the last frame tells to be a name is found in the first one too."""
    mac = "48:0f:cf:11:02:47"
    first = f.from_client(f.dhcp(1, f.option(60, b"box of Abernathy"), chaddr=mac), mac)
    last = f.from_client(f.dhcp(1, f.option(12, b"Abernathy's-box"), chaddr=mac), mac)
    path = tmp_path / "two.pcap"
    path.write_bytes(
        pcap_octets(
            [
                Packet(Link.ETHERNET, data, at, "x", len(data))
                for at, data in enumerate((first, last), start=1)
            ]
        )
    )
    made = donate_capture(place, path, parse_eui48(mac), KEY)
    assert b"bernathy" not in made.octets
    assert b"box of " in made.octets


def test_words_that_a_pattern_spells_stay(place: Workplace, tmp_path: Path) -> None:
    """A plug is still known by its host name, whose last digits are anybody's."""
    mac = "50:c7:bf:00:fc:a3"
    data = f.from_client(f.dhcp(1, f.option(12, b"HS100(EU)"), chaddr=mac), mac)
    path = tmp_path / "plug.pcap"
    path.write_bytes(pcap_octets([Packet(Link.ETHERNET, data, 1, "x", len(data))]))
    made = donate_capture(place, path, parse_eui48(mac), KEY)
    assert made.is_now.type == "smart_home"
    assert made.differs == ()


def test_a_written_capture_is_read_as_it_was() -> None:
    """Octets, times to the nanosecond and lengths on the wire come back."""
    packet = Packet(Link.SLL2, b"abc", 1_234_567_890_123_456_789, "capture", 9)
    with read_capture(io.BytesIO(pcap_octets([packet, packet]))) as capture:
        assert list(capture) == [packet, packet]
