"""What an EventBridge rule makes of an event for a target: Input, InputPath or InputTransformer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

PLACEHOLDER = re.compile(r"<([\w.-]+)>")
FIELDS = ("detail-type", "source", "account", "region", "resources", "detail")

Event = Mapping[str, Any]


def as_aws_writes(event: Event) -> dict[str, Any]:
    """Return an event with the fields and the ISO time that EventBridge gives to a target."""
    moment = event.get("time")
    if isinstance(moment, int | float):
        moment = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(moment, datetime):
        moment = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    written = {"version": "0", "id": event["id"], "time": moment}
    return written | {name: event[name] for name in FIELDS if name in event}


def message(target: Mapping[str, Any], event: Event) -> str:
    """Return the text that a target receives (EventBridge user guide, "Input transformation")."""
    if "Input" in target:
        return str(target["Input"])
    if "InputPath" in target:
        return json.dumps(_at(event, str(target["InputPath"])))
    transformer = target.get("InputTransformer")
    return _transformed(transformer, event) if transformer else json.dumps(event)


def _transformed(transformer: Mapping[str, Any], event: Event) -> str:
    values = {name: _at(event, path) for name, path in transformer.get("InputPathsMap", {}).items()}
    values["aws.events.event.json"] = dict(event)
    template = str(transformer["InputTemplate"])
    return PLACEHOLDER.sub(lambda found: _filled(found, template, values), template)


def _filled(found: re.Match[str], template: str, values: Mapping[str, Any]) -> str:
    """Insert a value: as JSON, save a string inside quotes, which is not escaped (nor is AWS's)."""
    value = values.get(found[1])
    inside = template[: found.start()].count('"') % 2 == 1
    if value is None:
        return "" if inside else "null"
    return value if inside and isinstance(value, str) else json.dumps(value)


def _at(event: Event, path: str) -> Any:
    value: Any = event
    for part in path.removeprefix("$").strip(".").split("."):
        if not part:
            continue
        name, _, index = part.partition("[")
        value = value.get(name) if isinstance(value, Mapping) else None
        if index and isinstance(value, list):
            position = int(index.rstrip("]"))
            value = value[position] if position < len(value) else None
    return value
