from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from practice.aws import events
from practice.aws.server import SimulatedAws

REGION = "us-east-1"
FINDINGS = json.dumps({"source": ["aws.guardduty"]})
HOSTILE = {"accountId": "1", "title": '<detail> "quoted" <id>', "severity": 8}


@pytest.fixture
def queue(aws: SimulatedAws, account: str) -> str:
    made = aws.client("sqs", account).create_queue(QueueName="findings")
    return str(made["QueueUrl"])


def arn(account: str) -> str:
    return f"arn:aws:sqs:{REGION}:{account}:findings"


def rule(aws: SimulatedAws, account: str, *targets: str, pattern: str = FINDINGS) -> Any:
    client = aws.client("events", account)
    client.put_rule(Name="r", EventPattern=pattern)
    client.put_targets(
        Rule="r", Targets=[{"Id": str(number), "Arn": one} for number, one in enumerate(targets)]
    )
    return client


def received(aws: SimulatedAws, account: str, queue: str) -> list[dict[str, Any]]:
    found = aws.client("sqs", account).receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
    return [json.loads(one["Body"]) for one in found.get("Messages", [])]


def test_an_event_reaches_a_queue_as_aws_writes_it(
    aws: SimulatedAws, account: str, queue: str
) -> None:
    rule(aws, account, arn(account))

    events.emit(account, REGION, "aws.guardduty", "GuardDuty Finding", HOSTILE, ["arn:r"])

    (event,) = received(aws, account, queue)
    moment = datetime.strptime(event.pop("time"), "%Y-%m-%dT%H:%M:%S%z")
    assert abs(datetime.now(UTC) - moment) < timedelta(minutes=1)
    assert event.pop("id")
    assert event == {
        "version": "0",
        "detail-type": "GuardDuty Finding",
        "source": "aws.guardduty",
        "account": account,
        "region": REGION,
        "resources": ["arn:r"],
        "detail": HOSTILE,
    }


def test_a_custom_event_comes_with_its_account(aws: SimulatedAws, account: str, queue: str) -> None:
    client = rule(aws, account, arn(account), pattern=json.dumps({"source": ["our.app"]}))

    client.put_events(
        Entries=[{"Source": "our.app", "DetailType": "t", "Detail": json.dumps({"a": 1})}]
    )

    (event,) = received(aws, account, queue)
    assert (event["account"], event["detail"]) == (account, {"a": 1})


def test_nobody_but_aws_speaks_for_aws(aws: SimulatedAws, account: str, queue: str) -> None:
    client = rule(aws, account, arn(account), pattern=json.dumps({"account": [account]}))
    forged = {"Source": "aws.guardduty", "DetailType": "GuardDuty Finding", "Detail": "{}"}

    answer = client.put_events(Entries=[forged, {**forged, "Source": "our.app"}])

    codes = [one.get("ErrorCode") for one in answer["Entries"]]
    assert codes == ["NotAuthorizedForSourceException", None]
    assert answer["FailedEntryCount"] == 1
    assert [one["source"] for one in received(aws, account, queue)] == ["our.app"]


def test_a_topic_is_a_target_too(aws: SimulatedAws, account: str, queue: str) -> None:
    sns = aws.client("sns", account)
    topic = sns.create_topic(Name="t")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn(account))
    rule(aws, account, topic)

    events.emit(account, REGION, "aws.guardduty", "GuardDuty Finding", HOSTILE)

    (envelope,) = received(aws, account, queue)
    assert json.loads(envelope["Message"])["detail"] == HOSTILE
    assert "Subject" not in envelope


def test_an_event_that_fits_no_pattern_goes_nowhere(
    aws: SimulatedAws, account: str, queue: str
) -> None:
    rule(aws, account, arn(account))

    events.emit(account, REGION, "aws.health", "AWS Health Event", {})

    assert received(aws, account, queue) == []


def test_a_disabled_rule_sends_nothing(aws: SimulatedAws, account: str, queue: str) -> None:
    client = rule(aws, account, arn(account))
    client.disable_rule(Name="r")

    events.emit(account, REGION, "aws.guardduty", "GuardDuty Finding", HOSTILE)

    assert received(aws, account, queue) == []


def test_a_bus_in_another_account_gets_the_event_with_its_first_account(
    aws: SimulatedAws, account: str, account_numbers: Any
) -> None:
    home = next(account_numbers)
    queue = aws.client("sqs", home).create_queue(QueueName="findings")["QueueUrl"]
    rule(aws, home, arn(home))
    rule(aws, account, f"arn:aws:events:{REGION}:{home}:event-bus/default")

    events.emit(account, REGION, "aws.guardduty", "GuardDuty Finding", HOSTILE)

    (event,) = received(aws, home, queue)
    assert (event["account"], event["detail"]) == (account, HOSTILE)


def test_a_target_that_is_motos_still_works_beside_ours(
    aws: SimulatedAws, account: str, queue: str
) -> None:
    logs = aws.client("logs", account)
    logs.create_log_group(logGroupName="/aws/events/all")
    group = f"arn:aws:logs:{REGION}:{account}:log-group:/aws/events/all"
    rule(aws, account, arn(account), group)

    events.emit(account, REGION, "aws.guardduty", "GuardDuty Finding", HOSTILE)

    streams = logs.describe_log_streams(logGroupName="/aws/events/all")["logStreams"]
    assert len(received(aws, account, queue)) == 1
    assert len(streams) == 1


def test_an_account_without_rules_hears_nothing(account: str) -> None:
    events.emit(account, REGION, "aws.guardduty", "GuardDuty Finding", HOSTILE)


def a_topic(aws: SimulatedAws, account: str, **statement: Any) -> str:
    """Make a topic with this statement as its policy, and let it speak to the queue."""
    sns = aws.client("sns", account)
    topic = str(sns.create_topic(Name="findings")["TopicArn"])
    if statement:
        whole = {"Effect": "Allow", "Action": "sns:Publish", "Resource": topic, **statement}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [whole]})
        sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy)
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn(account))
    return topic


EVENTBRIDGE = {"Principal": {"Service": "events.amazonaws.com"}}


@pytest.mark.parametrize(
    ("statement", "count"),
    [
        ({}, 1),
        (EVENTBRIDGE, 1),
        ({"Principal": {"Service": "s3.amazonaws.com"}}, 0),
        ({"Principal": {"AWS": "*"}}, 0),
        (EVENTBRIDGE | {"Action": "sns:Subscribe"}, 0),
        (EVENTBRIDGE | {"Condition": {"ArnLike": {"aws:SourceArn": "*"}}}, 0),
    ],
)
def test_an_event_reaches_a_topic_whose_policy_lets_eventbridge_in_without_a_condition(
    aws: SimulatedAws, account: str, queue: str, statement: dict[str, Any], count: int
) -> None:
    rule(aws, account, a_topic(aws, account, **statement))

    events.emit(account, REGION, "aws.guardduty", "GuardDuty Finding", HOSTILE)

    assert len(received(aws, account, queue)) == count
