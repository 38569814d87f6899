"""Findings and incidents as values, made up for the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.finding import Finding, Producer, Resource, Severity
from bot.domain.incident import Incident, Status, Verdict
from tests.clocks import MORNING

GUARDDUTY = Producer("guardduty", "", verified=True)
FORWARDED = Producer(
    "securityhub", "arn:aws:securityhub:eu-west-1::product/aws/guardduty", verified=True
)
HUB = Producer(
    "securityhub", "arn:aws:securityhub:eu-west-1::product/aws/securityhub", verified=True
)
CUSTOM = Producer(
    "securityhub",
    "arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default",
    verified=False,
)
CHANNEL = "C0ALERTS"


def minutes(count: float) -> datetime:
    """Return the moment so many minutes after the morning."""
    return MORNING + timedelta(minutes=count)


def a_finding(**changes: Any) -> Finding:
    """Return a HIGH finding of GuardDuty, with these fields replaced."""
    finding = Finding(
        key="guardduty:aws:111122223333:eu-west-1:detector/d1/finding/f1",
        native_id="f1",
        producer=GUARDDUTY,
        partition="aws",
        account="111122223333",
        region="eu-west-1",
        type="Backdoor:EC2/C&CActivity.B!DNS",
        title="EC2 instance talking to a known C2 server",
        description="It asked for the domain of a command and control server.",
        severity=Severity.HIGH,
        score=8.0,
        created_at=minutes(-60),
        updated_at=minutes(0),
        first_seen=minutes(-60),
        last_seen=minutes(-1),
        count=1,
        resources=(
            Resource("AwsEc2Instance", "arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc"),
        ),
    )
    return replace(finding, **changes)


def an_incident(**changes: Any) -> Incident:
    """Return a new HIGH incident that nobody has, with these fields replaced."""
    incident = Incident(
        number=1,
        status=Status.NEW,
        verdict=Verdict.UNKNOWN,
        severity=Severity.HIGH,
        title="EC2 instance talking to a known C2 server",
        account="111122223333",
        region="eu-west-1",
        owner="",
        owner_name="",
        opened_at=minutes(0),
        updated_at=minutes(0),
        revision=1,
        channel=CHANNEL,
    )
    return replace(incident, **changes)
