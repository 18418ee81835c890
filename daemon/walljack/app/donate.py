"""A capture of one device that may be given away: its own word, with stand-ins for who it is."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from walljack.address import Eui48
from walljack.app.workplace import Workplace
from walljack.capture import pcap_octets, read_capture
from walljack.decode import Disguise, disguise_packet, leaks, observe
from walljack.fingerprint import identify, match_book, product_words
from walljack.model.error import DecodeError, WalljackError
from walljack.model.identity import Identity
from walljack.model.observation import Observation
from walljack.model.packet import Link, Packet
from walljack.model.signal import Signal, Standing
from walljack.pipeline import Inventory, Segments, Tenures
from walljack.profile import signals
from walljack.queries import owners_words, said_words, spelt_words, words_of
from walljack.vendor import signals as vendor_signals

# Where every donated capture begins: 2000-01-01T00:00:00Z, so that nobody learns when it was.
_EPOCH_NS = 946_684_800 * 1_000_000_000
# A stand-in may by chance spell what it stands for: then another key is drawn. Four in a row is
# no chance any more, and the capture is refused.
_KEYS_TRIED = 4


@dataclass(frozen=True, slots=True)
class Donation:
    """``octets``: the capture file. ``device``: the stand-in for its address.

    ``frames``: how many are in it; ``left_out``: how many of the device's could not be
    rewritten. ``was``, ``is_now``: what the book says of the original and of the result.
    """

    octets: bytes
    device: Eui48
    frames: int
    left_out: int
    was: Identity
    is_now: Identity

    @property
    def differs(self) -> tuple[tuple[str, str, str], ...]:
        """(what, of the original, of the result) for everything that the book says otherwise."""
        names = ("type", "vendor", "model", "os", "line", "band")
        pairs = (
            (name, str(getattr(self.was, name)), str(getattr(self.is_now, name))) for name in names
        )
        return tuple(pair for pair in pairs if pair[1] != pair[2])


class _Heard(NamedTuple):
    """What a device shows, its own packets in order of time, and how many of them were broken."""

    evidence: list[Signal]
    own: list[Packet]
    broken: int


def donate_capture(place: Workplace, capture: Path, device: Eui48, key: bytes) -> Donation:
    """What a device says in a capture file, made fit to be given away.

    Takes: ``key``, random octets that nobody keeps.
    Raises: ProblemsError when the capture is refused; WalljackError when the device says nothing
    in it, or something of it would be left.
    """
    with read_capture(capture) as packets:
        heard = _heard(place, packets, device)
    return _donate(place, heard, device, key, str(capture))


def donate_kept(place: Workplace, device: Eui48, key: bytes) -> Donation:
    """The same from the frames of the device that the database keeps: the first of each kind."""
    with place.open_store() as store:
        packets = [frame.packet for frame in store.frames(device)]
    return _donate(place, _heard(place, packets, device), device, key, str(place.db))


def _donate(place: Workplace, heard: _Heard, device: Eui48, key: bytes, where: str) -> Donation:
    evidence, own, broken = heard
    if not own:
        raise WalljackError(
            f"{device}: says nothing in {where} that could be donated: "
            "ARP, DHCP, mDNS or SSDP from its own address is needed"
        )
    kept = _kept_words(place, device, evidence)
    left: list[str] = []
    for attempt in range(_KEYS_TRIED):
        drawn = hashlib.sha256(key + bytes([attempt])).digest()
        disguise = _disguise(place, device, drawn, kept)
        # Twice: what the first round learns of names and addresses, the second finds in values
        # that came before.
        made, unfit = _rewritten(own, disguise)
        made, unfit = _rewritten(own, disguise)
        if not made:
            raise WalljackError(
                f"{device}: none of its {len(own)} frames in {where} is of a form that can be "
                "anonymised: IP options and options in pieces cannot"
            )
        octets = pcap_octets(made)
        again = _read_again(octets)
        left = leaks(octets, _texts(again), disguise)
        if not left:
            break
    else:
        raise WalljackError(
            f"{device}: something of the original would be left ({', '.join(sorted(set(left)))}): "
            "nothing was written; report this, without the capture"
        )
    return Donation(
        octets=octets,
        device=disguise.stand_in,
        frames=len(made),
        left_out=broken + unfit,
        was=identify(evidence, place.book),
        is_now=identify(_heard(place, again, disguise.stand_in).evidence, place.book),
    )


def _heard(place: Workplace, packets: Iterable[Packet], device: Eui48) -> _Heard:
    """Walk the packets once, on their own, and keep what the device itself said."""
    inventory = Inventory(Segments(()), Tenures())
    own: list[Packet] = []
    broken = 0
    link: Link | None = None
    for packet in packets:
        observation = observe(packet)
        inventory.take_in(observation, packet)
        if not _speaks(observation, device):
            continue
        link = link or (packet.link if packet.link is not Link.DHCP_PAYLOAD else None)
        # A cut or broken frame cannot be walked to its end, so nobody can tell what is left in it.
        if observation.weirds or packet.link is not link:
            broken += 1
        else:
            own.append(packet)
    profile = inventory.profiles.get(device)
    evidence = signals(profile) if profile is not None else []
    evidence += vendor_signals(device, place.vendors)
    return _Heard(evidence, sorted(own, key=lambda packet: packet.at_ns), broken)


def _speaks(observation: Observation, device: Eui48) -> bool:
    return any(
        statement.subject == device and statement.present for statement in observation.statements
    )


def _rewritten(packets: Sequence[Packet], disguise: Disguise) -> tuple[list[Packet], int]:
    made, unfit = [], 0
    for packet in packets:
        try:
            new = disguise_packet(packet, disguise)
        except DecodeError:
            unfit += 1
            continue
        at_ns = _EPOCH_NS + packet.at_ns - packets[0].at_ns
        made.append(new._replace(at_ns=at_ns))
    return made, unfit


def _read_again(octets: bytes) -> list[Packet]:
    with read_capture(io.BytesIO(octets)) as capture:
        return list(capture)


def _texts(packets: Iterable[Packet]) -> list[str]:
    return [
        text
        for packet in packets
        for statement in observe(packet).statements
        for fact in statement.facts
        for text in (fact.value, fact.host)
    ]


def _kept_words(place: Workplace, device: Eui48, evidence: Sequence[Signal]) -> frozenset[str]:
    """Words about products: the list of masking, what the device says of its product, and what
    the entries name or tell that match it."""
    own = [signal for signal in evidence if signal.standing is Standing.OWN]
    words = place.generic_words | said_words(own, place.vocabulary, device)
    words -= owners_words(own, place.vocabulary) - place.generic_words
    for match in match_book(evidence, place.book):
        words |= product_words(match.entry) | spelt_words(match)
        # A model that stands in a name: the book lets no group carry what a person typed.
        for said in (match.says.vendor, match.says.model, match.says.os):
            words |= words_of(said)
    return words


def _disguise(place: Workplace, device: Eui48, key: bytes, kept: frozenset[str]) -> Disguise:
    vendors = place.vendors
    assigned, known = vendors.lookup(device), vendors.known_prefix(device)
    bits = max(assigned.bits if assigned else 0, 4 * len(known.prefix) if known else 0)
    if not bits and not device.locally_administered:
        bits = 24  # a prefix that the table does not know is a vendor's all the same

    def alike(old: Eui48, new: Eui48) -> bool:
        return vendors.lookup(old) == vendors.lookup(new) and vendors.known_prefix(
            old
        ) == vendors.known_prefix(new)

    return Disguise(
        key,
        device,
        kept_bits=bits,
        alike=alike,
        kept=kept,
        vocabulary=place.vocabulary,
        signals={one.key.signal for entry in place.book.entries for one in entry.conditions},
    )
