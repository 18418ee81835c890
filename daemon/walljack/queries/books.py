"""What rows are told with: configuration, policies, words and lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from walljack.address import Eui48
from walljack.fingerprint import NO_MARKS, Marks
from walljack.model.policy import Policy
from walljack.model.register import Register
from walljack.model.segment import Segment
from walljack.model.settings import Settings
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary
from walljack.queries.reader import Vendors


@dataclass(frozen=True, slots=True)
class Books:
    """Everything besides the stored rows.

    ``policies``: by id, the one in force among them; ``policy``: id of that one.
    ``generic_words``: words of names that may be shown (``render.parse_generic_words``).
    ``marks``: what tells whose a device is. ``displaced``: what the district's own entries change
    for a device that says this, in sentences.
    """

    settings: Settings
    policies: Mapping[str, Policy]
    policy: str
    vocabulary: Vocabulary
    vendors: Vendors
    register: Register
    generic_words: frozenset[str]
    marks: Marks = NO_MARKS
    displaced: Callable[[Eui48, Sequence[Signal]], tuple[str, ...]] = lambda _device, _said: ()
    _segments: dict[str, Segment] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_id = {match.segment.id: match.segment for match in self.settings.segments}
        object.__setattr__(self, "_segments", by_id)

    def segment(self, segment_id: str) -> Segment:
        """The segment as configured; unconfigured when the configuration has none of that id."""
        return self._segments.get(segment_id) or Segment(segment_id, configured=False)

    def site(self, segment: Segment) -> str:
        """The name of a segment's site as people call it, "" when nobody has said."""
        site = self.settings.sites.get(segment.site)
        return site.name if site else segment.site
