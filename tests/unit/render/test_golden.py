"""Every report as it was agreed on.

After a wanted change: ``WALLJACK_UPDATE_GOLDEN=1 python -m pytest tests/unit/render`` writes the
files again; read the difference before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.unit.render.sample import (
    GOLDEN,
    TEMPLATES,
    console,
    console_case,
    device_page,
    empty_view,
    report_view,
    speaker_case,
    stranger,
)
from walljack.render import (
    render_cases_json,
    render_device_json,
    render_device_text,
    render_devices_json,
    render_findings_json,
    render_report_csv,
    render_report_html,
    render_report_json,
    render_report_text,
)

OUTPUTS: dict[str, Callable[[], str]] = {
    "report.txt": lambda: render_report_text(report_view(), TEMPLATES),
    "report.html": lambda: render_report_html(report_view(), TEMPLATES),
    "report.csv": lambda: render_report_csv(report_view()),
    "report.json": lambda: render_report_json(report_view()),
    "empty.txt": lambda: render_report_text(empty_view(), TEMPLATES),
    "empty.html": lambda: render_report_html(empty_view(), TEMPLATES),
    "empty.csv": lambda: render_report_csv(empty_view()),
    "empty.json": lambda: render_report_json(empty_view()),
    "device.txt": lambda: render_device_text(device_page(), TEMPLATES),
    "device.json": lambda: render_device_json(device_page()),
    "devices.json": lambda: render_devices_json((console(), stranger()), names_masked=True),
    "findings.json": lambda: render_findings_json(console_case().findings, names_masked=True),
    "cases.json": lambda: render_cases_json((console_case(), speaker_case()), names_masked=False),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_report_is_as_agreed(name: str) -> None:
    """The report made of the sample is, octet for octet, the golden file."""
    made = OUTPUTS[name]().encode()
    path = GOLDEN / name
    if os.environ.get("WALLJACK_UPDATE_GOLDEN"):
        path.write_bytes(made)
    assert made == path.read_bytes()
