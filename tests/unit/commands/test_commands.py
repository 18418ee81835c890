"""What may be done, and that the log holds it."""

from __future__ import annotations

from walljack.address import Eui48
from walljack.commands import JUDGED_BY, books_changed, record_books, record_look
from walljack.model.access import Look, Role
from walljack.model.log import LogEntry
from walljack.model.register import Asset, Register


class Desk:
    """A store that remembers what it was given, in order."""

    def __init__(self) -> None:
        self.log: list[LogEntry] = []
        self.registers: list[Register] = []

    def change_log(self) -> list[LogEntry]:
        """The log so far."""
        return self.log

    def save_log_entry(self, entry: LogEntry, /) -> None:
        """Append."""
        self.log.append(entry)

    def save_register(self, register: Register, /) -> None:
        """Keep."""
        self.registers.append(register)


BOOKS = {"policy": "p1", "register": "r1"}
ASSET = Asset(Eui48(1), "T-1", "S1", "district", "it.operations", "north", "server", None)


def test_on_the_first_day_every_book_is_new() -> None:
    """Nothing was judged yet: all books have changed, in order of their names."""
    assert books_changed(Desk(), BOOKS) == ("policy", "register")


def test_only_what_changed_is_told_and_logged() -> None:
    """The log names the book that changed and holds the digests of all."""
    desk, register = Desk(), Register({ASSET.address: ASSET})
    record_books(desk, BOOKS, register, 5)
    assert books_changed(desk, BOOKS) == ()
    changed = BOOKS | {"policy": "p2"}
    assert books_changed(desk, changed) == ("policy",)
    record_books(desk, changed, register, 6)
    assert [(entry.at_ns, entry.act, entry.subject) for entry in desk.log] == [
        (5, JUDGED_BY, "policy, register"),
        (6, JUDGED_BY, "policy"),
    ]
    assert desk.log[-1].detail == changed
    assert desk.registers == [register, register]


def test_other_entries_of_the_log_say_nothing_of_books() -> None:
    """A look at names between two replays does not make the books look changed."""
    desk = Desk()
    record_books(desk, BOOKS, Register(), 5)
    record_look(desk, Look("j.doe", Role.RECORDS, "request 7", "devices"), 6)
    assert books_changed(desk, BOOKS) == ()


def test_a_look_says_who_why_and_what() -> None:
    """The log of a look holds the asker, the role, the reason and what was asked for."""
    desk = Desk()
    record_look(desk, Look("j.doe", Role.RECORDS, "request 7", "device 00:…:01"), 6)
    (entry,) = desk.log
    assert (entry.at_ns, entry.actor, entry.act) == (6, "j.doe", "unmask")
    assert entry.subject == "device 00:…:01"
    assert entry.detail == {"role": "records", "reason": "request 7"}
