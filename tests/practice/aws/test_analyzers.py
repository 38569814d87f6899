from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

REGION = "us-east-1"
AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def client(aws: SimulatedAws, account: str) -> Any:
    return aws.client("accessanalyzer", account, REGION)


def test_where_nothing_was_found_there_is_no_analyzer(client: Any) -> None:
    assert client.list_analyzers()["analyzers"] == []


def test_a_finding_is_answered_by_the_analyzer_that_has_it(
    aws: SimulatedAws, account: str, client: Any
) -> None:
    times = {"createdAt": AT, "updatedAt": AT, "analyzedAt": AT}
    kept = {"id": "a-1", "resource": "arn:aws:s3:::b", "resourceType": "AWS::S3::Bucket", **times}
    more = {"resourceOwnerAccount": account, "status": "ACTIVE", "findingDetails": []}
    aws.reporters.analyzers.findings.put(account, REGION, kept | more)
    (analyzer,) = client.list_analyzers()["analyzers"]

    found = client.get_finding_v2(analyzerArn=analyzer["arn"], id="a-1")
    assert (found["resource"], found["createdAt"]) == ("arn:aws:s3:::b", AT)
    unknown = refusal(client.get_finding_v2, analyzerArn=analyzer["arn"], id="a-2")
    assert unknown == "ResourceNotFoundException"
