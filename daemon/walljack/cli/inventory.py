"""``walljack devices``, ``device``, ``findings`` and ``cases``: what is known."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from walljack.app import Workplace, access, asking, templates
from walljack.cli.option import (
    JsonFlag,
    ReasonOption,
    SegmentOption,
    SinceOption,
    UnmaskFlag,
    parse_device,
    parse_since,
)
from walljack.cli.output import print_table, print_text
from walljack.cli.verb import Exit
from walljack.model.access import Access
from walljack.model.error import WalljackError
from walljack.queries import CaseFilter, DeviceFilter, FindingFilter
from walljack.render import (
    cases_table,
    devices_table,
    findings_table,
    render_cases_json,
    render_device_json,
    render_device_text,
    render_devices_json,
    render_findings_json,
    things_table,
)


def devices(
    place: Workplace,
    device_type: Annotated[
        str, typer.Option("--type", help="Only this type, or all below a branch.", metavar="TYPE")
    ] = "",
    segment: SegmentOption = "",
    registered: Annotated[
        bool | None,
        typer.Option("--registered/--unregistered", help="Only those in, or not in, the register."),
    ] = None,
    since: SinceOption = "",
    clusters: Annotated[
        bool,
        typer.Option("--clusters", help="By thing: addresses that are probably one together."),
    ] = False,
    json: JsonFlag = False,
    unmask: UnmaskFlag = False,
    reason: ReasonOption = "",
) -> Exit:
    """List the devices that were heard."""
    wanted = DeviceFilter(device_type, segment, registered, parse_since(since, place.settings.zone))
    with asking(place) as queries:
        rows = queries.inventory(wanted, asker(unmask, reason))
    if json:
        print_text(render_devices_json(rows, names_masked=not unmask))
    else:
        table = things_table if clusters else devices_table
        print_table(table(rows, place.settings.zone))
    return Exit.DONE


def device(
    place: Workplace,
    address: Annotated[str, typer.Argument(help="Its EUI-48.", metavar="ADDRESS")],
    json: JsonFlag = False,
    unmask: UnmaskFlag = False,
    reason: ReasonOption = "",
) -> Exit:
    """Show everything known of one device, and why it is taken for what it is."""
    wanted = parse_device(address)
    with asking(place) as queries:
        page = queries.device(wanted, asker(unmask, reason))
    if page is None:
        raise WalljackError(f"{wanted}: was never heard: walljack devices lists what was")
    print_text(render_device_json(page) if json else render_device_text(page, templates(place)))
    return Exit.DONE


def findings(
    place: Workplace,
    open_only: Annotated[
        bool, typer.Option("--open/--all", help="Only those that still hold, or ended ones too.")
    ] = True,
    segment: SegmentOption = "",
    since: SinceOption = "",
    rule: Annotated[str, typer.Option("--rule", help="Only this rule.", metavar="ID")] = "",
    json: JsonFlag = False,
    unmask: UnmaskFlag = False,
    reason: ReasonOption = "",
) -> Exit:
    """List the findings, the most serious first."""
    wanted = FindingFilter(
        open_only=open_only,
        since_ns=parse_since(since, place.settings.zone),
        segment=segment,
        rule=rule,
    )
    with asking(place) as queries:
        rows = queries.findings(wanted, asker(unmask, reason))
    if json:
        print_text(render_findings_json(rows, names_masked=not unmask))
    else:
        print_table(findings_table(rows, place.settings.zone))
    return Exit.DONE


def cases(
    place: Workplace,
    open_only: Annotated[
        bool, typer.Option("--open/--all", help="Only those that still need somebody, or all.")
    ] = True,
    segment: SegmentOption = "",
    json: JsonFlag = False,
    unmask: UnmaskFlag = False,
    reason: ReasonOption = "",
) -> Exit:
    """List the cases: devices that a person must go and see."""
    with asking(place) as queries:
        rows = queries.cases(CaseFilter(open_only, segment=segment), asker(unmask, reason))
    if json:
        print_text(render_cases_json(rows, names_masked=not unmask))
    else:
        print_table(cases_table(rows, place.settings.zone))
    return Exit.DONE


def asker(unmask: bool, reason: str) -> Access:
    """Who asks; a look at names in clear says that a trial enforces no roles."""
    if unmask:
        sys.stderr.write("walljack: --db opens the file directly: roles are not enforced\n")
    return access(unmask=unmask, reason=reason)
