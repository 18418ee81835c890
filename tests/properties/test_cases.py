"""Whatever findings come, a case stays sound."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from walljack.address import Eui48
from walljack.cases import file
from walljack.model.case import Case, CaseState
from walljack.model.finding import Finding
from walljack.model.identity import Band
from walljack.model.policy import Level

DEVICE = Eui48(0x00005E005301)


def finding(number: int, level: Level, at_ns: int, ended: bool) -> Finding:
    """A finding of one device on one segment."""
    return Finding(
        f"finding-{number}", f"rule-{number}", "p", "", "c", (), DEVICE, "wing-a", level,
        "unknown", Band.UNKNOWN, "", (), at_ns, at_ns, at_ns if ended else None,
    )  # fmt: skip


steps = st.lists(
    st.tuples(
        st.builds(
            finding,
            st.integers(1, 5),
            st.sampled_from(Level),
            st.integers(0, 99),
            st.booleans(),
        ),
        st.none() | st.sampled_from(CaseState),
    ),
    max_size=30,
)


@given(steps)
def test_a_case_stays_sound(steps: list[tuple[Finding, CaseState | None]]) -> None:
    """No finding twice, no level sinks while open, no time backwards, an act for each change."""
    case: Case | None = None
    for number, (found, decided) in enumerate(steps, 1):
        before = case
        filed = file(found, before, number=number, at_ns=found.last_ns)
        if filed is None:
            assert file(found, before, number=number, at_ns=found.last_ns) is None
            continue
        case = filed.case
        assert filed.acts
        assert {act.case for act in filed.acts} == {case.id}
        assert len(set(case.findings)) == len(case.findings)
        assert case.level.opens_case
        assert not case.state.ended
        if before is not None and before.id == case.id:
            assert case.changed_ns >= before.changed_ns
            assert case.findings[: len(before.findings)] == before.findings
            assert case.level >= before.level or before.state.ended
        assert case.ended <= set(case.findings)
        assert (found.id in case.ended) == (found.ended_ns is not None)
        if decided is not None:
            case = replace(case, state=decided)
