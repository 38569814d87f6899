"""An alarm is held against how it stands at CloudWatch now."""

from __future__ import annotations

from typing import Any

import pytest

from bot.aws.access import AwsEstate
from bot.domain.finding import Finding, Resource
from bot.domain.policy import Account
from bot.questions.confirm.cloudwatch import CloudWatch
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.confirm.asking import AT, come_in, forged, told

SOURCE = CloudWatch()
NAME = "security-waf"


def found(aws: SimulatedAws, account: str, now: str = "ALARM") -> Finding:
    """Let an alarm ring that stands like this now, and return the finding as it comes in."""
    client = aws.client("cloudwatch", account, REGION)
    client.put_metric_alarm(
        AlarmName=NAME,
        Namespace="AWS/WAFV2",
        MetricName="BlockedRequests",
        Dimensions=[{"Name": "WebACL", "Value": "edge"}],
        ComparisonOperator="GreaterThanThreshold",
        EvaluationPeriods=1,
        Period=60,
        Statistic="Sum",
        Threshold=1,
    )
    client.set_alarm_state(AlarmName=NAME, StateValue=now, StateReason="-")
    arn = f"arn:aws:cloudwatch:{REGION}:{account}:alarm:{NAME}"
    metric = {
        "namespace": "AWS/WAFV2",
        "name": "BlockedRequests",
        "dimensions": {"WebACL": "edge"},
    }
    detail = {
        "alarmName": NAME,
        "state": {"value": "ALARM", "timestamp": AT},
        "configuration": {"metrics": [{"id": "1", "metricStat": {"metric": metric}}]},
    }
    return come_in("aws.cloudwatch", "CloudWatch Alarm State Change", account, detail, arn)


@pytest.mark.parametrize(("now", "why"), [("ALARM", ""), ("OK", "at CloudWatch it is OK now")])
def test_how_the_alarm_stands_now_bears_it_out_or_not(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, now: str, why: str
) -> None:
    assert told(SOURCE, estate, prod, found(aws, prod.number, now)) == why


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"native_id": "other"}, "CloudWatch knows no such finding"),
        ({"native_id": f"arn:aws:x:alarm:{NAME}"}, "CloudWatch knows no such finding"),
        ({"type": "AWS/DDoSProtection/X"}, "CloudWatch calls it AWS/WAFV2/BlockedRequests"),
        (
            {"resources": (Resource("AwsEc2Instance", "edge"),)},
            "at CloudWatch it does not name edge",
        ),
    ],
    ids=["other alarm", "other account's alarm", "other metric", "a value as a machine"],
)
def test_whatever_differs_from_what_cloudwatch_holds_is_told(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, changes: dict[str, Any], why: str
) -> None:
    assert told(SOURCE, estate, prod, forged(found(aws, prod.number), changes)) == why
