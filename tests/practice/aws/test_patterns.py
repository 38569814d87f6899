"""What EventBridge's user guide says of patterns, where moto's own reading says otherwise too."""

from __future__ import annotations

import json
from typing import Any

import pytest

from practice.aws.patterns import matches
from practice.aws.server import SimulatedAws

EVENT: dict[str, Any] = {
    "source": "aws.ec2",
    "detail": {
        "name": "secbot-guard",
        "enable": False,
        "count": 3,
        "names": ["a", "b"],
        "items": [{"key": "Name", "value": "web"}, {"key": "secbot:drill", "value": "true"}],
        "nothing": None,
        "deep": {"er": {"arn": "arn:aws:iam::1:role/x"}},
    },
}


@pytest.mark.parametrize(
    ("detail", "does"),
    [
        ({"name": ["secbot-guard"]}, True),
        ({"name": ["other", {"prefix": "secbot-"}]}, True),
        ({"name": [{"anything-but": ["secbot-guard"]}]}, False),
        ({"name": [{"anything-but": {"prefix": "shop-"}}]}, True),
        ({"name": [{"wildcard": "*-gu*d"}]}, True),
        ({"missing": [{"anything-but": ["x"]}]}, False),
        ({"missing": [{"exists": False}]}, True),
        ({"missing": {"deeper": [{"exists": False}]}}, True),
        ({"missing": {"deeper": ["x"]}}, False),
        ({"name": [{"exists": False}]}, False),
        ({"enable": [False]}, True),
        ({"enable": ["false"]}, False),
        ({"count": [True]}, False),
        ({"count": [{"numeric": [">", 2]}]}, True),
        ({"names": ["b"]}, True),
        ({"items": {"key": [{"prefix": "secbot:"}]}}, True),
        ({"items": {"key": ["Name"], "value": ["web"]}}, True),
        ({"items": {"key": ["Name"], "value": ["true"]}}, False),
        ({"deep": {"er": {"arn": [{"anything-but": ["other"]}, {"exists": False}]}}}, True),
        ({"$or": [{"name": ["x"]}, {"names": ["a"]}]}, True),
        ({"count": [3], "$or": [{"name": ["x"]}, {"names": ["c"]}]}, False),
        ({"deep": {"$or": [{"er": {"arn": ["y"]}}, {"er": {"arn": [{"prefix": "arn:"}]}}]}}, True),
    ],
)
def test_a_pattern_matches_as_aws_says(detail: dict[str, Any], *, does: bool) -> None:
    assert matches({"source": ["aws.ec2"], "detail": detail}, EVENT) is does


def test_a_rule_looks_into_the_objects_of_an_array(aws: SimulatedAws, account: str) -> None:
    queue = aws.client("sqs", account).create_queue(QueueName="tags")["QueueUrl"]
    events = aws.client("events", account)
    pattern = {"detail": {"items": {"key": [{"prefix": "secbot:"}]}}}
    events.put_rule(Name="tags", EventPattern=json.dumps(pattern))
    arn = f"arn:aws:sqs:us-east-1:{account}:tags"
    events.put_targets(Rule="tags", Targets=[{"Id": "1", "Arn": arn}])

    aws.emit(account, "us-east-1", "aws.ec2", "Tagged", {"items": [{"key": "Name"}]})
    aws.emit(account, "us-east-1", "aws.ec2", "Tagged", EVENT["detail"])

    found = aws.client("sqs", account).receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
    assert [json.loads(one["Body"])["detail"] for one in found["Messages"]] == [EVENT["detail"]]
