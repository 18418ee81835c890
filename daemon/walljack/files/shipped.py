"""The data that ships with the program: in the wheel, or in the checkout beside the code."""

from __future__ import annotations

from pathlib import Path

from walljack.files.text import read_bytes, read_text, read_texts
from walljack.model.error import WalljackError

_PACKAGE = Path(__file__).resolve().parents[1]


class Shipped:
    """Reads fingerprints, policies, the vendor table and templates.

    Installed, they lie in ``walljack/shipped``; in a checkout, two levels above the package.
    ``installed``: they were made for use when the package was built; in a checkout they may
    change at any time, and are read as they are.
    """

    def __init__(self, root: Path | None = None) -> None:
        candidates = [root] if root else [_PACKAGE / "shipped", _PACKAGE.parents[1]]
        for candidate in candidates:
            if (candidate / "fingerprints" / "vocabulary.toml").is_file():
                self.root = candidate
                self.installed = candidate.name == "shipped"
                return
        raise WalljackError(
            f"{candidates[-1]}: the shipped data (fingerprints, policies) is missing: "
            "install Walljack again"
        )

    def text(self, name: str) -> str:
        """One file by its path under the shipped data, e.g. ``data/oui/virtual.toml``."""
        return read_text(self.root / name)

    def octets(self, name: str) -> bytes:
        """One binary file by its path under the shipped data."""
        return read_bytes(self.root / name)

    def texts(self, folder: str, pattern: str) -> dict[str, str]:
        """Every file of a folder that matches, by its path relative to the folder, sorted."""
        return read_texts(self.root / folder, pattern)
