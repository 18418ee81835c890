"""A disguise for tests: a fixed key, a few words of products."""

from __future__ import annotations

from tests.unit.decode import frames as f
from walljack.address import Eui48
from walljack.decode import Disguise, disguise_packet
from walljack.files import Shipped
from walljack.fingerprint import parse_vocabulary
from walljack.model.packet import Link, Packet

VOCABULARY = parse_vocabulary(Shipped().text("fingerprints/vocabulary.toml"))
WORDS = frozenset(
    {"iphone", "ipad", "macbook", "kitchen", "room", "ps5", "brn", "google", "home"}
) | {"name"}


def disguise(
    device: str = f.DEVICE,
    *,
    key: bytes = b"key",
    kept_bits: int = 24,
    words: frozenset[str] = WORDS,
) -> Disguise:
    """A disguise of one device; any address with its prefix is of the same maker."""
    return Disguise(
        key,
        f.eui(device),
        kept_bits=kept_bits,
        alike=lambda _old, _new: True,
        kept=words,
        vocabulary=VOCABULARY,
    )


def rewritten(data: bytes, with_: Disguise, link: Link = Link.ETHERNET) -> bytes:
    """The frame after two rounds, as donating makes them."""
    packet = Packet(link, data, 1_000, "eth0", len(data))
    disguise_packet(packet, with_)
    return disguise_packet(packet, with_).data


def stand_in(with_: Disguise) -> Eui48:
    """The address that stands for the device."""
    return with_.stand_in
