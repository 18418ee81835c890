"""A district's own entries, over the shipped book: added, in the place of shipped ones, or off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from walljack.fingerprint.book import Book, build_book
from walljack.fingerprint.check import check_book
from walljack.fingerprint.claim import article
from walljack.fingerprint.entry import Entry
from walljack.fingerprint.match import Lines, match_entry
from walljack.fingerprint.parse import (
    digest_of,
    in_order,
    parse_entries,
    read_document,
    sound_entries,
    twice,
)
from walljack.fingerprint.parse_table import is_table, parse_tables
from walljack.fingerprint.refusal import nearest, problems_of
from walljack.fingerprint.table import Table
from walljack.model.error import Problem, ProblemsError
from walljack.model.signal import Signal


class _OffText(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Annotated[str, Field(min_length=1)]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What the site files make of the shipped book.

    ``book``: what is in force. ``entries``: the site's own. ``overridden``: the shipped entries
    that a site entry stands in the place of. ``off``: those that are switched off.
    ``notices``: what does nothing.
    """

    book: Book
    entries: tuple[Entry, ...]
    overridden: tuple[Entry, ...]
    off: tuple[Entry, ...]
    notices: tuple[Problem, ...]

    def displaced(self, signals: Iterable[Signal]) -> tuple[str, ...]:
        """What own entries change for a device that says this, a sentence for each entry."""
        lines, words = Lines(signals), self.book.vocabulary
        told = []
        for shipped in self.overridden:
            own = self.book.by_id[shipped.id]
            if match_entry(shipped, lines, words) or match_entry(own, lines, words):
                place = f"stands in the place of the shipped one of {shipped.file}"
                told.append(f"Entry {own.id} of {own.file} {place}{_would_say(shipped, self)}.")
        for shipped in self.off:
            if match_entry(shipped, lines, words):
                said = _would_say(shipped, self)
                told.append(f"Entry {shipped.id} of {shipped.file} is switched off{said}.")
        return tuple(told)


def _would_say(shipped: Entry, site: Site) -> str:
    """The type alone: what else it says may be part of a name."""
    said = shipped.says.type
    return f"; that says: {article(site.book.vocabulary.plain(said))}" if said else ""


def parse_site(files: Mapping[str, str], shipped: Book) -> Site:
    """The shipped book with the entries of site files, which are checked in full.

    An entry with the id of a shipped one stands in its place; ``[[off]]`` with an id switches a
    shipped one off. Entries are checked by themselves and against each other, never against the
    shipped ones: a new release must not make a service refuse files that it took before. For the
    same reason an id that no shipped entry has any more is a notice.
    Takes: ``files``: what messages call each file → text; tables end in ``tables/NAME.csv``.
    Raises: ProblemsError with every problem of every file.
    """
    problems: list[Problem] = []
    words = shipped.vocabulary
    tables = _tables(files, shipped, problems)
    entries: list[Entry] = []
    switched: dict[str, str] = {}
    for path in sorted(files):
        if is_table(path):
            continue
        document = read_document(path, files[path], ("entry", "off"), problems)
        entries += parse_entries(path, document, tables, words, problems)
        for number, told in enumerate(document["off"], start=1):
            try:
                switched.setdefault(_OffText.model_validate(told).id, path)
            except ValidationError as error:
                where = f"{path}, off number {number}"
                problems += problems_of(error, where, {"": tuple(_OffText.model_fields)})
    problems += twice(entries)
    sound, found = sound_entries(entries, words)
    problems += found
    problems += check_book(build_book(sound, words, ""))
    own = {entry.id: entry for entry in entries}
    problems += [
        Problem(
            f"{path}, off {name}",
            f"{own[name].file} has an entry of this id",
            "an entry stands in the place of the shipped one by itself: take [[off]] out",
        )
        for name, path in switched.items()
        if name in own
    ]
    if problems:
        raise ProblemsError(in_order(problems))
    return _merged(files, shipped, entries, switched)


def _tables(files: Mapping[str, str], shipped: Book, problems: list[Problem]) -> dict[str, Table]:
    """What a site entry may look up: the shipped tables and the site's own."""
    lookups = (entry.lookup for entry in shipped.entries if entry.lookup)
    known = {lookup.table.name: lookup.table for lookup in lookups}
    own = parse_tables(files, shipped.vocabulary, problems)
    for path in filter(is_table, files):
        name = path.rpartition("/")[2].removesuffix(".csv")
        if name in known and name in own:
            what = f"table {name} is a shipped one"
            problems.append(Problem(path, what, "give it a name of its own, such as our-models"))
    return known | own


def _merged(
    files: Mapping[str, str], shipped: Book, entries: list[Entry], switched: Mapping[str, str]
) -> Site:
    own = {entry.id for entry in entries}
    off = tuple(shipped.by_id[name] for name in sorted(switched) if name in shipped.by_id)
    gone = own | {entry.id for entry in off}
    kept = [entry for entry in shipped.entries if entry.id not in gone]
    # By what the files say, not by how they are called: a folder may be named in several ways.
    said = {str(number): text for number, text in enumerate(sorted(files.values()))}
    book = build_book([*kept, *entries], shipped.vocabulary, digest_of(said, shipped.digest))
    return Site(
        book=replace(book, records=shipped.records),
        entries=tuple(sorted(entries, key=lambda entry: entry.id)),
        overridden=tuple(entry for entry in shipped.entries if entry.id in own),
        off=off,
        notices=tuple(
            Problem(
                f"{path}, off {name}",
                "no shipped entry has this id: nothing is switched off",
                nearest(name, shipped.by_id) or "take it out",
            )
            for name, path in sorted(switched.items())
            if name not in shipped.by_id
        ),
    )
