"""From the text of a configuration file to settings, with every problem at once."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import BaseModel, ValidationError

from walljack.address import Ipv4, Subnet, parse_ip, parse_subnet
from walljack.model.error import Problem, ProblemsError
from walljack.model.ownership import UNNAMED
from walljack.model.segment import Segment
from walljack.model.settings import SegmentMatch, Settings, Site
from walljack.settings.form import NAME, SHORT_NAME, SegmentForm, SettingsForm
from walljack.settings.naming import beside_each_other, parse_naming

_DAY_S = 86_400
_NS = 1_000_000_000
_Parsed = TypeVar("_Parsed")
_PATTERNS = {
    SHORT_NAME: "a short lower-case name such as north-main: letters, digits, '.', '_', '-'",
    NAME: "a short name such as north-core: letters, digits, '.', '_', '-'",
}


def parse_settings(name: str, text: str, folder: Path) -> Settings:
    """The settings that a configuration file states.

    Takes: ``name``, how messages call the file; ``folder``, what relative paths in it are
    relative to.
    Raises: ProblemsError with every problem of the file: where, what and the remedy.
    """
    try:
        form = SettingsForm.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ProblemsError(
            [Problem(name, f"not TOML: {error}", "mend the line it names")]
        ) from None
    except ValidationError as error:
        raise ProblemsError(_told(name, error)) from None
    problems: list[Problem] = []
    segments = tuple(
        _segment(name, number, item, problems) for number, item in enumerate(form.segment)
    )
    _check_references(name, form, problems)
    zone = _zone(name, form.district.timezone, problems)
    naming = parse_naming(f"{name}: district", form.district, UNNAMED, problems)
    sites = {
        site.id: Site(
            site.id,
            site.name,
            parse_naming(f"{name}: site[{number}] {site.id}", site, naming, problems),
        )
        for number, site in enumerate(form.site)
    }
    if problems:
        raise ProblemsError(problems)
    naming, sites = beside_each_other(form.district.name, naming, sites)
    lists = form.register_

    def placed(path: str) -> str:
        return str(folder / path) if path else ""

    policy = form.district.policy
    return Settings(
        district=form.district.name,
        policy=placed(policy) if policy.endswith(".toml") else policy,
        sensor=form.district.sensor,
        zone=zone,
        sites=sites,
        segments=segments,
        register=placed(lists.assets),
        grants=placed(lists.grants),
        exemptions=placed(lists.exemptions),
        watch=placed(lists.watch),
        fingerprints=placed(form.fingerprints.folder),
        register_as_of_ns=_midnight_ns(lists.as_of, zone) if lists.as_of else None,
        fresh_for_ns=lists.fresh_days * _DAY_S * _NS,
        naming=naming,
    )


def _zone(name: str, key: str, problems: list[Problem]) -> dt.tzinfo:
    if key == "UTC":
        return dt.UTC
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = get_close_matches(key, available_timezones(), 1)
        remedy = f"did you mean {near[0]!r}?" if near else "write it as America/Los_Angeles"
        problems.append(Problem(f"{name}: district.timezone", f"{key!r} is no time zone", remedy))
        return dt.UTC


def _segment(name: str, number: int, form: SegmentForm, problems: list[Problem]) -> SegmentMatch:
    where = f"{name}: segment[{number}] {form.id}"
    subnets = _each(where, "subnets", form.subnets, parse_subnet, problems)
    return SegmentMatch(
        segment=Segment(
            id=form.id,
            site=form.site,
            building=form.building,
            medium=form.medium,
            classroom=form.classroom,
            subnets=tuple(subnets),
        ),
        interface=form.interface,
        vlan=form.vlan,
        relays=tuple(_each(where, "relays", form.relays, _parse_ipv4, problems)),
        dhcp_servers=tuple(_each(where, "dhcp_servers", form.dhcp_servers, _parse_ipv4, problems)),
    )


def _each(
    where: str,
    key: str,
    texts: Iterable[str],
    parse: Callable[[str], _Parsed],
    problems: list[Problem],
) -> list[_Parsed]:
    parsed = []
    for text in texts:
        try:
            parsed.append(parse(text))
        except ValueError as error:
            problems.append(Problem(f"{where}: {key}", str(error)))
    return parsed


def _parse_ipv4(text: str) -> Ipv4:
    address = parse_ip(text)
    if not isinstance(address, Ipv4):
        raise ValueError(f"{text!r} is an IPv6 address: a relay or DHCP server here is IPv4")
    return address


def _check_references(name: str, form: SettingsForm, problems: list[Problem]) -> None:
    sites = [site.id for site in form.site]
    for kind, ids in (("site", sites), ("segment", [segment.id for segment in form.segment])):
        for repeated in (item for item, times in Counter(ids).items() if times > 1):
            problems.append(
                Problem(f"{name}: {kind}", f"id {repeated!r} is given twice", "rename one of them")
            )
    claimed: dict[tuple[str, int | None], str] = {}
    subnets: list[tuple[str, Subnet]] = []
    for segment in form.segment:
        where = f"{name}: segment {segment.id}"
        if segment.site not in sites:
            near = get_close_matches(segment.site, sites, 1)
            remedy = f"did you mean {near[0]!r}?" if near else "add a [[site]] with that id"
            problems.append(Problem(where, f"site {segment.site!r} is not configured", remedy))
        if not (segment.interface or segment.vlan is not None or segment.relays):
            problems.append(
                Problem(
                    where,
                    "nothing says which packets belong here",
                    "give it an interface, a vlan or relays",
                )
            )
        match = segment.interface, segment.vlan
        if (segment.interface or segment.vlan is not None) and match in claimed:
            problems.append(
                Problem(
                    where,
                    f"has the interface and vlan of segment {claimed[match]}",
                    "tell them apart by interface or vlan",
                )
            )
        claimed.setdefault(match, segment.id)
        for text in segment.subnets:
            try:
                subnet = parse_subnet(text)
            except ValueError:
                continue  # told by _segment
            for other, held in subnets:
                if (
                    other != segment.id
                    and subnet.version == held.version
                    and not (subnet.last < held.first or held.last < subnet.first)
                ):
                    problems.append(
                        Problem(
                            where,
                            f"subnet {subnet} overlaps {held} of segment {other}",
                            "an address must belong to one segment",
                        )
                    )
            subnets.append((segment.id, subnet))


def _midnight_ns(day: dt.date, zone: dt.tzinfo) -> int:
    """When the day begins by the district's clock: people are told the same day again."""
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()) * _NS


def _told(name: str, error: ValidationError) -> list[Problem]:
    """What pydantic found, in our words: file, key and remedy."""
    problems = []
    for item in error.errors():
        path = ".".join(str(part) for part in item["loc"])
        if item["type"] == "extra_forbidden":
            known = _keys_at(item["loc"][:-1])
            near = get_close_matches(str(item["loc"][-1]), known, 1)
            remedy = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
            problems.append(Problem(f"{name}: {path}", "unknown key", remedy))
        elif item["type"] == "missing":
            problems.append(Problem(f"{name}: {path}", "missing", "add it"))
        else:
            what = f"{item['input']!r} does not go here"
            remedy = _wanted(str(item["type"]), item.get("ctx", {}))
            problems.append(Problem(f"{name}: {path}", what, remedy))
    return problems


def _wanted(kind: str, context: Mapping[str, object]) -> str:
    """What is wanted, in our own sentence: it does not change with a library's version."""
    return {
        "string_pattern_mismatch": _PATTERNS.get(str(context.get("pattern")), "write a short name"),
        "string_type": "write text in quotes",
        "bool_type": "write true or false",
        "int_type": "write a whole number",
        "enum": f"write {context.get('expected')}",
        "less_than_equal": f"at most {context.get('le')}",
        "greater_than_equal": f"at least {context.get('ge')}",
        "date_type": "write a day as 2026-10-01, without quotes",
        "date_from_datetime_inexact": "write a day as 2026-10-01, without quotes",
        "tuple_type": "write a list in brackets",
        "model_type": "write a table of keys",
    }.get(kind, "see docs/configuration.md")


def _keys_at(location: tuple[int | str, ...]) -> list[str]:
    """The keys that the form knows at a place in the file."""
    form: type[BaseModel] = SettingsForm
    for part in location:
        if isinstance(part, int):
            continue
        for key, field in form.model_fields.items():
            if part in (key, field.alias):
                annotation = field.annotation
                inner = getattr(annotation, "__args__", (annotation,))[0]
                form = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else form
    return [field.alias or key for key, field in form.model_fields.items()]
