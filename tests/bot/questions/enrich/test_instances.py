"""Tests of looking an instance up."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from bot.aws.access import AwsEstate
from bot.domain.policy import Account
from bot.questions.enrich.instances import find_instance
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.enrich.resources import an_instance

ACTIONS = ("ec2:DescribeInstances",)


def test_an_instance_is_found_by_its_id(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    first, second = (an_instance(aws, prod.number) for _ in range(2))
    reading = estate.reading(prod, REGION, ACTIONS)

    found = find_instance(reading, second)

    assert found
    assert found["InstanceId"] == second != first


def test_an_id_that_aws_does_not_know_is_refused_by_aws(estate: AwsEstate, prod: Account) -> None:
    with pytest.raises(ClientError, match=r"InvalidInstanceID\.NotFound"):
        find_instance(estate.reading(prod, REGION, ACTIONS), "i-0123456789abcdef0")
