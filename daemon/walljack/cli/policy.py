"""``walljack policy``: the written policies and our reading of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from walljack.app import Workplace
from walljack.cli.option import JsonFlag
from walljack.cli.output import print_json, print_table, print_text
from walljack.cli.verb import Exit, verb
from walljack.policy import clauses_table, policies_table, policy_values, rules_table

policy = typer.Typer(no_args_is_help=True, help="Written policies and our reading of them.")


@verb(policy, "list")
def list_policies(place: Workplace, json: JsonFlag = False) -> Exit:
    """List the policies that ship with Walljack, and the one in force."""
    found = [place.policy_named(name) for name in place.policy_ids()]
    if all(place.policy.id != one.id for one in found):
        found.append(place.policy)
    if json:
        print_json({"in_force": place.policy.id, "policies": [policy_values(one) for one in found]})
        return Exit.DONE
    print_table(policies_table(found))
    print_text(f"In force: {place.policy.id}.")
    return Exit.DONE


@verb(policy, "show")
def show(
    place: Workplace,
    name: Annotated[
        str, typer.Argument(help="Id or path; by default the one in force.", metavar="[POLICY]")
    ] = "",
    json: JsonFlag = False,
) -> Exit:
    """Show the clauses and rules of a policy in plain words."""
    shown = place.policy_named(name) if name else place.policy
    if json:
        print_json(policy_values(shown))
    else:
        print_text(f"{shown.title} ({shown.district})" if shown.district else shown.title)
        print_table(clauses_table(shown))
        print_table(rules_table(shown))
    return Exit.DONE


@verb(policy, "check")
def check(
    place: Workplace,
    path: Annotated[
        Path | None, typer.Argument(help="A policy file; by default all shipped.", metavar="[PATH]")
    ] = None,
) -> Exit:
    """Check policy files: clauses, rules, and every rule's own examples."""
    names = [str(path)] if path else place.policy_ids()
    for name in names:
        checked = place.policy_file(Path(name)) if path else place.policy_named(name)
        print_text(f"{name}: {len(checked.clauses)} clauses, {len(checked.rules)} rules: sound.")
    return Exit.DONE
