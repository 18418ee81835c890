"""README and docs tell of every verb and every setting, and their commands are real."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main
from pydantic import BaseModel

from tests.house.tree import ROOT
from walljack.cli import root
from walljack.settings import form

_README = ROOT / "README.md"
# The README, and the pages that it sends readers to for the details.
_PAGES = (_README, *sorted((ROOT / "docs").glob("*.md")))
_COMMAND = re.compile(r"^\s*(?:\$ )?(?:sudo )?(?:\.venv/bin/)?walljack ([a-z].*)$", re.MULTILINE)
_MAKE = re.compile(r"\bmake ([a-z]+)\b")


def _verbs(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every verb as its words, groups opened."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield path
        return
    for name, child in inner.items():
        if not child.hidden:
            yield from _verbs(child, (*path, name))


def _pages() -> str:
    """The text of the README and of the pages under docs."""
    return "\n".join(page.read_text(encoding="utf-8") for page in _PAGES)


def _root() -> Any:
    return typer.main.get_command(root)


def _keys() -> list[str]:
    """Every key of the configuration file."""
    forms = [
        kind
        for kind in vars(form).values()
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not BaseModel
    ]
    return sorted(
        {field.alias or key for kind in forms for key, field in kind.model_fields.items()}
    )


@pytest.mark.parametrize("verb", list(_verbs(_root())), ids=" ".join)
def test_every_verb_is_documented(verb: tuple[str, ...]) -> None:
    """The README names the verb as a person types it, and it has a help text."""
    assert f"walljack {' '.join(verb)}" in _README.read_text(encoding="utf-8")
    command = _root()
    for word in verb:
        command = command.commands[word]
    assert (command.help or "").strip()


@pytest.mark.parametrize("key", _keys())
def test_every_setting_is_documented(key: str) -> None:
    """README or docs name the key of the configuration file."""
    assert re.search(rf"\b{re.escape(key)}\b", _pages())


def test_commands_of_the_readme_exist() -> None:
    """Every `walljack …` line of README and docs starts with a verb that there is."""
    known = {verb[0] for verb in _verbs(_root())}
    told = {line.split()[0] for line in _COMMAND.findall(_pages())}
    assert told
    assert told - known == set()


def test_targets_of_the_readme_exist() -> None:
    """Every `make …` of README, docs and CONTRIBUTING is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    pages = _pages() + (ROOT / "CONTRIBUTING.md").read_text()
    assert {"run", "test"} <= set(_MAKE.findall(pages)) & targets
    code = set(re.findall(r"`make ([a-z]+)`", pages))
    assert code - targets == set()
