"""Questions to the database of a workplace, through the one door."""

from __future__ import annotations

import getpass
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from walljack.address import Eui48
from walljack.app.verified import site_digests
from walljack.app.workplace import Workplace
from walljack.commands import books_changed, record_look
from walljack.model.access import Access, Role
from walljack.model.error import Problem
from walljack.model.signal import Signal
from walljack.queries import Books, Queries
from walljack.vendor import signals as vendor_signals


@contextmanager
def asking(place: Workplace) -> Iterator[Queries]:
    """The queries over the workplace's database, which must be there.

    Raises: StoreError when it is not.
    """
    with place.open_store() as store:
        books = Books(
            settings=place.settings,
            policies=place.policies,
            policy=place.policy.id,
            vocabulary=place.vocabulary,
            vendors=place.vendors,
            register=place.register,
            generic_words=place.generic_words,
            marks=place.marks,
            displaced=partial(_displaced, place),
        )
        changed = books_changed(store, site_digests(place, store))
        if changed:
            place.notices.append(
                Problem(
                    str(place.db),
                    f"was judged by other books ({', '.join(changed)})",
                    "give the --config that it was made with, or replay to judge it anew",
                )
            )
        yield Queries(store, books, lambda look: record_look(store, look, time.time_ns()))


def _displaced(place: Workplace, device: Eui48, said: Sequence[Signal]) -> tuple[str, ...]:
    site = place.site_book
    if site is None:
        return ()
    return site.displaced([*said, *vendor_signals(device, place.vendors)])


def access(*, unmask: bool, reason: str) -> Access:
    """Who asks, in a trial: the file is opened directly, so roles are not enforced."""
    return Access(Role.ADMINISTRATOR, unmask, getpass.getuser(), reason)


def templates(place: Workplace) -> Mapping[str, str]:
    """The texts of the report templates, by file name."""
    return place.shipped.texts("data/templates", "*")
