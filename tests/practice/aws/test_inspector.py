from __future__ import annotations

from practice.aws.server import SimulatedAws

REGION = "us-east-1"


def test_findings_are_filtered_by_arn_and_account(aws: SimulatedAws, account: str) -> None:
    for name in ("1", "2"):
        finding = {"findingArn": f"arn:{name}", "awsAccountId": account, "title": name}
        aws.reporters.inspector.findings.put(account, REGION, finding)
    client = aws.client("inspector2", account, REGION)

    def titles(**filters: str) -> list[str]:
        asked = {
            name: [{"comparison": "EQUALS", "value": value}] for name, value in filters.items()
        }
        return [one["title"] for one in client.list_findings(filterCriteria=asked)["findings"]]

    assert titles() == ["1", "2"]
    assert titles(findingArn="arn:2") == ["2"]
    assert titles(findingArn="arn:2", awsAccountId="1") == []
