"""Builds and wires everything: what a verb asks for is put together here."""

from walljack.app.ask import access, asking, templates
from walljack.app.book import check_book, is_book, make_edition, read_site_files
from walljack.app.check import check_database, verify_custody
from walljack.app.donate import Donation, donate_capture, donate_kept
from walljack.app.evaluate import Evaluation, Score, evaluate, hear, speaks
from walljack.app.replay import Progress, Replayed, replay
from walljack.app.upkeep import DraftText, book_coverage, draft_fingerprint
from walljack.app.workplace import Workplace

__all__ = [
    "Donation",
    "DraftText",
    "Evaluation",
    "Progress",
    "Replayed",
    "Score",
    "Workplace",
    "access",
    "asking",
    "book_coverage",
    "check_book",
    "check_database",
    "donate_capture",
    "donate_kept",
    "draft_fingerprint",
    "evaluate",
    "hear",
    "is_book",
    "make_edition",
    "read_site_files",
    "replay",
    "speaks",
    "templates",
    "verify_custody",
]
