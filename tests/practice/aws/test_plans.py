from __future__ import annotations

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

HOME = "us-east-1"


def test_without_a_plan_health_and_support_answer_nothing(aws: SimulatedAws, account: str) -> None:
    health, support = (aws.client(name, account, HOME) for name in ("health", "support"))
    assert health.describe_event_details(eventArns=["arn:x"])["successfulSet"] == []

    aws.reporters.plans.end(account)

    denied = "SubscriptionRequiredException"
    assert refusal(health.describe_event_details, eventArns=["arn:x"]) == denied
    assert refusal(support.describe_trusted_advisor_checks, language="en") == denied
