"""Tables and lines of labelled devices: what is told of a bad one."""

from __future__ import annotations

import pytest

from walljack.files.labels import parse_labelled
from walljack.model.error import ProblemsError

_REMEDY = " (write it as docs/evaluation.md shows, or remove the line)"


def told(text: str) -> list[str]:
    """The problems of a file of that text."""
    with pytest.raises(ProblemsError) as refused:
        parse_labelled("labels", text)
    return [str(problem) for problem in refused.value.problems]


def test_every_bad_line_of_devices_is_told_in_plain_words() -> None:
    """The missing key, the wrong form and the wrong prefix are named, with what to do."""
    lines = (
        '{"id": "a"}',
        "{}",
        "[1]",
        "{",
        '{"id": "a", "device_type": "laptop", "dhcp": [1]}',
        '{"id": "a", "device_type": "laptop", "oui": "zz"}',
        '{"id": "a", "device_type": "laptop"}',
    )
    assert told("\n".join(lines)) == [
        f"labels: line 1: has no device_type{_REMEDY}",
        f"labels: line 2: has no id and no device_type{_REMEDY}",
        f"labels: line 3: has no id and no device_type{_REMEDY}",
        "labels: line 4: is not JSON: Expecting property name enclosed in double quotes: "
        f"line 1 column 2 (char 1){_REMEDY}",
        "labels: line 5: its dhcp must be a table, its mdns and ssdp lists of tables" + _REMEDY,
        "labels: line 6: 'zz:00:00:00' is not an EUI-48 address: write it as 00:00:5e:00:53:01"
        + _REMEDY,
    ]


def test_a_row_without_an_address_is_told() -> None:
    """A table names its bad row by line."""
    text = "file,mac,device_type\na.pcap,nonsense,laptop\n"
    (problem,) = told(text)
    assert problem.startswith("labels: line 2: ")
    assert problem.endswith(_REMEDY)
