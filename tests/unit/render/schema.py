"""Just enough of JSON Schema 2020-12 to hold a document to ``docs/report-schema.json``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

KNOWN = {
    *("$schema", "$id", "$defs", "$ref", "title", "description"),
    *("type", "const", "enum", "anyOf", "pattern", "minimum", "maximum", "maxItems"),
    *("items", "required", "properties", "additionalProperties"),
}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


def problems(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "$") -> list[str]:
    """Where the value breaks the schema; empty when it does not.

    Raises: AssertionError for a keyword that this checker does not know.
    """
    assert schema.keys() <= KNOWN, f"{at}: unknown keywords {schema.keys() - KNOWN}"
    found = list(_own(value, schema, at))
    if "$ref" in schema:
        found += problems(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    if "anyOf" in schema and all(problems(value, one, root, at) for one in schema["anyOf"]):
        found.append(f"{at}: none of anyOf")
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            found += problems(item, schema["items"], root, f"{at}[{index}]")
    if isinstance(value, dict):
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                found += problems(value[name], inner, root, f"{at}.{name}")
    return found


def _own(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    """What the schema's own keywords say of the value."""
    kind = schema.get("type")
    if kind and (
        not isinstance(value, _TYPES[kind]) or (kind == "integer" and isinstance(value, bool))
    ):
        yield f"{at}: is no {kind}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{at}: is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not in the list"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match"
    if "minimum" in schema and value < schema["minimum"]:
        yield f"{at}: {value} is too small"
    if "maximum" in schema and value > schema["maximum"]:
        yield f"{at}: {value} is too large"
    if "maxItems" in schema and len(value) > schema["maxItems"]:
        yield f"{at}: has too many items"
    if isinstance(value, dict):
        for name in schema.get("required", []):
            if name not in value:
                yield f"{at}: lacks {name}"
        if schema.get("additionalProperties") is False:
            yield from (f"{at}: has {name} too" for name in value.keys() - schema["properties"])
