"""Identity, findings and cases of the devices of which something new was learnt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from heapq import nlargest
from typing import NamedTuple

from walljack.address import Eui48
from walljack.cases import file
from walljack.custody import append
from walljack.fingerprint import Settled, settle
from walljack.fingerprint.settle import HOLD_NS
from walljack.model.case import Act, Case, CustodyEntry
from walljack.model.change import Shown
from walljack.model.finding import Finding
from walljack.model.identity import Band, Identity
from walljack.model.profile import Profile
from walljack.model.segment import Segment
from walljack.model.signal import Signal
from walljack.model.span import Span
from walljack.model.vocabulary import UNKNOWN
from walljack.pipeline.circumstances import changed_class, circumstances
from walljack.pipeline.current import current
from walljack.pipeline.inventory import Inventory
from walljack.pipeline.known import Known
from walljack.pipeline.rules import Rules
from walljack.policy import judge, review
from walljack.profile import signals, switch_port
from walljack.vendor import signals as vendor_signals

_Place = tuple[Eui48, str]

# A telephone passes one computer through, a dock one more: four addresses behind a port are
# an access point or a switch, and then the port does not say that a device is on the wire.
MOST_ON_ONE_PORT = 3
# What was there within a school week is likely to be there again: worth a walk. What has been
# gone for longer may hold to be found, but nobody is sent to look for it.
ABSENT_NS = 7 * 86_400 * 1_000_000_000
# A quarter of a minute's asking before the first packet. In a larger district those that were
# heard last are asked: what waits to be shown has mostly waited for minutes.
MOST_RESUMED = 20_000
_SECOND_NS = 1_000_000_000


class Judged(NamedTuple):
    """What judging changed since this was last asked."""

    shown: list[Shown]
    findings: list[Finding]
    cases: list[Case]
    custody: list[CustodyEntry]


class Judging:
    """From profiles to what is shown, what holds and what a person must see to.

    A device is judged on each segment by what was in force when it was last there: what ended
    or was written after it had gone says nothing against it.
    """

    def __init__(self, rules: Rules, inventory: Inventory, known: Known) -> None:
        self._rules = rules
        self._inventory = inventory
        self._settled = {
            stored.profile.device: Settled(stored.identity, stored.since_ns)
            for stored in known.devices
            if stored.identity is not None
        }
        self._findings: dict[_Place, dict[str, Finding]] = defaultdict(dict)
        for finding in sorted(known.findings, key=lambda finding: finding.last_ns):
            self._findings[finding.device, finding.segment][finding.rule] = finding
        self._cases: dict[_Place, Case] = {}
        for case in sorted(known.cases, key=lambda case: case.number):
            self._cases[case.device, case.segment] = case
        self._next_number = max((case.number for case in known.cases), default=0) + 1
        self._custody_head = known.custody_head
        self._waiting: set[Eui48] = set()
        # Devices whose own words contradict each other: a repeated one may take another's place.
        self.contradicted: set[Eui48] = set()
        # Shown as another class than the register's, for less than the time that it must stay.
        self._changing: set[Eui48] = set()
        self._unasked = nlargest(MOST_RESUMED, self._settled, key=self._last_heard)
        self._shown: dict[Eui48, list[Shown]] = defaultdict(list)
        self._changed_findings: dict[str, Finding] = {}
        self._changed_cases: dict[str, Case] = {}
        self._custody: list[CustodyEntry] = []

    def resume(self) -> None:
        """Let wait again what waited to be shown when the program last ended.

        The store keeps what is shown, not what waits. So stored devices are asked once,
        before the first packet: what it is taken for now, and not shown as, has waited since
        the newest thing that was learnt of it. Nothing that is shown changes here.
        """
        words = self._rules.book.vocabulary
        for device in self._unasked:
            profile = self._inventory.profiles[device]
            since_ns = _next_second(_learnt_ns(profile))
            settled = settle(
                self._settled[device], self._candidate(profile, signals(profile)), since_ns, words
            )
            if settled.pending:
                self._settled[device] = settled
                self._waiting.add(device)
            self._watch_change(device, settled)
        self._unasked = []

    def judge_all(self, devices: Iterable[Eui48], at_ns: int) -> None:
        """Judge these devices and those whose identity waits to be shown, at a packet time."""
        for device in sorted({*devices, *self._waiting, *self._changing}):
            profile = self._inventory.profiles.get(device)
            if profile is not None:
                self._judge(profile, at_ns)

    def reseat(self, at_ns: int) -> None:
        """Judge every device anew by books that changed: what is shown follows at once."""
        self._unasked = []
        for profile in self._inventory.profiles.values():
            self._judge(profile, at_ns, anew=True)

    def branch_for_sure(self, device: Eui48) -> str:
        """The branch of the type tree that it is shown on at *likely* or better; "" for none.

        What is shown has the hysteresis of ``settle``: a moment's evidence does not move it.
        """
        settled = self._settled.get(device)
        if settled is None or settled.identity.band.rank < Band.LIKELY.rank:
            return ""
        return self._branch(device)

    def take(self, touched: Iterable[Eui48]) -> Judged:
        """What changed, with open findings brought up to when their device was last present."""
        for device in touched:
            for segment, spans in self._inventory.profiles[device].sightings.items():
                for finding in self._findings.get((device, segment), {}).values():
                    if finding.ended_ns is None and finding.last_ns < spans[-1].last_ns:
                        self._keep(replace(finding, last_ns=spans[-1].last_ns))
        judged = Judged(
            [shown for each in self._shown.values() for shown in each],
            list(self._changed_findings.values()),
            list(self._changed_cases.values()),
            self._custody,
        )
        self._shown.clear()
        self._changed_findings.clear()
        self._changed_cases.clear()
        self._custody = []
        return judged

    def _judge(self, profile: Profile, at_ns: int, *, anew: bool = False) -> None:
        said = signals(profile)
        settled = self._show(profile, said, at_ns, anew=anew)
        stays = at_ns - settled.since_ns >= HOLD_NS
        self._changing.discard(profile.device)
        if not stays:
            self._watch_change(profile.device, settled)
        for segment_id, spans in profile.sightings.items():
            segment = self._inventory.segments.named(segment_id)
            there_ns = _there_ns(spans[-1], at_ns)
            seen = circumstances(
                profile,
                settled.identity,
                segment,
                self._rules,
                said=said,
                segments=self._inventory.segments,
                port_is_its_own=self._port_is_its_own(profile, segment),
                stays=stays,
                at_ns=there_ns,
            )
            rules = self._rules
            holding = judge(seen, rules.policy, there_ns, rules.sensor, rules.epoch)
            earlier = self._findings.get((profile.device, segment_id), {}).values()
            absent = at_ns - there_ns > ABSENT_NS
            for finding in review(earlier, holding, rules.policy, there_ns):
                self._keep(finding)
                case = self._cases.get((profile.device, segment_id))
                if not absent or (case is not None and not case.state.ended):
                    self._file(finding, at_ns)

    def _show(self, profile: Profile, said: list[Signal], at_ns: int, *, anew: bool) -> Settled:
        rules = self._rules
        candidate = self._candidate(profile, said)
        before = self._settled.get(profile.device)
        after = settle(None if anew else before, candidate, at_ns, rules.book.vocabulary)
        if anew and before is not None and before.identity.type == candidate.type:
            after = replace(after, since_ns=before.since_ns)
        self._settled[profile.device] = after
        if after.pending:
            self._waiting.add(profile.device)
        else:
            self._waiting.discard(profile.device)
        if anew or before is None or before.identity != after.identity:
            was = before.identity.type if before and not anew else ""
            shown = Shown(profile.device, after.identity, after.since_ns, was)
            told = self._shown[profile.device]
            # Of what was shown between two saves only each change of type is history.
            if told and told[-1].identity.type == after.identity.type:
                shown = shown._replace(was=told.pop().was)
            told.append(shown)
        return after

    def _last_heard(self, device: Eui48) -> int:
        return self._inventory.profiles[device].last_ns or 0

    def _candidate(self, profile: Profile, said: list[Signal]) -> Identity:
        rules = self._rules
        evidence = [*said, *vendor_signals(profile.device, rules.vendors)]
        candidate = rules.identify(evidence, rules.book)
        if not candidate.claims_against:
            self.contradicted.discard(profile.device)
            return candidate
        self.contradicted.add(profile.device)
        return rules.identify(current(evidence), rules.book)

    def _watch_change(self, device: Eui48, settled: Settled) -> None:
        asset = self._rules.register.assets.get(device)
        words = self._rules.book.vocabulary
        if asset is not None and changed_class(asset, settled.identity, words):
            self._changing.add(device)

    def _keep(self, finding: Finding) -> None:
        """A finding held for as long as its device was there, not until it was judged."""
        present = self._inventory.profiles[finding.device].sightings[finding.segment][-1].last_ns
        last = max(finding.first_ns, present)
        if finding.ended_ns is not None:
            last = min(last, finding.ended_ns)
        finding = replace(finding, last_ns=last)
        self._findings[finding.device, finding.segment][finding.rule] = finding
        self._changed_findings[finding.id] = finding

    def _file(self, finding: Finding, at_ns: int) -> None:
        place = finding.device, finding.segment
        filed = file(
            finding,
            self._cases.get(place),
            number=self._next_number,
            at_ns=at_ns,
            sensor=self._rules.sensor,
            epoch=self._rules.epoch,
        )
        if filed is None:
            return
        case, acts = filed
        if case.number == self._next_number:
            self._next_number += 1
        self._cases[place] = case
        self._changed_cases[case.id] = case
        for act in acts:
            self._append(act)

    def _append(self, act: Act) -> None:
        self._custody_head = append(self._custody_head, act)
        self._custody.append(self._custody_head)

    def _port_is_its_own(self, profile: Profile, segment: Segment) -> bool:
        place = switch_port(profile, segment.id)
        if not place:
            return False
        others = self._inventory.on_circuit(segment.id, place) - {profile.device}
        return len(others) < MOST_ON_ONE_PORT and not any(
            self._branch(device) == "network" for device in others
        )

    def _branch(self, device: Eui48) -> str:
        settled = self._settled.get(device)
        if settled is None or settled.identity.band is Band.UNKNOWN:
            return UNKNOWN
        path = self._rules.book.vocabulary.path(settled.identity.type)
        return path[0] if path else UNKNOWN


def _there_ns(newest: Span, at_ns: int) -> int:
    """When the device was last there, as the time to judge by.

    Judged within the second of its newest packet, that packet's time; judged later, the
    beginning of that second, unless it came within it: so the packets of one second are one
    moment, wherever a capture is cut.
    """
    last_ns = newest.last_ns
    if last_ns // _SECOND_NS < at_ns // _SECOND_NS:
        last_ns = max(newest.first_ns, last_ns // _SECOND_NS * _SECOND_NS)
    return min(at_ns, last_ns)


def _learnt_ns(profile: Profile) -> int:
    """When something new was last learnt of the device: said, or said of it, for the first time."""
    spans = (*profile.facts.values(), *profile.bindings.values(), *profile.hosts.values())
    return max((span.first_ns for span in spans), default=0)


def _next_second(at_ns: int) -> int:
    """When the road judges what it learnt at this time."""
    return (at_ns // _SECOND_NS + 1) * _SECOND_NS
