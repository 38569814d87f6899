"""Each check calls what it declares, all of it and nothing else, and can fail without harm."""

from __future__ import annotations

import botocore.session
import pytest

from bot.aws.access import AwsEstate
from bot.aws.actions import action_of
from bot.aws.narrowing import for_reads
from bot.domain.policy import Account
from bot.questions.checks.catalogue import ABOUTS, CHECKS, REGIONS
from bot.questions.checks.contract import About, Check
from practice.aws.server import SimulatedAws
from tests.bot.questions.checks.accounts import looked, well_set, why

SERVICES = ("cloudtrail", "config", "ec2", "guardduty", "iam", "s3control", "securityhub")


@pytest.fixture(scope="module")
def known_actions() -> set[str]:
    models = botocore.session.Session()
    return {
        action_of(service, operation)
        for service in SERVICES
        for operation in models.get_service_model(service).operation_names
    }


def called(aws: SimulatedAws, account: Account) -> set[str]:
    """Return the actions that were called under the read role."""
    calls = aws.calls(account=account.number, session="secbot-read")
    return {action_of(each.service, each.operation) for each in calls}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.about.key))
def test_a_check_uses_each_right_that_it_declares_and_no_other(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, check: Check
) -> None:
    well_set(aws, prod.number)

    assert why(looked(estate, prod, check)) == "PASSED"

    assert called(aws, prod) == set(check.about.actions)


def test_the_regions_are_read_with_the_right_that_is_declared(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    REGIONS.enabled(estate.reading(prod, "", REGIONS.about.actions))

    assert called(aws, prod) == set(REGIONS.about.actions)


@pytest.mark.parametrize("about", ABOUTS, ids=lambda about: str(about.key))
def test_a_check_declares_reads_that_exist_and_fit_a_session_policy(
    about: About, known_actions: set[str]
) -> None:
    assert set(about.actions) <= known_actions
    assert all(
        action.partition(":")[2].startswith(("Describe", "Get", "List")) for action in about.actions
    )
    assert for_reads(about.actions)


def test_each_check_has_a_key_of_its_own() -> None:
    keys = [about.key for about in ABOUTS]

    assert len(set(keys)) == len(keys)
