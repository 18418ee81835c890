"""The fingerprint book: what signals mean, and what a device therefore is."""

from walljack.fingerprint.book import Book
from walljack.fingerprint.claim import sentence
from walljack.fingerprint.edition import EDITION, parse_edition, render_edition
from walljack.fingerprint.entry import Condition, Entry, Key, parse_key
from walljack.fingerprint.explain import Explanation, Near, explain, parse_arguments
from walljack.fingerprint.identity import identify, tallies
from walljack.fingerprint.learnt import Fold, left_out
from walljack.fingerprint.marks import NO_MARKS, Mark, Marks, parse_marks
from walljack.fingerprint.match import Aside, Match, Reading, match_book, read_book
from walljack.fingerprint.own_word import rests_on_own_word
from walljack.fingerprint.ownership import estimate_ownership, sign_sentence
from walljack.fingerprint.parse import BOOK_FILES, parse_book
from walljack.fingerprint.parse_table import is_table
from walljack.fingerprint.product_word import product_words
from walljack.fingerprint.records import (
    Records,
    band_of,
    count_records,
    parse_records,
    refine,
    write_records,
)
from walljack.fingerprint.says import Says
from walljack.fingerprint.score import (
    Average,
    Ratio,
    ScoreRow,
    Verdict,
    averages,
    lenient,
    ratios,
    score,
    verdict,
)
from walljack.fingerprint.settle import Settled, settle
from walljack.fingerprint.signs import Setting
from walljack.fingerprint.site import Site, parse_site
from walljack.fingerprint.source import origin
from walljack.fingerprint.tally import Counted, Tally, count
from walljack.fingerprint.vocabulary import parse_vocabulary
from walljack.fingerprint.wilson import wilson

__all__ = [
    "BOOK_FILES",
    "EDITION",
    "NO_MARKS",
    "Aside",
    "Average",
    "Book",
    "Condition",
    "Counted",
    "Entry",
    "Explanation",
    "Fold",
    "Key",
    "Mark",
    "Marks",
    "Match",
    "Near",
    "Ratio",
    "Reading",
    "Records",
    "Says",
    "ScoreRow",
    "Setting",
    "Settled",
    "Site",
    "Tally",
    "Verdict",
    "averages",
    "band_of",
    "count",
    "count_records",
    "estimate_ownership",
    "explain",
    "identify",
    "is_table",
    "left_out",
    "lenient",
    "match_book",
    "origin",
    "parse_arguments",
    "parse_book",
    "parse_edition",
    "parse_key",
    "parse_marks",
    "parse_records",
    "parse_site",
    "parse_vocabulary",
    "product_words",
    "ratios",
    "read_book",
    "refine",
    "render_edition",
    "rests_on_own_word",
    "score",
    "sentence",
    "settle",
    "sign_sentence",
    "tallies",
    "verdict",
    "wilson",
    "write_records",
]
