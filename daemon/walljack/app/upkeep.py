"""What keeps the fingerprint book up to date: what it does not explain, and drafts of entries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from walljack.address import Eui48
from walljack.app.workplace import Workplace
from walljack.fingerprint import Book, identify, match_book, parse_book, read_book
from walljack.model.coverage import Coverage
from walljack.model.error import ProblemsError, WalljackError
from walljack.model.signal import Signal
from walljack.model.view import StoredDevice
from walljack.model.vocabulary import UNKNOWN
from walljack.profile import signals
from walljack.queries import Draft, Given, Heard, coverage, draft_entry
from walljack.render import counted, draft_toml
from walljack.vendor import signals as vendor_signals

# Addresses that a warning names: enough to look at, not a page.
_NAMED = 4


@dataclass(frozen=True, slots=True)
class DraftText:
    """``toml``: the draft as it is written to a file. ``told``: what to know of it, in sentences.

    ``file``: where in the folder of fingerprints it belongs.
    """

    toml: str
    told: tuple[str, ...]
    file: str


def book_coverage(place: Workplace) -> Coverage:
    """What the book leaves unexplained in the database of a workplace."""
    with place.open_store() as store:
        devices = store.devices()
    return coverage((_heard(place, one) for one in devices), place.book, place.generic_words)


def draft_fingerprint(
    place: Workplace, device: Eui48, given: Given, *, taken: Collection[str] = ()
) -> DraftText:
    """A device in the inventory as the draft of an entry, with nobody's name in it.

    Takes: ``taken``, ids that the file has to which the draft is added.
    Raises: WalljackError when it was never heard, or nothing that it said tells a product.
    """
    with place.open_store() as store:
        devices = {stored.profile.device: stored for stored in store.devices()}
    if device not in devices:
        raise WalljackError(f"{device}: was never heard: walljack devices lists what was")
    heard = _evidence(place, devices[device])
    reading = read_book(heard, place.book)
    said = reading.left  # an entry would never be shown what another sets aside
    draft = draft_entry(
        str(device),
        said,
        identify(heard, place.book),
        given,
        words=place.vocabulary,
        generic=place.generic_words,
        ids={*place.book.by_id, *taken},
        common=_common(said, place.book),
        address=device,
    )
    today = dt.datetime.now(dt.UTC).date().isoformat()
    match = draft.conditions
    tried = _tried(
        place, draft_toml(draft.id, match=match, says=draft.says, added=today, source="-")
    )
    told = [*draft.notes]
    told += [
        f"Not drafted from {', '.join(one.services)}: by {one.match.entry.id} it tells of another "
        "product than the device."
        for one in reading.aside
    ]
    if tried is not None:
        if not match_book(said, tried):
            raise WalljackError(
                f"{device}: the draft does not match its own device: report this with "
                f"the words {', '.join(key for key, _, _ in match)}"
            )
        told += _neighbours(place, draft, tried, device, devices)
    comments = [
        "A draft. Write source: where a reader can check it. Until then the check refuses it.",
        *told,
        *(f"Also heard: {key} = {value}" for key, value in draft.heard),
    ]
    text = draft_toml(draft.id, match=match, says=draft.says, added=today, comments=comments)
    return DraftText(text, tuple(told), _file(draft))


def _common(said: Sequence[Signal], book: Book) -> set[Signal]:
    """The signals on which an entry that tells a stack or a family rests by themselves."""
    return {
        match.signals[0]
        for match in match_book(said, book)
        if match.entry.generic and len(match.signals) == 1 and not match.says.model
    }


def _tried(place: Workplace, toml: str) -> Book | None:
    """The draft as a book of one entry, with a source in it; None when it says nothing yet."""
    try:
        return parse_book({"vendor/draft.toml": toml}, place.vocabulary)
    except ProblemsError as refused:
        if all(problem.where.endswith("says") for problem in refused.problems):
            return None
        raise


def _neighbours(
    place: Workplace, draft: Draft, tried: Book, device: Eui48, devices: dict[Eui48, StoredDevice]
) -> list[str]:
    """Entries that match the example too, and other devices that the draft would match."""
    told = []
    entry = tried.entries[0]
    also = [match.entry for match in match_book(entry.examples[0], place.book)]
    if also:
        listed = ", ".join(f"{one.id} ({one.says.type or 'no type'})" for one in also[:_NAMED])
        told.append(f"Matched by its example too: {listed}.")
    words, wanted = place.vocabulary, dict(draft.says).get("type", "")
    met: Counter[str] = Counter()
    otherwise = []
    for other, stored in devices.items():
        if other == device:
            continue
        if not match_book(read_book(_evidence(place, stored), place.book).left, tried):
            continue
        shown = stored.identity.type if stored.identity else UNKNOWN
        met[shown] += 1
        if wanted and shown != UNKNOWN and not words.compatible(shown, wanted):
            otherwise.append(f"{other} ({words.plain(shown)})")
    if len(devices) == 1:
        told.append("No other device is here to try it on.")
    elif not met:
        told.append(f"None of the {counted(len(devices) - 1, 'other device')} here matches it.")
    else:
        kinds = ", ".join(f"{n} {words.plain(kind)}" for kind, n in sorted(met.items()))
        told.append(f"{counted(met.total(), 'other device')} here would match it: {kinds}.")
    if otherwise:
        told.append(
            f"WARNING: {counted(len(otherwise), 'of them is', 'of them are')} taken for something "
            f"else ({', '.join(otherwise[:_NAMED])}): make match narrower, "
            "or add a counterexample."
        )
    return told


def _evidence(place: Workplace, stored: StoredDevice) -> list[Signal]:
    profile = stored.profile
    return [*signals(profile), *vendor_signals(profile.device, place.vendors)]


def _heard(place: Workplace, stored: StoredDevice) -> Heard:
    device = stored.profile.device
    assigned = place.vendors.lookup(device)
    vendor = (assigned.vendor or "") if assigned else ""
    return Heard(device, vendor, stored.identity, _evidence(place, stored))


def _file(draft: Draft) -> str:
    vendor = dict(draft.says).get("vendor", "")
    slug = "-".join("".join(c if c.isalnum() else " " for c in vendor.lower()).split())
    return f"fingerprints/vendor/{slug or draft.id}.toml"
