"""detective_context when AWS says no, "later", or nothing at each of its calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError, HTTPClientError

from bot.ports.estate import UNKNOWN, ForbiddenCallError
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.detective_context import DetectiveContext, Subject
from runbooks.kit.values import Proof
from tests.runbooks import clues
from tests.runbooks.clues import by_a_bucket, by_a_key, by_a_session, by_a_user, by_an_instance
from tests.runbooks.site import Site, a_site, proofs
from tests.runbooks.test_detective_context import HOUR, started, told

THERE = (
    "ListGraphs",
    "ListMembers",
    "ListInvestigations",
    "GetInvestigation",
    "ListIndicators",
)
HERE = (
    (by_a_user, "iam", "GetUser"),
    (by_a_key, "iam", "GetAccessKeyLastUsed"),
    (by_a_session, "cloudtrail", "LookupEvents"),
    (by_a_session, "iam", "GetRole"),
    (by_an_instance, "ec2", "DescribeInstances"),
    (by_an_instance, "iam", "GetInstanceProfile"),
)
DENIED = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"}
THROTTLED = {
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "RequestLimitExceeded",
}
START = "StartInvestigation"


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, DetectiveContext) as made:
        made.client("guardduty").create_detector(Enable=True)
        yield made
        aws.faults.clear(made.there)
    aws.faults.clear(account)
    aws.detective.takes_seconds = 0.0


def fail(
    site: Site, failing: Failing, account: str, operation: str, times: int | None = None
) -> None:
    site.aws.faults.place(Fault(failing, account=account, operation=operation, times=times))


def investigated(site: Site) -> Subject:
    """Return a user of whom there is an investigation."""
    inputs = by_a_user(site)
    site.carry_out(site.plan(inputs))
    return inputs


@pytest.mark.parametrize("operation", THERE)
def test_detective_that_is_denied_is_told_by_its_call_and_others_are_asked(
    site: Site, operation: str
) -> None:
    inputs = investigated(site)
    fail(site, Failing.DENIED, site.there, operation)

    said = told(site, inputs)
    assert f"to detective:{operation} in account {site.there}" in said
    assert "CloudTrail and GuardDuty are asked instead" in said
    assert "CloudTrail has no management event" in said
    assert site.plan(inputs).steps == ()
    found = proofs(site.claims(inputs))
    assert found == {"investigation": Proof.INCONCLUSIVE, "history": Proof.PASSED}


@pytest.mark.parametrize("operation", THERE)
def test_detective_that_says_later_is_asked_again_and_nothing_else_is_told(
    site: Site, operation: str
) -> None:
    inputs = investigated(site)
    fail(site, Failing.THROTTLED, site.there, operation)

    with pytest.raises(ClientError) as raised:
        site.observe(inputs)
    assert raised.value.response["Error"]["Code"] in THROTTLED
    site.aws.faults.clear(site.there)
    assert proofs(site.claims(inputs)) == {"investigation": Proof.PASSED}


@pytest.mark.parametrize(("exercise", "service", "operation"), HERE)
def test_who_it_is_can_not_be_told_without_the_right_to_look(
    site: Site, exercise: clues.Exercise, service: str, operation: str
) -> None:
    inputs = exercise(site)
    site.aws.faults.place(
        Fault(Failing.DENIED, account=site.account, service=service, operation=operation)
    )

    with pytest.raises(ClientError) as raised:
        site.plan(inputs)
    assert raised.value.response["Error"]["Code"] in DENIED
    assert site.journal.intents == []


@pytest.mark.parametrize("operation", ["ListDetectors", "ListFindings", "GetFindings"])
def test_guardduty_that_is_denied_is_not_read_as_silence(site: Site, operation: str) -> None:
    inputs = investigated(site)
    clues.a_finding(
        site,
        accessKeyDetails={"userName": inputs.subject.partition("/")[2], "userType": "IAMUser"},
    )
    fail(site, Failing.DENIED, site.account, operation)

    assert "GuardDuty was not read: AWS answered AccessDenied" in told(site, inputs)
    assert proofs(site.claims(inputs)) == {"investigation": Proof.PASSED}


def test_a_bucket_whose_findings_can_not_be_read_leads_to_nobody_and_says_why(site: Site) -> None:
    inputs = by_a_bucket(site)
    fail(site, Failing.DENIED, site.account, "ListFindings")

    assert "is not known: AWS answered AccessDenied" in told(site, inputs)
    assert site.plan(inputs).steps == ()


def test_cloudtrail_that_is_denied_is_not_read_as_silence(site: Site) -> None:
    inputs = Subject(subject=f"user/{clues.a_user(site)}")
    fail(site, Failing.DENIED, site.account, "LookupEvents")

    assert "CloudTrail was not read: AWS answered AccessDenied" in told(site, inputs)
    assert proofs(site.claims(inputs)) == {"history": Proof.INCONCLUSIVE}
    fail(site, Failing.DENIED, site.account, "ListFindings")
    assert proofs(site.claims(inputs)) == {"history": Proof.FAILED}


@pytest.mark.parametrize(
    ("failing", "codes"), [(Failing.DENIED, DENIED), (Failing.THROTTLED, THROTTLED)]
)
def test_a_start_that_is_refused_proves_nothing_and_may_be_made_later(
    site: Site, failing: Failing, codes: set[str]
) -> None:
    inputs = by_a_user(site)
    plan = site.plan(inputs)
    fail(site, failing, site.there, START)

    with pytest.raises(ClientError) as raised:
        site.carry_out(plan)
    assert raised.value.response["Error"]["Code"] in codes
    assert site.journal.results[-1][1] in codes
    assert proofs(site.claims(inputs)) == {"investigation": Proof.FAILED}

    site.aws.faults.clear(site.there)
    site.carry_out(plan)
    assert proofs(site.claims(inputs)) == {"investigation": Proof.PASSED}
    assert started(site) == 1


@pytest.mark.parametrize("seconds", [0.0, HOUR])
def test_a_start_that_was_made_and_never_answered_is_found_and_not_repeated(
    site: Site, seconds: float
) -> None:
    inputs = by_a_user(site)
    site.aws.detective.takes_seconds = seconds
    plan = site.plan(inputs)
    fail(site, Failing.HUNG_UP, site.there, START, times=1)

    with pytest.raises(HTTPClientError):
        site.carry_out(plan)
    assert site.journal.results[-1][1] == UNKNOWN
    made = site.carry_out(plan)
    assert made["investigation"].already
    assert made["investigation"].values["investigation"].isdigit()
    assert started(site) == 1


def test_an_older_investigation_is_not_taken_for_the_one_that_was_asked_for(site: Site) -> None:
    inputs = investigated(site)
    site.aws.detective.at_present()
    site.aws.detective.pass_time(-12 * HOUR)
    older = by_a_user(site)
    site.carry_out(site.plan(older))
    site.aws.detective.pass_time(12 * HOUR)

    plan = site.plan(older)
    assert len(plan.steps) == 1, "twelve hours are too old to serve"
    before = started(site)
    assert not site.carry_out(plan)["investigation"].already
    assert started(site) == before + 1
    assert site.plan(inputs).steps == ()


def test_the_guard_lets_no_other_entity_be_investigated_than_the_plans(site: Site) -> None:
    plan = site.plan(by_a_user(site))
    (step,) = plan.steps
    aws = site.changing(plan)
    aws.running(step, {})
    other: Any = {**step.parameters, "EntityArn": f"arn:aws:iam::{site.account}:user/somebody"}

    with pytest.raises(ForbiddenCallError):
        aws.change("detective").start_investigation(**other)
    assert started(site) == 0
