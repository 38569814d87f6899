from __future__ import annotations

from practice.aws.server import SimulatedAws

REGION = "us-east-1"


def test_only_the_findings_asked_for_are_answered(aws: SimulatedAws, account: str) -> None:
    for name in ("1", "2"):
        finding = {"id": name, "accountId": account, "type": "Policy:IAMUser/S3BucketPublic"}
        aws.reporters.macie.findings.put(account, REGION, finding)

    answer = aws.client("macie2", account, REGION).get_findings(findingIds=["2", "3"])
    assert [one["id"] for one in answer["findings"]] == ["2"]
