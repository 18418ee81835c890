"""What may be asked: the one door to the rows, with masking and the log in it."""

from walljack.queries.books import Books
from walljack.queries.coverage import Heard, coverage
from walljack.queries.draft import Draft, Given, draft_entry
from walljack.queries.filters import CaseFilter, DeviceFilter, FindingFilter
from walljack.queries.place import place_words
from walljack.queries.product_text import owners_words, said_words, spelt_words, words_of
from walljack.queries.queries import AccessError, Queries
from walljack.queries.reader import Assigned, Reader, Step, Vendors

__all__ = [
    "AccessError",
    "Assigned",
    "Books",
    "CaseFilter",
    "DeviceFilter",
    "Draft",
    "FindingFilter",
    "Given",
    "Heard",
    "Queries",
    "Reader",
    "Step",
    "Vendors",
    "coverage",
    "draft_entry",
    "owners_words",
    "place_words",
    "said_words",
    "spelt_words",
    "words_of",
]
