"""Is anything left of what was replaced?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from walljack.decode.disguise import NAME_LEAST, Disguise

# In a whole file three letters in a row meet by chance; in the texts of its records they do not.
_FILE_LEAST = 4


def leaks(octets: bytes, texts: Iterable[str], disguise: Disguise) -> list[str]:
    """What of the originals can still be found: kinds of thing, never the thing itself.

    Takes: ``octets``, the file as it would be written; ``texts``, every text that our decoder
    reads in it. A word is found in any case, where no letter or digit touches it.
    """
    found = []
    if any(old in octets for old in disguise.addresses()):
        found.append("an address")
    low = octets.lower()
    said = "\n".join(texts).lower()
    for word in sorted(disguise.gone):
        raw = word.encode(errors="surrogateescape")
        in_file = len(raw) >= _FILE_LEAST and _stands(raw, low)
        in_text = len(word) >= NAME_LEAST and _stands(raw, said.encode(errors="surrogateescape"))
        if in_file or in_text:
            found.append(f"a word of {len(word)} characters")
    return found


def _stands(word: bytes, text: bytes) -> bool:
    if word not in text:
        return False
    return re.search(rb"(?<![0-9a-z])" + re.escape(word) + rb"(?![0-9a-z])", text) is not None
