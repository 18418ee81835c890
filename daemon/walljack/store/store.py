"""The one database file."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from walljack.address import Eui48
from walljack.model.case import Case, CustodyEntry
from walljack.model.change import Changes, KeptFrame, Tenure, WeirdTally
from walljack.model.cluster import Refusal, ThingLink
from walljack.model.error import Problem
from walljack.model.finding import Finding
from walljack.model.log import LogEntry
from walljack.model.register import Register
from walljack.model.view import CaptureRow, StoredDevice
from walljack.store import (
    captures,
    cases,
    change_log,
    clusters,
    custody,
    devices,
    findings,
    frames,
    identities,
    people,
    registers,
    tenures,
    weirds,
)
from walljack.store.check import check_database
from walljack.store.error import explained
from walljack.store.identities import Step
from walljack.store.opening import open_database, own_origin
from walljack.store.origin import Origin
from walljack.store.people import Person


class Store:
    """What Walljack knows, in one SQLite file. Used by one thread; many processes may read.

    Every row that is read or written belongs to the file's own sensor and epoch (``origin``).
    """

    def __init__(
        self, db: Database, path: str, origin: Origin, random_octets: Callable[[int], bytes]
    ) -> None:
        self._db = db
        self._path = path
        self._random_octets = random_octets
        self.origin = origin

    @classmethod
    def open(
        cls,
        path: Path,
        sensor: str = "",
        now_ns: int = 0,
        *,
        create: bool = True,
        random_octets: Callable[[int], bytes] = os.urandom,
    ) -> Store:
        """Open the file, or make it, and bring its tables up to date.

        Takes: ``sensor``, this sensor's name, "" = whatever the file says; ``now_ns``, recorded
        as the beginning of the epoch when the file is made; ``create``, False refuses a
        missing file.
        Raises: StoreError: missing, unwritable, of another program, damaged, written by a newer
        Walljack, or of another sensor.
        """
        db = open_database(path, create=create)
        try:
            origin = own_origin(db, str(path), sensor, now_ns, random_octets)
        except BaseException:
            db.close()
            raise
        return cls(db, str(path), origin, random_octets)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything that is saved inside is kept as a whole or not at all, and on the disk.

        A replay saves its last changes and its capture so: a replay that is broken off leaves
        nothing, and is simply run again.
        """
        with self._writing(durable=True):
            yield

    def save(self, changes: Changes) -> None:
        """Keep the changes in one transaction. Saving them twice changes nothing.

        With cases, custody entries or clusters (whose moves are logged) in it, it is on the
        disk before this returns; otherwise a power cut may lose the last second, and never
        tears it.
        Raises: StoreError; then nothing of them was kept.
        """
        durable = bool(changes.cases or changes.custody or changes.clusters)
        with self._writing(durable=durable):
            db, origin = self._db, self.origin
            devices.save_profiles(db, origin, changes.profiles)
            tenures.save_tenures(db, origin, changes.tenures)
            identities.save_identities(db, origin, changes.shown)
            findings.save_findings(db, origin, changes.findings)
            cases.save_cases(db, origin, changes.cases)
            custody.save_custody(db, origin, changes.custody, self._path)
            frames.save_frames(db, origin, changes.frames)
            weirds.save_weirds(db, origin, changes.weirds)
            if changes.clusters is not None:
                clusters.save_clusters(db, origin, changes.clusters, changes.clusters_ns)

    def save_capture(self, capture: CaptureRow) -> None:
        """Record that a capture was read to its end."""
        with self._writing():
            captures.save_capture(self._db, self.origin, capture)

    def save_register(self, register: Register) -> None:
        """Put this register in the place of the one before, and on the disk."""
        with self._writing(durable=True):
            registers.save_register(self._db, register, self._random_octets)

    def save_person(self, kind: str, value: str) -> Person:
        """Keep a value about a person under a new salt; its digest stands for it elsewhere."""
        person = people.make_person(kind, value, self._random_octets)
        with self._writing(durable=True):
            people.save_person(self._db, person)
        return person

    def save_log_entry(self, entry: LogEntry) -> None:
        """Append to the log of who did or looked at what, on the disk before this returns."""
        with self._writing(durable=True):
            change_log.save_log_entry(self._db, self.origin, entry)

    def has_capture(self, digest: str) -> bool:
        """The capture with this SHA-256 was read to its end before."""
        with explained(self._path):
            return captures.has_capture(self._db, self.origin, digest)

    def load_profiles(self) -> dict[Eui48, StoredDevice]:
        """Every device with its whole profile and what it is shown as, in order of address."""
        return self._devices(None)

    def device(self, device: Eui48) -> StoredDevice | None:
        """One device, None when it was never heard of."""
        return self._devices([device]).get(device)

    def load_tenures(self) -> list[Tenure]:
        """The newest tenure of every address on every segment."""
        with explained(self._path):
            return tenures.load_tenures(self._db, self.origin)

    def load_cases(self) -> list[Case]:
        """All cases, in order of number."""
        return self.cases()[::-1]

    def custody_head(self) -> CustodyEntry | None:
        """The newest entry of the custody log, None when it is empty."""
        with explained(self._path):
            entries = custody.custody(self._db, self.origin, self._path, last=1)
        return entries[-1] if entries else None

    def devices(self, wanted: Collection[Eui48] | None = None) -> list[StoredDevice]:
        """Every device, or those of the ``wanted`` that are known, in order of address."""
        return list(self._devices(wanted).values())

    def findings(
        self,
        *,
        open_only: bool = False,
        since_ns: int | None = None,
        device: Eui48 | None = None,
    ) -> list[Finding]:
        """Findings, the newest first. ``since_ns``: only those that held then or later."""
        with explained(self._path):
            return findings.findings(
                self._db, self.origin, open_only=open_only, since_ns=since_ns, device=device
            )

    def cases(self, *, open_only: bool = False) -> list[Case]:
        """Cases, the newest first. ``open_only``: those that still need somebody."""
        with explained(self._path):
            return cases.cases(self._db, self.origin, open_only=open_only)

    def custody(self, case: str = "", *, act: str = "") -> list[CustodyEntry]:
        """The custody log in its order, or that of one case, or of one act in all cases."""
        with explained(self._path):
            return custody.custody(self._db, self.origin, self._path, case=case, act=act)

    def tenures(self, device: Eui48 | None = None) -> list[Tenure]:
        """Every tenure of an IP address, or those of one device; the newest first."""
        with explained(self._path):
            return tenures.tenures(self._db, self.origin, device)

    def identity_log(self, device: Eui48) -> list[Step]:
        """Every change of what was shown of a device, the oldest first."""
        with explained(self._path):
            return identities.identity_log(self._db, self.origin, device)

    def links(self) -> list[ThingLink]:
        """Which addresses are one thing, in order of address."""
        with explained(self._path):
            return clusters.links(self._db, self.origin, self._path)

    def refusals(self, device: Eui48) -> list[Refusal]:
        """What of a device links it to nothing, and why."""
        with explained(self._path):
            return clusters.refusals(self._db, self.origin, device, self._path)

    def frames(self, device: Eui48) -> list[KeptFrame]:
        """The kept frames of a device, the oldest first."""
        with explained(self._path):
            return frames.frames(self._db, self.origin, device)

    def weirds(self) -> list[WeirdTally]:
        """How often packets broke their protocol, by segment and kind."""
        with explained(self._path):
            return weirds.weirds(self._db, self.origin)

    def captures(self) -> list[CaptureRow]:
        """The captures that were read, in order of their first packet."""
        with explained(self._path):
            return captures.captures(self._db, self.origin)

    def segments(self) -> list[str]:
        """The ids of all segments on which a device was itself present."""
        with explained(self._path):
            rows = self._db.execute("SELECT DISTINCT segment FROM sighting ORDER BY segment")
            return [row[0] for row in rows]

    def newest_ns(self) -> int | None:
        """The newest time at which any device was present; None when none was."""
        with explained(self._path):
            newest: int | None = self._db.execute("SELECT max(last_ns) FROM device").fetchone()[0]
            return newest

    def register(self, fresh_for_ns: int) -> Register:
        """The register that was saved last, empty when none was."""
        with explained(self._path):
            return registers.load_register(self._db, fresh_for_ns)

    def person(self, digest: str) -> Person | None:
        """The value that a digest stands for; None when it was destroyed."""
        with explained(self._path):
            return people.load_person(self._db, digest)

    def change_log(self) -> list[LogEntry]:
        """Who did or looked at what, the oldest first."""
        with explained(self._path):
            return change_log.change_log(self._db, self.origin)

    def check(self) -> list[Problem]:
        """Everything that is wrong with the file; empty when it is whole."""
        return check_database(self._db)

    def _devices(self, wanted: Collection[Eui48] | None) -> dict[Eui48, StoredDevice]:
        with explained(self._path):
            profiles = devices.load_profiles(self._db, self.origin, wanted)
            shown = identities.load_identities(self._db, self.origin, self._path, wanted)
        return {
            address: StoredDevice(profile, *shown.get(address, (None, 0)))
            for address, profile in profiles.items()
        }

    @contextmanager
    def _writing(self, *, durable: bool = False) -> Iterator[None]:
        """One transaction, or a part of the one that is open.

        ``durable``: on the disk when it ends (SQLite's synchronous=FULL).
        """
        db = self._db
        with explained(self._path):
            if db.conn.in_transaction:
                with db.atomic():
                    yield
                return
            db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            # The write lock is taken at once: a transaction that began by reading could find
            # afterwards that another process wrote, and would have to give up.
            db.conn.execute("BEGIN IMMEDIATE")
            try:
                with db.atomic():
                    yield
                db.commit()
            except BaseException:
                db.rollback()
                raise
