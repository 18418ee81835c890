"""What may be done: the one door to whatever changes what is kept, with the log in it."""

from walljack.commands.judged_by import JUDGED_BY, books_changed, record_books
from walljack.commands.look import record_look
from walljack.commands.writer import Writer

__all__ = ["JUDGED_BY", "Writer", "books_changed", "record_books", "record_look"]
