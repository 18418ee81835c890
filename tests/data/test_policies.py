"""The shipped policies: each rule by its own examples, each clause by the written document."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import pytest

from walljack.fingerprint import parse_vocabulary
from walljack.model.policy import ClauseKind, Level, Policy
from walljack.policy import compare_provisions, parse_policy, parse_provisions

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "data" / "policies"
PACKS = sorted(FOLDER.glob("*.toml"))
WRITTEN = ("mukilteo-2314p", "monroe-2022p")
# The published documents are not ours to ship; with this variable they are compared.
SHARED = os.environ.get("WALLJACK_SHARED", "")
DOCUMENTS = [
    ("mukilteo-2314p", "2314-P", 6),  # the lines before are the title
    ("monroe-2022p", "Policy: 2022P", 2),
]
# Lines that provide nothing: dates, classification, the district's name.
_FOOT = re.compile(
    r"(Revised|Adoption|Classification)\b.*|[A-Z][a-z]+ \d+, \d{4}|Monroe School District"
)


def pack(name: str) -> Policy:
    """A shipped policy."""
    path = FOLDER / f"{name}.toml"
    return parse_policy(path.name, path.read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """Text with one kind of quotation mark and one kind of blank."""
    quotes = {"“": '"', "”": '"', "’": "'", "‘": "'"}
    return " ".join("".join(quotes.get(sign, sign) for sign in text).split())


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_a_shipped_policy_parses_and_its_examples_are_judged_as_they_say(path: Path) -> None:
    """Its file name is its id, its words are the vocabulary's, and every example holds."""
    words = ROOT / "fingerprints" / "vocabulary.toml"
    vocabulary = parse_vocabulary(words.read_text(encoding="utf-8"))
    policy = parse_policy(path.name, path.read_text(encoding="utf-8"), vocabulary)
    assert policy.id == path.stem


def test_the_three_policies_are_shipped() -> None:
    """Both districts' procedures and the neutral default are there."""
    assert {path.stem for path in PACKS} == {*WRITTEN, "k12-default"}


@pytest.mark.parametrize("name", WRITTEN)
def test_policy_and_table_of_provisions_say_the_same(name: str) -> None:
    """Every reading in the table is a clause, and every clause stands in the table as cited."""
    path = FOLDER / "provisions" / f"{name}.csv"
    provisions = parse_provisions(path.name, path.read_text(encoding="utf-8"))
    assert compare_provisions(path.name, pack(name), provisions) == ()


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_every_clause_that_forbids_is_carried_out_by_a_rule(path: Path) -> None:
    """No clause of kind ``rule`` stands there without one that cites it."""
    policy = pack(path.stem)
    cited = {clause for rule in policy.rules for clause in (rule.clause, *rule.also)}
    idle = [c.id for c in policy.clauses.values() if c.kind is ClauseKind.RULE]
    assert [clause for clause in idle if clause not in cited] == []


def test_only_the_clauses_that_say_so_confiscate() -> None:
    """Confiscation is Mukilteo's item 11 and Monroe's unauthorised devices, and no other."""
    confiscating = [
        (path.stem, clause.id)
        for path in PACKS
        for clause in pack(path.stem).clauses.values()
        if clause.confiscates
    ]
    assert confiscating == [
        ("monroe-2022p", "unauthorised-devices"),
        ("mukilteo-2314p", "unauthorised-devices"),
    ]


def test_monroe_cites_no_item_numbers_because_it_prints_none() -> None:
    """Every citation of Monroe ends in first words."""
    clauses = pack("monroe-2022p").clauses.values()
    assert [clause.id for clause in clauses if clause.item] == []
    assert pack("monroe-2022p").clauses["smart-speakers"].citation == (
        "Technology Use, Policy: 2022P, Unacceptable network use, "
        "“Utilizing ‘Smart Speakers’ in the classroom…”"
    )


def test_mukilteo_cites_the_printed_items() -> None:
    """The items that the issue names are cited by heading and number."""
    clauses = pack("mukilteo-2314p").clauses
    use = "Procedure 2314-P, Unacceptable technology resources use, item"
    assert [
        clauses[name].citation
        for name in ("disruption", "changes-to-hardware", "personal-wired", "unauthorised-devices")
    ] == [f"{use} 2", f"{use} 5", f"{use} 10", f"{use} 11"]
    assert clauses["filter-bypass"].citation == "Procedure 2314-P, Filtering and Monitoring, item 2"
    assert clauses["monitoring"].citation == "Procedure 2314-P, Filtering and Monitoring, item 7"


def test_the_last_word_lies_where_the_document_puts_it() -> None:
    """School administrators at Mukilteo, school staff at Monroe; one contact is printed."""
    mukilteo, monroe = pack("mukilteo-2314p"), pack("monroe-2022p")
    assert mukilteo.clauses["final-authority"].decides == "school administrators"
    assert monroe.clauses["final-authority"].decides == "school staff"
    assert mukilteo.contact == "Director of Technology Operations"
    assert monroe.contact == ""
    # Questions go to the one, a loss is told to the other: neither is said to decide.
    deciders = {c.decides for p in (mukilteo, monroe) for c in p.clauses.values()}
    assert deciders == {"", "school administrators", "school staff"}


def test_nothing_confiscates_before_a_list_can_say_that_it_is_unauthorised() -> None:
    """Each rule that opens a case under a confiscating clause needs a fresh register."""
    bold = [
        (path.stem, rule.id)
        for path in PACKS
        for policy in [pack(path.stem)]
        for rule in policy.rules
        if rule.level.opens_case
        and policy.clauses[rule.clause].confiscates
        and not rule.needs_register
    ]
    assert bold == []


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_routers_and_dhcp_servers_are_never_called_hacking(path: Path) -> None:
    """Their rules cite unauthorised devices; only a changed registered address is hardware."""
    policy = pack(path.stem)
    hacking = {r.id for r in policy.rules if "changes-to-hardware" in (r.clause, *r.also)}
    assert hacking <= {"registered-address-changed"}
    for name in ("stray-dhcp-server", "personal-router"):
        rule = policy.rule(name)
        assert rule is not None
        if path.stem != "k12-default":
            assert rule.clause == "unauthorised-devices"
            assert ("disruption" in rule.also) is (path.stem == "mukilteo-2314p")


@pytest.mark.parametrize("name", WRITTEN)
def test_filter_bypass_is_information_and_needs_a_router_hotspot_or_proxy(name: str) -> None:
    """No other evidence, and no address that a device gives itself, is read as a bypass."""
    rules = [r for r in pack(name).rules if "filter-bypass" in (r.clause, *r.also)]
    assert rules
    for rule in rules:
        when = {predicate.name: predicate.value for predicate in rule.when}
        assert rule.level is Level.INFO
        assert "locally_administered" not in when
        assert when.get("type_in") == ("router", "hotspot") or when.get("behaviour") == (
            "announces-proxy",
        )


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_a_watched_device_is_high_and_asks_for_nothing_else(path: Path) -> None:
    """Seen again, it is a finding at once, under every policy."""
    rule = pack(path.stem).rule("watched-device")
    assert rule is not None
    assert rule.level is Level.HIGH
    assert [predicate.name for predicate in rule.when] == ["watched"]


def test_the_default_is_no_districts_policy() -> None:
    """It cites itself as Walljack's default and confiscates nothing."""
    clauses = pack("k12-default").clauses.values()
    assert {clause.document for clause in clauses} == {"Walljack's neutral default"}
    assert not any(clause.confiscates for clause in clauses)


# Without the documents there is no such test, rather than one that skips.
if SHARED:

    @pytest.mark.parametrize(("name", "mark", "first"), DOCUMENTS)
    def test_the_table_covers_the_document(name: str, mark: str, first: int) -> None:
        """Every paragraph and item begins a row, and every row is in the document."""
        (text,) = (
            text
            for path in sorted(Path(SHARED, "policy-documents").iterdir())
            if mark in (text := path.read_text(encoding="utf-8"))
        )
        table = (FOLDER / "provisions" / f"{name}.csv").read_text(encoding="utf-8")
        rows = list(csv.DictReader(io.StringIO(table)))
        headings = {plain(row["heading"]) for row in rows}
        # Two sub-headings of Monroe's have only items of the heading above them below.
        headings |= {"Physical security", "Information security", "Internet Safety"}
        headings |= {"Social Media for Personal Use by Staff"}
        starts = [(row["item"], plain(row["first_words"])) for row in rows]
        for raw in text.splitlines()[first:]:
            printed = re.fullmatch(r"(?:- |(\d+)\. )?(.*)", plain(raw))
            assert printed is not None
            item, line = printed[1] or "", printed[2]
            if not line or line.rstrip(":") in headings or _FOOT.fullmatch(line):
                continue
            assert any(line.startswith(words) and number == item for number, words in starts), line
        whole = plain(text)
        assert [words for _, words in starts if words not in whole] == []
        assert [heading for heading in sorted(headings) if heading not in whole] in (
            [],
            ["Information security", "Physical security", "Social Media for Personal Use by Staff"],
        )
