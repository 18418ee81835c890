"""Whose word is it, and about whom: statements into profiles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from walljack.address import Eui48, IpAddress, Ipv4
from walljack.model.change import KeptFrame, WeirdTally
from walljack.model.observation import (
    Basis,
    Fact,
    HostRecord,
    Observation,
    Protocol,
    Statement,
    Weird,
)
from walljack.model.packet import Packet
from walljack.model.profile import FactKey, Profile
from walljack.model.segment import Segment
from walljack.pipeline.segments import Segments
from walljack.pipeline.tenures import Tenures
from walljack.profile import (
    CIRCUIT,
    REFLECTOR,
    absorb,
    absorb_presence,
    believed,
    own_addresses,
    switch_port,
)

# Five times the largest district we know of; what comes after is counted, not kept.
MOST_DEVICES = 250_000
_MULTICAST = (Protocol.MDNS, Protocol.SSDP)
# Enough for every kind of message that a device sends, first frame each. For a day of packet
# time, so that a device never uses up what a later change of it needs; the store bounds the sum.
FRAMES_PER_DAY = 24
# What others say of it is weak evidence, and takes nothing from that number.
HEARSAY_FRAMES_PER_DAY = 8
# A sample shows what broke; more would keep somebody's payload.
SAMPLE_BYTES = 128
# Kinds are fixed names in the decoders, segments are configured: more pairs than this is a flood
# of invented VLANs. What comes then is counted under one kind, of no segment.
MOST_WEIRD_KINDS = 4096
OTHER_WEIRDS = ("", "other")
# Well above the number that tells an access point by its port: more change nothing for the rest.
CROWD = 8
# Lists are valid until a day, and are fresh for days.
DAY_NS = 86_400 * 1_000_000_000


class Inventory:
    """The profiles of all devices, and the attribution of what packets state.

    ``novel``: devices of which something new was learnt since they were last judged, or that
    were heard for the first time on a day: a permission may have ended meanwhile.
    ``touched``: those whose counts changed since they were last taken for saving.
    """

    def __init__(
        self,
        segments: Segments,
        tenures: Tenures,
        profiles: Iterable[Profile] = (),
        weirds: Iterable[WeirdTally] = (),
    ) -> None:
        self.segments = segments
        self.tenures = tenures
        self.profiles = {profile.device: profile for profile in profiles}
        self.novel: set[Eui48] = set()
        self.touched: set[Eui48] = set()
        self.first_words: set[Eui48] = set()
        self._spoken: set[tuple[Eui48, Protocol]] = set()
        self._on_circuit: dict[tuple[str, str], set[Eui48]] = {}
        self._frames: list[KeptFrame] = []
        # By device and whether in its own word: the newest day with a frame, and how many then.
        self._kept: dict[tuple[Eui48, bool], tuple[int, int]] = {}
        self._weirds = {(tally.segment, tally.kind): tally for tally in weirds}
        self._weirds_changed: set[tuple[str, str]] = set()
        for profile in self.profiles.values():
            for segment in {key.segment for key in profile.facts if key.fact.signal == CIRCUIT}:
                self._put_on_circuit(profile, segment)
            self._spoken.update(
                (profile.device, protocol) for protocol in _protocols_heard(profile)
            )
        self.novel.clear()  # all of them were judged when they came

    def take_in(self, observation: Observation, packet: Packet) -> None:
        """Absorb all that one packet stated into the profiles of those it is about."""
        heard = self.segments.heard(observation.capture_point, observation.vlans)
        for weird in observation.weirds:
            self.count_weird(heard.id, weird, packet)
        for statement in observation.statements:
            self._take_statement(statement, heard, packet)
        sender = observation.source
        if observation.statements and sender.can_be_device:
            alone = all(
                statement.subject != sender or not statement.present
                for statement in observation.statements
            )
            profile = self._profile(sender, heard, packet)
            if alone and profile is not None:
                self.touched.add(sender)
                if absorb_presence(profile, heard.id, packet.at_ns):
                    self.novel.add(sender)

    def count_weird(self, segment: str, weird: Weird, packet: Packet) -> None:
        """Count a packet that broke its protocol; the first one of a kind is kept as a sample."""
        sample = packet.data[:SAMPLE_BYTES]
        at_ns = packet.at_ns
        self.add_weird(WeirdTally(segment, weird.kind, 1, at_ns, at_ns, sample))

    def add_weird(self, tally: WeirdTally) -> None:
        """Add to the total of a kind on a segment; the first sample is kept."""
        key = tally.segment, tally.kind
        if key not in self._weirds and len(self._weirds) >= MOST_WEIRD_KINDS:
            key = OTHER_WEIRDS
            tally = tally._replace(segment=key[0], kind=key[1])
        held = self._weirds.get(key)
        self._weirds[key] = (
            tally
            if held is None
            else held._replace(
                times=held.times + tally.times,
                first_ns=min(held.first_ns, tally.first_ns),
                last_ns=max(held.last_ns, tally.last_ns),
            )
        )
        self._weirds_changed.add(key)

    def on_circuit(self, segment: str, place: str) -> frozenset[Eui48]:
        """The devices that a relay put on this switch port or circuit."""
        return frozenset(self._on_circuit.get((segment, place), ()))

    def take_frames(self) -> list[KeptFrame]:
        """The frames kept since this was last asked."""
        frames, self._frames = self._frames, []
        return frames

    def take_weirds(self) -> list[WeirdTally]:
        """The tallies that changed since this was last asked, as totals."""
        tallies = [self._weirds[key] for key in sorted(self._weirds_changed)]
        self._weirds_changed.clear()
        return tallies

    def _take_statement(self, statement: Statement, heard: Segment, packet: Packet) -> None:
        segment = heard
        if statement.giaddr is not None:
            segment = self.segments.relayed(statement.giaddr)
            if self._feigns_relay(statement, statement.giaddr, heard, segment):
                statement = replace(statement, present=False)
        profile = self._profile(statement.subject, segment, packet)
        if profile is None:
            return
        if statement.protocol in _MULTICAST and statement.present:
            statement = _marked_reflector(statement, segment)
        for binding in believed(statement):
            if segment.holds(binding.ip) is not False:
                self.tenures.bind(segment.id, statement.subject, binding, packet.at_ns)
        novel = absorb(profile, statement, segment.id, packet.at_ns)
        self.touched.add(statement.subject)
        if novel:
            self.novel.add(statement.subject)
            self._keep_frame(statement, segment, packet)
            if any(fact.signal == CIRCUIT for fact in statement.facts):
                self._put_on_circuit(profile, segment.id)
            if (statement.subject, statement.protocol) not in self._spoken:
                self._spoken.add((statement.subject, statement.protocol))
                self.first_words.add(statement.subject)
        if statement.hosts and statement.present:
            self._link_hearsay(profile, statement, segment, packet)

    def _feigns_relay(
        self, statement: Statement, giaddr: Ipv4, heard: Segment, segment: Segment
    ) -> bool:
        """The carrier of a relayed message is not known to be a relay, and may be a forger.

        Else anybody could write a request in a teacher's name and have it believed. Who holds
        the giaddr is its relay. Where another holds it, or the frame was heard on the client's
        own segment, the client's own frames are heard too, so nothing is lost by doubting the
        copy: a router whose interfaces have different addresses pays no more than that. For a
        segment that nobody hears, whoever speaks for itself otherwise (asks for a lease,
        announces services) is a host; a relay that does so must be heard at its giaddr.

        Limit: a forger that sends nothing of its own but ARP, with the giaddr of a segment
        whose relay was never heard there, is believed, as is one that writes the victim's
        address on the frame itself: without the switches' word both look like the truth.
        """
        speaker = statement.speaker
        if speaker in (0, statement.subject):
            return False
        profile = self.profiles.get(speaker)
        claimed = {key.segment for key in profile.bindings if key.ip == giaddr} if profile else ()
        home = self.segments.holding(giaddr)
        places = {heard.id, segment.id, *claimed} | ({home.id} if home else set())
        holders = {self.tenures.holder(place, giaddr) for place in places} - {None}
        if holders:
            return speaker not in holders
        if heard.id == segment.id:
            return True
        return profile is not None and any(_of_a_host(key) for key in profile.facts)

    def _link_hearsay(
        self, speaker: Profile, statement: Statement, segment: Segment, packet: Packet
    ) -> None:
        """Records for an address that is another device's support that device, weakly."""
        own = own_addresses(speaker, segment.id)
        versions = {address.version for address in own}
        for record in statement.hosts:
            if any(address in own for address in record.addresses):
                continue
            about = tuple(fact for fact in statement.facts if fact.host == record.host)
            for address in record.addresses:
                owner = self._holder(segment, address) if address.version in versions else None
                profile = self.profiles.get(owner) if owner not in (None, speaker.device) else None
                if owner is None or profile is None:
                    continue
                said = Statement(
                    subject=owner,
                    speaker=speaker.device,
                    protocol=statement.protocol,
                    present=False,
                    facts=about,
                )
                self.touched.add(owner)
                if absorb(profile, said, segment.id, packet.at_ns):
                    self.novel.add(owner)
                break

    def _holder(self, segment: Segment, address: IpAddress) -> Eui48 | None:
        holder = self.tenures.holder(segment.id, address)
        home = self.segments.holding(address) if holder is None else None
        return self.tenures.holder(home.id, address) if home is not None else holder

    def _profile(self, device: Eui48, segment: Segment, packet: Packet) -> Profile | None:
        if not device.can_be_device:
            return None
        profile = self.profiles.get(device)
        if profile is None:
            if len(self.profiles) >= MOST_DEVICES:
                self.count_weird(segment.id, Weird("inventory-full", 0), packet)
                return None
            profile = self.profiles[device] = Profile(device)
        elif (
            last_ns := profile.last_ns
        ) is not None and packet.at_ns // DAY_NS > last_ns // DAY_NS:
            self.novel.add(device)
        return profile

    def _put_on_circuit(self, profile: Profile, segment: str) -> None:
        place = switch_port(profile, segment)
        if not place:
            return
        there = self._on_circuit.setdefault((segment, place), set())
        if profile.device not in there and len(there) < CROWD:
            self.novel |= there  # with one more on their port they may not be on the wire
        there.add(profile.device)

    def _keep_frame(self, statement: Statement, segment: Segment, packet: Packet) -> None:
        own = statement.present or statement.speaker in (0, statement.subject)
        newest, kept = self._kept.get((statement.subject, own), (0, 0))
        day = packet.at_ns // DAY_NS
        if day > newest:
            newest, kept = day, 0
        if kept >= (FRAMES_PER_DAY if own else HEARSAY_FRAMES_PER_DAY):
            return
        self._kept[statement.subject, own] = newest, kept + 1
        digest = hashlib.sha256(packet.data).hexdigest()
        self._frames.append(KeptFrame(statement.subject, segment.id, digest, packet))


def _of_a_host(key: FactKey) -> bool:
    """Its own word beyond ARP, which routers speak too."""
    return not key.speaker and not key.fact.signal.startswith("arp.")


def _protocols_heard(profile: Profile) -> set[Protocol]:
    """By which protocols something was told of the device; signals are named after theirs."""
    prefixes = {key.fact.signal.partition(".")[0] for key in profile.facts if key.speaker == 0}
    return {protocol for protocol in Protocol if protocol.value in prefixes}


def _marked_reflector(statement: Statement, segment: Segment) -> Statement:
    """Say of a speaker that it reflects, when it speaks for an address of another segment.

    Either its records name only such addresses, or the packet itself still has the source
    address that it had on the other segment: then that address is nobody's here, and all that
    was said is about whoever has it there.
    """
    strangers = [
        binding.ip
        for binding in statement.bindings
        if binding.basis is Basis.SOURCE and segment.holds(binding.ip) is False
    ]
    if not strangers and not any(_elsewhere(record, segment) for record in statement.hosts):
        return statement
    facts, hosts = statement.facts, statement.hosts
    if strangers:
        stranger = HostRecord(str(strangers[0]), (strangers[0],))
        facts = tuple(fact if fact.host else fact._replace(host=stranger.host) for fact in facts)
        hosts = (*hosts, stranger)
    return replace(
        statement,
        facts=(*facts, Fact(REFLECTOR, "yes")),
        hosts=hosts,
        bindings=tuple(bound for bound in statement.bindings if bound.ip not in strangers),
    )


def _elsewhere(record: HostRecord, segment: Segment) -> bool:
    held = [segment.holds(address) for address in record.addresses]
    return False in held and True not in held
