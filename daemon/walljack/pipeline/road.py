"""The road: packets in, changes out. Packet time is its only clock."""

from __future__ import annotations

from walljack.decode import observe
from walljack.model.change import Changes, WeirdTally
from walljack.model.observation import Weird
from walljack.model.packet import Packet
from walljack.pipeline.inventory import Inventory
from walljack.pipeline.judging import Judging
from walljack.pipeline.known import Known
from walljack.pipeline.rules import Rules
from walljack.pipeline.segments import Segments
from walljack.pipeline.tenures import Tenures

SECOND_NS = 1_000_000_000


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
        self._judging = Judging(rules, self.inventory, known)
        self._second = -1
        self._newest_ns = 0

    def feed(self, packet: Packet) -> None:
        """Take in one packet, of any time, and judge what is due."""
        second = packet.at_ns // SECOND_NS
        if second > self._second:
            if self._second >= 0:
                self.tick((self._second + 1) * SECOND_NS)
            self._second = second
        observation = observe(packet)
        self.inventory.take_in(observation, packet)
        if second < self._second:
            # Absorbed by least and greatest; a fraction of a second is only two queues.
            self._count_time_back(packet)
        self._newest_ns = max(self._newest_ns, packet.at_ns)
        if self.inventory.first_words:
            spoken, self.inventory.first_words = self.inventory.first_words, set()
            self.inventory.novel -= spoken
            self._judging.judge_all(spoken, self._newest_ns)

    def tick(self, at_ns: int) -> None:
        """Judge what was learnt before this whole second of packet time."""
        novel, self.inventory.novel = self.inventory.novel, set()
        self._judging.judge_all(novel, at_ns)

    def end_source(self) -> None:
        """The source is exhausted: judge what is left; the next one has its own time."""
        if self._second >= 0:
            self.tick((self._second + 1) * SECOND_NS)
        self._second = -1
        self._newest_ns = 0

    def reseat(self, at_ns: int) -> None:
        """Fingerprints, policy or register changed: judge every device anew."""
        self._judging.reseat(at_ns)

    def note_weird(self, capture_point: str, kind: str, at_ns: int, times: int) -> None:
        """Count what a capture itself had wrong (a truncated last record …)."""
        segment = self.inventory.segments.heard(capture_point, ())
        self.inventory.add_weird(WeirdTally(segment.id, kind, times, at_ns, at_ns, b""))

    def take_changes(self) -> Changes:
        """What changed since this was last asked, to be saved."""
        touched, self.inventory.touched = self.inventory.touched, set()
        judged = self._judging.take(touched)
        return Changes(
            profiles=[self.inventory.profiles[device] for device in sorted(touched)],
            tenures=self.inventory.tenures.take_changed(),
            shown=judged.shown,
            findings=judged.findings,
            cases=judged.cases,
            custody=judged.custody,
            frames=self.inventory.take_frames(),
            weirds=self.inventory.take_weirds(),
        )

    def _count_time_back(self, packet: Packet) -> None:
        segment = self.inventory.segments.heard(packet.capture_point, ())
        self.inventory.count_weird(segment.id, Weird("time-went-back", 0), packet)
