"""The emptied bucket: the attack is real calls, and the answer key can tell right from wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from practice.scenarios.emptied_bucket import KEYS, MACHINE, NETWORK, ROLE, EmptiedBucket
from tests.practice.scenarios.estates import an_estate


@pytest.fixture
def scenario(aws: SimulatedAws, account_numbers: Iterator[str]) -> Iterator[EmptiedBucket]:
    made = EmptiedBucket(aws, an_estate(aws, account_numbers))
    made.attack()
    yield made
    aws.detective.takes_seconds = 0.0


def iam(scenario: EmptiedBucket) -> Any:
    return scenario.aws.client("iam", scenario.estate.prod.account)


def test_the_bucket_is_listed_read_and_emptied_by_the_role_of_the_machine(
    scenario: EmptiedBucket,
) -> None:
    calls = scenario.aws.calls(
        account=scenario.estate.prod.account, session=scenario.estate.prod.instances[MACHINE]
    )
    assert [one.operation for one in calls] == [
        "ListBuckets",
        "ListObjectsV2",
        *["GetObject"] * len(KEYS),
        *["DeleteObject"] * len(KEYS),
    ]
    assert not any(one.error for one in calls)
    s3 = scenario.aws.client("s3", scenario.estate.prod.account, scenario.estate.region)
    assert s3.list_objects_v2(Bucket=scenario.bucket)["KeyCount"] == 0


def test_the_answer_key_follows_the_attack_the_containment_and_the_way_back(
    scenario: EmptiedBucket,
) -> None:
    assert not scenario.is_contained()
    assert scenario.is_as_before()
    asked = {"RoleName": ROLE, "PolicyArn": scenario._deny()}
    iam(scenario).attach_role_policy(**asked)
    assert scenario.is_contained()
    assert not scenario.is_as_before()
    iam(scenario).detach_role_policy(**asked)
    assert not scenario.is_contained()
    assert scenario.is_as_before()


def test_a_deny_that_does_not_hold_the_thief_back_is_no_containment(
    scenario: EmptiedBucket,
) -> None:
    client = iam(scenario)
    client.attach_role_policy(RoleName=ROLE, PolicyArn=scenario._deny())
    statement = {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "*"}
    harmless = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    client.create_policy_version(
        PolicyArn=scenario._deny(), PolicyDocument=harmless, SetAsDefault=True
    )
    assert not scenario.is_contained()


def test_a_look_is_to_tell_who_it_was_what_they_did_and_from_where(
    scenario: EmptiedBucket,
) -> None:
    said = f"Who: {scenario.role_arn} DeleteObject New network: {NETWORK}"
    assert scenario.is_told(said)
    assert not scenario.is_told(said.replace("DeleteObject", ""))
    assert not scenario.is_told(said.replace(ROLE, "somebody"))


def test_it_can_be_played_again(scenario: EmptiedBucket) -> None:
    again = EmptiedBucket(scenario.aws, scenario.estate)
    again.attack()
    assert not again.is_contained()
