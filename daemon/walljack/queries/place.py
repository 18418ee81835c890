"""Where a device is, in words that a technician can walk by."""

from __future__ import annotations

from walljack.model.segment import Medium, Segment

_MEDIA = {
    Medium.WIRED: "wired",
    Medium.WIRELESS: "wireless",
    Medium.MIXED: "wired and wireless are heard here",
}


def place_words(segment: Segment, site: str, port: str = "") -> str:
    """Where to look: port, building, site and segment, as far as each is known."""
    building = [part for part in (segment.building, site) if part]
    known = [port] if port else []
    known += building
    medium = f"segment {segment.id}, {_MEDIA[segment.medium]}"
    return f"{', '.join(known)} ({medium})" if known else medium[0].upper() + medium[1:]
