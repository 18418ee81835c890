"""Rows made into text, HTML, CSV and JSON. It reads nothing and asks nothing back."""

from walljack.render.cases import case_record, cases_table, render_cases_json
from walljack.render.coverage import (
    coverage_text,
    new_words_table,
    render_coverage_json,
    signals_table,
    unexplained_table,
)
from walljack.render.device import render_device_json, render_device_text
from walljack.render.devices import (
    device_record,
    devices_table,
    identity_record,
    render_devices_json,
    things_table,
)
from walljack.render.draft import draft_toml
from walljack.render.findings import finding_record, findings_table, render_findings_json
from walljack.render.json_text import json_text
from walljack.render.mask import (
    MASK,
    mask_name,
    mask_sentence,
    mask_signal,
    parse_generic_words,
)
from walljack.render.moment import age, iso, readable
from walljack.render.plain import cell, plain, short
from walljack.render.report_csv import render_report_csv
from walljack.render.report_html import render_report_html
from walljack.render.report_json import render_report_json
from walljack.render.report_text import render_report_text
from walljack.render.words import counted

__all__ = [
    "MASK",
    "age",
    "case_record",
    "cases_table",
    "cell",
    "counted",
    "coverage_text",
    "device_record",
    "devices_table",
    "draft_toml",
    "finding_record",
    "findings_table",
    "identity_record",
    "iso",
    "json_text",
    "mask_name",
    "mask_sentence",
    "mask_signal",
    "new_words_table",
    "parse_generic_words",
    "plain",
    "readable",
    "render_cases_json",
    "render_coverage_json",
    "render_device_json",
    "render_device_text",
    "render_devices_json",
    "render_findings_json",
    "render_report_csv",
    "render_report_html",
    "render_report_json",
    "render_report_text",
    "short",
    "signals_table",
    "things_table",
    "unexplained_table",
]
