"""How our values stand in columns: addresses, text, JSON lists."""

from __future__ import annotations

import json
from collections.abc import Sequence

from walljack.address import IpAddress, Ipv4, Ipv6


def ip_column(address: IpAddress) -> int | bytes:
    """IPv4 as INTEGER, IPv6 as BLOB of 16 octets, so that neither is taken for the other."""
    return int(address) if address.version == 4 else address.octets


def parse_ip_column(value: int | bytes) -> IpAddress:
    """The address in a column that ``ip_column`` wrote."""
    return Ipv4(value) if isinstance(value, int) else Ipv6(int.from_bytes(value, "big"))


def text_column(text: str) -> str:
    """The text, with a lone surrogate (no valid UTF-8) written as a backslash escape.

    File names of another encoding hold such; SQLite's TEXT cannot.
    """
    if text.isascii():
        return text
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def list_column(texts: Sequence[str]) -> str:
    """A list of texts as JSON."""
    return json.dumps([text_column(text) for text in texts], ensure_ascii=False)


def parse_list_column(value: str) -> tuple[str, ...]:
    """The texts in a column that ``list_column`` wrote."""
    return tuple(str(item) for item in json.loads(value))
