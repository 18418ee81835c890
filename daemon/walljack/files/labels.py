"""Labelled devices to measure identities with: captures with a table, and posted signals.

Source: the three forms are described in docs/evaluation.md.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from walljack.address import Eui48, parse_eui48
from walljack.model.error import Problem, ProblemsError
from walljack.model.signal import Signal

_LABEL_COLUMNS = {"file", "mac", "device_type"}
_LIST_COLUMNS = {"mac", "dhcp_option55_in_order", "device_type"}
# What a posted device must have: what it is called, and what it is.
_POSTED = ("id", "device_type")
# Of a masked address only the prefix is known, and the rest is whatever stands there.
_MASKED_BITS = 24
# The one public table of this form, which has no column for it.
_LISTS_SOURCE = "NetworkDeviceTaxonomy/wifi_taxonomy"
_REMEDY = "write it as docs/evaluation.md shows, or remove the line"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled device.

    ``capture``: file name of the capture that it is in, "" when its signals were given.
    ``address``: its EUI-48, None when unknown; with ``prefix_only`` only its first 24 bits are
    known. ``accept``: types that count as right too. ``basis``: where the label comes from.
    ``source``: where the device was published; ``product``: vendor and model in lower case, ""
    when the label does not tell the model.
    """

    id: str
    truth: str
    accept: tuple[str, ...]
    basis: str
    source: str
    product: str
    address: Eui48 | None = None
    prefix_only: bool = False
    capture: str = ""
    signals: tuple[Signal, ...] = ()

    @property
    def unit(self) -> tuple[int, str] | None:
        """What tells it again in another table: prefix and request list; None when not given."""
        lists = [signal.value for signal in self.signals if signal.name == "dhcp.params"]
        if self.address is None or not lists:
            return None
        return int(self.address) >> _MASKED_BITS, lists[0]


def parse_labelled(name: str, text: str) -> list[Labelled]:
    """Labelled devices in any of the three forms; what the text holds tells which it is.

    Takes: a CSV of devices in captures (file, mac, device_type), a CSV of option 55 lists (mac,
    dhcp_option55_in_order, device_type), or JSON lines of posted signals.
    Raises: ProblemsError with every bad line, or when it is none of the three.
    """
    if text.lstrip().startswith("{"):
        return _parse_lines(name, text)
    columns = set(csv.DictReader(io.StringIO(text)).fieldnames or ())
    if columns >= _LABEL_COLUMNS:
        return _parse_rows(name, text, partial(_captured, name))
    if columns >= _LIST_COLUMNS:
        return _parse_rows(name, text, _listed)
    raise ProblemsError(
        [
            Problem(
                name,
                "is no table of labelled devices",
                f"give it the columns {', '.join(sorted(_LABEL_COLUMNS))}, "
                f"or {', '.join(sorted(_LIST_COLUMNS))}, or JSON lines",
            )
        ]
    )


def _parse_lines(name: str, text: str) -> list[Labelled]:
    found, problems = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            problems.append(_refused(name, number, f"is not JSON: {error}"))
            continue
        missing = [key for key in _POSTED if not isinstance(row, dict) or not row.get(key)]
        if missing:
            problems.append(_refused(name, number, f"has no {' and no '.join(missing)}"))
            continue
        try:
            found.append(_posted(name, row))
        except ValueError as error:
            problems.append(_refused(name, number, str(error)))
        except (TypeError, AttributeError, KeyError):
            what = "its dhcp must be a table, its mdns and ssdp lists of tables"
            problems.append(_refused(name, number, what))
    if problems:
        raise ProblemsError(problems)
    return found


def _refused(name: str, number: int, what: str) -> Problem:
    return Problem(f"{name}: line {number}", what, _REMEDY)


def _parse_rows(
    name: str, text: str, parse: Callable[[int, Mapping[str, str]], Labelled]
) -> list[Labelled]:
    reader = csv.DictReader(io.StringIO(text))
    found, problems = [], []
    for row in reader:
        try:
            found.append(parse(reader.line_num, row))
        except ValueError as error:
            problems.append(_refused(name, reader.line_num, str(error)))
    if problems:
        raise ProblemsError(problems)
    return found


def _captured(table: str, _line: int, row: Mapping[str, str]) -> Labelled:
    return Labelled(
        id=f"{row['file']} {row['mac']}",
        truth=row["device_type"],
        accept=tuple(filter(None, (row.get("accept") or "").split(";"))),
        basis=row.get("label_basis") or "unsaid",
        source=row.get("source_repo") or table,
        product=_product(row),
        address=parse_eui48(row["mac"]),
        capture=row["file"],
    )


def _listed(line: int, row: Mapping[str, str]) -> Labelled:
    return Labelled(
        id=f"dhcp-list line {line} {row['mac']}",
        truth=row["device_type"],
        accept=tuple(filter(None, (row.get("accept") or "").split(";"))),
        basis=row.get("label_basis") or "unsaid",
        source=row.get("source_repo") or _LISTS_SOURCE,
        product=_product(row),
        address=parse_eui48(row["mac"]),
        prefix_only=True,
        signals=(Signal("dhcp.params", row["dhcp_option55_in_order"].replace(" ", "")),),
    )


def _posted(table: str, row: Mapping[str, Any]) -> Labelled:
    prefix = row.get("oui")
    return Labelled(
        id=row["id"],
        truth=row["device_type"],
        accept=tuple(row.get("accept") or ()),
        basis=row.get("truth_basis") or "unsaid",
        source=row.get("source") or table,
        product=_product(row),
        address=parse_eui48(f"{prefix}:00:00:00") if prefix else None,
        prefix_only=True,
        signals=tuple(
            Signal(name, value[:512], scope)
            for name, value, scope in (
                *_dhcp(row.get("dhcp") or {}),
                *_mdns(row.get("mdns") or ()),
                *_ssdp(row.get("ssdp") or ()),
            )
        ),
    )


def _product(row: Mapping[str, Any]) -> str:
    """Vendor and model as one text; without a model many products would seem one."""
    vendor, model = row.get("vendor") or "", row.get("model") or ""
    return f"{vendor} {model}".strip().casefold() if model else ""


_Named = tuple[str, str, str]


def _dhcp(row: Mapping[str, Any]) -> Iterable[_Named]:
    for key in ("hostname", "vendor_class", "client_id", "fqdn"):
        if row.get(key):
            yield f"dhcp.{key}", str(row[key]), ""
    if row.get("params"):
        yield "dhcp.params", ",".join(str(code) for code in row["params"]), ""


def _mdns(records: Iterable[Mapping[str, Any]]) -> Iterable[_Named]:
    for record in records:
        service = str(record.get("service") or "").lower().removesuffix(".local").rstrip(".")
        if service:
            yield "mdns.service", service, ""
        if record.get("instance"):
            yield "mdns.instance", str(record["instance"]), service
        if record.get("host"):
            yield "mdns.host", str(record["host"]).rstrip(".").lower(), ""
        for key, value in (record.get("txt") or {}).items():
            yield f"mdns.txt.{key.lower()}", "" if value is None else str(value), service


def _ssdp(records: Iterable[Mapping[str, Any]]) -> Iterable[_Named]:
    """Header fields only: a UPnP description is fetched by HTTP, which we never do."""
    for record in records:
        for key, name in (
            ("msearch", "ssdp.st"),
            ("mx", "ssdp.mx"),
            ("user_agent", "ssdp.user_agent"),
            ("st", "ssdp.nt"),
            ("nt", "ssdp.nt"),
            ("usn", "ssdp.usn"),
            ("server", "ssdp.server"),
            ("location", "ssdp.location"),
        ):
            if record.get(key):
                yield name, str(record[key]), ""
