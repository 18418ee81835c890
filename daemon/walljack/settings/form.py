"""The form of the configuration file. Unknown keys are refused."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field

from walljack.model.segment import Medium

# At most 63 characters, as a label of a name may have: ids stand in findings and file names.
SHORT_NAME = r"^[a-z0-9][a-z0-9._-]{0,62}$"
NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"
_ID = Field(pattern=SHORT_NAME)


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _NamingForm(_Form):
    """How what is managed is named and marked; None = as the district says."""

    names: tuple[str, ...] | None = Field(default=None, strict=False)
    domains: tuple[str, ...] | None = Field(default=None, strict=False)
    user_classes: tuple[str, ...] | None = Field(default=None, strict=False)


class DistrictForm(_NamingForm):
    """``[district]``: who this is, which policy holds, which clock, what this sensor is called."""

    name: str = ""
    policy: str = "k12-default"
    timezone: str = "UTC"
    sensor: str = Field(default="trial", pattern=NAME)


class SiteForm(_NamingForm):
    """``[[site]]``: a school or office."""

    id: str = _ID
    name: str


class SegmentForm(_Form):
    """``[[segment]]``: one broadcast domain and how to know its packets."""

    id: str = _ID
    site: str
    building: str = ""
    medium: Medium = Field(default=Medium.MIXED, strict=False)
    classroom: bool = False
    interface: str = ""
    vlan: int | None = Field(default=None, ge=0, le=4094)
    subnets: tuple[str, ...] = Field(default=(), strict=False)
    relays: tuple[str, ...] = Field(default=(), strict=False)
    dhcp_servers: tuple[str, ...] = Field(default=(), strict=False)


class RegisterForm(_Form):
    """``[register]``: the district's lists, paths relative to the configuration file."""

    assets: str = ""
    grants: str = ""
    exemptions: str = ""
    watch: str = ""
    as_of: dt.date | None = None
    fresh_days: int = Field(default=30, ge=1, le=3660)


class FingerprintsForm(_Form):
    """``[fingerprints]``: the folder of the district's own entries, relative to the file."""

    folder: str = ""


class SettingsForm(_Form):
    """The whole file."""

    district: DistrictForm = DistrictForm()
    site: tuple[SiteForm, ...] = Field(default=(), strict=False)
    segment: tuple[SegmentForm, ...] = Field(default=(), strict=False)
    register_: RegisterForm = Field(default=RegisterForm(), alias="register")
    fingerprints: FingerprintsForm = FingerprintsForm()
