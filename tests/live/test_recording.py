"""The recorder of tests/pcaps/clients works, and touches nothing of the host."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).parents[1] / "pcaps" / "record_clients.sh"
_NEEDS = ("ip", "ethtool", "tcpdump", "dhclient", "dhcrelay", "dnsmasq")
_MISSING = [name for name in _NEEDS if not shutil.which(name, path=os.defpath + ":/sbin:/usr/sbin")]


def _namespaces() -> bool:
    """This process may make network namespaces."""
    unshare = shutil.which("unshare")
    return (
        unshare is not None and not subprocess.run([unshare, "-n", "true"], check=False).returncode
    )


@pytest.mark.skipif(not _namespaces(), reason="missing: the right to make network namespaces")
@pytest.mark.skipif(bool(_MISSING), reason=f"missing: {', '.join(_MISSING)}")
def test_a_real_client_is_recorded(tmp_path: Path) -> None:
    """dhclient is recorded in namespaces of our own, which are gone afterwards, as it was."""
    resolver = Path("/etc/resolv.conf")
    before = resolver.read_bytes() if resolver.exists() else b""
    with subprocess.Popen([_SCRIPT, tmp_path, "dhclient"]) as recorder:
        assert recorder.wait(timeout=60) == 0
    recorded = (tmp_path / "dhclient.pcap").read_bytes()
    assert bytes.fromhex("00005e005311") in recorded
    assert b"birch-desk" in recorded
    assert (resolver.read_bytes() if resolver.exists() else b"") == before
    left = subprocess.run(["ip", "netns", "list"], check=True, capture_output=True, text=True)
    assert f"walljack-rec-{recorder.pid}" not in left.stdout
