"""The page of one device: everything known, for and against."""

from __future__ import annotations

from collections.abc import Mapping

from walljack.model.view import DevicePage
from walljack.render.cases import case_record
from walljack.render.devices import claim_record, device_record
from walljack.render.findings import finding_record
from walljack.render.json_text import json_text
from walljack.render.moment import iso
from walljack.render.ownership import ownership_record
from walljack.render.page import fill
from walljack.render.signal_record import signal_record


def render_device_text(page: DevicePage, templates: Mapping[str, str]) -> str:
    """The page for people. Takes: ``templates``, file name → text (``device.txt``)."""
    return fill(templates, "device.txt", page.zone, page=page)


def render_device_json(page: DevicePage) -> str:
    """The page for programs."""
    identity = page.row.identity
    return json_text(
        "walljack-device-1",
        {
            "names_masked": page.names_masked,
            "device": device_record(page.row),
            "virtual": page.virtual,
            "place": page.place,
            "ownership": ownership_record(page.row.ownership),
            "permissions": list(page.permissions),
            "same_thing": [
                {
                    "address": same.row.address,
                    "kind": same.row.kind,
                    "standing": same.row.standing,
                    "asset_tag": same.row.asset_tag,
                    "because": list(same.because),
                }
                for same in page.same_thing
            ],
            "not_linked": list(page.not_linked),
            "displaced": list(page.displaced),
            "claims_for": [claim_record(claim) for claim in identity.claims_for],
            "claims_against": [claim_record(claim) for claim in identity.claims_against],
            "set_aside": [
                {
                    "entry": aside.entry,
                    "reason": aside.reason,
                    "services": list(aside.services),
                    "claims": [claim_record(claim) for claim in aside.claims],
                }
                for aside in identity.set_aside
            ],
            "signals": [signal_record(row.signal, row.meaning) for row in page.signals],
            "others_say": [signal_record(row.signal, row.meaning) for row in page.others_say],
            "sightings": [
                {
                    "segment": seen.segment,
                    "first_seen": iso(seen.first_ns) or None,
                    "last_seen": iso(seen.last_ns) or None,
                    "count": seen.count,
                }
                for seen in page.sightings
            ],
            "history": [
                {"since": iso(since_ns) or None, "type": device_type, "band": band}
                for since_ns, device_type, band in page.history
            ],
            "findings": [finding_record(row) for row in page.findings],
            "cases": [case_record(row) for row in page.cases],
            "dropped": [{"bound": bound, "count": count} for bound, count in page.dropped],
        },
    )
