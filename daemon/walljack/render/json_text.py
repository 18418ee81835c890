"""Records as JSON text."""

from __future__ import annotations

import json
from collections.abc import Mapping

# A document carries the name and version of its form; the number grows when a program that
# reads the old form would misread the new one. The forms are told in docs/report.md.
SCHEMA = "schema"


def json_text(schema: str, document: Mapping[str, object]) -> str:
    """The document as JSON, its form named first.

    Gives: ASCII only, so that no control character and no bidi override from the wire reaches
    a terminal as such; programs that parse it get every value as it was.
    """
    text = json.dumps({SCHEMA: schema, **document}, ensure_ascii=True, indent=2)
    # The one control character that JSON leaves alone.
    return text.replace("\x7f", "\\u007f") + "\n"
