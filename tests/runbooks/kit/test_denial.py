"""The deny is the deployed policy, whole, attached by its ARN and by no other parameter."""

from __future__ import annotations

from typing import Any

import pytest

from practice.aws.estate import DENY_ALL_POLICY
from runbooks.kit import denial
from runbooks.kit.contract import UnsupportedError
from runbooks.kit.denial import Denial
from runbooks.kit.holders import Holder
from runbooks.kit.portion import Portion
from runbooks.kit.values import Power, Proof
from tests.runbooks.kit.sample import lids

ARN = "arn:aws:iam::111122223333:policy/secbot-deny-all"
CAROL = Holder(kind="user", name="carol", arn="arn:user", id="AIDA1")
WEB = Holder(kind="role", name="web", arn="arn:role", id="AROA1")
OFF = Denial(is_attached=False, is_whole=True)
ON = Denial(is_attached=True, is_whole=True)


@pytest.mark.parametrize(
    ("holder", "action", "parameters"),
    [
        (CAROL, "iam:AttachUserPolicy", {"UserName": "carol", "PolicyArn": ARN}),
        (WEB, "iam:AttachRolePolicy", {"RoleName": "web", "PolicyArn": ARN}),
    ],
)
def test_the_step_attaches_that_policy_to_that_principal(
    holder: Holder, action: str, parameters: dict[str, str]
) -> None:
    (step,) = denial.contain(lids(), holder, OFF).steps

    assert (step.action, step.parameters) == (action, parameters)
    assert (step.resources, step.power) == ((holder.arn,), Power.CONTAIN)
    (back,) = denial.release(lids(), holder, OFF, ON).steps
    assert back.action == action.replace("Attach", "Detach")
    assert (back.parameters, back.power) == (parameters, Power.RELEASE)


def test_the_policy_is_the_one_that_the_ranges_accounts_have() -> None:
    assert denial.POLICY == DENY_ALL_POLICY


def test_what_is_so_already_needs_no_step_and_what_was_so_before_stays() -> None:
    assert denial.contain(lids(), CAROL, ON) == Portion()
    assert denial.release(lids(), CAROL, OFF, OFF) == Portion()
    assert denial.release(lids(), CAROL, ON, ON) == Portion()
    assert denial.given_back(CAROL, ON, ON) == ()


@pytest.mark.parametrize(("is_whole", "says"), [(None, "There is no"), (False, "does not deny")])
def test_a_policy_that_is_not_there_or_not_whole_contains_nothing(
    is_whole: bool | None,  # noqa: FBT001  # a case of the test
    says: str,
) -> None:
    with pytest.raises(UnsupportedError, match=says):
        denial.contain(lids(), CAROL, OFF.model_copy(update={"is_whole": is_whole}))
    attached = ON.model_copy(update={"is_whole": is_whole})
    assert denial.held(CAROL, attached).proof is Proof.FAILED
    assert denial.release(lids(), CAROL, OFF, attached).steps


def test_what_is_proved_is_what_is_attached() -> None:
    assert denial.held(CAROL, ON).proof is Proof.PASSED
    assert denial.held(CAROL, OFF).proof is Proof.FAILED
    assert [one.proof for one in denial.given_back(CAROL, OFF, OFF)] == [Proof.PASSED]
    assert [one.proof for one in denial.given_back(CAROL, OFF, ON)] == [Proof.FAILED]
    assert "iam:ListAttachedRolePolicies" in denial.held(WEB, ON).evidence


def test_a_full_quota_is_told_beforehand() -> None:
    full = OFF.model_copy(update={"attached": 10})
    (warning,) = denial.contain(lids(), CAROL, full).warnings

    assert "10 policies are attached to user carol" in warning.plain()
    assert denial.contain(lids(), CAROL, OFF).warnings == ()


@pytest.mark.parametrize(
    ("statement", "is_all"),
    [
        ({"Effect": "Deny", "Action": "*", "Resource": "*"}, True),
        ({"Effect": "Deny", "Action": ["*"], "Resource": ["*"]}, True),
        ({"Effect": "Allow", "Action": "*", "Resource": "*"}, False),
        ({"Effect": "Deny", "Action": "s3:*", "Resource": "*"}, False),
        ({"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"}, False),
        ({"Effect": "Deny", "Action": "*", "Resource": "arn:aws:s3:::x"}, False),
        ({"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"Bool": {}}}, False),
    ],
)
def test_only_a_deny_without_any_limit_denies_everything(
    statement: dict[str, Any],
    is_all: bool,  # noqa: FBT001  # a case of the test
) -> None:
    assert denial._denies_all(statement) is is_all
    assert denial.statements({"Statement": statement}) == [statement]
    assert denial.statements({"Statement": [statement]}) == [statement]
