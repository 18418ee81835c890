"""Devices: what each has stated, where it was present, what it is shown as."""

# ruff: noqa: S608 -- every part of a query is a constant of this file, never a value

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from sys import intern

from sqlite_utils import Database

from walljack.address import Eui48
from walljack.model.observation import Basis, Fact
from walljack.model.profile import BindingKey, FactKey, HostKey, Profile
from walljack.model.span import Span
from walljack.store.chunk import CHUNK, device_conditions
from walljack.store.column import ip_column, parse_ip_column, text_column
from walljack.store.interval import lay_together
from walljack.store.origin import Origin

_TOTALS = """
    first_ns = min(first_ns, excluded.first_ns),
    last_ns = max(last_ns, excluded.last_ns),
    count = max(count, excluded.count)
"""
_SAVE_DEVICE = """
    INSERT INTO device (id, origin, device, first_ns, last_ns) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET
        first_ns = coalesce(min(first_ns, excluded.first_ns), first_ns, excluded.first_ns),
        last_ns = coalesce(max(last_ns, excluded.last_ns), last_ns, excluded.last_ns)
"""
_SAVE_FACT = f"""
    INSERT INTO fact (id, origin, device, segment, speaker, signal, value, scope, host,
                      first_ns, last_ns, count)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET {_TOTALS}
"""
_SAVE_BINDING = f"""
    INSERT INTO binding (id, origin, device, segment, ip, basis, first_ns, last_ns, count)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET {_TOTALS}
"""
_SAVE_HOST = f"""
    INSERT INTO host_record (id, origin, device, segment, host, ip, first_ns, last_ns, count)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET {_TOTALS}
"""
_SAVE_SIGHTING = """
    INSERT INTO sighting (id, origin, device, segment, first_ns, last_ns, count)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET last_ns = excluded.last_ns, count = excluded.count
"""
_SAVE_DROPPED = """
    INSERT INTO dropped (origin, device, kind, count) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET count = max(count, excluded.count)
"""

_Row = tuple[object, ...]


def save_profiles(db: Database, origin: Origin, profiles: Sequence[Profile]) -> None:
    """Keep what these devices have stated: totals by max, first by min, last by max."""
    run = db.conn.executemany
    run(_SAVE_DEVICE, (_device_row(origin, profile) for profile in profiles))
    run(_SAVE_FACT, _fact_rows(origin, profiles))
    run(_SAVE_BINDING, _binding_rows(origin, profiles))
    run(_SAVE_HOST, _host_rows(origin, profiles))
    run(
        _SAVE_DROPPED,
        (
            (origin.number, int(profile.device), kind, count)
            for profile in profiles
            for kind, count in profile.dropped.items()
        ),
    )
    for start in range(0, len(profiles), CHUNK):
        _save_sightings(db, origin, profiles[start : start + CHUNK])


def load_profiles(
    db: Database, origin: Origin, wanted: Collection[Eui48] | None = None
) -> dict[Eui48, Profile]:
    """All profiles of this origin, or those of the ``wanted`` devices, in order of address."""
    profiles: dict[Eui48, Profile] = {}
    for where, values in device_conditions(origin, wanted):
        profiles |= _load_profiles(db, f"WHERE {where}", values)
    return profiles


def _load_profiles(db: Database, where: str, values: Sequence[int]) -> dict[Eui48, Profile]:
    profiles = {
        Eui48(number): Profile(Eui48(number))
        for (number,) in db.execute(f"SELECT device FROM device {where}", values)
    }
    for number, segment, speaker, signal, value, scope, host, first, last, count in db.execute(
        "SELECT device, segment, speaker, signal, value, scope, host, first_ns, last_ns, count"
        f" FROM fact {where}",
        values,
    ):
        # The same few words stand in every profile: kept once, they cost no memory.
        fact = Fact(intern(signal), value, intern(scope), host)
        key = FactKey(intern(segment), speaker, fact)
        profiles[number].facts[key] = Span(first, last, count)
    for number, segment, ip, basis, first, last, count in db.execute(
        f"SELECT device, segment, ip, basis, first_ns, last_ns, count FROM binding {where}",
        values,
    ):
        binding = BindingKey(intern(segment), parse_ip_column(ip), Basis(basis))
        profiles[number].bindings[binding] = Span(first, last, count)
    for number, segment, host, ip, first, last, count in db.execute(
        f"SELECT device, segment, host, ip, first_ns, last_ns, count FROM host_record {where}",
        values,
    ):
        record = HostKey(intern(segment), host, parse_ip_column(ip))
        profiles[number].hosts[record] = Span(first, last, count)
    for number, segment, first, last, count in db.execute(
        f"SELECT device, segment, first_ns, last_ns, count FROM sighting {where}"
        " ORDER BY device, segment, first_ns",
        values,
    ):
        spans = profiles[number].sightings.setdefault(intern(segment), [])
        spans.append(Span(first, last, count))
    for number, kind, count in db.execute(
        f"SELECT device, kind, count FROM dropped {where}", values
    ):
        profiles[number].dropped[kind] = count
    return profiles


def _device_row(origin: Origin, profile: Profile) -> _Row:
    first_ns = profile.first_ns
    started_ns = first_ns
    if started_ns is None:  # known by hearsay alone: since it was first spoken of
        tables = (profile.facts.values(), profile.bindings.values(), profile.hosts.values())
        started_ns = min((span.first_ns for spans in tables for span in spans), default=0)
    row_id = origin.identifier(started_ns, "device", str(int(profile.device)))
    return row_id, origin.number, int(profile.device), first_ns, profile.last_ns


def _fact_rows(origin: Origin, profiles: Iterable[Profile]) -> Iterator[_Row]:
    for profile in profiles:
        # Plain integers: SQLite's driver asks an adapter about every subclass, which is slow.
        device = int(profile.device)
        digits = str(device)
        for (segment, speaker, fact), span in profile.facts.items():
            told = tuple(map(text_column, fact))
            word = int(speaker)
            row_id = origin.identifier(span.first_ns, "fact", digits, segment, str(word), *told)
            place = (row_id, origin.number, device, segment, word)
            yield *place, *told, span.first_ns, span.last_ns, span.count


def _binding_rows(origin: Origin, profiles: Iterable[Profile]) -> Iterator[_Row]:
    for profile in profiles:
        device = int(profile.device)
        digits = str(device)
        for (segment, ip, basis), span in profile.bindings.items():
            row_id = origin.identifier(
                span.first_ns, "binding", digits, segment, str(ip), basis.value
            )
            place = (row_id, origin.number, device, segment, ip_column(ip), basis.value)
            yield *place, span.first_ns, span.last_ns, span.count


def _host_rows(origin: Origin, profiles: Iterable[Profile]) -> Iterator[_Row]:
    for profile in profiles:
        device = int(profile.device)
        digits = str(device)
        for (segment, name, ip), span in profile.hosts.items():
            host = text_column(name)
            row_id = origin.identifier(span.first_ns, "host", digits, segment, host, str(ip))
            place = (row_id, origin.number, device, segment, host, ip_column(ip))
            yield *place, span.first_ns, span.last_ns, span.count


def _save_sightings(db: Database, origin: Origin, profiles: Sequence[Profile]) -> None:
    """Lay the intervals of presence over those that are kept; write only what differs.

    An interval keeps the id of the earliest kept one in it, also when its beginning moves.
    """
    marks = ",".join("?" * len(profiles))
    kept: defaultdict[tuple[int, str], list[Span]] = defaultdict(list)
    ids: dict[tuple[int, str, int], str] = {}
    for device, segment, first_ns, last_ns, count, row_id in db.execute(
        "SELECT device, segment, first_ns, last_ns, count, id FROM sighting"
        f" WHERE origin = ? AND device IN ({marks}) ORDER BY device, segment, first_ns",
        [origin.number, *(int(profile.device) for profile in profiles)],
    ):
        kept[device, segment].append(Span(first_ns, last_ns, count))
        ids[device, segment, first_ns] = row_id
    gone: list[_Row] = []
    rows: list[_Row] = []
    for profile in profiles:
        device = int(profile.device)
        for segment, spans in profile.sightings.items():
            before = kept[device, segment]
            after = lay_together(before, spans)
            starts = {span.first_ns for span in after}
            place = (origin.number, device, segment)
            gone += [(*place, span.first_ns) for span in before if span.first_ns not in starts]
            for span in after:
                if span in before:
                    continue
                earliest = next(
                    (
                        old.first_ns
                        for old in before
                        if span.first_ns <= old.first_ns <= span.last_ns
                    ),
                    None,
                )
                key = (str(device), segment, str(span.first_ns))
                row_id = (
                    origin.identifier(span.first_ns, "sighting", *key)
                    if earliest is None
                    else ids[device, segment, earliest]
                )
                rows.append((row_id, *place, span.first_ns, span.last_ns, span.count))
    db.conn.executemany(
        "DELETE FROM sighting WHERE origin = ? AND device = ? AND segment = ? AND first_ns = ?",
        gone,
    )
    db.conn.executemany(_SAVE_SIGHTING, rows)
