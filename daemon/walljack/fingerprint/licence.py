"""The licences that an entry may name: one spelling each."""

from __future__ import annotations

# SPDX identifiers where the source has one. “(facts only)”: the licence, or the lack of one, lets
# us take what is a fact from the source and nothing else; the others would let us take more.
LICENCES = frozenset(
    {
        "APSL-2.0 (facts only)",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC-BY-4.0 (facts only)",
        "CC-BY-SA-4.0 (facts only)",
        "CC0-1.0",  # what the author saw and gives away
        "EPL-2.0 (facts only)",
        "GPL-2.0-only (facts only)",
        "GPL-3.0-only (facts only)",
        "LGPL-2.1-or-later (facts only)",
        "LGPL-3.0-or-later (facts only)",
        "MIT",
        "MPL-2.0 (facts only)",
        "Unlicense",
        "fact",  # common knowledge, or a name or number that nobody owns
        "public post (facts only)",
        "public registry",
        "research data (facts only)",
        "specification (facts only)",
        "vendor documentation (facts only)",
    }
)


def unknown_licences(text: str) -> list[str]:
    """The parts of a licence text, separated by “; ” as several sources have, not on the list."""
    return [part for part in text.split("; ") if part not in LICENCES]
