from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from practice.aws.asff_filters import meets, ordered

FINDING: dict[str, Any] = {
    "Id": "arn:finding/1",
    "AwsAccountId": "111122223333",
    "Title": "S3 bucket is public",
    "Types": ["Effects/Data Exposure", "TTPs/Discovery"],
    "Severity": {"Label": "HIGH", "Normalized": 70},
    "Workflow": {"Status": "NEW"},
    "RecordState": "ACTIVE",
    "UpdatedAt": "2026-11-22T03:00:00.000Z",
    "Sample": False,
    "ProductFields": {"aws/securityhub/ProductName": "GuardDuty"},
    "Resources": [
        {"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::pay", "Tags": {"team": "payments"}},
        {"Type": "AwsAccount", "Id": "AWS::::Account:111122223333"},
    ],
}


def condition(value: Any, comparison: str = "EQUALS") -> dict[str, Any]:
    return {"Value": value, "Comparison": comparison}


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"SeverityLabel": [condition("HIGH")]},
        {"SeverityLabel": [condition("LOW"), condition("HIGH")]},
        {"ResourceType": [condition("AwsAccount")]},
        {"ResourceId": [condition("arn:aws:s3:::p", "PREFIX")]},
        {"Title": [condition("public", "CONTAINS")]},
        {"Type": [condition("TTPs", "PREFIX")]},
        {"WorkflowStatus": [condition("RESOLVED", "NOT_EQUALS")]},
        {"ResourceTags": [{"Key": "team", "Value": "payments", "Comparison": "EQUALS"}]},
        {
            "ProductFields": [
                {
                    "Key": "aws/securityhub/ProductName",
                    "Value": "Guard",
                    "Comparison": "CONTAINS",
                }
            ]
        },
        {"SeverityNormalized": [{"Gte": 40, "Lte": 70}]},
        {"Sample": [{"Value": False}]},
        {"UpdatedAt": [{"Start": "2026-11-22T00:00:00Z", "End": "2026-11-23T00:00:00Z"}]},
        {"UpdatedAt": [{"Start": "2026-11-22T00:00:00Z"}]},
        {"SeverityLabel": [condition("HIGH")], "RecordState": [condition("ACTIVE")]},
        {"SeverityLabel": []},
    ],
)
def test_a_finding_passes_filters_that_fit_it(filters: dict[str, Any]) -> None:
    assert meets(FINDING, filters)


@pytest.mark.parametrize(
    "filters",
    [
        {"SeverityLabel": [condition("LOW")]},
        {"SeverityLabel": [condition("HIGH")], "RecordState": [condition("ARCHIVED")]},
        {"WorkflowStatus": [condition("NEW", "NOT_EQUALS")]},
        {"WorkflowStatus": [condition("X", "NOT_EQUALS"), condition("NEW", "NOT_EQUALS")]},
        {"ResourceId": [condition("arn:aws:s3", "PREFIX_NOT_EQUALS")]},
        {"Title": [condition("public", "NOT_CONTAINS")]},
        {"ResourceTags": [{"Key": "team", "Value": "platform", "Comparison": "EQUALS"}]},
        {"SeverityNormalized": [{"Gte": 71}]},
        {"Sample": [{"Value": True}]},
        {"UpdatedAt": [{"End": "2026-11-21T00:00:00Z"}]},
        {"CompanyName": [condition("nobody")]},
    ],
)
def test_a_finding_is_held_back_by_one_filter_that_does_not(filters: dict[str, Any]) -> None:
    assert not meets(FINDING, filters)


def test_days_back_are_counted_from_now() -> None:
    now = datetime.now(UTC)
    fresh = {"UpdatedAt": (now - timedelta(hours=1)).isoformat()}
    stale = {"UpdatedAt": (now - timedelta(days=3)).isoformat()}
    filters = {"UpdatedAt": [{"DateRange": {"Value": 2, "Unit": "DAYS"}}]}

    assert (meets(fresh, filters), meets(stale, filters)) == (True, False)


def test_findings_are_sorted_by_the_first_field_then_the_next() -> None:
    listed = [
        {"Id": "b", "Severity": {"Normalized": 70}, "UpdatedAt": "2026-11-21T00:00:00Z"},
        {"Id": "a", "Severity": {"Normalized": 90}, "UpdatedAt": "2026-11-20T00:00:00Z"},
        {"Id": "c", "Severity": {"Normalized": 70}, "UpdatedAt": "2026-11-22T00:00:00Z"},
    ]

    by = [
        {"Field": "SeverityNormalized", "SortOrder": "desc"},
        {"Field": "UpdatedAt", "SortOrder": "asc"},
    ]
    assert [one["Id"] for one in ordered(listed, by)] == ["a", "b", "c"]
    assert [one["Id"] for one in ordered(listed, [])] == ["b", "a", "c"]
