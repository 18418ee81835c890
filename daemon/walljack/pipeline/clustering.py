"""Which of the known addresses are one thing: asked when it may have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from walljack.address import Eui48
from walljack.model.cluster import Clusters, IdentifierKind, Presence, Stay
from walljack.model.profile import Profile
from walljack.pipeline.segments import Segments
from walljack.profile import (
    REFLECTOR,
    SOURCES,
    cluster,
    identifiers,
    models,
    several,
    signals,
)

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

    def regroup(
        self,
        profiles: Mapping[Eui48, Profile],
        touched: Iterable[Eui48],
        branch: Callable[[Eui48], str],
    ) -> Clusters:
        """The whole view as of now.

        Takes: ``profiles``, all of them; ``touched``, those that changed since this was last
        asked (those that were never read are read in any case); ``branch``, which branch of the
        type tree a device is shown on for sure, "" for none.
        """
        for device in {*touched, *(profiles.keys() - self._read)}:
            self._read.add(device)
            presence = self._presence(profiles[device])
            if presence.carried:
                self._carrying[device] = presence
            else:
                self._carrying.pop(device, None)
        return cluster(
            replace(presence, branch=branch(presence.device))
            for presence in self._concerned(profiles)
        )

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
                or any(several(presence))
            ):
                yield presence
        for device in named - self._carrying.keys():
            yield self._presence(profiles[device])

    def _presence(self, profile: Profile) -> Presence:
        # Few of a device's facts are asked for; to weigh all of them is most of the work. What
        # others say of it is left out for that alone: identifiers are read from its own word.
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
