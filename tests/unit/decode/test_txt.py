"""TXT records by RFC 6763 section 6."""

from __future__ import annotations

from tests.unit.decode import frames as f
from walljack.decode.txt import KEYS_MAX, read_txt
from walljack.model.error import DecodeError


def _read(data: bytes) -> tuple[list[tuple[str, str]], list[str]]:
    broken: list[DecodeError] = []
    found = read_txt(data, 0, len(data), broken)
    return found, [breach.reason for breach in broken]


def test_keys_and_values() -> None:
    """Keys lose their case, values keep everything behind the first equals sign."""
    assert _read(f.txt(b"MD=Google Home", b"path=/a=b")) == (
        [("md", "Google Home"), ("path", "/a=b")],
        [],
    )


def test_first_one_of_a_key_wins() -> None:
    """A key that comes again, in any case, says nothing more."""
    assert _read(f.txt(b"a=1", b"A=2"))[0] == [("a", "1")]


def test_no_value_and_empty_value() -> None:
    """A key without value and one with an empty value are both kept, as empty text."""
    assert _read(f.txt(b"passreq", b"plugins="))[0] == [("passreq", ""), ("plugins", "")]


def test_strings_without_key_say_nothing() -> None:
    """Empty strings and strings that begin with an equals sign are passed over silently."""
    assert _read(f.txt(b"", b"=x", b"a=1")) == ([("a", "1")], [])
    assert _read(b"") == ([], [])


def test_string_beyond_the_record() -> None:
    """A string longer than the record is a breach; those before it are kept."""
    assert _read(f.txt(b"a=1") + b"\x20bc") == ([("a", "1")], ["txt-length"])


def test_keys_that_are_none() -> None:
    """A key that is not printable ASCII, or endless, is left out and named once."""
    assert _read(f.txt(b"\x01=1", "ü=1".encode(), b"k" * 65 + b"=1", b"a=1")) == (
        [("a", "1")],
        ["txt-key"],
    )


def test_too_many_keys() -> None:
    """A record of nothing but keys gives a fixed number of them and is named."""
    found, reasons = _read(f.txt(*(b"k%d=" % i for i in range(KEYS_MAX + 50))))
    assert len(found) == KEYS_MAX
    assert reasons == ["too-many-txt-keys"]


def test_value_that_is_no_text() -> None:
    """Octets of a value that are no UTF-8 are written as escapes."""
    assert _read(f.txt(b"id=\xff\x00\xfe"))[0] == [("id", "\\xff\x00\\xfe")]


def test_a_text_is_no_key() -> None:
    """What has blanks, an @ or a long number is somebody's text, whether it has a sign or not."""
    for text in (b"Anna Maier, room 12", b"anna@example.org", b"CNB1J12345", b"anna maier=yes"):
        assert _read(f.txt(text, b"a=1", text)) == ([("", text.decode()), ("a", "1")], [])
    assert _read(f.txt(b"passreq", b"mopria-certified", b"c#"))[0] == [
        ("passreq", ""),
        ("mopria-certified", ""),
        ("c#", ""),
    ]
