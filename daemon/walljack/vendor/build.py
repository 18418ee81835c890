"""Make the vendor table from public lists."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Sequence

from walljack.vendor.lists import VendorList
from walljack.vendor.table import HEADER

# IEEE's own name on a block that it assigns in parts of 28 or 36 bits: nobody owns the block.
_REGISTRY = "IEEE Registration Authority"
# What stands where the owner paid not to be named.
_PRIVATE = "Private"

_BITS = {6: 24, 7: 28, 9: 36}


def build(sources: Sequence[VendorList]) -> bytes:
    """The table as a file's octets: the same inputs give the same octets.

    Takes: lists, the oldest first; where two name one prefix, the newer one's name is taken.
    Gives: gzip over UTF-8 text: a header line, then sorted lines of prefix, tab, name; the name
    is empty where the owner is private.
    """
    text = _text(sources).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)  # 31: gzip wrapper, without time or name
    return packer.compress(text) + packer.flush()


def render_source(sources: Sequence[VendorList], day: str) -> str:
    """What SOURCE.toml says of the table that ``build`` makes of these lists.

    Takes: ``day``, the date of the build as YYYY-MM-DD.
    """
    text = _text(sources)
    rows = text.splitlines()[1:]
    widths = Counter(_BITS[row.index("\t")] for row in rows)
    lines = [
        "# Where vendors.tsv.gz comes from. Written by `walljack vendors build`.",
        "",
        f'built = "{day}"',
        'facts = "assignments published by the IEEE Registration Authority: MA-L, MA-M, MA-S"',
        f"rows = {len(rows)}",
        f"rows_24 = {widths[24]}",
        f"rows_28 = {widths[28]}",
        f"rows_36 = {widths[36]}",
        f"rows_private = {sum(row.endswith(chr(9)) for row in rows)}",
        f'text_sha256 = "{hashlib.sha256(text.encode()).hexdigest()}"',
    ]
    for source in sources:  # the oldest first: the order in which names were taken
        lines += [
            "",
            "[[source]]",
            f'package = "{source.package}"',
            f'version = "{source.version}"',
            f'licence = "{source.licence}"',
            f"rows = {len(source.names)}",
        ]
    return "\n".join(lines) + "\n"


def _text(sources: Sequence[VendorList]) -> str:
    names: dict[str, str] = {}
    for source in sources:
        names.update(source.names)
    rows = sorted(
        f"{prefix}\t{'' if name == _PRIVATE else name}"
        for prefix, name in ((prefix, " ".join(name.split())) for prefix, name in names.items())
        if name and name != _REGISTRY
    )
    return "\n".join([f"{HEADER}{len(rows)}", *rows]) + "\n"
