"""What people at this site went to see, for the record behind the bands."""

from __future__ import annotations

from walljack.app.workplace import Workplace
from walljack.fingerprint import Book, Fold, Tally, left_out, refine, tallies
from walljack.model.case import CaseState, CustodyEntry
from walljack.model.error import Problem
from walljack.model.profile import Profile
from walljack.profile import signals
from walljack.store import Store
from walljack.vendor import signals as vendor_signals

# Field of a custody entry: what the device was found to be, a word of the type tree.
FOUND = "verified_type"


def site_book(place: Workplace, store: Store) -> Book:
    """The book with what this site's verified cases say of each kind of evidence.

    A device counts with what it had said by then, as the entries of today read it; the last
    word about a device counts. Where nothing was verified it is the book of the workplace. A
    word that is no type is told in the workplace's notices and left out.
    """
    verified = store.custody(act=CaseState.VERIFIED.value)
    if not verified:
        return place.book
    devices = {case.id: case.device for case in store.cases()}
    newest = {}
    for entry in verified:
        found = entry.fields.get(FOUND)
        if found is None or entry.case not in devices:
            continue
        if found not in place.vocabulary.types:
            what = f"{FOUND} {found!r} is no type of device; it counts for no record"
            place.notices.append(Problem(f"{place.db}: custody entry {entry.sequence}", what))
            continue
        newest[devices[entry.case]] = entry
    seen = [
        tally
        for stored in store.devices(set(newest))
        for tally in _tallies(place, stored.profile, newest[stored.profile.device])
    ]
    return place.book.with_records(refine(place.book.records, seen)) if seen else place.book


def site_digests(place: Workplace, store: Store) -> dict[str, str]:
    """What devices are judged by at this site: book → SHA-256."""
    return {**place.digests, "fingerprints": site_book(place, store).digest}


def _tallies(place: Workplace, profile: Profile, entry: CustodyEntry) -> list[Tally]:
    """How each kind had told the device when somebody went to see it.

    A site's own entry that knows no other example is not tried on the device it was made from.
    """
    said = [signal for signal in signals(profile) if signal.first_ns <= entry.at_ns]
    heard = [*said, *vendor_signals(profile.device, place.vendors)]
    left = left_out(Fold.DEVICE, heard, "")
    return tallies(heard, [str(entry.fields[FOUND])], place.book, left)
