"""The page docs/accuracy.md, from what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.accuracy.recog_examples import Compared, Group, Outcome, counts, groups
from tests.accuracy.score import (
    OURS,
    Class,
    Judged,
    by_basis,
    by_type,
    classes,
    interval,
    macro,
    pair,
    tally,
    wrong_classes,
)
from walljack.app.evaluate import SELF_DECLARED
from walljack.model.vocabulary import UNKNOWN

PREFIX, NAIVE, RECOG, HOME_ASSISTANT, TOGETHER = (
    "vendor prefix",
    "vendor prefix, best-known product",
    "recog",
    "Home Assistant",
    "the three together",
)
WAYS = (PREFIX, NAIVE, RECOG, HOME_ASSISTANT, TOGETHER, OURS)
# So many examples of one kind are shown; the count tells of the rest.
_SHOWN = 3

_HEAD = """# Beside others, on the same devices

What would something simpler, or something that exists already, have answered? This page is
written by a script from labelled devices and from tables of facts; nobody edits it.

The ways that are compared, and what each was made for:

- **The vendor prefix alone**: the type that the owner of the address prefix makes, or the branch
  that all its types share. A second line takes the product that the vendor is best known for, as
  many a list does. A prefix was made to keep addresses apart, not to tell what a device is.
- **recog** ([rapid7/recog](https://github.com/rapid7/recog)): its fingerprints for DHCP vendor
  classes and mDNS device information. It was made for banners that a scanner collects; of its many
  files these two read what Walljack reads. Its word *Media Server* is taken as our branch `media`.
- **Home Assistant** ([home-assistant/core](https://github.com/home-assistant/core)): its DHCP,
  zeroconf, HomeKit and SSDP matchers, all conditions of one to hold. It was made to offer the
  integration that drives a device at home. It names an integration and no type, so the type is the
  one that the integration stands for; where it stands for several, the branch, or none. Conditions
  on a UPnP description, which it fetches by HTTP, or on devices that are set up already, cannot be
  met by listening.
- **The three together**: what recog and Home Assistant agree on, and the vendor prefix where they
  name no type. Nobody offers that; it shows what putting them side by side would give.
- **Walljack**: the shipped book, all signals together.

**None of the three was made for this.** The comparison shows what their data give when they are
all that one has; it says nothing of how well they do their own work. All ways see the same octets:
what the device itself sent. Only devices that speak (a DHCP, mDNS or SSDP signal beyond the
address) are counted.

*Exact* is the labelled type, one that the label accepts, or a finer one than the label; *branch* is
the branch above it (`mobile` for a phone); *named* means that something matched that names no
type. Shares are in percent with their 95 % interval (Wilson)."""

_IN_SAMPLE = """**Ours is in-sample here.** Walljack's entries were partly written from these
very devices; those of the others were not. [How an answer is made](evaluation.md) says what is
known of its answers on devices that it was not written from."""

_LEARNT = """Devices of other sources, collected after the book was written; the file is in
`tests/data/labelled/`. Its builders may learn from this half, and have: it is no longer apart from
the book."""

_MEASURED = """The other half of the collected devices, for measuring only: no entry, table or rule
may be written from it, so nothing of it is listed here but counts. **This is the fairest line of
the page**, and anybody can repeat it with a checkout and the facts tables."""


@dataclass(frozen=True, slots=True)
class Part:
    """One set of devices.

    ``sources``: its files with number and digest. ``told``: what stands behind the counts may be
    shown, because the book may learn from it.
    """

    title: str
    words: str
    judged: Sequence[Judged]
    sources: Sequence[str]
    told: bool = True


def in_sample(judged: Sequence[Judged], sources: Sequence[str]) -> Part:
    """The devices that Walljack's own evaluation scores."""
    return Part("Captures, lists and posts", _IN_SAMPLE, judged, sources)


def in_learnt(judged: Sequence[Judged], sources: Sequence[str]) -> Part:
    """The collected devices that the book may learn from."""
    return Part("Collected devices, the half to learn from", _LEARNT, judged, sources)


def in_measured(judged: Sequence[Judged], sources: Sequence[str]) -> Part:
    """The collected devices that only measure."""
    title = "Collected devices, the half that only measures"
    return Part(title, _MEASURED, judged, sources, told=False)


def render_page(
    parts: Sequence[Part],
    compared: Sequence[Compared],
    inputs: Sequence[str],
    command: str,
    date: str,
) -> str:
    """The whole page as Markdown."""
    blocks = [_HEAD, f"Written on {date}.", *_short(parts)]
    for part in parts:
        blocks += _part(part)
    blocks += _recog(compared)
    blocks += [
        "## Repeat it",
        _block([command]),
        "The inputs, without their folders:",
        "\n".join(f"- {line}" for line in (*(s for p in parts for s in p.sources), *inputs)),
    ]
    return "\n\n".join(blocks) + "\n"


def _short(parts: Sequence[Part]) -> list[str]:
    """Every set in one line."""
    return [
        "## In short",
        "Devices labelled by somebody who knew them. Each cell: exact · branch · wrong; the rest "
        "is unknown.",
        _cells("set", {part.title: _independent(part.judged) for part in parts}),
    ]


def _independent(judged: Sequence[Judged]) -> list[Judged]:
    return [one for one in judged if one.device.basis != SELF_DECLARED]


def _part(part: Part) -> list[str]:
    independent = _independent(part.judged)
    declared = [one for one in part.judged if one.device.basis == SELF_DECLARED]
    blocks = [f"## {part.title}", part.words]
    blocks += [
        f"{len(part.judged)} devices speak. {len(independent)} of them are labelled by somebody "
        f"who knew the device; {len(declared)} by what the device says of itself, which a "
        "fingerprint reads too, and which therefore stand apart."
    ]
    for title, judged in (
        ("Labelled by somebody who knew", independent),
        ("Labelled by what it says of itself", declared),
    ):
        if judged:
            blocks += [f"### {title}: {len(judged)} devices", _ways(judged)]
    if independent:
        blocks += [
            "### By type",
            "Labelled by somebody who knew. Each cell: exact · branch · wrong; the rest is "
            "unknown.",
            _cells("truth", _coded(by_type(independent))),
        ]
    blocks += [
        "### By how the label is known",
        _cells("label", _coded(by_basis(part.judged))),
        "### Device by device",
        "Of all that speak: who named the exact type.",
        _pairs(part.judged),
        *(_lost(part.judged) if part.told else ()),
    ]
    return blocks


def _ways(judged: Sequence[Judged]) -> str:
    rows = []
    for way in WAYS:
        count = tally(judged, way)
        rows.append(
            (
                _name(way),
                f"{count.answered} of {count.n}: {interval(count.answered, count.n)}",
                f"{count.exact} of {count.n}: {interval(count.exact, count.n)}",
                str(count.branch),
                str(count.wrong),
                interval(count.answered - count.wrong, count.answered),
                str(count.named),
                f"{100 * macro(judged, way):.1f}",
            )
        )
    head = (
        "way",
        "answered",
        "exact",
        "branch",
        "wrong",
        "of its answers, not wrong",
        "named",
        "exact, each type alike",
    )
    return _table(head, rows)


def _cells(what: str, groups_: Mapping[str, Sequence[Judged]]) -> str:
    rows = []
    for name, judged in groups_.items():
        cells = [
            f"{count.exact} · {count.branch} · {count.wrong}" if count.answered else "–"
            for count in (tally(judged, way) for way in WAYS)
        ]
        rows.append((name, str(len(judged)), *cells))
    return _table((what, "devices", *map(_name, WAYS)), rows)


def _coded(groups_: Mapping[str, Sequence[Judged]]) -> dict[str, Sequence[Judged]]:
    return {f"`{name}`": judged for name, judged in groups_.items()}


def _pairs(judged: Sequence[Judged]) -> str:
    rows = []
    for way in WAYS[:-1]:
        count = pair(judged, way)
        rows.append(
            (way, *map(str, (count.both, count.ours_only, count.theirs_only, count.neither)))
        )
    return _table(("beside", "both", "ours only", "theirs only", "neither"), rows)


def _lost(judged: Sequence[Judged]) -> list[str]:
    """Where the others name the exact type and ours does not, and where ours is wrong."""
    rows = [
        (way, str(one.n), f"`{one.truth}`", _escaped(one.said), _type(one.ours))
        for way in WAYS[:-1]
        for one in classes(judged, way)
    ]
    blocks = []
    if rows:
        blocks += [
            "Where another way names the exact type and ours does not:",
            _table(("way", "devices", "truth", "by", "ours"), rows),
        ]
    wrong = wrong_classes(judged)
    blocks.append(
        "Ours is wrong on: " + "; ".join(map(_wrong, wrong)) + "."
        if wrong
        else "None of our answers is wrong."
    )
    return blocks


def _wrong(one: Class) -> str:
    return f"{one.n} × `{one.truth}` answered as `{one.ours}`"


def _recog(compared: Sequence[Compared]) -> list[str]:
    if not compared:
        return []
    columns = [outcome for outcome in Outcome if any(one.outcome is outcome for one in compared)]
    rows = [
        (f"`{matcher}`", *(str(count[outcome]) for outcome in columns), str(count.total()))
        for matcher, count in counts(compared).items()
    ]
    total = [str(sum(one.outcome is outcome for one in compared)) for outcome in columns]
    rows.append(("**all**", *total, str(len(compared))))
    told = [_group(one) for one in groups(compared)]
    return [
        "## recog's own examples",
        f"recog brings {len(compared)} examples of DHCP and mDNS texts, with what it says of each. "
        "Each was asked of our book as the one signal that it is, without an address or anything "
        "beside it, and compared in our words. *Agree* is the same vendor and the same type, or a "
        "finer one; what recog does not say, nobody can disagree with.",
        _table(("recog's file", *(one.value for one in columns), "examples"), rows),
        "Every example on which the two do not agree, and who is right:",
        _table(("examples", "recog says", "ours says", "right", "why", "source"), told)
        if told
        else "There is none.",
    ]


def _group(group: Group) -> tuple[str, ...]:
    shown = ", ".join(f"`{_escaped(text)}`" for text in group.examples[:_SHOWN])
    more = len(group.examples) - _SHOWN
    beside = group.because["with"]
    why = group.because["why"]
    if beside:
        why += f" With `{_escaped(beside)}` beside it, the two agree."
    return (
        shown + (f" and {more} more" if more > 0 else ""),
        f"{group.recog.vendor or '–'}, {_type(group.recog.type)}",
        f"{group.ours.vendor or '–'}, {_type(group.ours.type)}",
        group.because["right"],
        why,
        group.because["source"],
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _block(lines: Sequence[str]) -> str:
    return "\n".join(f"    {line}" for text in lines for line in text.splitlines())


def _name(way: str) -> str:
    return f"**{way}**" if way == OURS else way


def _type(name: str) -> str:
    return "unknown" if name == UNKNOWN else f"`{name}`"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("`", "'")
