"""A deny by age names its time to the second, and is known again for what it is."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from runbooks.kit import token_age
from runbooks.kit.holders import Holder
from runbooks.kit.portion import Portion
from runbooks.kit.token_age import Age, document_for
from runbooks.kit.values import Power, Proof

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
WEB = Holder(kind="role", name="web", arn="arn:role", id="AROA1")
NONE = Age(document=None, read_at=NOON)
OURS = Age(document=document_for(NOON), read_at=NOON + timedelta(minutes=1))
FOREIGN = '{"Statement":[],"Version":"2012-10-17"}'


def test_the_step_writes_a_policy_that_denies_all_to_older_sessions() -> None:
    portion = token_age.contain(WEB, NONE)
    (step,) = portion.steps

    assert (step.action, step.power) == ("iam:PutRolePolicy", Power.RELEASE)
    assert (step.parameters["RoleName"], step.resources) == ("web", ("arn:role",))
    assert json.loads(str(step.parameters["PolicyDocument"])) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Deny",
                "Action": "*",
                "Resource": "*",
                "Condition": {"DateLessThan": {"aws:TokenIssueTime": "2026-11-26T12:00:00Z"}},
            }
        ],
    }
    assert "issued after 2026-11-26T12:00:00Z" in portion.unproved[0].plain()


def test_a_deny_is_renewed_when_it_is_no_longer_of_now() -> None:
    assert token_age.contain(WEB, OURS) == Portion()
    later = OURS.model_copy(update={"read_at": NOON + timedelta(minutes=2)})
    (step,) = token_age.contain(WEB, later).steps
    assert "2026-11-26T12:02:00Z" in str(step.parameters["PolicyDocument"])


def test_the_way_back_deletes_it_or_puts_back_what_was_there() -> None:
    (deleted,) = token_age.release(WEB, NONE, OURS).steps
    (earlier,) = token_age.release(WEB, Age(document=FOREIGN), OURS).steps

    assert deleted.action == "iam:DeleteRolePolicy"
    assert earlier.parameters["PolicyDocument"] == FOREIGN
    assert token_age.release(WEB, NONE, NONE) == Portion()
    assert token_age.release(WEB, OURS, OURS) == Portion()


@pytest.mark.parametrize(
    "document",
    [
        FOREIGN,
        '{"Statement":{"Effect":"Deny"}}',
        document_for(NOON).replace('"Action":"*"', '"Action":"s3:*"'),
        document_for(NOON).replace("2026-11-26T12:00:00Z", "yesterday"),
    ],
)
def test_a_policy_that_is_another_denies_nothing_that_is_known(document: str) -> None:
    seen = Age(document=document, read_at=NOON)

    assert seen.before is None
    assert token_age.held(WEB, seen).proof is Proof.FAILED
    assert token_age.contain(WEB, seen).steps


def test_a_policy_that_was_rewritten_since_is_a_conflict() -> None:
    foreign = Age(document=FOREIGN)

    assert token_age.conflict(WEB, NONE, OURS, OURS) is None
    assert token_age.conflict(WEB, NONE, OURS, NONE) is None
    found = token_age.conflict(WEB, NONE, OURS, foreign)
    assert found is not None
    assert found.differences == (f"now {FOREIGN}", f"left {OURS.document}")


def test_what_is_proved_is_what_is_written() -> None:
    assert token_age.held(WEB, OURS).proof is Proof.PASSED
    assert "2026-11-26T12:00:00Z" in token_age.held(WEB, OURS).says.plain()
    assert token_age.held(WEB, NONE).proof is Proof.FAILED
    assert token_age.given_back(WEB, NONE, NONE).proof is Proof.PASSED
    assert token_age.given_back(WEB, NONE, OURS).proof is Proof.FAILED
