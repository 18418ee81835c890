"""Circumstances as a rule's examples write them: a rule is tested by what stands beside it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from walljack.address import Eui48
from walljack.model.identity import Band, Claim, Identity
from walljack.model.judgement import Circumstances
from walljack.model.ownership import UNDECIDED, Leaning, Ownership, Sign, Strength
from walljack.model.register import Asset, Exemption, Grant, WatchItem
from walljack.model.segment import Medium, Segment
from walljack.model.signal import Signal, Standing

BandWord = Literal["confirmed", "likely", "possible", "unknown"]
OwnerWord = Literal["personal", "managed", "undecided"]
MediumWord = Literal["wired", "wireless", "mixed"]
BehaviourWord = Literal["serves-dhcp", "announces-proxy", "changed-class"]

# RFC 7042 section 2.1.2: 00-00-5E-00-53-xx is for documentation; with the U/L bit set it is
# an address that a device gives itself.
_UNIVERSAL = Eui48(0x00005E005301)
_LOCAL = Eui48(0x02005E005301)


class Example(BaseModel):
    """One set of circumstances; what is not written is as quiet as can be.

    ``band``: ``likely`` when a type is given. ``consumer``: the type is consumer goods.
    ``address``: ``universal``, ``local`` (self-given) or ``virtual`` (of a known virtual
    prefix). ``wired``: as the medium says, unless the place is known. ``hearsay``: others say
    what it is. ``owner``: whose it looks to be, when signs beyond type and address tell;
    ``owner_band``: how sure, ``likely`` for personal and managed. ``exempt``: a permission
    covers every rule. ``register_fresh``: there is one.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    type: str = "unknown"
    band: BandWord | None = None
    line: Literal["", "home", "office"] = ""
    consumer: bool = False
    address: Literal["universal", "local", "virtual"] = "universal"
    medium: MediumWord = "mixed"
    wired: bool | None = None
    classroom: bool = False
    present: bool = True
    hearsay: bool = False
    behaviour: list[BehaviourWord] = Field(default_factory=list)
    owner: OwnerWord | None = None
    owner_band: BandWord | None = None
    registered: bool = False
    granted: bool = False
    watched: bool = False
    exempt: bool = False
    register_fresh: bool = True
    why: str = ""

    def circumstances(self) -> Circumstances:
        """The device and segment that the example describes."""
        device = _UNIVERSAL if self.address == "universal" else _LOCAL
        wired = self.medium == "wired" if self.wired is None else self.wired
        exemption = Exemption("example", device, "", "", "approver", "on-file", "1", 0, 1 << 62)
        return Circumstances(
            device=device,
            identity=self._identity(),
            segment=Segment("example", medium=Medium(self.medium), classroom=self.classroom),
            vendor="",
            virtual="example virtual machine" if self.address == "virtual" else "",
            present=self.present,
            wired=wired,
            place="",
            behaviour=frozenset(self.behaviour),
            asset=Asset(device, "", "", "district", "", "", "", None) if self.registered else None,
            grant=Grant(device, "", "staff", "", "", None) if self.granted else None,
            watch=WatchItem(device, "", "", "") if self.watched else None,
            exemptions=(exemption,) if self.exempt else (),
            register_fresh=self.register_fresh,
            consumer=self.consumer,
            identity_own=not self.hearsay,
            ownership=self._ownership(),
        )

    def _ownership(self) -> Ownership:
        """As written, or as the estimate tells by lists, type and address alone; a test holds
        the two together."""
        if self.registered:
            return Ownership(Leaning.MANAGED, Band.CONFIRMED)
        if self.exempt:
            return Ownership(asked=False)
        if self.granted:
            return Ownership(Leaning.PERSONAL, Band.CONFIRMED)
        if self.owner is None:
            return self._as_made()
        leaning = Leaning(self.owner)
        band = Band(self.owner_band or ("unknown" if self.owner == "undecided" else "likely"))
        sign = Sign("example", Leaning.MANAGED, Strength.STRONG, "", "", (), "An example says so.")
        managed = () if leaning is Leaning.PERSONAL else (sign,)
        return Ownership(leaning, band, (), managed)

    def _as_made(self) -> Ownership:
        """A type sold for private use, a home line or a private address on the wire."""
        sure = self._band().rank >= Band.LIKELY.rank and not self.hearsay
        wired = self.medium == "wired" if self.wired is None else self.wired
        made = sure and (self.consumer or self.line == "home")
        if not made and not (wired and self.address == "local"):
            return UNDECIDED
        band = Band.LIKELY if self.register_fresh else Band.POSSIBLE
        sign = Sign("example", Leaning.PERSONAL, Strength.STRONG, "", "", (), "An example says so.")
        return Ownership(Leaning.PERSONAL, band, (sign,), ())

    def _band(self) -> Band:
        return Band(self.band or ("unknown" if self.type == "unknown" else "likely"))

    def _identity(self) -> Identity:
        band = self._band()
        standing = Standing.HEARSAY if self.hearsay else Standing.OWN
        claims: tuple[Claim, ...] = ()
        if self.type != "unknown":
            signals = (Signal("dhcp.vendor_class", "example", standing=standing),)
            sentence = f"An example says that it is a {self.type.replace('_', ' ')}."
            claims = (
                Claim("example", self.type, "", "", "", self.line, "captured", False, "dhcp", band,
                      signals, sentence),
            )  # fmt: skip
        return Identity(self.type, "", "", "", self.line, band, 0, None, claims, (), "")
