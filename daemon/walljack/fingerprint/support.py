"""How sure the claims that say one thing make it: the record of their kinds, under their caps."""

from __future__ import annotations

from walljack.fingerprint.claim import Weighed, independent, lower, raised
from walljack.fingerprint.kind import Kind
from walljack.fingerprint.records import AGREED, Records
from walljack.fingerprint.wilson import wilson
from walljack.model.identity import Band, Record


def supported(claims: list[Weighed], records: Records) -> tuple[Band, Record | None]:
    """The band that these claims support together, at least one, and the record behind it.

    What only others say is never more than possible.
    """
    if not any(each.own for each in claims):
        return Band.POSSIBLE, None
    kinds = {each.kind for each in claims}
    top = _top(claims)
    backed = [_backed(kind, claims, top, records) for kind in kinds]
    if top is not None and agreed(claims):
        cap = max((each.claim.band for each in claims), key=lambda band: band.rank)
        ceiling = max((each.kind.ceiling for each in claims), key=lambda band: band.rank)
        earned, record = records.earned(AGREED)
        backed.append((lower(lower(lower(raised(cap), ceiling), top), earned), record))
    return max(backed, key=_better)


def agreed(claims: list[Weighed]) -> bool:
    """Two independent groups say it, one of them by more than a habit or a prefix."""
    _weight, groups = independent(claims)
    return groups > 1 and any(each.kind.weight >= Kind.NAME.weight for each in claims)


def _top(claims: list[Weighed]) -> Band | None:
    """The most that agreement may lift to, None when no independent source agrees.

    Two that are likely by themselves confirm each other; a prefix, a habit or what was only
    reported makes another surer, and confirms nothing.
    """
    if independent(claims)[1] < 2:
        return None
    firm = [each for each in claims if each.claim.band.rank >= Band.LIKELY.rank]
    return Band.CONFIRMED if independent(firm)[1] > 1 else Band.LIKELY


def _backed(
    kind: Kind, claims: list[Weighed], top: Band | None, records: Records
) -> tuple[Band, Record | None]:
    """The band that one kind of evidence supports: its record, under the caps of its claims.

    Takes: ``top``, the most that agreement may lift to, None when nothing agrees.
    Each kind is asked by itself, so that evidence that agrees never lowers the answer.
    """
    cap = max((each.claim.band for each in claims if each.kind is kind), key=lambda band: band.rank)
    earned, record = records.earned(kind.record)
    if top is not None:
        return lower(lower(lower(raised(cap), kind.ceiling), top), earned), record
    return lower(lower(cap, kind.ceiling_alone), earned), record


def _better(backed: tuple[Band, Record | None]) -> tuple[int, bool, float]:
    """The surer first; among equals one with a record, and the one whose lower end is higher."""
    band, record = backed
    if record is None:
        return band.rank, False, 0.0
    lower_end, _upper = wilson(record.right + record.here_right, record.n + record.here_n)
    return band.rank, True, lower_end
