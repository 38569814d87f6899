"""The way back from revoke_iam: what was there before stays, and no key comes back unasked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from practice.aws.server import SimulatedAws
from runbooks.kit.token_age import POLICY as OLDER
from runbooks.kit.token_age import document_for
from runbooks.kit.values import Plan, Power, Proof, Reach
from runbooks.revoke_iam import Principal, RevokeIam
from tests.runbooks.people import a_key, a_user, equip, is_denied, statuses
from tests.runbooks.site import Site, a_site, proofs
from tests.runbooks.test_revoke_iam import (
    a_role_whose_sessions_were_stolen,
    a_user_with_all_that_one_can_have,
    actions,
    observed,
    told,
    undone,
)


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, RevokeIam) as made:
        yield made


def test_an_undo_takes_the_deny_off_and_leaves_every_key_dead(site: Site) -> None:
    name, key = a_user(site)
    equip(site, name)
    inputs = Principal(principal=f"user/{name}")
    before, plan = observed(site, inputs), site.plan(inputs)
    site.carry_out(plan)

    back = undone(site, inputs, before)
    assert actions(back) == ["iam:DetachUserPolicy"]
    assert back.reopens
    assert plan.undo is Reach.PARTIAL
    assert "leaves what was made inactive so" in told(plan)
    assert f"access key {key.access_key_id}" in told(back)
    assert "reactivate=true" in told(back)
    assert statuses(site, name) == ["Inactive"] * 5
    assert not is_denied(site, inputs.principal)
    assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}


def test_an_undo_that_is_asked_to_makes_active_what_was_and_only_that(site: Site) -> None:
    inputs = a_user_with_all_that_one_can_have(site)
    name = inputs.principal.partition("/")[2]
    before = observed(site, inputs)
    site.carry_out(site.plan(inputs))

    back = undone(site, inputs, before)
    assert actions(back)[-1] == "iam:DetachUserPolicy"
    assert {step.power for step in back.steps} == {Power.RELEASE}
    assert "A copy of these, in whosever hands, works again" in told(back)
    assert statuses(site, name) == ["Active", "Inactive", "Active", "Active", "Active"]
    assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}


def test_a_deny_that_was_there_before_stays_at_the_undo(site: Site) -> None:
    name, _ = a_user(site)
    inputs = Principal(principal=f"user/{name}")
    site.client("iam").attach_user_policy(
        UserName=name, PolicyArn=f"arn:aws:iam::{site.account}:policy/SecbotDenyAll"
    )
    before, plan = observed(site, inputs), site.plan(inputs)
    assert actions(plan) == ["iam:UpdateAccessKey"]
    site.carry_out(plan)

    back = site.undo(inputs, before, site.observe(inputs))
    assert isinstance(back, Plan)
    assert back.steps == ()
    assert is_denied(site, inputs.principal)


def test_a_key_that_was_deleted_since_does_not_bar_the_way_back(site: Site) -> None:
    name, key = a_user(site)
    inputs = Principal(principal=key.access_key_id)
    before = observed(site, inputs)
    site.carry_out(site.plan(inputs))
    site.client("iam").delete_access_key(UserName=name, AccessKeyId=key.access_key_id)

    back = RevokeIam.found_again(inputs, before)
    assert back.principal == f"user/{name}"
    assert actions(undone(site, back, before)) == ["iam:DetachUserPolicy"]
    assert not is_denied(site, back.principal)


def test_an_earlier_deny_by_age_is_renewed_and_comes_back_as_it_was(site: Site) -> None:
    inputs = a_role_whose_sessions_were_stolen(site)
    role, iam = inputs.principal.partition("/")[2], site.client("iam")
    earlier = document_for(datetime(2020, 1, 1, tzinfo=UTC))
    iam.put_role_policy(RoleName=role, PolicyName=OLDER, PolicyDocument=earlier)
    before = observed(site, inputs)

    site.carry_out(site.plan(inputs))
    after = observed(site, inputs)
    assert after.age is not None
    assert after.age.is_fresh
    assert actions(undone(site, inputs, before)) == ["iam:PutRolePolicy"]
    seen = observed(site, inputs)
    assert seen.age is not None
    assert seen.age.document == earlier


def test_a_key_that_was_made_since_is_told_at_the_undo_and_left_alone(site: Site) -> None:
    name, key = a_user(site)
    inputs = Principal(principal=f"user/{name}", reactivate=True)
    before = observed(site, inputs)
    site.carry_out(site.plan(inputs))
    site.client("iam").delete_access_key(UserName=name, AccessKeyId=key.access_key_id)
    new = a_key(site, name).access_key_id

    back = undone(site, inputs, before)
    assert actions(back) == ["iam:DetachUserPolicy"]
    assert f"Made since, and as good as user {name}'s own" in told(back)
    assert new in told(back)
    assert "Deleted since" in told(back)
    assert statuses(site, name) == ["Active"]
