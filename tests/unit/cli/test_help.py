"""Every verb can be asked what it does, and works where it is told to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from walljack import __version__
from walljack.cli import root


def verbs() -> Iterator[str]:
    """The words of every verb, those of groups included."""
    for name, command in get_command(root).commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", None)
        yield from (f"{name} {inner}" for inner in below) if below else (name,)


def test_the_verbs_of_the_issue_are_there() -> None:
    """Each verb that people were promised exists."""
    promised = {
        *("replay", "devices", "device", "findings", "cases", "report", "evaluate"),
        *("custody verify", "frame show", "db check", "vendors build"),
        *("fingerprints check", "fingerprints explain"),
        *("policy list", "policy show", "policy check"),
    }
    assert promised <= set(verbs())


@pytest.mark.parametrize("words", list(verbs()))
def test_every_verb_has_help_db_and_config(words: str) -> None:
    """``--help`` says in a sentence what the verb does, and names --db and --config."""
    done = CliRunner().invoke(root, [*words.split(), "--help"], env={"COLUMNS": "200"})
    assert done.exit_code == 0
    assert done.stderr == ""
    assert "--db" in done.stdout
    assert "--config" in done.stdout
    sentence = next(line for line in done.stdout.splitlines()[2:] if line.strip())
    assert sentence.strip().rstrip().endswith(".")


def test_version_and_bare_help() -> None:
    """``--version`` prints the version; the program alone prints its help with the exit codes."""
    done = CliRunner().invoke(root, ["--version"])
    assert (done.exit_code, done.stdout) == (0, f"walljack {__version__}\n")
    assert "Exit codes: 0 done" in CliRunner().invoke(root, ["--help"]).stdout
