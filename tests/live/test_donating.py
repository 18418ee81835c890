"""Donating from the wire: it hears what is said, keeps one device of it, and sends nothing.

Needs root, ``ip`` and the right to make network namespaces; without that right it skips.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.pcaps.new_product import NEXT_DOOR, PERSONAL, PROJECTOR, make
from walljack.capture import read_capture
from walljack.decode import observe

_PATH = os.defpath + ":/sbin:/usr/sbin"
# Says everything in a capture again and again, from the other end of the cable.
_SPEAKER = """
import socket, sys, time
from pathlib import Path
from walljack.capture import read_capture
wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
wire.bind((sys.argv[2], 0))
with read_capture(Path(sys.argv[1])) as capture:
    frames = [packet.data for packet in capture]
while True:
    for frame in frames:
        wire.send(frame)
        time.sleep(0.01)
"""


def _ip(*words: str, check: bool = True) -> None:
    subprocess.run(["ip", *words], check=check, env={**os.environ, "PATH": _PATH})


@pytest.fixture
def cable() -> Iterator[tuple[str, str]]:
    """Two namespaces of our own, joined by a cable: (listener's, speaker's); gone afterwards."""
    if shutil.which("ip", path=_PATH) is None and os.environ.get("CI") != "true":
        pytest.skip("missing: ip")
    unshare = shutil.which("unshare")
    if (
        os.geteuid()
        or unshare is None
        or subprocess.run([unshare, "-n", "true"], check=False).returncode
    ):
        pytest.skip("missing: the right to make network namespaces")
    ears, mouth = f"walljack-ear-{os.getpid()}", f"walljack-say-{os.getpid()}"
    made = []
    try:
        for name in (ears, mouth):
            _ip("netns", "add", name)
            made.append(name)
        _ip("-n", ears, "link", "add", "wj0", "type", "veth", "peer", "name", "wj1", "netns", mouth)
        for name, interface in ((ears, "wj0"), (mouth, "wj1")):
            # A capture interface has no IP stack: nothing of the kernel's own leaves either.
            off = f"net.ipv6.conf.{interface}.disable_ipv6=1"
            # Fails where the kernel has no IPv6: then there is nothing to switch off.
            _ip("netns", "exec", name, "sysctl", "-q", "-w", off, check=False)
            _ip("-n", name, "link", "set", interface, "arp", "off", "up")
        yield ears, mouth
    finally:
        for name in made:
            _ip("netns", "delete", name)


def test_one_device_is_recorded_and_nothing_is_sent(cable: tuple[str, str], tmp_path: Path) -> None:
    """The projector's own frames arrive anonymised; the listener's interface has sent no frame."""
    ears, mouth = cable
    spoken, given = tmp_path / "room.pcap", tmp_path / "given.pcap"
    make(spoken)
    env = {**os.environ, "PATH": _PATH, "PYTHONPATH": str(ROOT / "daemon")}
    exec_in = ("ip", "netns", "exec")
    with subprocess.Popen(
        [*exec_in, mouth, sys.executable, "-c", _SPEAKER, str(spoken), "wj1"], env=env
    ) as speaker:
        try:
            done = subprocess.run(
                [
                    *(*exec_in, ears, sys.executable, "-m", "walljack", "donate", PROJECTOR.mac),
                    *("--interface", "wj0", "--seconds", "3", "-o", str(given)),
                ],
                env=env,
                cwd=tmp_path,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
        finally:
            speaker.terminate()
    assert done.returncode == 0, done.stderr
    with read_capture(given) as capture:
        packets = list(capture)
    signals = {fact.signal for p in packets for one in observe(p).statements for fact in one.facts}
    assert {"arp.kind", "dhcp.params", "mdns.service", "ssdp.nt"} <= signals
    octets = given.read_bytes()
    assert {word for word in PERSONAL if word.encode() in octets} == set()
    assert PROJECTOR.octets not in octets
    assert NEXT_DOOR.octets not in octets
    counted = subprocess.run(
        [*exec_in, ears, "cat", "/sys/class/net/wj0/statistics/tx_packets"],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert counted.stdout.strip() == "0"
