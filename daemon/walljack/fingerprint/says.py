"""What an entry says of a device that it matches."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_GROUP = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")

# The words that an entry or a table may say, in the order that people read them.
SAID = ("type", "vendor", "model", "os", "line")


@dataclass(frozen=True, slots=True)
class Says:
    """What an entry says; "" where it says nothing. ``{name}`` stands for a named group."""

    type: str = ""
    vendor: str = ""
    model: str = ""
    os: str = ""
    line: str = ""

    def filled(self, groups: Mapping[str, str]) -> Says:
        """With the groups in their places, and the space that an empty one leaves taken out."""
        if not groups:
            return self
        return Says(
            self.type,
            fill(self.vendor, groups),
            fill(self.model, groups),
            fill(self.os, groups),
            self.line,
        )

    def templates(self) -> set[str]:
        """Names of all groups that it uses."""
        return {name for text in (self.vendor, self.model, self.os) for name in groups_in(text)}

    def silent(self) -> bool:
        """Nothing is said."""
        return not any((self.type, self.vendor, self.model, self.os, self.line))


def groups_in(template: str) -> list[str]:
    """The names of groups that a template uses."""
    return _GROUP.findall(template)


def fill(template: str, groups: Mapping[str, str]) -> str:
    """A template with the groups in their places; runs of space become one."""
    if "{" not in template:
        return template
    filled = _GROUP.sub(lambda found: groups.get(found[1], ""), template)
    return " ".join(filled.split())
