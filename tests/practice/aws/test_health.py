from __future__ import annotations

from practice.aws.server import SimulatedAws

HOME = "us-east-1"
ARN = "arn:aws:health:us-east-1::event/RISK/X/1"


def test_an_event_and_what_it_affects_are_told_to_its_account_alone(
    aws: SimulatedAws, account: str
) -> None:
    event = {"arn": ARN, "service": "RISK", "eventTypeCode": "X"}
    aws.reporters.health.tell(account, event, ["AKIA1"])
    client = aws.client("health", account, HOME)

    details = client.describe_event_details(eventArns=[ARN, "arn:none"])
    assert [one["event"]["eventTypeCode"] for one in details["successfulSet"]] == ["X"]
    assert [one["eventArn"] for one in details["failedSet"]] == ["arn:none"]
    affected = client.describe_affected_entities(filter={"eventArns": [ARN]})["entities"]
    assert [(one["entityValue"], one["awsAccountId"]) for one in affected] == [("AKIA1", account)]

    stranger = aws.client("health", "999988880000", HOME)
    assert stranger.describe_affected_entities(filter={"eventArns": [ARN]})["entities"] == []
