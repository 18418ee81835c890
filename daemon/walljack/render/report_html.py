"""The report as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from walljack.model.view import ReportView
from walljack.render.page import fill
from walljack.render.summary import summary


def render_report_html(view: ReportView, templates: Mapping[str, str]) -> str:
    """The report for a browser and for paper. Takes: ``templates``, file name → text."""
    return fill(templates, "report.html", view.zone, view=view, summary=summary(view))
