from __future__ import annotations

import json

import pytest

from practice.aws.policies import Asked, Decision, decide, serves, statements, trusts
from tests.practice.aws.asking import allowing, document

STOP = "ec2:StopInstances"
MACHINE = "arn:aws:ec2:us-east-1:111122223333:instance/i-1"
OTHER = "arn:aws:ec2:us-east-1:111122223333:instance/i-2"


def said(text: str, *resources: str, action: str = STOP, **context: str) -> Decision:
    known = {name.replace("_", ":"): value for name, value in context.items()}
    return decide(statements(text), Asked(action, resources, known))


@pytest.mark.parametrize("pattern", [STOP, "ec2:*", "*", "EC2:stopinstances", "ec2:Stop????ances"])
def test_an_action_is_allowed_by_any_pattern_that_fits_it(pattern: str) -> None:
    assert said(allowing(pattern), MACHINE) is Decision.ALLOWED


@pytest.mark.parametrize("pattern", ["ec2:Start*", "s3:*", "ec2:StopInstance", "ec2.StopInstances"])
def test_an_action_that_no_pattern_fits_is_not(pattern: str) -> None:
    assert said(allowing(pattern), MACHINE) is Decision.UNSAID


def test_every_resource_of_a_call_must_be_allowed() -> None:
    one = allowing(STOP, resource=MACHINE)

    assert said(one, MACHINE) is Decision.ALLOWED
    assert said(one, MACHINE, OTHER) is Decision.UNSAID


def test_a_call_that_can_only_be_allowed_on_everything_needs_the_star() -> None:
    assert said(allowing(STOP, resource=MACHINE), "*") is Decision.UNSAID
    assert said(allowing(STOP), "*") is Decision.ALLOWED


def test_where_the_resource_cannot_be_told_the_action_decides() -> None:
    assert said(allowing(STOP, resource=MACHINE)) is Decision.ALLOWED


def test_a_deny_wins_even_if_it_names_only_one_of_the_resources() -> None:
    both = statements(allowing("*")) + statements(document("Deny", STOP, resource=OTHER))

    assert decide(both, Asked(STOP, (MACHINE, OTHER), {})) is Decision.DENIED
    assert decide(both, Asked(STOP, (MACHINE,), {})) is Decision.ALLOWED


def test_a_deny_on_one_thing_does_not_reach_a_call_whose_resource_cannot_be_told() -> None:
    assert said(document("Deny", STOP, resource=OTHER)) is Decision.UNSAID
    assert said(document("Deny", STOP)) is Decision.DENIED


def test_not_action_and_not_resource_mean_all_but_these() -> None:
    text = json.dumps(
        {"Statement": {"Effect": "Allow", "NotAction": "iam:*", "NotResource": OTHER}}
    )

    assert said(text, MACHINE) is Decision.ALLOWED
    assert said(text, OTHER) is Decision.UNSAID
    assert said(text, MACHINE, action="iam:CreateUser") is Decision.UNSAID


def test_a_condition_that_does_not_hold_takes_the_allow_away() -> None:
    text = allowing(STOP, Condition={"StringEquals": {"aws:RequestedRegion": "us-east-1"}})

    assert said(text, MACHINE, aws_requestedregion="us-east-1") is Decision.ALLOWED
    assert said(text, MACHINE, aws_requestedregion="eu-west-1") is Decision.UNSAID


def test_sessions_older_than_a_moment_are_denied_and_younger_ones_not() -> None:
    older = {"DateLessThan": {"aws:TokenIssueTime": "2026-11-22T00:00:00Z"}}
    text = document("Deny", "*", Condition=older)

    assert said(text, aws_tokenissuetime="2026-11-21T23:59:59+00:00") is Decision.DENIED
    assert said(text, aws_tokenissuetime="2026-11-22T00:00:01+00:00") is Decision.UNSAID
    day = document("Deny", "*", Condition={"DateLessThan": {"aws:TokenIssueTime": "2026-11-22"}})
    assert said(day, aws_tokenissuetime="2026-11-21T23:59:59+00:00") is Decision.DENIED
    assert said(text) is Decision.UNSAID


def test_a_negated_condition_holds_where_the_key_is_missing() -> None:
    text = allowing(STOP, Condition={"StringNotEquals": {"aws:SourceIdentity": "mallory"}})

    assert said(text) is Decision.ALLOWED
    assert said(text, aws_sourceidentity="mallory") is Decision.UNSAID


def test_if_exists_forgives_a_missing_key() -> None:
    text = allowing(STOP, Condition={"StringEqualsIfExists": {"aws:SourceIdentity": "ann"}})

    assert said(text) is Decision.ALLOWED
    assert said(text, aws_sourceidentity="bob") is Decision.UNSAID


def test_a_key_that_is_not_kept_neither_narrows_an_allow_nor_widens_a_deny() -> None:
    unknown = {"Bool": {"aws:SecureTransport": "false"}}

    assert said(allowing(STOP, Condition=unknown)) is Decision.ALLOWED
    assert said(document("Deny", STOP, Condition=unknown)) is Decision.UNSAID


def test_what_is_no_policy_is_a_value_error() -> None:
    for text in ("", "[]", "{"):
        with pytest.raises(ValueError, match=r".*"):
            statements(text)


@pytest.mark.parametrize("principal", ["*", {"AWS": "*"}, {"AWS": ["111122223333", "arn:x"]}])
def test_a_principal_names_everybody_or_one_of_ones_names(principal: object) -> None:
    assert trusts(principal, ("arn:x",))


@pytest.mark.parametrize("principal", [None, "ann", {"Service": "*"}, {"AWS": "arn:y"}])
def test_a_principal_that_names_somebody_else_does_not_trust(principal: object) -> None:
    assert not trusts(principal, ("arn:x",))


def test_a_principal_names_a_service_or_everybody() -> None:
    assert serves({"Service": ["s3.amazonaws.com", "events.amazonaws.com"]}, "events.amazonaws.com")
    assert serves("*", "events.amazonaws.com")
    for other in ({"AWS": "*"}, {"Service": "s3.amazonaws.com"}, None):
        assert not serves(other, "events.amazonaws.com")
