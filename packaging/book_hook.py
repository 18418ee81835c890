"""Makes the fingerprint book when the wheel is built: every entry checked, one hashed file.

The build fails on an entry that does not keep to its own examples, so that what is installed
need not be checked again.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BookHook(BuildHookInterface):
    """Adds ``fingerprints/book.jsonl`` to what the wheel ships; a checkout reads the entries."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the file and have it included; not for an editable install."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "daemon"))
        from walljack.fingerprint import (  # noqa: PLC0415 - found only now
            BOOK_FILES,
            EDITION,
            parse_book,
            parse_marks,
            parse_vocabulary,
            render_edition,
        )

        book = root / "fingerprints"
        files = {
            path.relative_to(book).as_posix(): path.read_text(encoding="utf-8")
            for pattern in BOOK_FILES
            for path in book.glob(pattern)
        }
        vocabulary = parse_vocabulary((book / "vocabulary.toml").read_text(encoding="utf-8"))
        parse_marks((book / "ownership.toml").read_text(encoding="utf-8"), vocabulary)  # or refuse
        # Never in the checkout: there it could be older than the entries beside it.
        self._folder = tempfile.TemporaryDirectory(prefix="walljack-book-")
        made = Path(self._folder.name) / EDITION
        made.write_bytes(render_edition(parse_book(files, vocabulary)))
        build_data["force_include"][str(made)] = f"walljack/shipped/fingerprints/{EDITION}"

    def finalize(
        self,
        version: str,
        build_data: dict[str, Any],  # noqa: ARG002 - hatchling gives it
        artifact_path: str,  # noqa: ARG002 - hatchling gives it
    ) -> None:
        """Remove what the wheel now holds."""
        if version != "editable":
            self._folder.cleanup()
