"""The list of things that the district answers for, and what it permits."""

from __future__ import annotations

from dataclasses import dataclass, field

from walljack.address import Eui48

# Why a permission was given, in words that tell nothing of a person. The grounds themselves
# stay with the approver: a code of its own for disability, health or assistive technology
# would publish what it must not. ``on-file`` covers those and everything else that is nobody's
# business here (staff matters, contracts, security), so that it singles nobody out.
REASON_CODES = ("on-file", "instruction", "operations", "event", "transition")


@dataclass(frozen=True, slots=True)
class Asset:
    """An authorised thing of the district. ``until_ns``: end of validity, None for ever."""

    address: Eui48
    tag: str
    serial: str
    owner_kind: str
    account: str
    site: str
    type: str
    until_ns: int | None


@dataclass(frozen=True, slots=True)
class Grant:
    """A personal device whose owner's account was granted a connection."""

    address: Eui48
    serial: str
    owner_kind: str
    account: str
    site: str
    until_ns: int | None


@dataclass(frozen=True, slots=True)
class Exemption:
    """A permission with approver, scope, expiry and a reason code that reveals no disability.

    ``device``, ``segment``, ``rule``: its scope; None or "" = any. At least ``device`` or
    ``segment`` is given.
    """

    id: str
    device: Eui48 | None
    segment: str
    rule: str
    approver: str
    reason_code: str
    reference: str
    from_ns: int
    until_ns: int


@dataclass(frozen=True, slots=True)
class WatchItem:
    """A lost or stolen device to look out for."""

    address: Eui48
    serial: str
    police_report: str
    tell: str


@dataclass(frozen=True, slots=True)
class Register:
    """All lists together, as judged with.

    ``as_of_ns``: site id → when its list was last brought up to date; a site that is absent
    has no register. ``fresh_for_ns``: how long, before and after, a list counts as fresh. ""
    as a site stands for the whole district.
    """

    assets: dict[Eui48, Asset] = field(default_factory=dict)
    grants: dict[Eui48, Grant] = field(default_factory=dict)
    exemptions: tuple[Exemption, ...] = ()
    watch: dict[Eui48, WatchItem] = field(default_factory=dict)
    as_of_ns: dict[str, int] = field(default_factory=dict)
    fresh_for_ns: int = 30 * 86_400 * 1_000_000_000  # a month: a term's lists change slower

    def fresh(self, site: str, now_ns: int) -> bool:
        """There is a list for the site (or the district) that was made near enough to now.

        Before or after: an old capture is replayed with today's list, which says as little of
        what was the district's long ago as an old list says of today.
        """
        times = [self.as_of_ns[key] for key in (site, "") if key in self.as_of_ns]
        return any(abs(now_ns - as_of_ns) <= self.fresh_for_ns for as_of_ns in times)


@dataclass(frozen=True, slots=True)
class Permission:
    """What the lists say of one device, on one segment, at one time: what is in force there.

    ``fresh``: the site has a register that is fresh enough to judge by. ``lapsed_asset``,
    ``lapsed_grant``: what a list still holds and is no longer valid.
    """

    asset: Asset | None
    grant: Grant | None
    watch: WatchItem | None
    exemptions: tuple[Exemption, ...]
    fresh: bool
    lapsed_asset: Asset | None = None
    lapsed_grant: Grant | None = None
