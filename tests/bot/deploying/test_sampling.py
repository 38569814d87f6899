"""Each right that is deployed is one that can be used: the simulator allows a sample of it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.deploying.declared import Declared
from bot.deploying.powers import allowed
from bot.deploying.roles import contain, read, release
from bot.deploying.sampling import Sample, samples
from bot.verbs.declaring import declared
from practice.aws.server import SimulatedAws
from tests.bot.deploying.examples import PLACE, WEB, WIDE
from tests.journeys.deployed import deployed

ROLES = ("secbot-read", "secbot-contain", "secbot-release")
PASSABLE = "arn:aws:iam::{account}:role/web-*"


def test_a_sample_fits_what_is_pinned() -> None:
    (attach,) = samples(contain(WIDE, PLACE), "iam:AttachUserPolicy")

    assert attach == Sample(
        "iam:AttachUserPolicy",
        "arn:aws:iam::111122223333:user/x",
        {"iam:PolicyARN": ("arn:aws:iam::111122223333:policy/SecbotDenyAll",)},
    )
    (tag, _) = samples(contain(WIDE, PLACE), "ec2:CreateTags")
    assert tag.context == {"aws:TagKeys": ("secbot:x",)}


def test_an_action_on_everything_has_no_thing_and_one_that_is_not_allowed_no_sample() -> None:
    policy = read(Declared(("ec2:DescribeInstances",), (), ()), PLACE)

    assert samples(policy, "ec2:DescribeInstances") == (Sample("ec2:DescribeInstances", "*", {}),)
    assert samples(policy, "ec2:StopInstances") == ()


def test_a_role_that_may_be_passed_is_a_sample_as_it_stands() -> None:
    (passed,) = samples(release(WIDE, PLACE, (WEB,)), "iam:PassRole")

    assert (passed.resource, passed.context) == (
        WEB,
        {"iam:PassedToService": ("ec2.amazonaws.com",)},
    )


@pytest.mark.parametrize("role", ROLES)
def test_every_right_of_a_deployed_role_can_be_used(
    aws: SimulatedAws, account: str, role: str
) -> None:
    made = deployed(aws, account, PassableRoleArns=PASSABLE.format(account=account))
    iam = aws.client("iam", account)
    policy = iam.get_role_policy(RoleName=role, PolicyName=role)["PolicyDocument"]
    wanted = {
        "secbot-read": declared().reads,
        "secbot-contain": declared().contains,
        "secbot-release": declared().releases,
    }[role]

    assert allowed(policy) == wanted
    for action in wanted:
        for sample in samples(policy, action):
            assert _simulated(iam, made.role(role), sample) == "allowed", sample


def _simulated(iam: Any, role: str, sample: Sample) -> str:
    answer = iam.simulate_principal_policy(
        PolicySourceArn=role,
        ActionNames=[sample.action],
        ResourceArns=[sample.resource],
        ContextEntries=[
            {
                "ContextKeyName": key,
                "ContextKeyValues": list(values),
                "ContextKeyType": "stringList",
            }
            for key, values in sample.context.items()
        ],
    )
    return str(answer["EvaluationResults"][0]["EvalDecision"])
