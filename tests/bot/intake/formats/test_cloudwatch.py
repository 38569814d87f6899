"""Alarms of CloudWatch, by EventBridge and as an alarm publishes them itself."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Severity
from tests.bot.intake.formats.events import event
from tests.bot.intake.formats.examples import ACCOUNT, REGION, notice_of, read_one

ARN = f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:waf-blocked"
BALANCER = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:loadbalancer/app/pay/1"


def alarm(
    state: str = "ALARM",
    name: str = "waf-blocked",
    said: str = "",
    metric: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return an alarm's change of state; WAF's where no other metric is given."""
    stated = metric or {
        "namespace": "AWS/WAFV2",
        "name": "BlockedRequests",
        "dimensions": {"WebACL": "shop"},
    }
    detail = {
        "alarmName": name,
        "configuration": {
            "description": said,
            "metrics": [{"metricStat": {"metric": stated}, "returnData": True}],
        },
        "state": {
            "value": state,
            "reason": "Threshold crossed",
            "timestamp": "2026-11-22T08:30:00.000+0000",
        },
        "previousState": {"value": "OK"},
    }
    return event("aws.cloudwatch", "CloudWatch Alarm State Change", detail, resources=[ARN])


def test_an_alarm_is_a_finding_in_the_account_that_it_is_in() -> None:
    finding = read_one(alarm())

    assert finding.key == f"cloudwatch:aws:{ACCOUNT}:{REGION}:{ARN}"
    assert (finding.severity, finding.compliance) == (Severity.MEDIUM, "FAILED")
    assert (finding.type, finding.title) == ("AWS/WAFV2/BlockedRequests", "Alarm: waf-blocked")
    assert [one.id for one in finding.resources] == ["shop"]
    assert finding.producer.verified


@pytest.mark.parametrize(
    ("state", "standing"), [("OK", "PASSED"), ("INSUFFICIENT_DATA", "NOT_AVAILABLE")]
)
def test_one_that_is_over_has_passed_and_one_without_data_has_not(
    state: str, standing: str
) -> None:
    finding = read_one(alarm(state))
    assert finding.compliance == standing
    assert (finding.key, finding.severity) == (read_one(alarm()).key, Severity.MEDIUM)


@pytest.mark.parametrize(
    ("name", "said", "severity"),
    [
        ("critical-logins", "", Severity.CRITICAL),
        ("logins", "Page for HIGH, mail for low.", Severity.HIGH),
        ("highway-traffic", "", Severity.MEDIUM),
    ],
)
def test_the_gravest_severity_that_its_owner_has_written_counts(
    name: str, said: str, severity: Severity
) -> None:
    assert read_one(alarm(name=name, said=said)).severity is severity


def test_an_attack_that_shield_measures_is_high_and_names_what_is_attacked() -> None:
    metric = {
        "namespace": "AWS/DDoSProtection",
        "name": "DDoSDetected",
        "dimensions": {"ResourceArn": BALANCER},
    }
    finding = read_one(alarm(name="ddos", said="LOW", metric=metric))
    assert finding.severity is Severity.HIGH
    assert finding.resources[0].id == BALANCER


def test_an_alarm_without_a_metric_of_its_own_is_what_it_is_about_itself() -> None:
    detail = {"alarmName": "all", "configuration": {}, "state": {"value": "ALARM"}}
    kind = "CloudWatch Alarm State Change"
    finding = read_one(event("aws.cloudwatch", kind, detail, resources=[ARN]))
    assert (finding.type, finding.resources[0].type) == ("all", "AwsCloudWatchAlarm")


def test_what_an_alarm_publishes_itself_is_a_claim() -> None:
    finding = read_one(
        {
            "AlarmName": "firewall-drops",
            "AlarmDescription": "HIGH",
            "AWSAccountId": ACCOUNT,
            "NewStateValue": "ALARM",
            "NewStateReason": "Threshold crossed",
            "StateChangeTime": "2026-11-22T08:30:00.000+0000",
            "Region": "Asia Pacific (Tokyo)",
            "AlarmArn": ARN,
            "Trigger": {
                "Namespace": "AWS/NetworkFirewall",
                "MetricName": "DroppedPackets",
                "Dimensions": [{"name": "FirewallName", "value": "edge"}],
            },
        }
    )
    assert (finding.account, finding.region) == (ACCOUNT, REGION)
    assert (finding.type, finding.severity) == (
        "AWS/NetworkFirewall/DroppedPackets",
        Severity.HIGH,
    )
    assert not finding.producer.verified
    assert finding.key != read_one(alarm()).key


def test_one_without_a_name_is_a_notice() -> None:
    assert "alarmName" in notice_of(alarm(name="")).reason
