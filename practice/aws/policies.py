"""The part of IAM's policy language that the range needs, evaluated as IAM does.

The rules are those of the IAM user guide's page "Policy evaluation logic"; what the simulator
can't know (a condition key that it does not keep) never widens a Deny and never narrows an Allow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from practice.aws.conditions import Context, holds, like


class Decision(Enum):
    """What a set of policies says to a request."""

    ALLOWED = "allowed"
    DENIED = "explicit deny"
    UNSAID = "implicit deny"


@dataclass(frozen=True, slots=True)
class Asked:
    """An action, the resources that it names (none: they can't be told), and its context.

    `knows_all`: what the context lacks is not there, as in a simulated request; else the
    simulator may just not keep it.
    """

    action: str
    resources: tuple[str, ...]
    context: Context
    knows_all: bool = False


Statement = Mapping[str, Any]


def statements(document: str) -> list[Statement]:
    """Return the statements of a policy document; ValueError when it is none."""
    parsed = json.loads(document)
    if not isinstance(parsed, dict):
        message = "a policy is a JSON object"
        raise ValueError(message)  # noqa: TRY004  # one error for every malformed document
    return [dict(statement) for statement in _listed(parsed.get("Statement", []))]


def decide(policies: Iterable[Statement], asked: Asked) -> Decision:
    """Let an explicit deny win, then an allow of every resource that is named."""
    listed = list(policies)
    for statement in listed:
        if statement.get("Effect") == "Deny" and _denies(statement, asked):
            return Decision.DENIED
    allows = [one for one in listed if one.get("Effect") == "Allow" and _applies(one, asked)]
    if asked.resources:
        allowed = all(any(_covers(one, name) for one in allows) for name in asked.resources)
    else:
        allowed = bool(allows)
    return Decision.ALLOWED if allowed else Decision.UNSAID


def _denies(statement: Statement, asked: Asked) -> bool:
    if not _applies(statement, asked):
        return False
    if not asked.resources:
        return "*" in _listed(statement.get("Resource", []))
    return any(_covers(statement, name) for name in asked.resources)


def concerns(statement: Statement, action: str) -> bool:
    """Tell whether a statement speaks of an action, whatever the resource and the conditions."""
    if "NotAction" in statement:
        return not _any_like(statement["NotAction"], action, re.IGNORECASE)
    return _any_like(statement.get("Action", []), action, re.IGNORECASE)


def _applies(statement: Statement, asked: Asked) -> bool:
    held = holds(statement, asked.context, knows_all=asked.knows_all)
    return held and concerns(statement, asked.action)


def _covers(statement: Statement, resource: str) -> bool:
    if "NotResource" in statement:
        return not _any_like(statement["NotResource"], resource)
    return _any_like(statement.get("Resource", "*"), resource)


def _any_like(patterns: Any, value: str, flags: int = 0) -> bool:
    return any(like(str(pattern), value, flags) for pattern in _listed(patterns))


def trusts(principal: Any, names: Sequence[str]) -> bool:
    """Tell whether a statement's Principal names one of the caller's names, or everybody."""
    if principal == "*":
        return True
    if not isinstance(principal, dict):
        return False
    return any(one == "*" or one in names for one in _listed(principal.get("AWS", [])))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
