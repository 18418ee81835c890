"""The first frame of each statement that evidence rests on."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from walljack.address import Eui48
from walljack.model.change import KeptFrame
from walljack.model.packet import Link, Packet
from walljack.store.column import text_column
from walljack.store.origin import Origin

# A device that behaves makes some ten different statements (ARP, DHCP, a handful of mDNS and
# SSDP messages); 64 hold them all with room for a change of system. Beyond, the oldest frame
# goes, so that what was shown lately always has its evidence.
FRAMES_KEPT = 64

# Of a device that has or had a case no frame ever goes. So that it cannot fill the disk by
# inventing statements, frames beyond this number are not taken: four times the usual bound.
FRAMES_KEPT_OF_CASE = 256

_SAVE = """
    INSERT INTO frame (id, origin, device, segment, digest, link, data, at_ns, capture_point,
                       wire_bytes, vlan)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET segment = excluded.segment, at_ns = excluded.at_ns,
        capture_point = excluded.capture_point, wire_bytes = excluded.wire_bytes,
        vlan = excluded.vlan
    WHERE excluded.at_ns < at_ns
"""
# Keep the first frames (case) or the newest (no case): both are the same whatever the order in
# which they were saved.
_BOUND = """
    DELETE FROM frame WHERE origin = :origin AND device = :device AND digest NOT IN (
        SELECT digest FROM frame WHERE origin = :origin AND device = :device
        ORDER BY at_ns {order}, digest LIMIT :limit)
"""


def save_frames(db: Database, origin: Origin, frames: Sequence[KeptFrame]) -> None:
    """Keep the frames, within the bounds of their devices."""
    db.conn.executemany(_SAVE, (_row(origin, frame) for frame in frames))
    for device in {int(frame.device) for frame in frames}:
        where = {"origin": origin.number, "device": device}
        count, has_case = db.execute(
            "SELECT (SELECT count(*) FROM frame WHERE origin = :origin AND device = :device),"
            " EXISTS (SELECT 1 FROM case_ WHERE origin = :origin AND device = :device)",
            where,
        ).fetchone()
        if has_case and count > FRAMES_KEPT_OF_CASE:
            db.execute(_BOUND.format(order="ASC"), {**where, "limit": FRAMES_KEPT_OF_CASE})
        elif not has_case and count > FRAMES_KEPT:
            db.execute(_BOUND.format(order="DESC"), {**where, "limit": FRAMES_KEPT})


def frames(db: Database, origin: Origin, device: Eui48) -> list[KeptFrame]:
    """The kept frames of one device, the oldest first."""
    rows = db.execute(
        "SELECT segment, digest, link, data, at_ns, capture_point, wire_bytes, vlan FROM frame"
        " WHERE origin = ? AND device = ? ORDER BY at_ns, digest",
        [origin.number, int(device)],
    )
    return [
        KeptFrame(device, segment, digest, Packet(Link(link), data, at_ns, point, wire_bytes, vlan))
        for segment, digest, link, data, at_ns, point, wire_bytes, vlan in rows
    ]


def _row(origin: Origin, frame: KeptFrame) -> tuple[object, ...]:
    packet, device = frame.packet, int(frame.device)
    return (
        origin.identifier(packet.at_ns, "frame", str(device), frame.digest),
        origin.number,
        device,
        frame.segment,
        frame.digest,
        packet.link.value,
        bytes(packet.data),
        packet.at_ns,
        text_column(packet.capture_point),
        packet.wire_bytes,
        packet.vlan,
    )
