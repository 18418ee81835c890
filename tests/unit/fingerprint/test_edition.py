"""The book as it ships: one file that knows its own SHA-256."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.fingerprint.test_lookup import ROWS, book_with, table
from walljack.fingerprint import Book, identify, parse_edition, render_edition
from walljack.fingerprint.pattern import compiled
from walljack.model.error import ProblemsError
from walljack.model.vocabulary import Vocabulary

_REMEDY = "(install Walljack again; entries of your own go into a site folder, not here)"


@pytest.fixture(scope="module")
def edition(book: Book) -> bytes:
    """The shared book as it would ship."""
    return render_edition(book)


def refusal(octets: bytes, vocabulary: Vocabulary) -> str:
    """The words with which a file is refused."""
    with pytest.raises(ProblemsError) as refused:
        parse_edition(octets, vocabulary, "book.jsonl")
    return str(refused.value)


def signed(content: Any, **first: str) -> bytes:
    """A file of any content with the right SHA-256."""
    second = json.dumps(content).encode()
    said = {"format": "walljack fingerprint book, form 2"}
    said |= {"sha256": hashlib.sha256(second).hexdigest()} | first
    return json.dumps(said).encode() + b"\n" + second + b"\n"


def test_the_same_book_comes_back(book: Book, edition: bytes, vocabulary: Vocabulary) -> None:
    """What is read is the book that was written: entries, order, index, digest and answers."""
    read = parse_edition(edition, vocabulary)
    assert read == book
    assert render_edition(read) == edition
    for entry in book.entries:
        for example in entry.examples:
            assert identify(example, read) == identify(example, book)


def test_tables_come_back(vocabulary: Vocabulary) -> None:
    """An entry that looks models up does so in the read book, and all share one table."""
    book = book_with(vocabulary, table(*ROWS))
    read = parse_edition(render_edition(book), vocabulary)
    assert read == book
    (entry,) = read.entries
    assert entry.lookup is not None
    assert entry.conditions[0].lookup == entry.lookup
    assert identify(entry.examples[0], read).model == "HomePod mini"


def test_nothing_is_compiled_before_it_is_needed(edition: bytes, vocabulary: Vocabulary) -> None:
    """Reading the file compiles no pattern."""
    compiled.cache_clear()
    parse_edition(edition, vocabulary)
    assert compiled.cache_info().currsize == 0


@pytest.mark.parametrize("place", [0.0, 0.3, 0.9])
def test_a_changed_octet_is_refused(edition: bytes, vocabulary: Vocabulary, place: float) -> None:
    """One other octet anywhere in the book is noticed, and the message says what to do."""
    start = edition.index(b"\n") + 1
    at = start + int(place * (len(edition) - start - 2))
    changed = edition[:at] + bytes([edition[at] ^ 1]) + edition[at + 1 :]
    what = "was changed or damaged: its SHA-256 is not the one that it states"
    assert refusal(changed, vocabulary) == f"book.jsonl: {what} {_REMEDY}"


def test_a_cut_file_is_refused(edition: bytes, vocabulary: Vocabulary) -> None:
    """A file that was written only in part is noticed wherever it ends."""
    for length in (0, 10, edition.index(b"\n"), len(edition) // 2, len(edition) - 2):
        assert refusal(edition[:length], vocabulary).startswith("book.jsonl: ")


def test_what_is_no_book_is_refused(vocabulary: Vocabulary) -> None:
    """Something else under the book's name is told as such."""
    for octets in (b"", b"\x00\x01", b"[[entry]]\n", b"[]\n{}\n", b"3\n"):
        assert refusal(octets, vocabulary) == f"book.jsonl: is no fingerprint book {_REMEDY}"


def test_another_form_is_refused(vocabulary: Vocabulary) -> None:
    """A book that another version wrote is not guessed at."""
    octets = signed({}, format="walljack fingerprint book, form 3")
    what = "is a “walljack fingerprint book, form 3”, not a “walljack fingerprint book, form 2”"
    assert refusal(octets, vocabulary) == f"book.jsonl: {what} {_REMEDY}"


@pytest.mark.parametrize(
    "content", [{}, [], 3, {"vocabulary": 0}, {"vocabulary": "", "tables": [], "entries": []}]
)
def test_another_content_is_refused(vocabulary: Vocabulary, content: object) -> None:
    """What has the right SHA-256 and is no book is refused, not stumbled over."""
    known = replace(vocabulary, digest="")
    assert refusal(signed(content), known).startswith("book.jsonl: ")


def test_another_vocabulary_is_refused(edition: bytes, vocabulary: Vocabulary) -> None:
    """A book is read only with the words that it was checked with."""
    what = "was made with another vocabulary.toml than the one beside it"
    other = replace(vocabulary, digest="other")
    assert refusal(edition, other) == f"book.jsonl: {what} {_REMEDY}"
