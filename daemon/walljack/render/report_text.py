"""The report as plain text."""

from __future__ import annotations

from collections.abc import Mapping

from walljack.model.view import ReportView
from walljack.render.page import fill
from walljack.render.summary import summary


def render_report_text(view: ReportView, templates: Mapping[str, str]) -> str:
    """The report for a terminal or a mail. Takes: ``templates``, file name → text."""
    return fill(templates, "report.txt", view.zone, view=view, summary=summary(view))
