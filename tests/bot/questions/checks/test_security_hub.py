"""Security Hub is on where the account is subscribed and a standard is ready."""

from __future__ import annotations

import pytest

from bot.aws.access import AwsEstate
from bot.domain.policy import Account
from bot.questions.checks.security_hub import SecurityHub
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.checks.accounts import looked, why


def test_an_account_that_is_not_subscribed_has_it_off(estate: AwsEstate, prod: Account) -> None:
    assert why(looked(estate, prod, SecurityHub())) == "FAILED: Security Hub is off"


def test_a_hub_with_its_standards_passes(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    aws.client("securityhub", prod.number, REGION).enable_security_hub()

    assert why(looked(estate, prod, SecurityHub())) == "PASSED"


def test_a_hub_without_a_standard_finds_nothing_itself(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    hub = aws.client("securityhub", prod.number, REGION)
    hub.enable_security_hub(EnableDefaultStandards=False)

    assert why(looked(estate, prod, SecurityHub())) == (
        "WARNING: Security Hub is on, but no standard is: it only passes on others' findings"
    )


@pytest.mark.parametrize("status", ["PENDING", "INCOMPLETE", "FAILED", "DELETING"])
def test_a_standard_that_is_not_ready_is_named(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, status: str
) -> None:
    aws.client("securityhub", prod.number, REGION).enable_security_hub()
    aws.controls.standards.put(prod.number, REGION, status)

    assert why(looked(estate, prod, SecurityHub())) == (
        f"WARNING: Security Hub is on, but a standard is {status}: "
        "standards/aws-foundational-security-best-practices/v/1.0.0"
    )
