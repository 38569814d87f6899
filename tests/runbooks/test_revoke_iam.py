"""revoke_iam on the simulated IAM, under secbot's narrowed roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError
from pydantic import ValidationError

from practice.aws.server import SimulatedAws
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from runbooks.kit.shield import PROTECTED
from runbooks.kit.values import Plan, Power, Proof, Reach, RiskClass
from runbooks.revoke_iam import Grip, Principal, RevokeIam
from tests.runbooks.people import (
    a_role,
    a_user,
    assumed,
    equip,
    is_denied,
    statuses,
)
from tests.runbooks.site import REGION, Site, a_site

DENY_FIRST = [
    "iam:AttachUserPolicy",
    "iam:UpdateAccessKey",
    "iam:UpdateServiceSpecificCredential",
    "iam:UpdateSSHPublicKey",
    "iam:UpdateSigningCertificate",
]


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, RevokeIam) as made:
        yield made
    aws.faults.clear(account)


def a_user_with_all_that_one_can_have(site: Site) -> Principal:
    """Return a user with every sort of credential; its undo is asked to give all of it back."""
    name, _ = a_user(site)
    equip(site, name)
    return Principal(principal=f"user/{name}", reactivate=True)


def a_leaked_key(site: Site) -> Principal:
    """Return the key of a user, whose password is to be deleted too."""
    name, key = a_user(site, path="/team/")
    equip(site, name)
    return Principal(principal=key.access_key_id, console="delete")


def a_role_that_is_assumed(site: Site) -> Principal:
    """Return a role."""
    return Principal(principal=f"role/{a_role(site)}")


def a_role_whose_sessions_were_stolen(site: Site) -> Principal:
    """Return a role of machines that goes on, with its sessions until now denied."""
    role, iam = a_role(site), site.client("iam")
    iam.create_instance_profile(InstanceProfileName=role)
    iam.add_role_to_instance_profile(InstanceProfileName=role, RoleName=role)
    return Principal(principal=f"role/{role}", mode="token_age")


exercises = (
    a_user_with_all_that_one_can_have,
    a_leaked_key,
    a_role_that_is_assumed,
    a_role_whose_sessions_were_stolen,
)


def undone(site: Site, inputs: Principal, before: Grip) -> Plan:
    """Carry out the way back, and return it."""
    back = site.undo(inputs, before, site.observe(inputs))
    assert isinstance(back, Plan), back
    site.carry_out(back)
    return back


def observed(site: Site, inputs: Principal) -> Grip:
    seen = site.observe(inputs)
    assert isinstance(seen, Grip)
    return seen


def actions(plan: Plan) -> list[str]:
    return [step.action for step in plan.steps]


def told(plan: Plan) -> str:
    said = (*plan.changes, *plan.breaks, *plan.unproved, *plan.warnings, plan.undo_says)
    return "\n".join(one.plain() for one in said)


def risk(site: Site, inputs: Principal) -> RiskClass:
    runbook = site.runbook(site.estate.reading(site._account(), REGION, ()))
    return runbook.risk(inputs, site.observe(inputs))


def code(call: Any) -> str:
    with pytest.raises(ClientError) as refused:
        call()
    return str(refused.value.response["Error"]["Code"])


def settled(site: Site, inputs: Principal) -> set[Proof]:
    """Return what is proved but what only time will tell."""
    return {one.proof for one in site.claims(inputs) if not one.is_pending}


def test_a_user_is_denied_first_and_then_every_credential_is_made_inactive(site: Site) -> None:
    inputs = a_user_with_all_that_one_can_have(site)
    name = inputs.principal.partition("/")[2]
    plan = site.plan(inputs)

    assert actions(plan) == DENY_FIRST
    assert {step.power for step in plan.steps} == {Power.CONTAIN}
    assert {step.resources for step in plan.steps} == {
        (f"arn:aws:iam::{site.account}:user/{name}",)
    }
    assert risk(site, inputs) is RiskClass.C
    assert statuses(site, name) == ["Active", "Inactive", "Active", "Active", "Active"]

    site.carry_out(plan)
    assert is_denied(site, inputs.principal)
    assert statuses(site, name) == ["Inactive"] * 5
    assert settled(site, inputs) == {Proof.PASSED}


def test_the_session_that_a_thief_took_is_denied_though_its_key_is_dead(site: Site) -> None:
    name, key = a_user(site)
    given = site.aws.client_of("sts", *key).get_session_token()["Credentials"]
    session = (given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])
    thief, keeper = (site.aws.client_of("s3", *keys) for keys in (key, session))
    thief.list_buckets()
    keeper.list_buckets()

    site.carry_out(site.plan(Principal(principal=f"user/{name}")))
    assert code(thief.list_buckets) == "InvalidAccessKeyId"
    assert code(keeper.list_buckets) == "AccessDenied"


def test_a_key_stands_for_its_user_and_the_plan_says_that_all_of_the_user_is_revoked(
    site: Site,
) -> None:
    inputs = a_leaked_key(site)
    seen, plan = observed(site, inputs), site.plan(inputs)

    assert seen.holder.kind == "user"
    assert f":user/team/{seen.holder.name}" in plan.steps[0].resources[0]
    assert f"{inputs.principal} is a key of user {seen.holder.name}" in told(plan)
    assert "that key alone" in told(plan)


def test_a_temporary_key_stands_for_whom_the_trail_has_seen_using_it(site: Site) -> None:
    role = a_role(site)
    session = assumed(site, role)
    name, key = a_user(site)
    lent = site.aws.client_of("sts", *key).get_session_token()["Credentials"]["AccessKeyId"]

    unused = Principal(principal=session[0])
    with pytest.raises(UnsupportedError, match="CloudTrail shows no call by it in us-east-1"):
        site.observe(unused)
    site.aws.client_of("ec2", *session, region=REGION).describe_vpcs()
    assert observed(site, unused).holder.spoken == f"role {role}"

    given = site.aws.client_of("sts", *key).get_session_token()["Credentials"]
    keys = (given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])
    site.aws.client_of("iam", *keys).list_users()
    assert observed(site, Principal(principal=keys[0])).holder.spoken == f"user {name}"
    assert lent != keys[0]


def test_the_password_is_kept_and_told_unless_it_is_asked_to_go(site: Site) -> None:
    name, _ = a_user(site)
    equip(site, name)
    kept, gone = (
        Principal.model_validate({"principal": f"user/{name}", "console": console})
        for console in ("keep", "delete")
    )
    assert "keeps a console password" in told(site.plan(kept))
    assert (risk(site, kept), risk(site, gone)) == (RiskClass.C, RiskClass.D)
    plan = site.plan(gone)
    assert actions(plan)[-1] == "iam:DeleteLoginProfile"
    assert "gives no password back" in told(plan)

    before = observed(site, gone)
    site.carry_out(plan)
    assert settled(site, gone) == {Proof.PASSED}
    assert "iam:CreateLoginProfile" not in actions(undone(site, gone, before))
    assert code(lambda: site.client("iam").get_login_profile(UserName=name)) == "NoSuchEntity"


def test_a_role_is_denied_in_every_session_old_or_new(site: Site) -> None:
    role = a_role(site)
    inputs = Principal(principal=f"role/{role}")
    old = site.aws.client_of("s3", *assumed(site, role))
    old.list_buckets()
    before, plan = observed(site, inputs), site.plan(inputs)
    assert actions(plan) == ["iam:AttachRolePolicy"]
    assert (plan.undo, risk(site, inputs)) == (Reach.FULL, RiskClass.C)

    site.carry_out(plan)
    assert code(old.list_buckets) == "AccessDenied"
    assert code(site.aws.client_of("s3", *assumed(site, role)).list_buckets) == "AccessDenied"
    undone(site, inputs, before)
    old.list_buckets()


def test_the_instances_that_live_on_a_role_are_told(site: Site) -> None:
    role, iam = a_role(site), site.client("iam")
    iam.create_instance_profile(InstanceProfileName=f"profile-of-{role}")
    iam.add_role_to_instance_profile(InstanceProfileName=f"profile-of-{role}", RoleName=role)

    assert f"profile-of-{role}" in told(site.plan(Principal(principal=f"role/{role}")))


def test_sessions_by_age_need_the_release_role_and_leave_new_ones_alone(site: Site) -> None:
    inputs = a_role_whose_sessions_were_stolen(site)
    role = inputs.principal.partition("/")[2]
    before, plan = observed(site, inputs), site.plan(inputs)

    assert [(step.action, step.power) for step in plan.steps] == [
        ("iam:PutRolePolicy", Power.RELEASE)
    ]
    assert risk(site, inputs) is RiskClass.D
    written = str(plan.steps[0].parameters["PolicyDocument"])
    assert '"DateLessThan":{"aws:TokenIssueTime":"' in written
    assert "gets a new session" in told(plan)
    site.carry_out(plan)
    assert settled(site, inputs) == {Proof.PASSED}
    assert not is_denied(site, inputs.principal)

    undone(site, inputs, before)
    assert site.client("iam").list_role_policies(RoleName=role)["PolicyNames"] == []


@pytest.mark.parametrize("kind", ["user", "role"])
def test_the_tag_of_protection_is_read_so_that_it_takes_two(site: Site, kind: str) -> None:
    tags = {PROTECTED: "yes"}
    name = a_user(site, **tags)[0] if kind == "user" else a_role(site, **tags)
    inputs = Principal(principal=f"{kind}/{name}")

    assert site.observe(inputs).marks.is_protected


@pytest.mark.parametrize(
    ("path", "name", "says"),
    [
        ("/aws-service-role/ecs.amazonaws.com/", "AWSServiceRoleForECS", "service-linked role"),
        ("/aws-reserved/sso.amazonaws.com/", "AWSReservedSSO_Admin_1", "Identity Center"),
        ("/", "AWSReservedSSO_Admin_2", "Identity Center"),
        ("/", "secbot-reader", "a name of secbot's own"),
    ],
)
def test_roles_that_must_be_contained_in_another_way_are_refused_with_that_way(
    site: Site, path: str, name: str, says: str
) -> None:
    a_role(site, path=path, name=name)
    with pytest.raises(UnsupportedError, match=says):
        site.observe(Principal(principal=f"role/{name}"))
    assert site.journal.intents == []


def test_root_is_refused_with_what_to_do_instead(site: Site) -> None:
    with pytest.raises(UnsupportedError, match="signed in as root"):
        site.observe(Principal(principal="root"))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"principal": "user/nobody"}, "There is no user nobody"),
        ({"principal": "role/nobody"}, "There is no role nobody"),
        ({"principal": "AKIA0123456789ABCDEF"}, "has the access key AKIA0123456789ABCDEF"),
    ],
)
def test_who_is_not_there_can_not_be_revoked(site: Site, asked: dict[str, str], says: str) -> None:
    with pytest.raises(DoesNotExistError, match=says):
        site.observe(Principal.model_validate(asked))


def test_what_has_no_meaning_for_a_principal_is_refused(site: Site) -> None:
    name, _ = a_user(site)
    with pytest.raises(UnsupportedError, match="Only a role's sessions have an age"):
        site.observe(Principal(principal=f"user/{name}", mode="token_age"))
    with pytest.raises(UnsupportedError, match="no console password"):
        site.observe(Principal(principal=f"role/{a_role(site)}", console="delete"))


@pytest.mark.parametrize("typed", ["carol", "", "user/", "group/admins", "AKIA1", "user/a b"])
def test_what_is_no_principal_is_no_input_and_is_told_how_one_is_written(typed: str) -> None:
    with pytest.raises(ValidationError, match="write `user/NAME`"):
        Principal(principal=typed)


def test_the_target_is_the_principals_arn_as_it_was_written(site: Site) -> None:
    runbook = site.runbook(site.estate.reading(site._account(), REGION, ()))
    home = f"arn:aws:iam::{site.account}"

    for written in (f"{home}:user/team/carol", f"{home}:role/web", f"{home}:root"):
        assert runbook.target(Principal(principal=Principal.spelled(written))) == written
    assert site.called() == set()
