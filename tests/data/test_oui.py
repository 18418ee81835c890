"""The shipped vendor table, held to its description and to other people's tables."""

from __future__ import annotations

import hashlib
import re
import tomllib
import zlib
from collections import Counter
from importlib.metadata import distribution
from pathlib import Path

import netaddr
import pytest

from walljack.address import Eui48
from walljack.fingerprint import parse_vocabulary
from walljack.vendor import (
    VendorTable,
    parse_mac_vendor_lookup,
    parse_prefixes,
)

OUI = Path(__file__).parents[2] / "data" / "oui"
FINGERPRINTS = Path(__file__).parents[2] / "fingerprints"

# Every n-th prefix: a prime, so that the sample does not follow any block of assignments.
STEP = 7


@pytest.fixture(scope="module")
def table() -> VendorTable:
    return VendorTable.parse(
        (OUI / "vendors.tsv.gz").read_bytes(),
        (OUI / "virtual.toml").read_text(encoding="utf-8"),
    )


@pytest.fixture(scope="module")
def rows() -> dict[str, str]:
    """Prefix → name, as in the file."""
    text = zlib.decompress((OUI / "vendors.tsv.gz").read_bytes(), wbits=31).decode()
    return dict(row.split("\t") for row in text.splitlines()[1:])


def classify(table: VendorTable, rows: dict[str, str], prefix: str, name: str) -> str:
    """How our answer about a 24-bit prefix differs from another table's."""
    ours = table.lookup(Eui48(int(prefix + "000000", 16)))
    if "ieee registration authority" in name.casefold():
        if prefix in rows:
            return "now assigned whole"
        return "longer prefix known" if ours else "block, this part unassigned"
    if ours is None:
        if int(prefix[1], 16) & 0b11:
            return "no vendor by its bits"
        split = any(other.startswith(prefix) for other in _longer(rows))
        return "now assigned in parts" if split else "withdrawn"
    if ours.vendor is None:
        return "same" if name == "Private" else "now private"
    plain = [re.sub(r"\W", "", text.casefold()) for text in (ours.vendor, name)]
    return "same" if plain[0] == plain[1] else "renamed"


_LONGER: list[str] = []


def _longer(rows: dict[str, str]) -> list[str]:
    if not _LONGER:
        _LONGER.extend(prefix for prefix in rows if len(prefix) > 6)
    return _LONGER


def test_the_table_is_what_its_source_file_says(rows: dict[str, str]) -> None:
    """SOURCE.toml's counts and digest are those of the table, which is small enough to ship."""
    octets = (OUI / "vendors.tsv.gz").read_bytes()
    source = tomllib.loads((OUI / "SOURCE.toml").read_text(encoding="utf-8"))
    widths = Counter(map(len, rows))
    assert len(octets) < 1_000_000
    assert hashlib.sha256(zlib.decompress(octets, wbits=31)).hexdigest() == source["text_sha256"]
    assert source["rows"] == len(rows)
    assert (source["rows_24"], source["rows_28"], source["rows_36"]) == (
        widths[6],
        widths[7],
        widths[9],
    )
    assert source["rows_private"] == sum(not name for name in rows.values())
    assert [item["package"] for item in source["source"]] == [
        "mac-vendor-lookup",
        "oui-data",
        "aiooui",
    ]
    assert all(item["licence"] and item["version"] for item in source["source"])


def test_no_name_is_the_registry_or_untidy(rows: dict[str, str]) -> None:
    """No row names the registry itself, and names have no stray white space."""
    for name in rows.values():
        assert name != "IEEE Registration Authority"
        assert name == " ".join(name.split())


def test_every_row_is_found_at_both_ends(table: VendorTable, rows: dict[str, str]) -> None:
    """The first and last address of each universally administered prefix have its owner."""
    for prefix, name in rows.items():
        first = Eui48(int(prefix.ljust(12, "0"), 16))
        if first.locally_administered or first.group:
            continue
        for address in (first, Eui48(int(prefix.ljust(12, "f"), 16))):
            found = table.lookup(address)
            assert found is not None
            if found.prefix == prefix:
                assert (found.vendor or "") == name
            else:
                assert found.prefix.startswith(prefix)


def test_against_mac_vendor_lookup(table: VendorTable, rows: dict[str, str]) -> None:
    """Every prefix of its bundled list is known here, but for names that changed since."""
    found = distribution("mac-vendor-lookup")
    file = next(file for file in found.files or () if file.name == "mac-vendors.txt")
    theirs = parse_mac_vendor_lookup(Path(str(found.locate_file(file))).resolve().read_bytes())
    sample = sorted(theirs)[::STEP]
    kinds = Counter(classify(table, rows, prefix, theirs[prefix]) for prefix in sample)
    assert kinds["same"] > 0.98 * len(sample)
    assert kinds["renamed"] < 0.01 * len(sample)
    assert kinds["withdrawn"] == kinds["now private"] == 0
    assert set(kinds) <= {
        "same",
        "renamed",
        "block, this part unassigned",
        "longer prefix known",
        "no vendor by its bits",
    }


def test_against_netaddr(table: VendorTable, rows: dict[str, str]) -> None:
    """netaddr's older registry agrees, but for renamed owners and a few prefixes given back."""
    from netaddr.eui import ieee  # noqa: PLC0415 -- its index is read when it is imported

    numbers = sorted(ieee.OUI_INDEX)[::STEP]
    kinds: Counter[str] = Counter()
    for number in numbers:
        name = netaddr.OUI(number).registration(0).org
        kinds[classify(table, rows, f"{number:06x}", name)] += 1
    assert kinds["same"] > 0.9 * len(numbers)
    assert kinds["renamed"] < 0.08 * len(numbers)
    assert kinds["withdrawn"] + kinds["now assigned in parts"] < 0.01 * len(numbers)


@pytest.mark.parametrize(
    ("prefix", "vendor"),
    [
        ("00:0c:29", "VMware"),
        ("b8:27:eb", "Raspberry Pi"),
        ("00:04:20", "Slim Devices"),
        ("00:40:8c", "Axis"),
        ("5c:aa:fd", "Sonos"),
        ("00:1d:0d", "Sony Interactive"),
    ],
)
def test_well_known_owners(table: VendorTable, prefix: str, vendor: str) -> None:
    """Owners that any administrator could name are named so."""
    found = table.lookup(Eui48(int(prefix.replace(":", "") + "000001", 16)))
    assert found is not None
    assert found.vendor is not None
    assert found.vendor.startswith(vendor)


def test_universal_virtual_prefixes_have_an_owner(table: VendorTable) -> None:
    """A virtual prefix that was assigned is in the table; a local one is not."""
    for known in parse_prefixes("virtual.toml", (OUI / "virtual.toml").read_text("utf-8")):
        address = Eui48(int(known.prefix.ljust(12, "0"), 16))
        assert (table.lookup(address) is not None) is (known.administered == "universal")
        assert table.known_prefix(address) == known
        assert not address.group


def test_random_addresses_of_phones_are_not_virtual(table: VendorTable) -> None:
    """Prefixes that Android used for random addresses excuse nobody."""
    for prefix in (0xDAA119, 0x9268C3):
        known = table.known_prefix(Eui48(prefix << 24))
        assert known is not None
        assert not known.virtual


def test_every_module_maker_owns_a_prefix(rows: dict[str, str]) -> None:
    """Each maker of modules in the vocabulary begins a registered name; products' makers do not."""
    words = parse_vocabulary((FINGERPRINTS / "vocabulary.toml").read_text("utf-8"))
    names = {name.casefold() for name in rows.values()}
    unused = [
        maker for maker in words.module_makers if not any(name.startswith(maker) for name in names)
    ]
    assert unused == []
    for product in ("Apple, Inc.", "Sonos, Inc.", "Nintendo Co.,Ltd", "Google, Inc.", "Roku, Inc"):
        assert not words.is_module_maker(product)
