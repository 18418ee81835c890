"""Which of the known addresses are one thing: asked when it may have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from walljack.address import Eui48
from walljack.model.cluster import Carried, Clusters, IdentifierKind, Presence, Stay
from walljack.model.profile import Profile
from walljack.pipeline.segments import Segments
from walljack.profile import SOURCES, cluster, identifiers, models, signals

_Key = tuple[IdentifierKind, str]


class _Told(NamedTuple):
    carried: tuple[Carried, ...]
    models: frozenset[tuple[str, str]]


class Clustering:
    """Remembers what each device carries, so that only those that spoke are read again.

    Nothing that is judged asks it: findings and cases are about addresses.
    """

    def __init__(self, segments: Segments, generic_words: Collection[str]) -> None:
        self._segments = segments
        self._generic_words = generic_words
        self._told: dict[Eui48, _Told] = {}
        self._asked: set[Eui48] = set()

    def regroup(self, profiles: Mapping[Eui48, Profile], touched: Iterable[Eui48]) -> Clusters:
        """The whole view as of now.

        Takes: ``profiles``, all of them; ``touched``, those that changed since this was last
        asked (those never asked about are read in any case).
        """
        for device in {*touched, *(profiles.keys() - self._asked)}:
            self._read(profiles[device])
        carriers: Counter[_Key] = Counter()
        named: set[Eui48] = set()
        for told in self._told.values():
            carriers.update((one.kind, one.value) for one in told.carried)
            named.update(one.address for one in told.carried if one.address is not None)
        return cluster(
            self._presence(profiles[device], told)
            for device, told in self._wanted(profiles, named)
            if device in named
            or len(told.carried) > 1
            or any(
                carriers[one.kind, one.value] > 1 or one.address in profiles for one in told.carried
            )
        )

    def _wanted(
        self, profiles: Mapping[Eui48, Profile], named: Collection[Eui48]
    ) -> Iterable[tuple[Eui48, _Told]]:
        nothing = _Told((), frozenset())
        yield from self._told.items()
        for device in named:
            if device in profiles and device not in self._told:
                yield device, nothing

    def _read(self, profile: Profile) -> None:
        self._asked.add(profile.device)
        self._told.pop(profile.device, None)
        # Most devices carry nothing; to look at the names alone is a tenth of the work.
        if not any(key.speaker == 0 and key.fact.signal in SOURCES for key in profile.facts):
            return
        said = signals(profile)
        carried = identifiers(said, profile.device, self._generic_words)
        if carried:
            self._told[profile.device] = _Told(carried, models(said))

    def _presence(self, profile: Profile, told: _Told) -> Presence:
        stays = tuple(
            Stay(segment, self._segments.named(segment).medium, span.first_ns, span.last_ns)
            for segment, spans in sorted(profile.sightings.items())
            for span in spans
        )
        return Presence(profile.device, told.carried, stays, told.models)
