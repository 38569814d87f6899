"""Tests of the session policies."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.aws.narrowing import LONGEST, PolicyTooLongError, for_reads, for_steps
from runbooks.kit.values import Power, Step
from tests.bot.aws.estates import DOES

ACTIONS = ("ec2:CreateTags", "ec2:ModifyNetworkInterfaceAttribute", "iam:UpdateAccessKey")
ARNS = tuple(f"arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-{n}" for n in range(4))


def a_step(action: str, *resources: str) -> Step:
    return Step(
        key="one",
        action=action,
        resources=resources,
        power=Power.CONTAIN,
        parameters={},
        says=DOES.fill(),
    )


def allowed(policy: str) -> set[tuple[str, str]]:
    """Return every pair of action and resource that a policy allows."""
    statements = _listed(json.loads(policy)["Statement"])
    return {
        (action, resource)
        for statement in statements
        for action in _listed(statement["Action"])
        for resource in _listed(statement["Resource"])
    }


def _listed(thing: Any) -> Iterable[Any]:
    return thing if isinstance(thing, list) else [thing]


def test_one_step_makes_the_shortest_policy_that_iam_takes() -> None:
    policy = for_steps([a_step("s3:PutBucketPublicAccessBlock", "arn:aws:s3:::pay")])

    assert policy == (
        '{"Version":"2012-10-17","Statement":{"Effect":"Allow",'
        '"Action":"s3:PutBucketPublicAccessBlock","Resource":"arn:aws:s3:::pay"}}'
    )


def test_an_action_does_not_reach_what_another_step_has_named() -> None:
    steps = [a_step(ACTIONS[0], ARNS[0]), a_step(ACTIONS[1], ARNS[1])]

    assert allowed(for_steps(steps)) == {(ACTIONS[0], ARNS[0]), (ACTIONS[1], ARNS[1])}


@given(
    st.lists(
        st.tuples(st.sampled_from(ACTIONS), st.sets(st.sampled_from(ARNS), min_size=1)),
        min_size=1,
        max_size=5,
    )
)
def test_a_policy_allows_what_the_steps_name_and_nothing_else(
    named: list[tuple[str, set[str]]],
) -> None:
    steps = [a_step(action, *sorted(arns)) for action, arns in named]

    assert allowed(for_steps(steps)) == {(action, arn) for action, arns in named for arn in arns}


def test_the_same_steps_in_another_order_make_the_same_policy() -> None:
    steps = [a_step(ACTIONS[0], ARNS[1]), a_step(ACTIONS[1], ARNS[0]), a_step(ACTIONS[0], ARNS[0])]

    assert for_steps(steps) == for_steps(reversed(steps))


def test_steps_that_need_more_than_aws_takes_are_refused_with_the_length() -> None:
    steps = [a_step(ACTIONS[1], *(f"{ARNS[0]}{n:017}" for n in range(30)))]

    with pytest.raises(PolicyTooLongError) as caught:
        for_steps(steps)

    assert caught.value.length > LONGEST
    assert str(caught.value.length) in str(caught.value)


def test_the_longest_policy_that_fits_is_taken() -> None:
    spare = LONGEST - len(for_steps([a_step(ACTIONS[0], "arn:")]))

    assert len(for_steps([a_step(ACTIONS[0], "arn:" + "x" * spare)])) == LONGEST
    with pytest.raises(PolicyTooLongError):
        for_steps([a_step(ACTIONS[0], "arn:" + "x" * (spare + 1))])


def test_reads_are_narrowed_to_the_declared_actions_on_everything() -> None:
    policy = for_reads(("ec2:DescribeTags", "ec2:DescribeInstances", "ec2:DescribeTags"))

    assert allowed(policy) == {("ec2:DescribeTags", "*"), ("ec2:DescribeInstances", "*")}


def test_a_call_that_hands_a_role_over_may_pass_that_role_and_no_other() -> None:
    role = "arn:aws:iam::111122223333:role/web"
    step = a_step("ec2:AssociateIamInstanceProfile", ARNS[0]).model_copy(update={"passes": role})

    assert allowed(for_steps([step])) == {
        ("ec2:AssociateIamInstanceProfile", ARNS[0]),
        ("iam:PassRole", role),
    }
