"""The recorder of tests/pcaps/clients works, and touches nothing of the host.

Needs root and the programs below. With ``CI=true`` no program may be missing: .ci/run installs
them. The right to make network namespaces is no package, so without it the test skips.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).parents[1] / "pcaps" / "record_clients.sh"
_NEEDS = ("ip", "ethtool", "tcpdump", "dhclient", "dhcrelay", "dnsmasq")


def _missing() -> list[str]:
    """The programs that the recorder needs and does not find."""
    path = os.defpath + ":/sbin:/usr/sbin"
    return [name for name in _NEEDS if not shutil.which(name, path=path)]


def _namespaces() -> bool:
    """This process may make network namespaces that `ip` can name."""
    unshare = shutil.which("unshare")
    return os.geteuid() == 0 and (
        unshare is not None and not subprocess.run([unshare, "-n", "true"], check=False).returncode
    )


@pytest.fixture
def recorder() -> Path:
    """The script, where everything that it needs is there."""
    missing = _missing()
    if missing and os.environ.get("CI") != "true":
        pytest.skip(f"missing: {', '.join(missing)}")
    assert not missing
    if not _namespaces():
        pytest.skip("missing: the right to make network namespaces")
    return _SCRIPT


def test_a_real_client_is_recorded(recorder: Path, tmp_path: Path) -> None:
    """dhclient is recorded in namespaces of our own, which are gone afterwards, as it was."""
    resolver = Path("/etc/resolv.conf")
    before = resolver.read_bytes() if resolver.exists() else b""
    with subprocess.Popen([recorder, tmp_path, "dhclient"]) as running:
        assert running.wait(timeout=60) == 0
    recorded = (tmp_path / "dhclient.pcap").read_bytes()
    assert bytes.fromhex("00005e005311") in recorded
    assert b"birch-desk" in recorded
    assert (resolver.read_bytes() if resolver.exists() else b"") == before
    left = subprocess.run(["ip", "netns", "list"], check=True, capture_output=True, text=True)
    assert f"walljack-rec-{running.pid}" not in left.stdout
