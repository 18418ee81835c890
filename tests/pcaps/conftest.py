"""The special captures through the whole road."""

from __future__ import annotations

from functools import cache

import pytest

from tests.pcaps.district import CASES, Kept, school
from tests.pcaps.special import LISTED, Walk
from walljack.app import replay
from walljack.custody import verify


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Replays a special capture, once for each way of asking, and gives what was kept."""

    @cache
    def walked(
        case: str, *, register: bool = True, policy: str = "k12-default", medium: str = "wired"
    ) -> Kept:
        listed = LISTED if register else None
        place = school(tmp_path_factory.mktemp(case), policy=policy, medium=medium, listed=listed)
        replay(place, [str(CASES / f"{case}.pcap")])
        kept = Kept(place)
        assert verify(kept.custody) == []
        return kept

    return walked
