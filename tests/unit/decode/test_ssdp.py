"""SSDP by hand-built messages."""

from __future__ import annotations

import pytest

from tests.unit.decode import frames as f

SEARCH = """M-SEARCH * HTTP/1.1
HOST: 239.255.255.250:1900
Man: "ssdp:discover"
mx: 3
ST: urn:dial-multiscreen-org:service:dial:1
USER-AGENT: Google Chrome/90 Windows

"""
NOTIFY = """NOTIFY * HTTP/1.1
HOST: 239.255.255.250:1900
CACHE-CONTROL: max-age=1800
LOCATION: http://10.20.0.7:1400/xml/device_description.xml
NT: upnp:rootdevice
NTS: ssdp:alive
SERVER: Linux UPnP/1.0 Sonos/57.3 (ZPS1)
USN: uuid:RINCON_X::upnp:rootdevice
X-RINCON-HOUSEHOLD: Sonos_h
BOOTID.UPNP.ORG: 7

"""
REPLY = """HTTP/1.1 200 OK
CACHE-CONTROL: max-age=1800
DATE: Sun, 22 Nov 2026 08:00:00 GMT
EXT:
LOCATION: http://10.20.0.7:80/d.xml
SERVER: Roku/9.3 UPnP/1.0
ST: roku:ecp
USN: uuid:roku:ecp:X

"""


def test_search() -> None:
    """A search states what is sought, how long, and by which program."""
    (statement,) = f.said(f.ssdp(SEARCH))
    assert f.facts(statement) == {
        "ssdp.st": ["urn:dial-multiscreen-org:service:dial:1"],
        "ssdp.mx": ["3"],
        "ssdp.user_agent": ["Google Chrome/90 Windows"],
    }
    assert f.bindings(statement) == [(f.IP, "source", None)]
    assert statement.present


def test_notify() -> None:
    """An announcement states target, name, server, place and headers of the product."""
    (statement,) = f.said(f.ssdp(NOTIFY))
    assert f.facts(statement) == {
        "ssdp.nt": ["upnp:rootdevice"],
        "ssdp.usn": ["uuid:RINCON_X::upnp:rootdevice"],
        "ssdp.server": ["Linux UPnP/1.0 Sonos/57.3 (ZPS1)"],
        "ssdp.location": ["http://10.20.0.7:1400/xml/device_description.xml"],
        "ssdp.header.x-rincon-household": ["Sonos_h"],
    }


def test_update_states_as_alive_does() -> None:
    """An update announces like any other."""
    (statement,) = f.said(f.ssdp(NOTIFY.replace("ssdp:alive", "ssdp:update")))
    assert f.facts(statement)["ssdp.nt"] == ["upnp:rootdevice"]


def test_byebye_states_only_presence() -> None:
    """Who says goodbye is there, and states nothing."""
    (statement,) = f.said(f.ssdp(NOTIFY.replace("ssdp:alive", "ssdp:byebye")))
    assert statement.facts == ()
    assert statement.present


@pytest.mark.parametrize(("source_port", "port"), [(1900, 50000), (50000, 1900)])
def test_reply(source_port: int, port: int) -> None:
    """A search reply from or to port 1900 states what its sender is."""
    data = f.ssdp(REPLY, f.OTHER_IP, source_port, port, hops=64)
    assert f.facts(f.said(data)[0]) == {
        "ssdp.nt": ["roku:ecp"],
        "ssdp.usn": ["uuid:roku:ecp:X"],
        "ssdp.server": ["Roku/9.3 UPnP/1.0"],
        "ssdp.location": ["http://10.20.0.7:80/d.xml"],
    }


def test_routed_reply_states_nothing() -> None:
    """A reply that a router forwarded is not the word of its Ethernet source."""
    assert f.said(f.ssdp(REPLY, f.OTHER_IP, 1900, 50000, hops=63)) == []


def test_ipv6() -> None:
    """Searches to the IPv6 group are read too."""
    payload = f.udp(SEARCH.replace("\n", "\r\n").encode(), 50000, 1900)
    data = f.ethernet(f.ipv6(payload, destination=f.SSDP_6), 0x86DD)
    assert f.bindings(f.said(data)[0]) == [("fe80::7", "source", None)]


def test_bare_line_feeds() -> None:
    """Lines that end without carriage return are read."""
    payload = f.udp(SEARCH.encode(), 50000, 1900)
    (statement,) = f.said(f.ethernet(f.ipv4(payload, destination=f.SSDP_4)))
    assert f.facts(statement)["ssdp.mx"] == ["3"]


def test_first_header_of_a_name_wins() -> None:
    """A header that comes again says nothing more."""
    (statement,) = f.said(f.ssdp(SEARCH.replace("mx: 3\n", "mx: 3\nMX: 9\n")))
    assert f.facts(statement)["ssdp.mx"] == ["3"]


def test_body_is_not_read() -> None:
    """What follows the empty line is no header."""
    (statement,) = f.said(f.ssdp(SEARCH + "X-Evil: 1\n"))
    assert "ssdp.header.x-evil" not in f.facts(statement)


def test_strange_start_line() -> None:
    """Anything else sent to the group is a weird; sent to one machine it is not ours."""
    assert f.weirds(f.ssdp("GET / HTTP/1.1\n\n")) == ["ssdp-start-line"]
    assert f.weirds(f.ssdp("", f.SSDP_4)) == ["ssdp-start-line"]
    assert f.said(f.ssdp("GET / HTTP/1.1\n\n", f.OTHER_IP, 53, 1900, 64)) == []


@pytest.mark.parametrize("text", [SEARCH.replace("ST:", "SX:"), NOTIFY.replace("NT:", "NX:")])
def test_no_target_is_named(text: str) -> None:
    """A message without target is a weird; its other headers are kept."""
    observation = f.see(f.ssdp(text))
    assert [w.kind for w in observation.weirds] == ["ssdp-no-target"]
    assert len(observation.statements) == 1


@pytest.mark.parametrize("line", ["no colon here", ": no name", "a b: c", "k" * 60 + ": v", "ü: v"])
def test_broken_header_is_named_once(line: str) -> None:
    """A line that is no header is a weird, once; the headers around it are kept."""
    observation = f.see(f.ssdp(SEARCH.replace("mx: 3", f"{line}\n{line}\nmx: 3")))
    assert [w.kind for w in observation.weirds] == ["ssdp-header"]
    assert f.facts(observation.statements[0])["ssdp.mx"] == ["3"]


def test_too_many_headers() -> None:
    """A message of nothing but headers is cut, and the bound is named."""
    lines = "".join(f"x-{i}: 1\n" for i in range(90))
    observation = f.see(f.ssdp(f"M-SEARCH * HTTP/1.1\nST: a\n{lines}\n"))
    assert [w.kind for w in observation.weirds] == ["ssdp-too-many-headers"]
    assert len(observation.statements[0].facts) == 48


def test_no_device_no_statement() -> None:
    """A sender that is no device gets no statement."""
    payload = f.udp(SEARCH.encode(), 50000, 1900)
    frame = f.ethernet(f.ipv4(payload, destination=f.SSDP_4), source="01:00:5e:00:00:09")
    assert f.said(frame) == []
