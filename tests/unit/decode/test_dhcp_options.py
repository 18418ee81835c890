"""DHCP option areas: pieces, overload, ends."""

from __future__ import annotations

import pytest

from tests.unit.decode import frames as f
from walljack.decode.dhcp_options import ENTRIES_MAX


def _facts(message: bytes) -> dict[str, list[str]]:
    return f.facts(f.said(f.from_client(message))[0])


def test_long_option_in_pieces() -> None:
    """Pieces of one option are joined in order, also when others stand between (RFC 3396)."""
    pieces = f.option(60, b"Very long ") + f.option(12, b"pc7") + f.option(60, b"vendor class")
    facts = _facts(f.dhcp(1, pieces))
    assert facts["dhcp.vendor_class"] == ["Very long vendor class"]
    assert facts["dhcp.options"] == ["53,60,12"]


@pytest.mark.parametrize(
    ("overload", "names"),
    [(1, {"in-file"}), (2, {"in-sname"}), (3, {"in-filein-sname"})],
)
def test_overload(overload: int, names: set[str]) -> None:
    """Option 52 turns file, sname or both into option areas, read in that order."""
    message = f.dhcp(
        1,
        f.option(52, bytes([overload])),
        file=f.option(12, b"in-file") + b"\xff",
        sname=f.option(12, b"in-sname") + b"\xff",
    )
    assert set(_facts(message)["dhcp.hostname"]) == names


def test_file_and_sname_without_overload_are_no_options() -> None:
    """Without option 52 a boot file name is not read as options."""
    assert "dhcp.hostname" not in _facts(f.dhcp(1, file=f.option(12, b"in-file") + b"\xff"))


def test_wrong_overload_is_named() -> None:
    """An overload value that does not exist is a weird; the options proper are kept."""
    observation = f.see(f.from_client(f.dhcp(1, f.option(52, b"\7") + f.option(12, b"pc7"))))
    assert [w.kind for w in observation.weirds] == ["dhcp-overload"]
    assert f.facts(observation.statements[0])["dhcp.hostname"] == ["pc7"]


def test_pads_are_passed_over() -> None:
    """Pads between options say nothing."""
    assert _facts(f.dhcp(1, b"\0\0" + f.option(12, b"pc7") + b"\0"))["dhcp.options"] == ["53,12"]


def test_what_follows_the_end_is_not_read() -> None:
    """Octets behind the end option are padding, whatever they hold."""
    assert "dhcp.hostname" not in _facts(f.dhcp(1) + f.option(12, b"pc7"))


def test_no_end_is_named() -> None:
    """A message without end option is a weird; its options are kept."""
    observation = f.see(f.from_client(f.dhcp(1, f.option(12, b"pc7"), end=b"")))
    assert [w.kind for w in observation.weirds] == ["dhcp-no-end"]
    assert f.facts(observation.statements[0])["dhcp.hostname"] == ["pc7"]


@pytest.mark.parametrize("tail", [b"\x0c", b"\x0c\x09pc7"])
def test_option_beyond_the_message(tail: bytes) -> None:
    """An option that is longer than the message is a weird; those before it are kept."""
    observation = f.see(f.from_client(f.dhcp(1, f.option(15, b"school") + tail, end=b"")))
    assert [w.kind for w in observation.weirds] == ["dhcp-option-truncated"]
    assert f.facts(observation.statements[0])["dhcp.domain"] == ["school"]


def test_too_many_options() -> None:
    """A message of nothing but pads or empty options is a weird, found after a fixed number."""
    for filler in (b"\0", b"\xc8\0"):
        message = f.dhcp(1, filler * (ENTRIES_MAX + 10))
        assert f.weirds(f.from_client(message)) == ["dhcp-too-many-options"]
