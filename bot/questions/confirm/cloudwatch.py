"""Asks CloudWatch how an alarm stands now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.finding import Finding
from bot.domain.sources import CLOUDWATCH
from bot.domain.words import confirming as words
from bot.domain.words.alert import SERVICES
from bot.questions.confirm.comparing import Kept, unknown, unlike
from bot.questions.confirm.contract import Source, answered
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said

STANDINGS = {"ALARM": "FAILED", "OK": "PASSED"}
OTHERWISE = "NOT_AVAILABLE"
ALARM = ":alarm:"
KINDS = ["MetricAlarm", "CompositeAlarm", "LogAlarm"]


class CloudWatch(Source):
    """CloudWatch, in the finding's own account and Region.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
    """

    name = SERVICES[CLOUDWATCH]
    actions = ("cloudwatch:DescribeAlarms",)

    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        name = finding.native_id.partition(ALARM)[2] or finding.native_id
        client = aws.read("cloudwatch")
        answer = answered(
            lambda: client.describe_alarms(AlarmNames=[name], AlarmTypes=KINDS),
            "ValidationError",
            "InvalidParameterValue",
        )
        for alarm in _alarms(answer or {}):
            if finding.native_id in (alarm.get("AlarmName"), alarm.get("AlarmArn")):
                return self._compare(alarm, finding)
        return unknown(self.name)

    def _compare(self, alarm: Mapping[str, Any], finding: Finding) -> Said | None:
        state = str(alarm.get("StateValue"))
        if STANDINGS.get(state, OTHERWISE) != finding.compliance:
            return words.OTHER_STATE.fill(service=self.name, state=state)
        return unlike(self.name, _kept(alarm), finding)


def _alarms(answer: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for kind in ("MetricAlarms", "CompositeAlarms", "LogAlarms"):
        yield from answer.get(kind, ())


def _kept(alarm: Mapping[str, Any]) -> Kept:
    """Return an alarm as its finding has it: called by its first metric, else by its name."""
    name, arn = str(alarm.get("AlarmName")), str(alarm.get("AlarmArn"))
    metric = next((one for one in _metrics(alarm) if one.get("Namespace")), {})
    named = "/".join(filter(None, (metric.get("Namespace"), metric.get("MetricName"))))
    things = [("Other", str(one.get("Value"))) for one in metric.get("Dimensions", ())]
    return Kept(frozenset({named or name}), things=(*things, ("AwsCloudWatchAlarm", arn)))


def _metrics(alarm: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the alarm's own metric, and those that its expression is made of."""
    yield alarm
    for one in alarm.get("Metrics", ()):
        yield one.get("MetricStat", {}).get("Metric", {})
