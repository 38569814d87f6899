from __future__ import annotations

from typing import Any

import pytest

from practice.aws.criteria import at, meets, number, ordered

FINDING: dict[str, Any] = {
    "type": "Recon:EC2/Portscan",
    "severity": 5.5,
    "updatedAt": "2026-11-22T00:00:00.000Z",
    "service": {"archived": False},
    "resource": {"instanceDetails": {"tags": [{"value": "a"}, {"value": "b"}]}},
}


@pytest.mark.parametrize(
    "criterion",
    [
        {},
        {"type": {"Equals": ["Recon:EC2/Portscan"]}},
        {"type": {"Eq": ["x", "Recon:EC2/Portscan"]}},
        {"type": {"NotEquals": ["x"]}},
        {"service.archived": {"Equals": ["false"]}},
        {"severity": {"GreaterThanOrEqual": 4, "LessThan": 7}},
        {"severity": {"Gt": 5, "Lte": 6}},
        {"resource.instanceDetails.tags.value": {"Equals": ["b"]}},
        {"updatedAt": {"GreaterThan": 1_700_000_000_000}},
    ],
)
def test_a_finding_meets_criteria_that_fit_it(criterion: dict[str, Any]) -> None:
    assert meets(FINDING, criterion)


@pytest.mark.parametrize(
    "criterion",
    [
        {"type": {"Equals": ["Recon"]}},
        {"type": {"Neq": ["Recon:EC2/Portscan"]}},
        {"service.archived": {"Equals": ["true"]}},
        {"severity": {"Gte": 5, "Lt": 5.5}},
        {"no.such.field": {"Equals": ["x"]}},
        {"severity": {"Unheard": 1}},
    ],
)
def test_a_finding_fails_criteria_that_do_not(criterion: dict[str, Any]) -> None:
    assert not meets(FINDING, criterion)


def test_a_path_spreads_over_lists() -> None:
    assert at(FINDING, "resource.instanceDetails.tags.value") == ["a", "b"]
    assert at(FINDING, "service.archived.deeper") == []


def test_a_time_counts_in_milliseconds_and_a_word_as_nothing() -> None:
    assert number("1970-01-01T00:00:01+00:00") == 1000.0
    assert number("a word") == 0.0


def test_findings_are_sorted_either_way() -> None:
    listed = [{"severity": 2}, {"severity": 8}, {"severity": 5}]

    down = ordered(listed, {"AttributeName": "severity", "OrderBy": "DESC"})
    up = ordered(listed, {"AttributeName": "severity", "OrderBy": "ASC"})
    assert [one["severity"] for one in down] == [8, 5, 2]
    assert [one["severity"] for one in up] == [2, 5, 8]
    assert ordered(listed, {}) == listed
