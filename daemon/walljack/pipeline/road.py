"""The road: packets in, changes out. Packet time is its only clock."""

from __future__ import annotations

from walljack.address import Eui48
from walljack.decode import observe
from walljack.model.change import Changes, WeirdTally
from walljack.model.cluster import Clusters
from walljack.model.observation import Observation, Weird
from walljack.model.packet import Packet
from walljack.pipeline.clustering import Clustering
from walljack.pipeline.inventory import Inventory
from walljack.pipeline.judging import Judging
from walljack.pipeline.known import Known
from walljack.pipeline.rules import Rules
from walljack.pipeline.segments import Segments
from walljack.pipeline.tenures import Tenures

SECOND_NS = 1_000_000_000
# How often the addresses are asked anew which of them are one thing, while packets keep coming: as
# long as a silence after which a device counts as having left.
REGROUP_NS = 15 * 60 * SECOND_NS
# Longer than any night without a packet that a sensor hears; a clock that was never set, or a
# forged capture, is years off. A weekend's silence is told apart by the packet after it.
MOST_AHEAD_NS = 86_400 * SECOND_NS
# Counted when so much is carried alike that nothing is linked, once until it is less again. It is
# of no segment: things are asked for over all of them.
IDENTIFIERS_BEYOND = "too-many-shared-identifiers"


class Road:
    """Packet → observation → profile → identity → finding → case.

    Feed it the packets of one source after another; it judges at every whole second of their
    time that something new was learnt in, and at a device's first words. Judging looks only
    at what is known and at the time, so seconds in which nothing was learnt and nothing waits
    are passed over.
    """

    def __init__(self, rules: Rules, segments: Segments, known: Known | None = None) -> None:
        known = known or Known()
        self.inventory = Inventory(
            segments,
            Tenures(known.tenures),
            (device.profile for device in known.devices),
            known.weirds,
        )
        for device in known.devices:
            for segment_id in device.profile.sightings:
                segments.named(segment_id)  # the relays met before count towards their bound
        self._judging = Judging(rules, self.inventory, known)
        self._clustering = Clustering(segments, rules.generic_words)
        self._regroup_due = False
        self._regrouped_ns = 0
        self._beyond = False
        self._changed: set[Eui48] = set()
        self._second = -1
        self._newest_ns = 0
        self._ahead: Packet | None = None

    def feed(self, packet: Packet) -> None:
        """Take in one packet, of any time, and judge what is due.

        A packet that is far ahead of all before it waits for the next one: when that is of
        about the same time, time went on; when not, the first is counted and left out, for a
        wild clock would let permissions run out that are in force.
        """
        ahead, self._ahead = self._ahead, None
        if self._second >= 0 and packet.at_ns - self._newest_ns > MOST_AHEAD_NS:
            if ahead is None or abs(packet.at_ns - ahead.at_ns) > MOST_AHEAD_NS:
                self._leave_out(ahead)
                self._ahead = packet
                return
            self._take_in(ahead)
        else:
            self._leave_out(ahead)
        self._take_in(packet)

    def tick(self, at_ns: int) -> None:
        """Judge what was learnt before this whole second of packet time."""
        novel, self.inventory.novel = self.inventory.novel, set()
        self._judging.judge_all(novel, at_ns)
        if abs(at_ns - self._regrouped_ns) >= REGROUP_NS:
            self._regroup_at(at_ns)

    def end_source(self) -> None:
        """The source is exhausted: judge what is left; the next one has its own time."""
        self._leave_out(self._ahead)
        self._ahead = None
        if self._second >= 0:
            at_ns = (self._second + 1) * SECOND_NS
            self.tick(at_ns)
            self._regroup_at(at_ns)
        self._second = -1
        self._newest_ns = 0

    def reseat(self, at_ns: int) -> None:
        """Fingerprints, policy or register changed: judge every device anew."""
        self._judging.reseat(at_ns)
        self._regroup_at(at_ns)

    def note_weird(self, capture_point: str, kind: str, at_ns: int, times: int) -> None:
        """Count what a capture itself had wrong (a truncated last record …)."""
        segment = self.inventory.segments.heard(capture_point, ())
        self.inventory.add_weird(WeirdTally(segment.id, kind, times, at_ns, at_ns, b""))

    def take_changes(self) -> Changes:
        """What changed since this was last asked, to be saved."""
        touched, self.inventory.touched = self.inventory.touched, set()
        judged = self._judging.take(touched)
        self._changed |= touched
        clusters = self._take_clusters()  # before the weirds: it may count one
        return Changes(
            profiles=[self.inventory.profiles[device] for device in sorted(touched)],
            tenures=self.inventory.tenures.take_changed(),
            shown=judged.shown,
            findings=judged.findings,
            cases=judged.cases,
            custody=judged.custody,
            frames=self.inventory.take_frames(),
            weirds=self.inventory.take_weirds(),
            clusters=clusters,
            clusters_ns=self._regrouped_ns,
        )

    def _regroup_at(self, at_ns: int) -> None:
        self._regroup_due = True
        self._regrouped_ns = at_ns

    def _take_clusters(self) -> Clusters | None:
        """Asked only when somebody takes the answer: what nobody saw needs no log."""
        if not self._regroup_due:
            return None
        self._regroup_due = False
        changed, self._changed = self._changed, set()
        clusters = self._clustering.regroup(
            self.inventory.profiles, changed, self._judging.branch_for_sure
        )
        if clusters.beyond and not self._beyond:
            at_ns = self._regrouped_ns
            self.inventory.add_weird(WeirdTally("", IDENTIFIERS_BEYOND, 1, at_ns, at_ns, b""))
        self._beyond = clusters.beyond
        return clusters

    def _take_in(self, packet: Packet) -> None:
        self._judging.resume()
        second = packet.at_ns // SECOND_NS
        if second > self._second:
            if self._second >= 0:
                self.tick((self._second + 1) * SECOND_NS)
            self._second = second
        observation = observe(packet)
        self.inventory.take_in(observation, packet)
        for subject in {statement.subject for statement in observation.statements}:
            if subject in self._judging.contradicted and self._is_newest(subject, packet):
                self.inventory.novel.add(subject)  # what it repeats may take an old word's place
        for segment_id in self.inventory.tenures.take_forgotten():
            self.inventory.count_weird(segment_id, Weird("tenure-forgotten", 0), packet)
        for _ in range(self.inventory.segments.take_relays_beyond()):
            self._count("too-many-relays", observation, packet)
        if second < self._second:
            # Absorbed by least and greatest; a fraction of a second is only two queues.
            self._count("time-went-back", observation, packet)
        self._newest_ns = max(self._newest_ns, packet.at_ns)
        if self.inventory.first_words:
            spoken, self.inventory.first_words = self.inventory.first_words, set()
            self.inventory.novel -= spoken
            self._judging.judge_all(spoken, self._newest_ns)

    def _is_newest(self, device: Eui48, packet: Packet) -> bool:
        return self.inventory.profiles[device].last_ns == packet.at_ns

    def _leave_out(self, ahead: Packet | None) -> None:
        if ahead is not None:
            # Counted at the source's time: the packet's own is what is wrong with it.
            counted = ahead._replace(at_ns=self._newest_ns)
            self._count("time-went-ahead", observe(ahead), counted)

    def _count(self, kind: str, observation: Observation, packet: Packet) -> None:
        segment = self.inventory.segments.heard(observation.capture_point, observation.vlans)
        self.inventory.count_weird(segment.id, Weird(kind, 0), packet)
