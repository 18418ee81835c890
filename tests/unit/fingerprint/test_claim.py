"""A claim in plain words."""

from __future__ import annotations

from walljack.fingerprint import Book, identify, sentence
from walljack.model.signal import Signal


def test_a_sentence_names_evidence_and_conclusion(book: Book) -> None:
    """A technician reads what was seen and what it means."""
    (claim,) = identify([Signal("mdns.txt.md", "Google Home", "_googlecast._tcp")], book).claims_for
    assert claim.sentence == (
        "Its mDNS TXT “md” of _googlecast._tcp is “Google Home”: "
        "a smart speaker, Google Home, of a line for the home."
    )


def test_a_kept_sentence_holds_no_name(book: Book) -> None:
    """The sentence of a claim does not carry a personal value; ``show`` decides what is seen."""
    signal = Signal("dhcp.hostname", "Chromecast-of-Ada-Lovelace")
    (claim,) = identify([signal], book).claims_for
    assert "Ada" not in claim.sentence
    assert claim.sentence == (
        "Its host name has a form that such devices have: a streaming player, made by Google."
    )
    shown = sentence(claim, book.vocabulary, lambda each: each.value[:10] + "…")
    assert shown == "Its host name is “Chromecast…”: a streaming player, made by Google."


def test_a_long_value_is_cut(book: Book) -> None:
    """A sentence does not run away with a long value."""
    long = ",".join(str(number) for number in range(1, 60))
    claim = identify([Signal("dhcp.params", "1,121,3,6,15,119,252")], book).claims_for[0]
    moved = type(claim)(
        **{
            **{name: getattr(claim, name) for name in claim.__dataclass_fields__},
            "signals": (Signal("dhcp.params", long),),
        }
    )
    assert len(sentence(moved, book.vocabulary)) < 200


def test_articles(book: Book) -> None:
    """A vowel takes “an”."""
    (claim,) = identify([Signal("mdns.service", "_googlecast._tcp")], book).claims_for
    assert claim.sentence.endswith(": an entertainment device.")
