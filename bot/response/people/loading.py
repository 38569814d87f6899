"""Writes down which policy was loaded, and what has changed in it since the last time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.run import Work
from bot.ports.unit import Unit
from bot.response.people.memberships import EVERY_GROUP

NOTHING = "nothing"
OTHER_ORDER = "another order"
MOST_IN_FULL = 4
FIRST = (
    *("roles", "teams", "people", "own_team", "approvals", "protected", "standing"),
    *("alone_at_night", "producers", "organization", "limits", "raises", "routes"),
    *("sync", "on_call", "networks", "retention", "slack"),
)
"""The parts by which a policy gets looser or quieter, before all others: no flood hides theirs."""


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
    """Return all that differs between two policies, a line a field: `roles.0.role: a → b`.

    What makes a policy looser comes first.
    """
    names = sorted({*before, *after}, key=_rank)
    return tuple(line for name in names for line in _of(name, before.get(name), after.get(name)))


def _rank(name: str) -> tuple[int, str]:
    return (FIRST.index(name) if name in FIRST else len(FIRST)), name


def _of(path: str, was: Any, now: Any) -> Iterator[str]:
    """Yield what differs at a place; an entry that came into a list moves no other."""
    if was == now:
        return
    if _is_list_of_parts(was) or _is_list_of_parts(now):
        yield from _of_lists(path, was or [], now or [])
    elif isinstance(was, Mapping) or isinstance(now, Mapping):
        had, has = (each if isinstance(each, Mapping) else {} for each in (was, now))
        for name in sorted({*had, *has}):
            yield from _of(f"{path}.{name}", had.get(name), has.get(name))
    elif _is_long(was) or _is_long(now):
        yield f"{path}: {', '.join(_came_and_went(was or [], now or []))}"
    elif _said(was) != _said(now):
        yield f"{path}: {_said(was)} → {_said(now)}"


def _of_lists(path: str, was: list[Any], now: list[Any]) -> Iterator[str]:
    had, has = ([json.dumps(each, sort_keys=True) for each in some] for some in (was, now))
    for tag, i, j, k, m in SequenceMatcher(None, had, has, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for step in range(max(j - i, m - k)):
            old = was[i + step] if i + step < j else None
            new = now[k + step] if k + step < m else None
            yield from _of(f"{path}.{(i if new is None else k) + step}", old, new)


def _is_list_of_parts(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)


def _is_long(value: Any) -> bool:
    return isinstance(value, list) and len(value) > MOST_IN_FULL


def _came_and_went(was: list[Any], now: list[Any]) -> Iterator[str]:
    """Yield what came into a long list and what went, or that its order is another."""
    came = [f"+ {each}" for each in now if each not in was]
    went = [f"- {each}" for each in was if each not in now]
    yield from (*came, *went) or (OTHER_ORDER,)


def _said(value: Any) -> str:
    if value in (None, [], ""):
        return NOTHING
    return value if isinstance(value, str) else json.dumps(value)
