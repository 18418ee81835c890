"""Captures through the whole road into the database."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from walljack.app.cost import Cost
from walljack.app.verified import site_book
from walljack.app.workplace import Workplace
from walljack.capture import DEFAULT_POINT, read_capture
from walljack.commands import books_changed, record_books
from walljack.fingerprint import Book, identify
from walljack.model.error import Problem, ProblemsError
from walljack.model.view import CaptureRow
from walljack.pipeline import Known, Road, Rules, Segments
from walljack.store import Store

STDIN = "-"

# Called with the capture's name, octets read and their total (None when unknown).
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay did. ``read``: captures; ``known``: names of those read before.

    ``cost``: what identifying the devices that changed took.
    """

    read: tuple[CaptureRow, ...]
    known: tuple[str, ...]
    rejudged: bool
    cost: Cost


@dataclass(frozen=True, slots=True)
class _Source:
    """A capture that can be read: its name for messages, its file and its digest."""

    name: str
    path: Path
    digest: str


def replay(
    place: Workplace,
    captures: Sequence[str],
    *,
    again: bool = False,
    capture_point: str | None = DEFAULT_POINT,
    progress: Progress | None = None,
    standard_input: BinaryIO | None = None,
) -> Replayed:
    """Read captures in the order given and keep what they show.

    Takes: ``captures``, paths, or ``-`` for ``standard_input``; ``again``, read those too that
    were read before (their counts add up); ``capture_point``, what the packets are said to be
    heard on, None = the interface names of a pcapng file.
    Gives: what was read. A capture is kept as a whole or not at all.
    Raises: ProblemsError for a capture or a list that is refused; captures before it are kept.
    """
    books = dict(place.digests)
    cost = Cost()
    with ExitStack() as own:
        sources = _sources(captures, standard_input, own)
        if not place.db.exists():
            own.push(partial(_leave_nothing, place.db))
        store = own.enter_context(place.open_store(create=True))
        book = site_book(place, store)
        books["fingerprints"] = book.digest
        road = _road(place, store, book, cost)
        rejudged = _rejudge(place, store, road, books)
        read, known = [], []
        for source in sources:
            if store.has_capture(source.digest) and not again:
                known.append(source.name)
                continue
            read.append(_walk(source, road, store, capture_point, progress))
        return Replayed(tuple(read), tuple(known), rejudged, cost)


def _leave_nothing(
    db: Path,
    kind: type[BaseException] | None,
    _error: BaseException | None,
    _trace: TracebackType | None,
) -> None:
    """A first replay that was refused before it kept anything leaves no empty database."""
    if kind is None or not db.exists():
        return
    with Store.open(db) as store:
        empty = not store.captures()
    if empty:
        for name in (db.name, f"{db.name}-wal", f"{db.name}-shm"):
            db.with_name(name).unlink(missing_ok=True)


def _walk(
    source: _Source,
    road: Road,
    store: Store,
    capture_point: str | None,
    progress: Progress | None,
) -> CaptureRow:
    def told(done: int, total: int | None) -> None:
        if progress is not None:
            progress(source.name, done, total)

    try:
        with read_capture(source.path, capture_point=capture_point, progress=told) as capture:
            for packet in capture:
                road.feed(packet)
    except ProblemsError as refused:
        # What standard input was copied to has a name that means nothing to anybody.
        raise ProblemsError(
            Problem(problem.where.replace(str(source.path), source.name), *problem[1:])
            for problem in refused.problems
        ) from None
    road.end_source()
    tally = capture.tally
    for kind, times in tally.weirds.items():
        road.note_weird(capture_point or DEFAULT_POINT, kind, tally.last_ns or 0, times)
    row = CaptureRow(
        path=source.name,
        digest=source.digest,
        frames=tally.frames,
        first_ns=tally.first_ns,
        last_ns=tally.last_ns,
        truncated=tally.truncated,
    )
    with store.together():
        store.save(road.take_changes())
        store.save_capture(row)
    return row


def _road(place: Workplace, store: Store, book: Book, cost: Cost) -> Road:
    rules = Rules(
        book=book,
        vendors=place.vendors,
        policy=place.policy,
        register=place.register,
        sensor=store.origin.sensor,
        epoch=store.origin.epoch,
        marks=place.marks,
        naming_at=place.settings.naming_at,
        generic_words=place.generic_words,
        identify=cost.of(identify),
    )
    known = Known(
        devices=store.devices(),
        tenures=store.load_tenures(),
        findings=store.findings(),
        cases=store.load_cases(),
        weirds=store.weirds(),
        custody_head=store.custody_head(),
    )
    return Road(rules, Segments(place.settings.segments), known)


def _rejudge(place: Workplace, store: Store, road: Road, books: dict[str, str]) -> bool:
    """Judge everything anew when the books are not those that it was judged by."""
    newest = store.newest_ns()
    changed = books_changed(store, books)
    if not changed:
        return False
    if newest is not None and "segments" in changed:
        place.notices.append(
            Problem(
                str(place.db),
                "the segments changed; what was heard before stays where it was heard then",
                "replay into another --db to place everything anew",
            )
        )
    with store.together():
        record_books(store, books, place.register, newest or 0)
        if newest is not None:
            road.reseat(newest)
            store.save(road.take_changes())
    return newest is not None


def _sources(
    captures: Sequence[str], standard_input: BinaryIO | None, own: ExitStack
) -> list[_Source]:
    """Every capture with its digest; all that cannot be opened are told at once.

    Standard input is copied to a temporary file first: whether it was read before can only be
    told when all of it has come.
    """
    sources, problems = [], []
    for name in captures:
        if name == STDIN and standard_input is not None:
            path, shown = _spool(standard_input, own), "standard input"
        else:
            path, shown = Path(name), name
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            problems.append(
                Problem(shown, f"cannot be read: {reason}", "check the path and who may read it")
            )
        else:
            sources.append(_Source(shown, path, digest))
    if problems:
        raise ProblemsError(problems)
    return sources


def _spool(stream: BinaryIO, own: ExitStack) -> Path:
    path = Path(own.enter_context(tempfile.TemporaryDirectory(prefix="walljack-"))) / "capture"
    with path.open("wb") as copy:
        shutil.copyfileobj(stream, copy)
    return path
