"""The report in one line."""

from __future__ import annotations

from walljack.model.policy import Level
from walljack.model.view import ReportView
from walljack.render.words import counted, no_longer_holds


def summary(view: ReportView) -> str:
    """How much there is to do: cases by urgency, devices to look at, information."""
    over = sum(no_longer_holds(row) for row in view.cases)
    today = sum(row.case.level is Level.HIGH and not no_longer_holds(row) for row in view.cases)
    rest = len(view.cases) - today - over
    cases = counted(len(view.cases), "open case")
    if view.cases:
        parts = [f"{today} to see today"] if today else []
        parts += [f"{rest} to see this week"] if rest else []
        parts += [f"{over} of which nothing holds any more"] if over else []
        cases += f" ({', '.join(parts)})"
    said = [cases, counted(len(view.look_at), "device") + " to look at"]
    said.append(counted(len(view.information), "finding") + " for information")
    if view.cases_ended:
        said.append(counted(view.cases_ended, "case") + " ended")
    line = "; ".join(said) + "."
    return line[0].upper() + line[1:]
