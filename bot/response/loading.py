"""Writes down which policy was loaded, and what has changed in it since the last time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.run import Work
from bot.ports.unit import Unit
from bot.response.memberships import EVERY_GROUP

MOST = 60
NOTHING = "nothing"


def audit(unit: Unit, policy: Policy, channel: str, now: datetime) -> None:
    """Record the policy in force; where it has changed, the channel is told the difference."""
    last = unit.records.latest(What.POLICY_LOADED)
    before = last.body.get("parts") if last else None
    changed = differences(before, policy.parts) if isinstance(before, Mapping) else ()
    body = {"digest": policy.digest, "parts": dict(policy.parts), "differences": list(changed)}
    (number,) = unit.records.write([Record(What.POLICY_LOADED, now, body=body)])
    unit.runs.start(Work.MEMBERS, EVERY_GROUP)
    if changed:
        unit.outbox.want([Wanted(channel, Sheet.WORD, str(number))], now)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what differs between two policies, a line a field: `roles.0.role: a → b`."""
    was, now = dict(_flat("", before)), dict(_flat("", after))
    names = [name for name in sorted({*was, *now}) if was.get(name) != now.get(name)]
    lines = [f"{name}: {was.get(name, NOTHING)} → {now.get(name, NOTHING)}" for name in names]
    return tuple(lines[:MOST])


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield every value with where it stands."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(f"{path}.{name}" if path else str(name), inner)
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        for index, inner in enumerate(value):
            yield from _flat(f"{path}.{index}", inner)
    elif value not in (None, [], ""):
        yield path, value if isinstance(value, str) else json.dumps(value)
