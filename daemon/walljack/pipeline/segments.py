"""From a capture point, a VLAN tag or a relay to the segment that the configuration names."""

from __future__ import annotations

from collections.abc import Iterable

from walljack.address import IpAddress, Ipv4
from walljack.model.segment import Segment
from walljack.model.settings import SegmentMatch

# The relays of twenty buildings with three VLANs each; a district with more configures them, and
# whoever forges more makes the rest one segment, so that each of his packets costs no more.
MOST_UNKNOWN_RELAYS = 64
_RELAY = "relay-"
RELAY_UNKNOWN = f"{_RELAY}unknown"


class Segments:
    """The configured segments, and those that packets showed beside them.

    A packet belongs to the most closely described segment: one that names its interface and
    VLAN, then its VLAN, then its interface. What nothing describes is a segment of its own,
    ``mixed`` and unconfigured, named after where it was heard.
    """

    def __init__(self, matches: Iterable[SegmentMatch]) -> None:
        self._matches = tuple(matches)
        self._by_place: dict[tuple[str, int], Segment] = {}
        self._by_relay = {relay: match.segment for match in self._matches for relay in match.relays}
        self._relays = {match.segment.id: match.relays for match in self._matches}
        self._servers = {match.segment.id: frozenset(match.dhcp_servers) for match in self._matches}
        self._by_id = {match.segment.id: match.segment for match in self._matches}
        self._unknown_relays: set[str] = set()
        self._relays_beyond = 0

    def heard(self, capture_point: str, vlans: tuple[int, ...]) -> Segment:
        """The segment that a frame was heard on; the outermost tag decides."""
        place = capture_point, vlans[0] if vlans else 0
        segment = self._by_place.get(place)
        if segment is None:
            segment = self._by_place[place] = self._described(*place) or self._discovered(
                f"{capture_point}.{place[1]}" if place[1] else capture_point
            )
        return segment

    def relayed(self, giaddr: Ipv4) -> Segment:
        """The segment of a client whose DHCP message a relay carried.

        Relays that no configuration names are segments of their own, up to a number; those
        beyond it are one segment together.
        """
        segment = self._by_relay.get(giaddr)
        if segment is None:
            home = self.holding(giaddr)
            # A segment that lists its relays is not reached through another: that is forged.
            segment = home if home is not None and not self._relays.get(home.id) else None
        if segment is not None:
            return segment
        name = f"{_RELAY}{giaddr}"
        if name not in self._by_id and len(self._unknown_relays) >= MOST_UNKNOWN_RELAYS:
            self._relays_beyond += 1
            name = RELAY_UNKNOWN
        return self._discovered(name)

    def take_relays_beyond(self) -> int:
        """How often a relay beyond the bound was met since this was last asked."""
        beyond, self._relays_beyond = self._relays_beyond, 0
        return beyond

    def holding(self, address: IpAddress) -> Segment | None:
        """The segment whose configured subnets hold the address."""
        for match in self._matches:
            if match.segment.holds(address):
                return match.segment
        return None

    def named(self, segment_id: str) -> Segment:
        """The segment with this id, as configured now; unconfigured when it no longer is."""
        return self._by_id.get(segment_id) or self._discovered(segment_id)

    def serves_here(self, segment_id: str, server: Ipv4) -> bool | None:
        """A DHCP server belongs on the segment; None when the configuration names none."""
        listed = self._servers.get(segment_id)
        return server in listed if listed else None

    def all(self) -> dict[str, Segment]:
        """Every segment known so far, by id."""
        return dict(self._by_id)

    def _described(self, interface: str, vlan: int) -> Segment | None:
        best: tuple[int, Segment] | None = None
        for match in self._matches:
            if not match.interface and match.vlan is None:
                continue
            if match.interface not in ("", interface) or match.vlan not in (None, vlan):
                continue
            closeness = 2 * (match.vlan is not None) + bool(match.interface)
            if best is None or closeness > best[0]:
                best = closeness, match.segment
        return best[1] if best else None

    def _discovered(self, segment_id: str) -> Segment:
        segment = self._by_id.get(segment_id)
        if segment is None:
            segment = self._by_id[segment_id] = Segment(segment_id, configured=False)
            if segment_id.startswith(_RELAY) and segment_id != RELAY_UNKNOWN:
                self._unknown_relays.add(segment_id)
        return segment
