"""The part of IAM's policy language that the range needs, evaluated as IAM does.

The rules are those of the IAM user guide's pages "Policy evaluation logic" and "IAM JSON policy
elements: Condition operators". What the simulator can't know (a condition key that it does not
keep) never widens a Deny and never narrows an Allow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

KNOWN_KEYS = frozenset(
    {
        "aws:principalaccount",
        "aws:principalarn",
        "aws:requestedregion",
        "aws:sourceidentity",
        "aws:tokenissuetime",
        "aws:username",
        "iam:policyarn",
        "sts:externalid",
        "sts:rolesessionname",
        "sts:sourceidentity",
    }
)


class Decision(Enum):
    """What a set of policies says to a request."""

    ALLOWED = "allowed"
    DENIED = "explicit deny"
    UNSAID = "implicit deny"


@dataclass(frozen=True, slots=True)
class Asked:
    """An action, the resources that it names (none: they can't be told), and its context."""

    action: str
    resources: tuple[str, ...]
    context: Mapping[str, str]


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
    allows = [one for one in listed if one.get("Effect") == "Allow" and _concerns(one, asked)]
    if asked.resources:
        allowed = all(any(_covers(one, name) for one in allows) for name in asked.resources)
    else:
        allowed = bool(allows)
    return Decision.ALLOWED if allowed else Decision.UNSAID


def _denies(statement: Statement, asked: Asked) -> bool:
    if not _concerns(statement, asked):
        return False
    if not asked.resources:
        return "*" in _listed(statement.get("Resource", []))
    return any(_covers(statement, name) for name in asked.resources)


def _concerns(statement: Statement, asked: Asked) -> bool:
    if "NotAction" in statement:
        named = not _any_like(statement["NotAction"], asked.action, re.IGNORECASE)
    else:
        named = _any_like(statement.get("Action", []), asked.action, re.IGNORECASE)
    return named and _conditions_hold(statement, asked.context)


def _covers(statement: Statement, resource: str) -> bool:
    if "NotResource" in statement:
        return not _any_like(statement["NotResource"], resource)
    return _any_like(statement.get("Resource", "*"), resource)


def _any_like(patterns: Any, value: str, flags: int = 0) -> bool:
    return any(_like(str(pattern), value, flags) for pattern in _listed(patterns))


def _like(pattern: str, value: str, flags: int = 0) -> bool:
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, value, flags | re.DOTALL) is not None


def _conditions_hold(statement: Statement, context: Mapping[str, str]) -> bool:
    when_unknown = statement.get("Effect") == "Allow"
    return all(
        _condition_holds(operator, key.lower(), _listed(wanted), context, when_unknown)
        for operator, keys in statement.get("Condition", {}).items()
        for key, wanted in keys.items()
    )


def _condition_holds(
    operator: str,
    key: str,
    wanted: Sequence[Any],
    context: Mapping[str, str],
    when_unknown: bool,  # noqa: FBT001  # one of five parts of a condition
) -> bool:
    if_exists = operator.endswith("IfExists")
    name = operator.removesuffix("IfExists")
    negated = "Not" in name
    compare = COMPARISONS.get(name.replace("Not", ""))
    if compare is None or key not in KNOWN_KEYS:
        return when_unknown
    if key not in context:
        return if_exists or negated
    return any(compare(context[key], str(one)) for one in wanted) is not negated


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


COMPARISONS: Mapping[str, Callable[[str, str], bool]] = {
    "StringEquals": str.__eq__,
    "StringEqualsIgnoreCase": lambda had, wanted: had.lower() == wanted.lower(),
    "StringLike": lambda had, wanted: _like(wanted, had),
    "ArnEquals": lambda had, wanted: _like(wanted, had),
    "ArnLike": lambda had, wanted: _like(wanted, had),
    "DateLessThan": lambda had, wanted: _moment(had) < _moment(wanted),
    "DateLessThanEquals": lambda had, wanted: _moment(had) <= _moment(wanted),
    "DateGreaterThan": lambda had, wanted: _moment(had) > _moment(wanted),
    "DateGreaterThanEquals": lambda had, wanted: _moment(had) >= _moment(wanted),
}


def trusts(principal: Any, names: Sequence[str]) -> bool:
    """Tell whether a statement's Principal names one of the caller's names, or everybody."""
    if principal == "*":
        return True
    if not isinstance(principal, dict):
        return False
    return any(one == "*" or one in names for one in _listed(principal.get("AWS", [])))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
