from __future__ import annotations

from typing import Any

from practice.aws.server import SimulatedAws

REGION, OTHER_REGION = "us-east-1", "eu-west-1"


def asked(aws: SimulatedAws, account: str, region: str = REGION) -> list[dict[str, Any]]:
    answer = aws.client("macie2", account, region).get_findings(findingIds=["1", "2"])
    return list(answer["findings"])


def test_a_finding_is_kept_where_it_was_put_and_nowhere_else(
    aws: SimulatedAws, account: str
) -> None:
    aws.reporters.macie.findings.put(account, REGION, {"id": "1", "title": "old"})
    aws.reporters.macie.findings.put(account, REGION, {"id": "1", "title": "new"})

    assert [one["title"] for one in asked(aws, account)] == ["new"]
    assert asked(aws, account, OTHER_REGION) == []
