"""The deny of a role's sessions is planned with who else it reaches, and taken back if it is ours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from runbooks.kit import instance_sessions
from runbooks.kit.aws import Aws
from runbooks.kit.contract import DoesNotExistError
from runbooks.kit.holders import Holder
from runbooks.kit.instance_role import Identity
from runbooks.kit.instance_sessions import Sessions
from runbooks.kit.portion import Portion
from runbooks.kit.token_age import Age, document_for
from runbooks.kit.values import Conflict, Proof
from tests.runbooks.fleets import a_profile
from tests.runbooks.kit.sample import lids
from tests.runbooks.site import Site

INSTANCE = "i-0123456789abcdef0"
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
ROLE = "arn:aws:iam::111122223333:role/web"
WEB = Holder(kind="role", name="web", arn=ROLE, id="AROA1", used="2026-11-26 11:58 UTC, here")
NONE = Sessions(holder=WEB, age=Age(document=None, read_at=NOON), profiles=("web",))
OURS = Sessions(holder=WEB, age=Age(document=document_for(NOON), read_at=NOON))
LATER = OURS.model_copy(update={"age": Age(document=document_for(NOON + timedelta(days=1)))})
IDENTITY = Identity(profile="arn:aws:iam::111122223333:instance-profile/web", role=ROLE)


def said(portion: Portion) -> str:
    parts = (*portion.breaks, *portion.unproved, *portion.warnings, *portion.undone)
    return "\n".join(one.plain() for one in parts)


def test_a_role_is_read_by_its_name_with_its_deny_and_its_profiles(
    site: Site, reading: Aws
) -> None:
    profile = a_profile(site)

    seen = instance_sessions.observe(reading, profile)
    assert seen.holder.name == profile
    assert (seen.age.document, seen.trail, seen.profiles) == (None, None, (profile,))
    with pytest.raises(DoesNotExistError):
        instance_sessions.observe(reading, "nobody")


def test_what_uses_the_role_is_no_drift() -> None:
    moved = NONE.model_copy(update={"profiles": ("web", "batch")})
    assert moved.model_dump(mode="json") == NONE.model_dump(mode="json")


def test_the_deny_is_planned_with_what_it_reaches_and_what_it_does_not() -> None:
    portion = instance_sessions.contain(lids(), INSTANCE, NONE, IDENTITY)

    assert [step.action for step in portion.steps] == ["iam:PutRolePolicy"]
    assert "role web was used last 2026-11-26 11:58 UTC, here" in said(portion)
    assert "by the profiles web" in said(portion)
    assert f"Credentials that {INSTANCE} was given since 2026-11-26T12:00:00Z" in said(portion)
    assert portion.warnings == ()


def test_one_that_is_denied_until_just_now_needs_no_step_and_an_undo_none() -> None:
    portion = instance_sessions.contain(lids(), INSTANCE, OURS, IDENTITY)

    assert (portion.steps, portion.undone) == ((), ())
    assert instance_sessions.release(OURS, OURS) == Portion()


def test_without_a_role_there_is_a_warning_and_no_step() -> None:
    portion = instance_sessions.contain(lids(), INSTANCE, None, Identity())
    assert portion.steps == ()
    assert "No role is behind it" in said(portion)


@pytest.mark.parametrize("after", [OURS, None])
def test_what_was_there_before_or_was_left_is_no_conflict(after: Sessions | None) -> None:
    assert instance_sessions.conflict(NONE, after, NONE) is None
    assert instance_sessions.conflict(NONE, OURS, OURS) is None


def test_what_nobody_left_so_is_a_conflict() -> None:
    assert isinstance(instance_sessions.conflict(NONE, OURS, LATER), Conflict)
    assert isinstance(instance_sessions.conflict(NONE, None, OURS), Conflict)
    assert isinstance(instance_sessions.conflict(NONE, OURS, None), Conflict)


def test_another_role_of_that_name_is_a_conflict() -> None:
    other = OURS.model_copy(update={"holder": WEB.model_copy(update={"id": "AROA2"})})

    found = instance_sessions.conflict(NONE, OURS, other)
    assert found is not None
    assert found.differences == ("now AROA2", "was AROA1")


def test_the_claims_can_fail_and_name_the_document() -> None:
    (held,) = instance_sessions.held(OURS)
    assert held.proof is Proof.PASSED
    assert document_for(NOON) in held.evidence
    (failed,) = instance_sessions.held(NONE)
    assert failed.proof is Proof.FAILED
    assert instance_sessions.given_back(NONE, OURS).proof is Proof.FAILED
    assert instance_sessions.given_back(NONE, NONE).proof is Proof.PASSED
