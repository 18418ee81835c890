"""Which of the known addresses are one thing: asked when it may have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from walljack.address import Eui48
from walljack.model.cluster import Clusters, IdentifierKind, Presence, Stay
from walljack.model.profile import Profile
from walljack.pipeline.segments import Segments
from walljack.profile import ONE_OF, REFLECTOR, SOURCES, cluster, identifiers, models, signals

_Key = tuple[IdentifierKind, str]

# What identifiers and models are read from, and what tells whether it is the device's own word.
ASKED = SOURCES | {REFLECTOR}


class Clustering:
    """Remembers what each device carries, so that only those that spoke are read again.

    Nothing that is judged asks it: findings and cases are about addresses.
    """

    def __init__(self, segments: Segments, generic_words: Collection[str]) -> None:
        self._segments = segments
        self._generic_words = generic_words
        self._carrying: dict[Eui48, Presence] = {}
        self._read: set[Eui48] = set()

    def regroup(self, profiles: Mapping[Eui48, Profile], touched: Iterable[Eui48]) -> Clusters:
        """The whole view as of now.

        Takes: ``profiles``, all of them; ``touched``, those that changed since this was last
        asked (those that were never read are read in any case).
        """
        for device in {*touched, *(profiles.keys() - self._read)}:
            self._read.add(device)
            presence = self._presence(profiles[device])
            if presence.carried:
                self._carrying[device] = presence
            else:
                self._carrying.pop(device, None)
        return cluster(self._concerned(profiles))

    def _concerned(self, profiles: Mapping[Eui48, Profile]) -> Iterator[Presence]:
        """Those that carry what another carries or is, those that are it, and the shared."""
        carriers: Counter[_Key] = Counter()
        named: set[Eui48] = set()
        for presence in self._carrying.values():
            for one in presence.carried:
                carriers[one.kind, one.value] += 1
                if one.address is not None and one.address in profiles:
                    named.add(one.address)
        for device, presence in self._carrying.items():
            if (
                device in named
                or any(
                    carriers[one.kind, one.value] > 1 or one.address in named
                    for one in presence.carried
                )
                or sum(one.kind in ONE_OF for one in presence.carried) > 1
            ):
                yield presence
        for device in named - self._carrying.keys():
            yield self._presence(profiles[device])

    def _presence(self, profile: Profile) -> Presence:
        # Few of a device's facts are asked for; to weigh all of them is most of the work.
        asked = {
            key: span
            for key, span in profile.facts.items()
            if key.speaker == 0 and key.fact.signal in ASKED
        }
        said = signals(Profile(profile.device, asked, profile.bindings, profile.hosts))
        carried = identifiers(said, profile.device, self._generic_words)
        return Presence(profile.device, carried, self._stays(profile), models(said))

    def _stays(self, profile: Profile) -> tuple[Stay, ...]:
        return tuple(
            Stay(segment, self._segments.named(segment).medium, span.first_ns, span.last_ns)
            for segment, spans in sorted(profile.sightings.items())
            for span in spans
        )
