"""Writes docs/accuracy.md: what other ways of telling devices answer on the same devices.

    python -m tests.accuracy.compare --facts DIR --labels CSV --captures DIR --signals FILE …

prints the page; with ``--write`` it is saved. Everything but ``--facts`` may be left out: then
the page is of the labelled devices in the repository alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.accuracy.answer import Answer
from tests.accuracy.devices import Device, read_devices
from tests.accuracy.facts import Facts, read_facts
from tests.accuracy.home_assistant import read_home_assistant
from tests.accuracy.page import (
    HOME_ASSISTANT,
    NAIVE,
    PREFIX,
    RECOG,
    TOGETHER,
    Part,
    in_learnt,
    in_measured,
    in_sample,
    render_page,
)
from tests.accuracy.prefix_alone import read_prefixes
from tests.accuracy.recog import read_recog
from tests.accuracy.recog_examples import compare_examples
from tests.accuracy.score import OURS, Way, judge, ours
from tests.accuracy.words import HERE, combine, read_table, read_words
from walljack.app import Workplace
from walljack.model.error import ProblemsError
from walljack.model.vocabulary import UNKNOWN, Vocabulary

ROOT = HERE.parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
# Collected after the book was written: halves to learn from, and halves to measure only.
_POSTED = ROOT / "tests" / "data" / "labelled"
LEARNT = (_POSTED / "posted_a.jsonl", _POSTED / "posted_c.jsonl")
MEASURED = (_POSTED / "posted_b.jsonl", _POSTED / "posted_d.jsonl")


def ways(facts: Facts, vocabulary: Vocabulary, tables: Path = HERE) -> Mapping[str, Way]:
    """Every way of telling devices, by the name that the page gives it."""
    words = read_words(tables)
    prefixes = read_prefixes(facts, words, vocabulary)
    recog = read_recog(facts, words, vocabulary)
    integrations = read_table(tables, "home_assistant")
    home_assistant = read_home_assistant(facts, words, integrations, vocabulary)

    def together(device: Device) -> Answer:
        """What recog and Home Assistant agree on; when they say nothing, the prefix."""
        named = [recog.answer(device), home_assistant.answer(device)]
        kind = combine((answer.type for answer in named), vocabulary)
        if kind == UNKNOWN:
            return prefixes.careful(device)
        return Answer(kind, ", ".join(answer.said for answer in named if answer.said))

    return {
        PREFIX: prefixes.careful,
        NAIVE: prefixes.naive,
        RECOG: recog.answer,
        HOME_ASSISTANT: home_assistant.answer,
        TOGETHER: together,
        OURS: ours,
    }


def write_page(
    facts: Facts,
    files: Sequence[Path],
    captures: Path | None,
    command: str,
    date: str,
    verdicts: Path = HERE,
) -> str:
    """The page.

    Takes: ``files``, tables of labelled devices outside the repository; those in it are added;
    ``verdicts``, the folder of `recog_verdicts.csv`.
    Raises: ProblemsError when an input is bad, or a disagreement with recog is unexplained.
    """
    place = Workplace(Path("walljack.db"), None)
    told = ways(facts, place.vocabulary)
    parts: list[Part] = []
    for make, listed in ((in_measured, MEASURED), (in_learnt, LEARNT), (in_sample, files)):
        if listed:
            labels = read_devices(place, listed, captures)
            judged = judge(labels.devices, told, place.vocabulary)
            parts.append(make(judged, labels.sources))
    explained = read_table(verdicts, "recog_verdicts")
    compared = compare_examples(facts, read_words(), explained, place.book, place.vocabulary)
    inputs = [
        *facts.inputs(),
        f"the book: {len(place.book)} entries, SHA-256 `{place.digests['fingerprints']}`",
    ]
    return render_page(parts, compared, inputs, command, date)


def main(arguments: Sequence[str]) -> int:
    """Print or save the page. Gives: the exit code."""
    options = _parser().parse_args(arguments)
    files = [*([options.labels] if options.labels else []), *options.signals]
    today = dt.datetime.now(dt.UTC).date().isoformat()
    try:
        page = write_page(
            read_facts(options.facts), files, options.captures, _command(options), today
        )
    except ProblemsError as refused:
        for problem in refused.problems:
            sys.stderr.write(f"compare: {problem}\n")
        return 2
    if options.write:
        PAGE.write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="compare", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--facts", type=Path, required=True, metavar="DIR")
    parser.add_argument("--labels", type=Path, metavar="CSV", help="labelled devices in captures")
    parser.add_argument("--captures", type=Path, metavar="DIR", help="folder of the captures")
    parser.add_argument("--signals", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--write", action="store_true", help="save docs/accuracy.md")
    return parser


def _command(options: argparse.Namespace) -> str:
    """The command that writes the same page, with the names of files alone."""
    words = ["python -m tests.accuracy.compare --facts facts/"]
    words += [f"--labels {options.labels.name}"] if options.labels else []
    words += [f"--captures {options.captures.name}/"] if options.captures else []
    words += [f"--signals {path.name}" for path in options.signals]
    return " \\\n      ".join([*words, "--write"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
