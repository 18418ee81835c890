"""The fingerprint book: what signals mean, and what a device therefore is."""

from walljack.fingerprint.book import Book
from walljack.fingerprint.entry import Entry
from walljack.fingerprint.parse import parse_book
from walljack.fingerprint.vocabulary import parse_vocabulary

__all__ = ["Book", "Entry", "parse_book", "parse_vocabulary"]
