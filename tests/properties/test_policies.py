"""Whatever the circumstances, no policy accuses on too little."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from walljack.model.error import ProblemsError
from walljack.model.identity import Band
from walljack.model.judgement import BEHAVIOURS, Circumstances
from walljack.model.policy import Level, Policy
from walljack.policy import is_personal, is_unauthorised, judge, parse_policy, review
from walljack.policy.example import Example

FOLDER = Path(__file__).parents[2] / "data" / "policies"
POLICIES = [
    parse_policy(path.stem, path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.toml"))
]
# Some consumer goods, some not; a type and whether it is consumer goods go together.
TYPES = {
    "unknown": False,
    "game_console": True,
    "smart_speaker": True,
    "streaming_player": True,
    "phone": True,
    "hotspot": True,
    "printer": False,
    "router": False,
    "laptop": False,
    "camera": False,
    "interactive_display": False,
}


@st.composite
def circumstances(draw: st.DrawFn) -> Circumstances:
    """Any device on any segment."""
    device_type = draw(st.sampled_from(sorted(TYPES)))
    example = draw(
        st.builds(
            Example,
            type=st.just(device_type),
            band=st.sampled_from([band.value for band in Band]),
            line=st.sampled_from(["", "home", "office"]),
            consumer=st.just(TYPES[device_type]),
            address=st.sampled_from(["universal", "local", "virtual"]),
            medium=st.sampled_from(["wired", "wireless", "mixed"]),
            wired=st.sampled_from([None, True]),
            classroom=st.booleans(),
            present=st.booleans(),
            hearsay=st.booleans(),
            behaviour=st.lists(st.sampled_from(BEHAVIOURS), unique=True),
            registered=st.booleans(),
            granted=st.booleans(),
            watched=st.booleans(),
            exempt=st.booleans(),
            register_fresh=st.booleans(),
        )
    )
    return example.circumstances()


policies = st.sampled_from(POLICIES)


@given(circumstances(), policies, st.integers(1, 1 << 61))
def test_no_policy_accuses_on_too_little(case: Circumstances, policy: Policy, at_ns: int) -> None:
    """Presence, register, exemption, own word and band are all asked, under every policy."""
    found = judge(case, policy, at_ns)
    assert found == judge(case, policy, at_ns)
    if not case.present:
        assert found == []
    for finding in found:
        rule = policy.rule(finding.rule)
        assert rule is not None
        assert finding.reasons
        asked = {predicate.name for predicate in rule.when}
        if not case.register_fresh:
            assert not asked & {"personal", "unauthorised"}
        if case.exemptions:
            assert asked == {"watched"}
        if not case.identity_own:
            assert not asked & {"type_in", "line"}
        if case.asset is not None and case.watch is None:
            # What the district answers for opens no case; only what it does is worth a look.
            assert not finding.level.opens_case
            if case.behaviour.isdisjoint({"changed-class", "serves-dhcp"}):
                assert finding.level is Level.INFO
        if finding.level.opens_case and asked & {"type_in", "line"}:
            assert case.identity.band.rank >= Band.LIKELY.rank
        if "wired" in asked and finding.level.opens_case:
            assert case.wired


@given(circumstances())
def test_personal_and_unauthorised_need_a_fresh_register_and_no_asset(case: Circumstances) -> None:
    """Nothing is called either without a register, nor when the register lists it."""
    if not case.register_fresh or case.asset is not None:
        assert not is_personal(case)
        assert not is_unauthorised(case)
    if case.grant is not None:
        assert not is_unauthorised(case)


@given(circumstances(), policies)
def test_a_grant_or_a_listing_never_adds_a_case_elsewhere_than_on_the_wire(
    case: Circumstances, policy: Policy
) -> None:
    """Off the wired network, permission only ever takes findings of medium level away."""
    if case.wired or case.grant is None:
        return
    strange = replace(case, grant=None)
    permitted = {f.rule for f in judge(case, policy, 1) if f.level.opens_case}
    assert permitted <= {f.rule for f in judge(strange, policy, 1) if f.level.opens_case}


@given(circumstances(), circumstances(), policies, st.integers(1, 99), st.integers(1, 99))
def test_review_settles(
    first: Circumstances, second: Circumstances, policy: Policy, one_ns: int, two_ns: int
) -> None:
    """Reviewing what was just reviewed changes nothing, and what is open is what holds."""
    second = replace(second, device=first.device, segment=first.segment)
    earlier = review([], judge(first, policy, one_ns), policy, one_ns)
    holding = judge(second, policy, two_ns)
    changed = {finding.key: finding for finding in review(earlier, holding, policy, two_ns)}
    after = list(({finding.key: finding for finding in earlier} | changed).values())
    assert review(after, holding, policy, two_ns) == []
    assert {f.rule for f in after if f.ended_ns is None} == {f.rule for f in holding}


@given(st.text())
def test_any_text_is_a_policy_or_a_list_of_problems(text: str) -> None:
    """No text makes the parser fail in another way."""
    with pytest.raises(ProblemsError):
        parse_policy("any.toml", text)


@given(st.sampled_from(sorted(FOLDER.glob("*.toml"))), st.data())
def test_a_damaged_policy_is_one_or_a_list_of_problems(path: Path, data: st.DataObject) -> None:
    """Lines taken away, doubled or replaced never make the parser fail in another way."""
    lines = path.read_text(encoding="utf-8").splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    other = ["", lines[at] + "\n" + lines[at], "x = 1", "id = []", "when = 3", "[rule]", "[[rule]]"]
    lines[at] = data.draw(st.sampled_from([*other, data.draw(st.sampled_from(lines))]))
    with suppress(ProblemsError):
        parse_policy("damaged.toml", "\n".join(lines))
