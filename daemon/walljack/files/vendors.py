"""The vendor table on disk: read for use, and built from the packages that carry the lists."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from walljack.files.shipped import Shipped
from walljack.files.text import read_bytes, read_text
from walljack.model.error import Problem, ProblemsError
from walljack.vendor import (
    VendorList,
    VendorTable,
    build,
    parse_aiooui,
    parse_mac_vendor_lookup,
    parse_oui_data,
    render_source,
)

TABLE = "data/oui/vendors.tsv.gz"
SOURCE = "data/oui/SOURCE.toml"
VIRTUAL = "data/oui/virtual.toml"

# The npm package's version is not in the one file that is given: it is the one that SOURCE.toml
# was written for, and another one is named with --oui-data-version.
OUI_DATA_VERSION = "2.1.9"


def read_vendor_table(shipped: Shipped) -> VendorTable:
    """The shipped vendor table with its known prefixes.

    Raises: ProblemsError when a file is absent or not what it should be.
    """
    return VendorTable.parse(shipped.octets(TABLE), prefixes=shipped.text(VIRTUAL))


def build_vendor_table(
    oui_data: Path, folder: Path, day: str, oui_data_version: str = OUI_DATA_VERSION
) -> str:
    """Write vendors.tsv.gz and SOURCE.toml into ``folder``. Nothing is downloaded.

    Takes: ``oui_data``, index.json of the npm package oui-data (``npm pack oui-data``);
    ``day``, today as YYYY-MM-DD; the lists of mac-vendor-lookup and aiooui come from the
    packages as they are installed.
    Gives: the text of SOURCE.toml.
    Raises: ProblemsError when a list is missing or unreadable.
    """
    # The oldest first: aiooui holds every 24-bit prefix that the other two do, and more.
    sources = [
        _installed("mac-vendor-lookup", "mac-vendors.txt", "Apache-2.0", parse_mac_vendor_lookup),
        VendorList(
            "oui-data", oui_data_version, "BSD-2-Clause", parse_oui_data(read_text(oui_data))
        ),
        _installed("aiooui", "oui.data", "MIT", parse_aiooui),
    ]
    octets, source = build(sources), render_source(sources, day)
    VendorTable.parse(octets)  # refuse to write what could not be read again
    folder.mkdir(parents=True, exist_ok=True)
    (folder / Path(TABLE).name).write_bytes(octets)
    (folder / Path(SOURCE).name).write_text(source, encoding="utf-8")
    return source


def _installed(
    package: str, name: str, licence: str, parse: Callable[[bytes], dict[str, str]]
) -> VendorList:
    """The list that an installed package carries in the file of that name."""
    try:
        found = distribution(package)
    except PackageNotFoundError:
        raise ProblemsError(
            [Problem(package, "this package is not installed", f"pip install {package}")]
        ) from None
    for file in found.files or ():
        if file.name == name:
            octets = read_bytes(Path(str(found.locate_file(file))).resolve())
            return VendorList(package, found.version, licence, parse(octets))
    raise ProblemsError(
        [Problem(package, f"it carries no file {name}", f"pip install --force-reinstall {package}")]
    )
