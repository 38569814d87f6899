from __future__ import annotations

from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

REGION = "us-east-1"
BEST_PRACTICES = (
    f"arn:aws:securityhub:{REGION}::standards/aws-foundational-security-best-practices/v/1.0.0"
)
CIS = "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0"


@pytest.fixture
def hub(aws: SimulatedAws, account: str) -> Any:
    return aws.client("securityhub", account, REGION)


def standards(hub: Any) -> dict[str, str]:
    listed = hub.get_enabled_standards()["StandardsSubscriptions"]
    return {each["StandardsArn"]: each["StandardsStatus"] for each in listed}


def test_the_default_standards_come_with_the_hub(hub: Any) -> None:
    hub.enable_security_hub()

    assert standards(hub) == {BEST_PRACTICES: "READY", CIS: "READY"}


def test_a_hub_can_do_without(hub: Any) -> None:
    hub.enable_security_hub(EnableDefaultStandards=False)

    assert standards(hub) == {}


def test_an_account_without_the_hub_is_refused(hub: Any) -> None:
    assert refusal(hub.get_enabled_standards) == "InvalidAccessException"


def test_standards_have_the_status_that_they_are_given(
    aws: SimulatedAws, account: str, hub: Any
) -> None:
    hub.enable_security_hub()
    aws.controls.standards.put(account, REGION, "INCOMPLETE")

    assert set(standards(hub).values()) == {"INCOMPLETE"}
    assert hub.get_enabled_standards()["StandardsSubscriptions"][0]["StandardsInput"] == {}
