"""What the book leaves unexplained, for people and for programs."""

from __future__ import annotations

from walljack.model.coverage import Coverage
from walljack.model.identity import Band
from walljack.model.table import Table
from walljack.render.json_text import json_text
from walljack.render.plain import plain, short
from walljack.render.words import counted


def coverage_text(told: Coverage) -> str:
    """How many devices are answered, band by band, and how many cannot be."""
    if not told.devices:
        return "No device is known: replay a capture first."
    lines = [f"{counted(told.devices, 'device')}:"]
    for band in Band:
        number = told.bands[band.value]
        lines.append(f"  {band.value:<10} {number:>6}  {100 * number / told.devices:5.1f} %")
    if told.silent:
        lines.append(
            f"  Of the unknown, {counted(told.silent, 'says', 'say')} nothing themselves but ARP: "
            "no fingerprint can help there."
        )
    mute = [share.signal for share in told.signals if not share.explained]
    if mute:
        lines.append(f"  No entry explains what is said in: {', '.join(mute)}.")
    return "\n".join(lines)


def unexplained_table(told: Coverage, limit: int) -> Table:
    """The commonest values that no entry has a condition for."""
    rows = told.unexplained[:limit]
    return Table(
        f"Unexplained signals, {len(rows)} of {len(told.unexplained)}",
        ("Signal", "Value", "Devices", "Unknown", "Vendor of the prefix", "For example"),
        tuple(
            (
                plain(row.key),
                short(row.value),
                str(row.devices),
                str(row.unknown),
                short(row.vendor, 30),
                row.example,
            )
            for row in rows
        ),
        "Every signal meets a condition of some entry.",
    )


def signals_table(told: Coverage) -> Table:
    """For each signal, how many of the devices that say it say something that an entry knows."""
    return Table(
        "Signals, those that explain least first",
        ("Signal", "Devices", "Explained", "%"),
        tuple(
            (
                plain(row.signal),
                str(row.devices),
                str(row.explained),
                f"{100 * row.explained / row.devices:.0f}",
            )
            for row in told.signals
            if not row.signal.startswith(("mdns.txt.", "ssdp.header."))
        ),
        "No signals.",
    )


def new_words_table(told: Coverage, limit: int) -> Table:
    """Services and keys that nobody has described yet."""
    rows = told.words[:limit]
    return Table(
        f"Services and keys that are on no list, {len(rows)} of {len(told.words)}",
        ("What", "Word", "Devices", "Different values"),
        tuple((row.kind, short(row.word), str(row.devices), str(row.values)) for row in rows),
        "Every service and key is on a list.",
    )


def render_coverage_json(told: Coverage, limit: int) -> str:
    """The same for programs."""
    return json_text(
        "walljack-coverage-1",
        {
            "devices": told.devices,
            "bands": told.bands,
            "only_arp": told.silent,
            "unexplained": [row._asdict() for row in told.unexplained[:limit]],
            "signals": [row._asdict() for row in told.signals],
            "new_words": [row._asdict() for row in told.words[:limit]],
        },
    )
