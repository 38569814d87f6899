"""The Condition element of an IAM policy, evaluated as IAM does.

The rules are those of the IAM user guide's page "IAM JSON policy elements: Condition operators"
and of "Set operators for multi-valued context keys". A call to the range knows the keys that the
simulator keeps; a simulated request knows every key: the one that it does not give is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from typing import Any

ASFF = "securityhub:asffsyntaxpath/"
ASFF_FIELDS = (
    *("Confidence", "Criticality", "RelatedFindings", "Types", "UserDefinedFields"),
    *("Note.Text", "Note.UpdatedBy", "Severity.Label", "Severity.Normalized", "Severity.Product"),
    *("VerificationState", "Workflow.Status"),
)
"""What BatchUpdateFindings may change, by the paths that its condition key names."""
OCSF = "securityhub:ocsfsyntaxpath/"
OCSF_FIELDS = ("Comment", "SeverityId", "StatusId")
"""What BatchUpdateFindingsV2 may change, by the names of its parameters."""

KEPT_KEYS = frozenset(
    {
        *(f"{ASFF}{field.lower()}" for field in ASFF_FIELDS),
        *(f"{OCSF}{field.lower()}" for field in OCSF_FIELDS),
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

EVERY_KEY = ("",)
"""How every condition key begins."""

VARIABLE = re.compile(r"\$\{([\w:/-]+)\}")

Context = Mapping[str, str | Sequence[str]]
"""The values of condition keys, the keys in lower case."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One line of a Condition: an operator, a key as it is spelled, and the values to compare with."""

    operator: str
    spelled: str
    wanted: tuple[str, ...]

    @property
    def key(self) -> str:
        """Return the key as contexts have it: IAM takes any case."""
        return self.spelled.lower()


def finding_fields(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Return the condition keys of an update of Security Hub's findings, for each field in it.

    Security Hub user guide, "Configuring access to BatchUpdateFindings"; API reference,
    "BatchUpdateFindingsV2".
    """
    given = ((field, parameters.get(field)) for field in OCSF_FIELDS)
    found = {f"{OCSF}{name.lower()}": str(value) for name, value in given if value is not None}
    for field in ASFF_FIELDS:
        name, _, inner = field.partition(".")
        value = parameters.get(name)
        if isinstance(value, Mapping) and inner:
            value = value.get(inner)
        if value is not None:
            found[f"{ASFF}{field.lower()}"] = str(value)
    return found


def clauses(statement: Mapping[str, Any]) -> list[Clause]:
    """Return the lines of a statement's Condition, all of which must hold."""
    return [
        Clause(operator, key, tuple(_spelled(one) for one in _listed(wanted)))
        for operator, keys in statement.get("Condition", {}).items()
        for key, wanted in keys.items()
    ]


def holds(statement: Mapping[str, Any], context: Context, keeps: tuple[str, ...]) -> bool:
    """Tell whether a statement's conditions are met.

    A key that is neither in KEPT_KEYS nor begins with one of `keeps` (nothing: every key) is
    not known to the simulator: it never widens a Deny and never narrows an Allow.
    """
    when_unknown = statement.get("Effect") == "Allow"
    return all(
        _met(clause, context) if _is_kept(clause, keeps) else when_unknown
        for clause in clauses(statement)
    )


def _is_kept(clause: Clause, keeps: tuple[str, ...]) -> bool:
    name = clause.operator.rpartition(":")[2].removesuffix("IfExists").replace("Not", "")
    is_known = clause.key in KEPT_KEYS or clause.key.startswith(keeps)
    return is_known and (name == "Null" or name in COMPARISONS)


def _met(clause: Clause, context: Context) -> bool:
    quantifier, _, rest = clause.operator.rpartition(":")
    name = rest.removesuffix("IfExists")
    given = context.get(clause.key)
    if name == "Null":
        return (given is None) is (clause.wanted == ("true",))
    negated = "Not" in name
    if given is None:
        return rest.endswith("IfExists") or negated or quantifier == "ForAllValues"
    compare = COMPARISONS[name.replace("Not", "")]
    wanted = [_filled(each, context) for each in clause.wanted]
    values = [given] if isinstance(given, str) else list(given)
    found = [any(compare(one, each) for each in wanted) is not negated for one in values]
    return all(found) if quantifier == "ForAllValues" or negated else any(found)


def _filled(value: str, context: Context) -> str:
    """Return a value with IAM's variables, such as `${aws:PrincipalAccount}`, filled in."""

    def known(found: re.Match[str]) -> str:
        held = context.get(found[1].lower())
        return held if isinstance(held, str) else next(iter(held or ()), found[0])

    return VARIABLE.sub(known, value)


def like(pattern: str, value: str, flags: int = 0) -> bool:
    """Tell whether a value fits a pattern of IAM's, where * is anything and ? one character."""
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, value, flags | re.DOTALL) is not None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _same_whatever_case(had: str, wanted: str) -> bool:
    return had.lower() == wanted.lower()


def _fits(had: str, wanted: str) -> bool:
    return like(wanted, had)


COMPARISONS: Mapping[str, Callable[[str, str], bool]] = {
    "StringEquals": str.__eq__,
    "StringEqualsIgnoreCase": _same_whatever_case,
    "StringLike": _fits,
    "ArnEquals": _fits,
    "ArnLike": _fits,
    "Bool": _same_whatever_case,
    "NumericEquals": lambda had, wanted: float(had) == float(wanted),
    "NumericLessThan": lambda had, wanted: float(had) < float(wanted),
    "NumericLessThanEquals": lambda had, wanted: float(had) <= float(wanted),
    "NumericGreaterThan": lambda had, wanted: float(had) > float(wanted),
    "NumericGreaterThanEquals": lambda had, wanted: float(had) >= float(wanted),
    "DateLessThan": lambda had, wanted: _moment(had) < _moment(wanted),
    "DateLessThanEquals": lambda had, wanted: _moment(had) <= _moment(wanted),
    "DateGreaterThan": lambda had, wanted: _moment(had) > _moment(wanted),
    "DateGreaterThanEquals": lambda had, wanted: _moment(had) >= _moment(wanted),
    "IpAddress": lambda had, wanted: ip_address(had) in ip_network(wanted),
}


def _spelled(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
