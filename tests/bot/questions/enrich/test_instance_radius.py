"""Tests of what goes with an instance if it is cut off."""

from __future__ import annotations

from bot.aws.access import AwsEstate
from bot.domain.answer import Subject
from bot.domain.policy import Account
from bot.questions.enrich.instance_radius import InstanceRadius
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.bot.questions.asked import NobodysAws, asked, value_of, why
from tests.bot.questions.enrich.resources import an_instance

RADIUS = InstanceRadius()
KIND = "AwsEc2Instance"


def test_a_machine_that_serves_nothing_is_told_as_that(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    instance = an_instance(aws, prod.number)

    assert value_of(asked(estate, prod, RADIUS, KIND, instance)) == (
        "No load balancer sends to it, and it is in service in no Auto Scaling group. "
        "It has no role"
    )


def test_what_is_denied_is_said_to_be_unknown(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    instance = an_instance(aws, prod.number)
    aws.faults.place(Fault(Failing.DENIED, prod.number, "elbv2"))

    told = value_of(asked(estate, prod, RADIUS, KIND, instance))
    assert told.startswith("What it serves is not known whole: target groups: AWS answered")


def test_an_instance_that_is_gone_has_no_radius() -> None:
    subject = Subject("111122223333", "us-east-1", KIND, "i-0abc")

    assert why(RADIUS.ask(NobodysAws(), subject)) == "i-0abc is not there any more"
