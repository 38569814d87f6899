"""Security Hub's filters and sorting over findings in the AWS Security Finding Format.

The rules are the Security Hub API reference's for `AwsSecurityFindingFilters` and
`StringFilter`: fields are joined by AND; conditions of one field that say what is wanted are
joined by OR, those that say what is not wanted by AND.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from practice.aws.criteria import at, number

Finding = Mapping[str, Any]

PATHS = {
    "ComplianceAssociatedStandardsId": "Compliance.AssociatedStandards.StandardsId",
    "ComplianceSecurityControlId": "Compliance.SecurityControlId",
    "ComplianceStatus": "Compliance.Status",
    "NoteText": "Note.Text",
    "NoteUpdatedBy": "Note.UpdatedBy",
    "ResourceAwsEc2InstanceVpcId": "Resources.Details.AwsEc2Instance.VpcId",
    "ResourceAwsIamAccessKeyPrincipalName": "Resources.Details.AwsIamAccessKey.PrincipalName",
    "ResourceId": "Resources.Id",
    "ResourcePartition": "Resources.Partition",
    "ResourceRegion": "Resources.Region",
    "ResourceType": "Resources.Type",
    "SeverityLabel": "Severity.Label",
    "SeverityNormalized": "Severity.Normalized",
    "SeverityProduct": "Severity.Product",
    "Type": "Types",
    "WorkflowStatus": "Workflow.Status",
}
MAPS = {"ResourceTags": "Resources.Tags", "ProductFields": "ProductFields"}
WANTED: Mapping[str, Callable[[str, str], bool]] = {
    "EQUALS": str.__eq__,
    "PREFIX": str.startswith,
    "CONTAINS": str.__contains__,
}
NOT_WANTED = {
    "NOT_EQUALS": "EQUALS",
    "PREFIX_NOT_EQUALS": "PREFIX",
    "NOT_CONTAINS": "CONTAINS",
}
NUMBERS: Mapping[str, Callable[[float, float], bool]] = {
    "Gte": float.__ge__,
    "Lte": float.__le__,
    "Gt": float.__gt__,
    "Lt": float.__lt__,
    "Eq": float.__eq__,
}


def meets(finding: Finding, filters: Mapping[str, Sequence[Mapping[str, Any]]]) -> bool:
    """Tell whether a finding passes every filter."""
    return all(_passes(finding, field, listed) for field, listed in filters.items() if listed)


def ordered(findings: Sequence[Finding], criteria: Sequence[Mapping[str, str]]) -> list[Finding]:
    """Return findings sorted by the first criterion, then the next."""
    listed = list(findings)
    for criterion in reversed(criteria):
        path = PATHS.get(criterion["Field"], criterion["Field"])

        def key(finding: Finding, path: str = path) -> tuple[float, str]:
            value = next(iter(at(finding, path)), "")
            return (number(value), str(value))

        listed.sort(key=key, reverse=criterion.get("SortOrder") == "desc")
    return listed


def _passes(finding: Finding, field: str, conditions: Sequence[Mapping[str, Any]]) -> bool:
    had = [(one, at(finding, _path(field, one))) for one in conditions]
    denials = [one for one in had if one[0].get("Comparison") in NOT_WANTED]
    wishes = [one for one in had if one not in denials]
    denied = any(_denies(condition, values) for condition, values in denials)
    return not denied and (not wishes or any(_holds(*one) for one in wishes))


def _path(field: str, condition: Mapping[str, Any]) -> str:
    if field in MAPS:
        return f"{MAPS[field]}.{condition['Key']}"
    return PATHS.get(field, field)


def _denies(condition: Mapping[str, Any], had: Sequence[Any]) -> bool:
    compare = WANTED[NOT_WANTED[condition["Comparison"]]]
    return any(compare(str(one), str(condition["Value"])) for one in had)


def _holds(condition: Mapping[str, Any], had: Sequence[Any]) -> bool:
    if "Comparison" in condition:
        compare = WANTED[condition["Comparison"]]
        return any(compare(str(one), str(condition["Value"])) for one in had)
    if "Start" in condition or "End" in condition or "DateRange" in condition:
        start, end = _span(condition)
        return any(start <= number(one) <= end for one in had)
    if "Value" in condition:
        return any(one == condition["Value"] for one in had)
    asked = [(NUMBERS[name], float(one)) for name, one in condition.items() if name in NUMBERS]
    return any(all(compare(float(one), bound) for compare, bound in asked) for one in had)


def _span(condition: Mapping[str, Any]) -> tuple[float, float]:
    """Return the milliseconds that a date filter spans, without end where it names none."""
    if "DateRange" in condition:
        days = timedelta(days=int(condition["DateRange"]["Value"]))
        return (number((datetime.now(UTC) - days).isoformat()), float("inf"))
    start = number(condition["Start"]) if condition.get("Start") else float("-inf")
    end = number(condition["End"]) if condition.get("End") else float("inf")
    return (start, end)
