"""Lists of assigned prefixes as public packages carry them, read into one form."""

from __future__ import annotations

import json
import re
import struct
from dataclasses import dataclass

from walljack.model.error import Problem, ProblemsError

# aiooui's oui.data: magic, number of rows n; n prefixes; n offsets of names; names, each ended
# by a line feed. All integers are little-endian and 32 bits wide.
_AIOOUI = struct.Struct("<4sI")
_AIOOUI_MAGIC = b"OUI1"

_PREFIX = re.compile("(?:[0-9a-f]{6}|[0-9a-f]{7}|[0-9a-f]{9})$")


@dataclass(frozen=True, slots=True)
class VendorList:
    """One input: ``names`` maps a prefix (6, 7 or 9 lower-case hexadecimal digits) to its owner."""

    package: str
    version: str
    licence: str
    names: dict[str, str]


def parse_mac_vendor_lookup(octets: bytes) -> dict[str, str]:
    """The list of mac-vendor-lookup: lines of ``PREFIX:name``.

    Raises: ProblemsError when a line is anything else.
    """
    names, problems = {}, []
    lines = octets.decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, start=1):
        prefix, colon, name = line.partition(":")
        if not colon or not _PREFIX.match(prefix.lower()):
            problems.append(
                Problem(
                    f"mac-vendors.txt line {number}", "not PREFIX:name", "reinstall the package"
                )
            )
        names[prefix.lower()] = name
    if problems:
        raise ProblemsError(problems)
    return names


def parse_aiooui(octets: bytes) -> dict[str, str]:
    """The list of aiooui (its ``oui.data``).

    Raises: ProblemsError when it is of another form.
    """
    problem = Problem("oui.data", "not aiooui's table, form OUI1", "install aiooui 0.1.11 or later")
    if len(octets) < _AIOOUI.size:
        raise ProblemsError([problem])
    magic, count = _AIOOUI.unpack_from(octets)
    names_start = _AIOOUI.size + 8 * count
    if magic != _AIOOUI_MAGIC or len(octets) < names_start:
        raise ProblemsError([problem])
    numbers = struct.unpack_from(f"<{2 * count}I", octets, _AIOOUI.size)
    blob = octets[names_start:]
    names = {}
    for prefix, offset in zip(numbers[:count], numbers[count:], strict=True):
        name, ended, _ = blob[offset : offset + 1024].partition(b"\n")
        if prefix >> 24 or not ended:
            raise ProblemsError([problem])
        names[f"{prefix:06x}"] = name.decode("utf-8", "replace")
    return names


def parse_oui_data(text: str) -> dict[str, str]:
    """The list of the npm package oui-data: JSON, prefix → name and postal address in lines.

    Gives: names only; the postal addresses are left behind.
    Raises: ProblemsError when it is anything else.
    """
    try:
        rows = json.loads(text)
        names = {prefix.lower(): str(whole).split("\n", 1)[0] for prefix, whole in rows.items()}
    except (ValueError, AttributeError) as error:
        raise ProblemsError(
            [Problem("oui-data", f"not its index.json ({error})", "give the file index.json of it")]
        ) from error
    wrong = [prefix for prefix in names if not _PREFIX.match(prefix)]
    if wrong:
        raise ProblemsError(
            Problem(f"oui-data {prefix!r}", "not a prefix of 6, 7 or 9 digits", "report it there")
            for prefix in wrong
        )
    return names
