"""The leaked key: the attack is real calls, and the answer key can tell right from wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from practice.scenarios.leaked_key import USER, LeakedKey
from tests.practice.scenarios.estates import an_estate


@pytest.fixture
def scenario(aws: SimulatedAws, account_numbers: Iterator[str]) -> LeakedKey:
    made = LeakedKey(aws, an_estate(aws, account_numbers))
    made.attack()
    return made


def iam(scenario: LeakedKey) -> Any:
    return scenario.aws.client("iam", scenario.estate.prod.account)


def deny(scenario: LeakedKey) -> None:
    iam(scenario).attach_user_policy(UserName=USER, PolicyArn=scenario._deny())


def kill(scenario: LeakedKey) -> None:
    asked = {"UserName": USER, "AccessKeyId": scenario.key.access_key_id}
    iam(scenario).update_access_key(**asked, Status="Inactive")


def test_the_thief_calls_with_the_key_and_keeps_a_session(scenario: LeakedKey) -> None:
    assert scenario.session is not None
    calls = scenario.aws.calls(account=scenario.estate.prod.account)
    by_key, by_session = (
        [one.operation for one in calls if one.access_key == key]
        for key in (scenario.key.access_key_id, scenario.session[0])
    )

    looked = ["ListUsers", "ListBuckets", "DescribeInstances"]
    assert by_key == ["GetSessionToken", *looked]
    assert by_session == looked
    assert not scenario.is_contained()
    assert not scenario.is_witnessed()
    assert not scenario.is_as_before()


def test_a_dead_key_alone_contains_nothing_while_the_session_lives(scenario: LeakedKey) -> None:
    kill(scenario)
    assert not scenario.is_contained()


def test_a_deny_alone_leaves_a_key_that_is_alive(scenario: LeakedKey) -> None:
    deny(scenario)
    assert not scenario.is_contained()


def test_the_answer_key_follows_the_containment_and_the_way_back(scenario: LeakedKey) -> None:
    deny(scenario)
    kill(scenario)
    assert scenario.is_contained()
    assert scenario.is_witnessed()
    assert not scenario.is_as_before()

    iam(scenario).detach_user_policy(UserName=USER, PolicyArn=scenario._deny())
    assert scenario.is_as_before()
    assert not scenario.is_contained()
    assert not scenario.is_witnessed(), "the session works again, and CloudTrail shows it"


def test_the_trail_bears_nothing_out_that_nobody_has_tried(scenario: LeakedKey) -> None:
    deny(scenario)
    assert not scenario.is_witnessed()


def test_a_key_that_came_back_to_life_is_not_as_before(scenario: LeakedKey) -> None:
    assert not scenario.is_as_before()
    kill(scenario)
    assert scenario.is_as_before()


def test_the_attack_can_be_begun_again_after_a_containment(scenario: LeakedKey) -> None:
    kill(scenario)
    again = LeakedKey(scenario.aws, scenario.estate)
    again.attack()

    assert again.key != scenario.key
    assert not again.is_contained()


def test_an_attack_that_is_refused_is_no_attack(scenario: LeakedKey) -> None:
    deny(scenario)
    again = LeakedKey(scenario.aws, scenario.estate)
    with pytest.raises(RuntimeError, match="was refused"):
        again.attack()
