"""The part of IAM's policy language that the range needs, evaluated as IAM does.

The rules are those of the IAM user guide's page "Policy evaluation logic"; what the simulator
can't know (a condition key that it does not keep) never widens a Deny and never narrows an Allow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from practice.aws.conditions import Context, holds, like

UNTOLD = ""
"""Stands for the resource of a call whose resource can't be told from it."""


class Decision(Enum):
    """What a set of policies says to a request."""

    ALLOWED = "allowed"
    DENIED = "explicit deny"
    UNSAID = "implicit deny"


@dataclass(frozen=True, slots=True)
class Asked:
    """An action, the resources that it names (none: they can't be told), and its context.

    `about` has the context of single resources besides: their tags. `keeps` are how the
    condition keys begin of which is known that they are not there where they are missing.
    """

    action: str
    resources: tuple[str, ...]
    context: Context
    keeps: tuple[str, ...] = ()
    about: Mapping[str, Context] = field(default_factory=dict)

    def context_of(self, resource: str) -> Context:
        """Return what is known of the request and of one resource of it."""
        return {**self.context, **self.about.get(resource, {})}


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
    listed = [one for one in policies if concerns(one, asked.action)]
    named = asked.resources or (UNTOLD,)
    denies = [one for one in listed if one.get("Effect") == "Deny"]
    if any(_fits(one, asked, name) for one in denies for name in named):
        return Decision.DENIED
    allows = [one for one in listed if one.get("Effect") == "Allow"]
    allowed = all(any(_fits(one, asked, name) for one in allows) for name in named)
    return Decision.ALLOWED if allowed else Decision.UNSAID


def _fits(statement: Statement, asked: Asked, resource: str) -> bool:
    met = holds(statement, asked.context_of(resource), asked.keeps)
    return met and _covers(statement, resource)


def concerns(statement: Statement, action: str) -> bool:
    """Tell whether a statement speaks of an action, whatever the resource and the conditions."""
    if "NotAction" in statement:
        return not _any_like(statement["NotAction"], action, re.IGNORECASE)
    return _any_like(statement.get("Action", []), action, re.IGNORECASE)


def _covers(statement: Statement, resource: str) -> bool:
    if resource == UNTOLD:
        # A deny on one thing does not reach a call whose resource can't be told; an allow does.
        return statement["Effect"] == "Allow" or "*" in _listed(statement.get("Resource", []))
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


def serves(principal: Any, service: str) -> bool:
    """Tell whether a statement's Principal names a service of AWS's, or everybody."""
    if principal == "*":
        return True
    return isinstance(principal, dict) and service in _listed(principal.get("Service", []))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
