"""Whose a device looks to be, as a condition and as a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.policy.test_judge import CONSOLE, DEVICE, EXEMPTION, pack, rules
from walljack.model.error import ProblemsError
from walljack.model.identity import Band, Identity
from walljack.model.judgement import Circumstances
from walljack.model.ownership import ABSENCE, Leaning, Ownership, Sign, Strength
from walljack.model.register import Asset
from walljack.policy import is_personal, judge, parse_policy

ASSET = Asset(DEVICE, "NES-1", "", "district", "", "", "", None)
NAMED = Sign(
    *("person-owns", Leaning.PERSONAL, Strength.FAIR, "name", "named after a person", ()),
    "Its host name: named after a person.",
)
OURS = Sign(
    *("district-name", Leaning.MANAGED, Strength.STRONG, "name", "named as ours", ()),
    "Its host name: named as ours.",
)
LAPTOP = replace(
    CONSOLE,
    identity=Identity("laptop", "", "", "", "", Band.LIKELY, 80, None, (), (), ""),
    consumer=False,
)


def looks(seen: Circumstances, leaning: Leaning, band: Band, *signs: Sign) -> Circumstances:
    """The same device with an estimate of whose it is."""
    personal = tuple(sign for sign in signs if sign.leans is Leaning.PERSONAL)
    managed = tuple(sign for sign in signs if sign.leans is Leaning.MANAGED)
    return replace(seen, ownership=Ownership(leaning, band, personal, managed))


def test_a_computer_is_personal_when_the_estimate_is_likely() -> None:
    """A type that is no consumer goods can be personal; a possible one is not."""
    assert not is_personal(LAPTOP)
    assert is_personal(looks(LAPTOP, Leaning.PERSONAL, Band.LIKELY, NAMED))
    assert not is_personal(looks(LAPTOP, Leaning.PERSONAL, Band.POSSIBLE, NAMED))


def test_signs_of_management_make_it_careful() -> None:
    """A consumer type is no more than the estimate makes of it."""
    assert not is_personal(looks(CONSOLE, Leaning.UNDECIDED, Band.UNKNOWN, OURS))
    assert is_personal(looks(CONSOLE, Leaning.PERSONAL, Band.LIKELY, NAMED, OURS))


@pytest.mark.parametrize(
    "vouched", [{"asset": ASSET}, {"exemptions": (EXEMPTION,)}, {"register_fresh": False}]
)
def test_vouched_for_is_never_personal(vouched: dict[str, object]) -> None:
    """Registered, exempt, or without a fresh register: nothing is personal, whatever it looks."""
    seen = looks(CONSOLE, Leaning.PERSONAL, Band.LIKELY, NAMED)
    assert not is_personal(replace(seen, **vouched))  # type: ignore[arg-type]


def test_a_renamed_console_stays_a_console() -> None:
    """A rule that names the type does not ask what the device calls itself."""
    seen = looks(CONSOLE, Leaning.MANAGED, Band.LIKELY, OURS)
    assert rules(seen) == ["game-console-wired"]


def test_a_stranger_that_looks_managed_is_a_finding_of_its_own() -> None:
    """Not in the register and looks managed: low, its signs told, those against it marked so."""
    seen = looks(LAPTOP, Leaning.MANAGED, Band.POSSIBLE, OURS, NAMED)
    (found,) = judge(seen, pack(), 50)
    assert (found.rule, found.level.word) == ("unlisted-managed-wired", "low")
    assert found.reasons == (
        "Its host name: named as ours.",
        "Against it: Its host name: named after a person.",
        "Taken together it looks managed: possible (an estimate; nothing was counted).",
        "It is on the wired network: segment wing-a is wired.",
        "Neither the register nor a grant for a personal device lists it.",
    )


def test_a_contradiction_is_told_where_a_stranger_is_found() -> None:
    """An undecided stranger's finding holds the signs of both sides; of one side only, none."""
    seen = looks(LAPTOP, Leaning.UNDECIDED, Band.UNKNOWN, NAMED, OURS)
    (found,) = judge(seen, pack(), 50)
    assert found.rule == "unlisted-device-wired"
    assert "Its host name: named after a person." in found.reasons
    assert "Against it: Its host name: named as ours." in found.reasons
    (alone,) = judge(looks(LAPTOP, Leaning.PERSONAL, Band.POSSIBLE, NAMED), pack(), 50)
    assert "Its host name: named after a person." not in alone.reasons


POLICY = """
id = "pack"
title = "T"
district = "D"
version = "1"
document = "Doc"
[[clause]]
id = "wired"
kind = "rule"
heading = "H"
first_words = "No personal"
paraphrase = "P"
[[rule]]
id = "theirs"
clause = "wired"
level = "medium"
title = "Looks personal"
key = ["device", "segment"]
quiet = "7d"
advice = "Look."
false_positives = ["The school's."]
[rule.when]
owner = ["personal"]
{more}
[[rule.holds]]
owner = "personal"
[[rule.fails]]
owner = "managed"
[[rule.fails]]
owner = "personal"
register_fresh = false
"""


def test_an_owner_is_asked_for_by_word_and_band() -> None:
    """The condition holds by leaning and band, and needs a fresh register."""
    policy = parse_policy("pack", POLICY.format(more='owner_at_least = "likely"'))
    (rule,) = policy.rules
    assert rule.needs_register
    personal = looks(LAPTOP, Leaning.PERSONAL, Band.LIKELY, NAMED)
    assert [found.rule for found in judge(personal, policy, 50)] == ["theirs"]
    possible = looks(LAPTOP, Leaning.PERSONAL, Band.POSSIBLE, NAMED)
    assert judge(possible, policy, 50) == []


def test_a_case_must_not_rest_on_a_guess_of_the_owner() -> None:
    """A rule that opens a case on an owner must ask for likely or better."""
    with pytest.raises(ProblemsError) as refused:
        parse_policy("pack", POLICY.format(more=""))
    assert str(refused.value) == (
        "pack, rule 'theirs', when: a rule of level 'medium' that names an owner must not hold on "
        'a guess (add owner_at_least = "likely")'
    )


def test_what_the_lists_say_is_always_told() -> None:
    """Beside the three strongest signs, that the register does not list it; alone no dispute."""
    silence = Sign(
        *("not-registered", Leaning.PERSONAL, Strength.SLIGHT, ABSENCE, "", ()),
        "The register does not list it.",
    )
    more = [replace(NAMED, id=f"sign-{n}", sentence=f"Sign {n}.") for n in range(4)]
    (found,) = judge(looks(LAPTOP, Leaning.PERSONAL, Band.LIKELY, *more, silence), pack(), 50)
    assert found.reasons[:4] == ("Sign 0.", "Sign 1.", "Sign 2.", "The register does not list it.")
    assert not looks(LAPTOP, Leaning.UNDECIDED, Band.UNKNOWN, silence, OURS).ownership.disputed
