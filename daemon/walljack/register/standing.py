"""What the lists say of one device, on one segment, at one time."""

from __future__ import annotations

from collections.abc import Iterable

from walljack.address import Eui48
from walljack.model.register import Asset, Exemption, Grant, Permission, Register, WatchItem
from walljack.model.segment import Segment


def gather(
    assets: Iterable[Asset] = (),
    grants: Iterable[Grant] = (),
    exemptions: Iterable[Exemption] = (),
    watch: Iterable[WatchItem] = (),
    *,
    as_of_ns: int | None = None,
    fresh_for_ns: int | None = None,
) -> Register:
    """All lists as one register.

    Takes: the rows of the four lists; ``as_of_ns``, when the list of assets was last brought
    up to date, nanoseconds UTC, None when nobody knows (then nothing is fresh);
    ``fresh_for_ns``, how long before and after it counts as fresh, None for the usual time.
    Gives: a register that is as of that time for every site that an asset names, or for the
    whole district when no asset names a site. A list of assets that is empty vouches for
    nothing and counts for no site: by it, everything would be a stranger.
    """
    by_address = {asset.address: asset for asset in assets}
    sites = {asset.site for asset in by_address.values()} - {""}
    if by_address and not sites:
        sites = {""}
    register = Register(
        by_address,
        {grant.address: grant for grant in grants},
        tuple(exemptions),
        {item.address: item for item in watch},
        {} if as_of_ns is None else dict.fromkeys(sites, as_of_ns),
    )
    if fresh_for_ns is None:
        return register
    return Register(
        register.assets,
        register.grants,
        register.exemptions,
        register.watch,
        register.as_of_ns,
        fresh_for_ns,
    )


def standing(register: Register, address: Eui48, segment: Segment, at_ns: int) -> Permission:
    """What the lists say of a device on a segment at a time (nanoseconds UTC).

    An asset vouches at every site: the district moves its things about. A grant holds at its
    own site. An exemption holds where its device and its segment fit; whether it covers a rule
    is asked with the rule.
    """
    asset = register.assets.get(address)
    grant = register.grants.get(address)
    if grant and grant.site not in ("", segment.site):
        grant = None
    asset_holds = asset is not None and _valid(asset.until_ns, at_ns)
    grant_holds = grant is not None and _valid(grant.until_ns, at_ns)
    return Permission(
        asset if asset_holds else None,
        grant if grant_holds else None,
        register.watch.get(address),
        tuple(
            exemption
            for exemption in register.exemptions
            if exemption.device in (None, address)
            and exemption.segment in ("", segment.id)
            and exemption.from_ns <= at_ns < exemption.until_ns
        ),
        register.fresh(segment.site, at_ns),
        None if asset_holds else asset,
        None if grant_holds else grant,
    )


def _valid(until_ns: int | None, at_ns: int) -> bool:
    return until_ns is None or at_ns < until_ns
